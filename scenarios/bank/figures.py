#!/usr/bin/env python3
"""The figures of scenarios/bank, computed from the bank's records.

    python3 figures.py CALLS OPERATIONS

CALLS is the file of single calls (.csv or .csv.gz), OPERATIONS the file of half-hours; docs/bank.md
says where the data come from, on what terms, and why each figure is computed as it is. Only the
standard library of Python 3.8 is used. Nothing else in the project needs this script or the data.
"""
import bisect
import csv
import datetime
import gzip
import math
import statistics
import sys
from collections import defaultdict

OPEN, STEP, SLOTS = 7 * 3600, 1800, 34  # 07:00 to 24:00 by half-hours
WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu")
KINDS = {"regular": ("PS", "PE"), "prospect": ("NW",), "stock": ("NE",), "internet": ("IN",)}
KIND_OF = {letter: kind for kind, letters in KINDS.items() for letter in letters}
SURVIVAL_AT = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900)
WITHIN = 20  # s
LONGEST = 7200  # s; a few records of hours are slips of the clock

PRESENT = 900  # s: an agent's gap that is no longer counts as presence
DELAY, WAITED = 5, 8  # s: the median answer delay; who has waited for longer finds nobody ready

AT_RISK = 100  # callers still waiting, for a point of a survival table

# Not in the files (they do not say who called): calls again, as shares within 15 min and within
# 1 h, from the same bank's records with customer numbers.
AGAIN_AFTER_ABANDON = (0.25, 0.41)
AGAIN_AFTER_SERVICE = (0.07, 0.15)

# Assumptions of the scenario that the records already contain and must be cleared of: an issue
# that comes back after service is explained once more; who would rather chat or write, and does
# not phone instead, is in no table of calls.
RESOLUTION, RESOLUTION_AGAIN, EXPLAIN = 0.78, 0.78 - 0.08, 60  # the last one in s
WANTS = {"regular": (0.70, 0.20, 0.10), "prospect": (0.70, 0.20, 0.10),
         "stock": (0.90, 0.05, 0.05), "internet": (0.30, 0.50, 0.20)}  # voice, chat, e-mail
PHONES_INSTEAD = (1.0, 0.90, 0.80)


def weekday(date):
    return datetime.date.fromisoformat(date).strftime("%a")


def clock(slot):
    t = OPEN + slot * STEP
    return "%02d:%02d" % (t // 3600, t % 3600 // 60)


def read_calls(path):
    """Calls that reached the queue, opening hours only: not those that ended in the VRU."""
    opener = gzip.open if path.endswith(".gz") else open
    calls = []
    with opener(path, "rt", newline="") as file:
        for row in csv.DictReader(file):
            t = int(row["arrival_s"])
            if row["outcome"] == "left_vru" or t < OPEN:
                continue
            calls.append({"date": row["date"], "t": t, "slot": (t - OPEN) // STEP,
                          "letter": row["type"], "kind": KIND_OF.get(row["type"]),
                          "wait": int(row["wait_s"]), "served": row["outcome"] == "served",
                          "talk": min(int(row["service_s"]), LONGEST), "agent": row["agent"]})
    return calls


def read_operations(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        h, m = row["slot_start"].split(":")
        row["slot"] = (int(h) * 3600 + int(m) * 60 - OPEN) // STEP
    return rows


def bursts(operations):
    """Half-hours with at least 2.5 times and 50 calls more than is usual there and then."""
    usual = defaultdict(list)
    for row in operations:
        usual[weekday(row["date"]), row["slot"]].append(int(row["offered"]))
    usual = {key: statistics.median(counts) for key, counts in usual.items()}
    found = []
    for row in operations:
        n, u = int(row["offered"]), usual[weekday(row["date"]), row["slot"]]
        if n >= 2.5 * u and n >= u + 50:
            found.append((row["date"], row["slot_start"], n, u))
    return found


# ---- how a figure is printed ----

def heading(text):
    print("\n" + text + "\n" + "-" * len(text))


def rounded(values, unit):
    """To multiples of unit, the sum kept: down, then one more where most was cut off."""
    units = [int(v / unit) for v in values]
    order = sorted(range(len(values)), key=lambda i: units[i] - values[i] / unit)
    for i in order[:round(sum(values) / unit) - sum(units)]:
        units[i] += 1
    return [u * unit for u in units]


def as_list(values, pattern, per_line=10, indent=6):
    lines = [", ".join(pattern % v for v in values[j:j + per_line])
             for j in range(0, len(values), per_line)]
    pad = " " * (indent + 2)
    return " " * indent + "( " + (",\n" + pad).join(lines) + " )"


# ---- arrivals ----

def counts_by_day(calls, dates):
    """n[kind][date][slot]."""
    n = {kind: {date: [0] * SLOTS for date in dates} for kind in KINDS}
    for call in calls:
        n[call["kind"]][call["date"]][call["slot"]] += 1
    return n


def mean_of_weekdays(by_date):
    """Mean row of each weekday, then the mean of the five: a week's mean day."""
    rows = {w: [row for date, row in by_date.items() if weekday(date) == w] for w in WEEKDAYS}
    means = {w: [statistics.mean(column) for column in zip(*rows[w])] for w in WEEKDAYS}
    return [statistics.mean(column) for column in zip(*means.values())], means


def weekday_factors(by_date):
    profile, means = mean_of_weekdays(by_date)
    return {w: sum(means[w]) / sum(profile) for w in WEEKDAYS}


def expected(by_date):
    """m[date][slot]: profile times weekday factor, the scenario's own model of the mean."""
    profile, _ = mean_of_weekdays(by_date)
    factor = weekday_factors(by_date)
    return {date: [p * factor[weekday(date)] for p in profile] for date in by_date}


def relative_covariance(n1, m1, n2, m2, lag, same):
    """Sum of (N-m)(N'-m') over sum of m m', `lag` intervals apart; Poisson part taken out."""
    top = bottom = 0.0
    for date in n1:
        for i in range(SLOTS - lag):
            j = i + lag
            top += (n1[date][i] - m1[date][i]) * (n2[date][j] - m2[date][j])
            bottom += m1[date][i] * m2[date][j]
            if same and lag == 0:
                top -= n1[date][i]
    return top / bottom


def far(g):
    """What is left when intervals are 5 to 12 hours apart: the day factor alone."""
    return statistics.mean(g[10:25])


def print_noise(name, g):
    day = far(g)
    interval = (g[0] - day) / (1 + day)
    if day <= 0 or interval <= 0:
        print("  %-10s day %.4f interval %.4f: not positive" % (name, day, interval))
        return
    rho = (g[1] - day) / (g[0] - day)
    print("  %-10s day_cv %.3f  interval_cv %.3f  correlation %.2f   (g at lag 0, 1, 2, 4, 8, "
          "10-24: %.4f %.4f %.4f %.4f %.4f %.4f)"
          % (name, day ** 0.5, interval ** 0.5, rho, g[0], g[1], g[2], g[4], g[8], day))


def print_arrivals(calls, dates):
    n = counts_by_day(calls, dates)
    n["all"] = {d: [sum(n[k][d][i] for k in KINDS) for i in range(SLOTS)] for d in dates}

    heading("Contacts per half-hour, 07:00 ... 23:30 (mean of the five weekdays)")
    for kind in n:
        profile, _ = mean_of_weekdays(n[kind])
        print("  %s: %.1f a day" % (kind, sum(profile)))
        print(as_list(profile, "%5.2f" if kind == "internet" else "%4.1f"))

    heading("Weekday factors (mean 1 over the five)")
    for kind in n:
        factors = rounded(list(weekday_factors(n[kind]).values()), 0.001)
        print("  %-10s { %s }" % (kind, " ".join(
            "%s = %.3f;" % x for x in zip(WEEKDAYS, factors))))

    heading("Busyness: noise beyond Poisson, shared by all kinds and of each kind alone")
    m = {kind: expected(n[kind]) for kind in n}
    g = {kind: [relative_covariance(n[kind], m[kind], n[kind], m[kind], lag, True)
                for lag in range(25)] for kind in n}
    for kind in n:
        print_noise(kind, g[kind])
    # Two kinds have only the shared factors in common.
    pairs = [(a, b) for a in KINDS for b in KINDS if a != b]
    weights = {(a, b): sum(map(sum, n[a].values())) * sum(map(sum, n[b].values()))
               for a, b in pairs}
    shared = [sum(weights[a, b] * relative_covariance(n[a], m[a], n[b], m[b], lag, False)
                  for a, b in pairs) / sum(weights.values()) for lag in range(25)]
    print_noise("shared", shared)
    for kind in KINDS:
        # (1 + g) = (1 + g shared)(1 + g own), lag by lag
        own = [(1 + x) / (1 + y) - 1 for x, y in zip(g[kind], shared)]
        print_noise(kind + "'s", own)


# ---- work and patience ----

def print_talk(calls, dates):
    heading("Talk, s: all served calls (those under 10 s are in); without them in brackets")
    for kind in list(KINDS) + ["all"]:
        talks = [c["talk"] for c in calls if c["served"] and kind in ("all", c["kind"])]
        long = [t for t in talks if t >= 10]
        print("  %-10s mean %.0f  cv %.2f   under 10 s %.1f %%   [mean %.0f  cv %.2f]"
              "   agent hours a day %.1f"
              % (kind, statistics.mean(talks), statistics.pstdev(talks) / statistics.mean(talks),
                 100 * (1 - len(long) / len(talks)), statistics.mean(long),
                 statistics.pstdev(long) / statistics.mean(long),
                 sum(talks) / 3600 / len(dates)))


def kaplan_meier(calls):
    """Share that would still wait after t: product over u <= t of 1 - left at u / waiting at u."""
    leaves, ends = defaultdict(int), defaultdict(int)
    for call in calls:
        ends[call["wait"]] += 1
        leaves[call["wait"]] += not call["served"]
    waiting = len(calls) - ends[0]
    share, points = 1.0, {}
    for u in range(1, max(SURVIVAL_AT) + 1):
        share *= 1 - leaves[u] / max(waiting, 1)
        points[u] = (share, waiting)
        waiting -= ends[u]
    return points


def survival(calls):
    """Points of the table, shares, mean of the exponential tail in s, waiting at its start."""
    points = kaplan_meier(calls)
    at = [t for t in SURVIVAL_AT if points[t][1] >= AT_RISK]
    beyond = [c for c in calls if c["wait"] > at[-1]]
    tail = sum(c["wait"] - at[-1] for c in beyond) / sum(not c["served"] for c in beyond)
    return at, [points[t][0] for t in at], tail, points[at[-1]][1]


def print_patience(calls):
    heading("Patience: Kaplan-Meier, share still waiting after t")
    for kind in list(KINDS) + ["all"]:
        chosen = [c for c in calls if kind in ("all", c["kind"])]
        at, share, tail, waiting = survival(chosen)
        left = [c for c in chosen if not c["served"]]
        print("  %s: %d left; mean if it were exponential %.0f s; %d waiting at %d s; tail mean "
              "%.1f min" % (kind, len(left), sum(c["wait"] for c in chosen) / len(left),
                            waiting, at[-1], tail / 60))
        print(as_list(at, "%4d", 15))
        print(as_list(share, "%.3f", 15))
    not_at_once = [c for c in calls if c["wait"] > 0 or not c["served"]]
    print("  left at wait 0, of those not answered at once: %.4f"
          % (sum(c["wait"] == 0 for c in not_at_once) / len(not_at_once)))


# ---- calls again ----

def exponential_through(early, late):
    """p and mean with p (1 - exp(-15/mean)) = early, p (1 - exp(-60/mean)) = late; min."""
    low, high = 1e-9, 1 - 1e-9  # x = exp(-15 / mean); (1 - x^4) / (1 - x) = late / early
    for _ in range(200):
        x = (low + high) / 2
        low, high = (x, high) if 1 + x + x * x + x ** 3 < late / early else (low, x)
    return early / (1 - x), -15 / math.log(x)


def print_again(calls):
    """The tables hold contacts of a world with redials, repeats and nothing but telephones."""
    heading("Calls again: first attempts, and what the records are cleared of")
    redial, redial_mean = exponential_through(*AGAIN_AFTER_ABANDON)
    back, back_mean = exponential_through(*AGAIN_AFTER_SERVICE)
    print("  after abandoning: probability %.3f, delay exponential, mean %.0f min"
          % (redial, redial_mean))
    print("  after service:    probability %.3f, delay exponential, mean %.0f min"
          % (back, back_mean))

    def first_and_known(chosen):
        left = statistics.mean(not c["served"] for c in chosen)
        first = 1 - redial * left - back * (1 - left)
        return left, first, back * (1 - left) / (1 - redial * left)

    left, first, known = first_and_known(calls)
    print("  first_attempts = 1 - %.3f x %.4f - %.3f x %.4f = %.3f"
          % (redial, left, back, 1 - left, first))
    print("  (counting only those within 1 h: %.3f)"
          % (1 - AGAIN_AFTER_ABANDON[1] * left - AGAIN_AFTER_SERVICE[1] * (1 - left)))
    unresolved = (1 - known) * (1 - RESOLUTION) + known * (1 - RESOLUTION_AGAIN)
    print("  unresolved.returns = %.3f / %.3f = %.2f   (%.3f of calls tell a story again)"
          % (back, unresolved, back / unresolved, known))
    print("  %-10s %9s %7s %7s %8s %9s %7s" % ("", "abandoned", "first", "phones", "volume",
                                            "talk mean", "cv"))
    for kind in KINDS:
        chosen = [c for c in calls if c["kind"] == kind]
        left, own_first, known = first_and_known(chosen)
        phones = sum(a * b for a, b in zip(WANTS[kind], PHONES_INSTEAD))
        talks = [c["talk"] for c in chosen if c["served"]]
        mean = statistics.mean(talks) - known * EXPLAIN
        variance = statistics.pvariance(talks) - known * (1 - known) * EXPLAIN ** 2
        print("  %-10s %9.3f %7.3f %7.3f %8.3f %7.0f s %7.2f"
              % (kind, left, own_first, phones, own_first / first / phones, mean,
                 variance ** 0.5 / mean))


# ---- the center ----

def print_staff(operations):
    heading("Agents present, 07:00 ... 23:30, rounded so that the sum stays")
    by_date = staff_by_date(operations)
    mean, _ = mean_of_weekdays(by_date)
    whole = rounded(mean, 1)
    print(as_list(mean, "%4.1f", 17))
    print(as_list(whole, "%2d", 17))
    spread = [statistics.stdev(column) / statistics.mean(column)
              for column in zip(*by_date.values())]
    print("  agent hours a day: %.2f, rounded %.1f; CV over days, mean of the half-hours: %.2f"
          % (sum(mean) / 2, sum(whole) / 2, statistics.mean(spread)))

    # What an average day hides: half-hours with a person or more missing, and the other way.
    rows = [(int(r["offered"]), float(r["present_agents"]), int(r["abandoned"]),
             mean[r["slot"]], r["slot"]) for r in operations]
    for name, test in (("a person or more below", lambda d: d < -1),
                       ("near", lambda d: -1 <= d <= 1),
                       ("a person or more above", lambda d: d > 1)):
        chosen = [row for row in rows if test(row[1] - row[3])]
        offered = sum(row[0] for row in chosen)
        print("  present %s the mean: %.0f %% of calls, %.1f %% of them abandoned"
              % (name, 100 * offered / sum(row[0] for row in rows),
                 100 * sum(row[2] for row in chosen) / offered))
    for month in sorted({r["date"][:7] for r in operations}):
        chosen = [r for r in operations if r["date"].startswith(month)]
        days = len({r["date"] for r in chosen})
        print("  %s: %2d days, %.0f calls and %.1f agent hours a day, %.1f %% abandoned"
              % (month, days, sum(int(r["offered"]) for r in chosen) / days,
                 sum(float(r["present_agents"]) for r in chosen) / 2 / days,
                 100 * sum(int(r["abandoned"]) for r in chosen)
                 / sum(int(r["offered"]) for r in chosen)))
    together = []
    for slot in range(SLOTS):
        x, y = zip(*[(row[0], row[1]) for row in rows if row[4] == slot])
        mx, my = statistics.mean(x), statistics.mean(y)
        together.append(sum((a - mx) * (b - my) for a, b in zip(x, y)) / (len(x) - 1)
                        / statistics.stdev(x) / statistics.stdev(y))
    print("  correlation of calls and agents present over days, mean of the half-hours: %.2f"
          % statistics.mean(together))


def print_answer_delay(calls):
    heading("Answer delay: an agent gets free while the next caller already waits")
    by_agent = defaultdict(list)
    for c in calls:
        if c["served"] and c["agent"]:
            start = c["t"] + c["wait"]
            by_agent[c["date"], c["agent"]].append((start, start + c["talk"], c["t"]))
    gaps = []
    for served in by_agent.values():
        served.sort()
        gaps += [b[0] - a[1] for a, b in zip(served, served[1:])
                 if b[2] < a[1] and 0 <= b[0] - a[1] <= 60]
    q = statistics.quantiles(gaps, n=4)
    print("  %d gaps of at most 60 s: quartiles %.0f %.0f %.0f s, mean %.1f s"
          % (len(gaps), q[0], q[1], q[2], statistics.mean(gaps)))


def stretches(spans, gap):
    """Spans of time in order, those closer than gap made one."""
    whole = []
    for begin, end in sorted(spans):
        if whole and begin - whole[-1][1] <= gap:
            whole[-1][1] = max(whole[-1][1], end)
        else:
            whole.append([begin, end])
    return whole


def print_idle(calls, dates):
    """Agents present and talking while at least one caller waits; present as in OPERATIONS."""
    heading("While somebody waits")
    end_of_day = 86400
    by_date = defaultdict(list)
    for c in calls:
        by_date[c["date"]].append(c)
    time = present = busy = 0
    for date in dates:
        change = defaultdict(lambda: [0, 0, 0])  # at a second: waiting, talking, present
        spans = defaultdict(list)
        for c in by_date[date]:
            start = c["t"] + c["wait"]
            change[c["t"]][0] += 1
            change[start][0] -= 1
            if c["served"]:
                change[start][1] += 1
                change[start + c["talk"]][1] -= 1
                if c["agent"]:
                    spans[c["agent"]].append((start, start + c["talk"]))
        for served in spans.values():
            for begin, end in stretches(served, 900):
                change[begin][2] += 1
                change[end][2] -= 1
        state, last = [0, 0, 0], OPEN
        for t in sorted(change):
            t_in = min(max(t, OPEN), end_of_day)
            if state[0] > 0:
                time += t_in - last
                busy += state[1] * (t_in - last)
                present += state[2] * (t_in - last)
            last = t_in
            state = [a + b for a, b in zip(state, change[t])]
    print("  %.1f %% of the opening hours; then %.2f agents are present and %.2f are talking (%.3f)"
          % (100 * time / len(dates) / (end_of_day - OPEN), present / time, busy / time,
             busy / present))


def waiting_by_day(calls):
    """Of a day's calls: who waits at a second, and from when to when somebody has waited for long."""
    came = sorted(c["t"] for c in calls if c["wait"] > 0)
    gone = sorted(c["t"] + c["wait"] for c in calls if c["wait"] > 0)
    long = stretches([(c["t"] + WAITED, c["t"] + c["wait"]) for c in calls if c["wait"] > WAITED], 0)
    return (lambda t: bisect.bisect_right(came, t) - bisect.bisect_right(gone, t)), long


def falling(points):
    """Shares that fall with time, nearest to 0 and 1 at those times (pool adjacent violators)."""
    blocks = []
    for time, is_one in sorted(points):
        blocks.append([is_one, 1, time])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] < blocks[-1][0] * blocks[-2][1]:
            ones, n, last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + ones, blocks[-1][1] + n, last]
    return [(last, ones / n) for ones, n, last in blocks]


def print_pauses(calls, dates):
    """After a service: how long until the agent's next, within the same presence; less the answer delay.

    Who gets free while a regular caller waits, whom nearly all agents take, would begin after the delay:
    the rest is a pause. Who gets free while nobody waits is known to be not ready, or not, only at the
    first moment at which a regular caller has waited for longer than agents need to answer: who has no
    call then takes none."""
    heading("Pauses of agents after a service")
    by_date = defaultdict(list)
    for c in calls:
        by_date[c["date"]].append(c)
    waited, seen, rest, n_gaps, n_served = {1: [], 2: []}, [], [], 0, 0
    for date in dates:
        n_waiting, long = waiting_by_day([c for c in by_date[date] if c["kind"] == "regular"])
        anybody_waits, _ = waiting_by_day(by_date[date])
        begins = [begin for begin, _ in long]
        by_agent = defaultdict(list)
        for c in by_date[date]:
            if c["served"] and c["agent"]:
                by_agent[c["agent"]].append((c["t"] + c["wait"], c["t"] + c["wait"] + c["talk"]))
        for served in by_agent.values():
            served.sort()
            n_served += len(served)
            for (_, free), (again, _) in zip(served, served[1:]):
                if not 0 <= again - free <= PRESENT:
                    continue
                n_gaps += 1
                if n_waiting(free) > 0:
                    waited[min(n_waiting(free), 2)].append(max(again - free - DELAY, 0))
                    continue
                k = bisect.bisect_left(begins, free)
                is_clear = anybody_waits(free) == 0 and (k == 0 or long[k - 1][1] <= free)
                if is_clear and k < len(begins) and begins[k] - free <= PRESENT:
                    seen.append((begins[k] - free - DELAY, again > begins[k]))
                    rest += [again - begins[k]] if again > begins[k] else []
    all_waited = waited[1] + waited[2]
    fit = falling(seen)
    share = {t: next((s for last, s in fit if last >= t), 0.0) for t in range(PRESENT)}
    mean = sum(share[t] for t in range(PRESENT - DELAY))
    print("  %.3f of the services are followed by another in the same presence" % (n_gaps / n_served))
    print("  somebody waits: %d, mean %.1f s" % (len(all_waited), statistics.mean(all_waited)))
    print("    %.3f of them within 20 s; mean %.1f s with one waiting, %.1f s with more"
          % (sum(x <= 20 for x in all_waited) / len(all_waited), statistics.mean(waited[1]),
             statistics.mean(waited[2])))
    print("  nobody waits: %d of which that is seen, mean %.1f s; a factor of %.3f"
          % (len(seen), mean, statistics.mean(all_waited) / mean))
    print("    those that last then go on for %.0f s" % statistics.mean(rest))
    times = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600]
    print("  t_s: " + ", ".join("%d" % t for t in times))
    print("  s:   " + ", ".join("%.3f" % share[t] for t in times))
    print("  tail_mean: %.0f s" % (sum(share[t] for t in range(600, PRESENT - DELAY)) / share[600]))


def performance(calls):
    served = [c["wait"] for c in calls if c["served"]]
    left = [c["wait"] for c in calls if not c["served"]]
    quick = sum(w <= WITHIN for w in served)
    return {"n": len(calls), "abandoned": len(left) / len(calls),
            "asa": statistics.mean(served) if served else float("nan"),
            "answered": quick / len(served) if served else float("nan"),
            "offered": quick / len(calls),
            "g1": quick / max(1, len(calls) - sum(w <= WITHIN for w in left))}


def print_performance(name, calls, days):
    p = performance(calls)
    print("  %-34s %7.1f %9.1f %8.1f %9.1f %9.1f %9.1f"
          % (name, p["n"] / days, 100 * p["abandoned"], p["asa"], 100 * p["g1"],
             100 * p["offered"], 100 * p["answered"]))


def print_observed(calls, all_calls, operations, dates, regular):
    heading("What was observed")
    print("  %-34s %7s %9s %8s %9s %9s %9s" % ("", "a day", "aband. %", "ASA s", "g1 %",
                                              "offered %", "answered %"))
    print_performance("the scenario's calls", calls, len(dates))
    for kind in KINDS:
        print_performance("  " + kind, [c for c in calls if c["kind"] == kind], len(dates))
    days = set(dates)
    with_tt = [c for c in all_calls if c["date"] in days]
    print_performance("the same days, call-backs in", with_tt, len(dates))
    print_performance("regular Sun-Thu, bursts in",
                      [c for c in all_calls if c["kind"] and c["date"] in regular], len(regular))
    every = {c["date"] for c in all_calls}
    quiet = {d for d in every if sum(c["date"] == d for c in all_calls) < 2100}
    print_performance("all days under 2,100 calls, TT in",
                      [c for c in all_calls if c["date"] in quiet], len(quiet))
    talk = [c["talk"] for c in with_tt if c["letter"] == "TT" and c["served"]]
    print("  call-backs (TT): %.1f a day, %.2f agent hours a day"
          % (sum(c["letter"] == "TT" for c in with_tt) / len(dates),
             sum(talk) / 3600 / len(dates)))
    busy = sum(float(r["busy_agents"]) for r in operations)
    present = sum(float(r["present_agents"]) for r in operations)
    served = [c for c in calls if c["served"]]
    print("  answered at wait 0: %.1f %% of those answered"
          % (100 * sum(c["wait"] == 0 for c in served) / len(served)))
    print("  occupancy %.3f (all calls, call-backs in)" % (busy / present))

    heading("The same by half-hour: contacts, abandoned %, ASA s, g1 %, present, occupancy %")
    for slot in range(SLOTS):
        p = performance([c for c in calls if c["slot"] == slot])
        rows = [r for r in operations if r["slot"] == slot]
        present = sum(float(r["present_agents"]) for r in rows)
        busy = sum(float(r["busy_agents"]) for r in rows)
        print("  %s  %5.1f  %5.1f  %6.1f  %5.1f  %4.1f  %5.1f"
              % (clock(slot), p["n"] / len(dates), 100 * p["abandoned"], p["asa"],
                 100 * p["g1"], present / len(rows), 100 * busy / present))


def staff_by_date(operations):
    by_date = defaultdict(lambda: [0.0] * SLOTS)
    for row in operations:
        by_date[row["date"]][row["slot"]] = float(row["present_agents"])
    return by_date


def regular_days(operations):
    """All regular days; the bursts found; the days without one, in order."""
    regular = {row["date"] for row in operations}
    found = bursts(operations)
    return regular, found, sorted(regular - {date for date, _, _, _ in found})


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: figures.py CALLS OPERATIONS (docs/bank.md says which files)")
    all_calls = read_calls(sys.argv[1])
    operations = read_operations(sys.argv[2])
    regular, found, dates = regular_days(operations)
    chosen = set(dates)
    out = regular - chosen
    operations = [row for row in operations if row["date"] in chosen]
    calls = [c for c in all_calls if c["date"] in chosen and c["kind"]]

    heading("Days: %s to %s" % (dates[0], dates[-1]))
    print("  %d regular days, Sunday to Thursday; %d with a burst are out; %d are used: %s"
          % (len(regular), len(out), len(dates), ", ".join(
              "%s %d" % (w, sum(weekday(d) == w for d in dates)) for w in WEEKDAYS)))
    for date in sorted(out):
        worst = max((x for x in found if x[0] == date), key=lambda x: x[2] / x[3])
        print("  out: %s, %s: %d calls, usually %.0f" % worst)

    print_arrivals(calls, dates)
    print_talk(calls, dates)
    print_patience(calls)
    print_again(calls)
    print_staff(operations)
    print_answer_delay(calls)
    print_pauses([c for c in all_calls if c["date"] in chosen], dates)
    print_idle([c for c in all_calls if c["date"] in chosen], dates)
    print_observed(calls, all_calls, operations, dates, regular)


if __name__ == "__main__":
    main()
