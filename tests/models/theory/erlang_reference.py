#!/usr/bin/env python3
"""Writes tests/models/theory/erlang_reference.csv: Erlang B, C, A and M/M/n+G to 12 digits and more.

Every figure by its integral in 40 digits and with exponents without bound (mpmath), so that
nothing has to be scaled, cut off or rearranged as in models/. Each integral is made with two
numbers of points; they must agree. Whole numbers of agents are also checked against the sums over
the states. Inputs are the doubles that C reads from the same text.

    tests/models/theory/erlang_reference.py > tests/models/theory/erlang_reference.csv      (half an hour)
"""
import bisect
import random

import mpmath
from mpmath import mp, mpf

mp.dps = 40
FIGURES = """load occupancy busy_agents throughput blocking abandonment p_wait p_wait_over_threshold
service_level_g1 service_level_g2 service_level_answered service_level_offered asa mean_wait
mean_wait_delayed mean_wait_abandoned virtual_wait wait_p50 wait_p90 wait_p95 queue_length
queue_growth""".split()
MARKS = [mpf(k) / 2 for k in range(1, 9)] + [5, 6, 7, 8, 10, 12, 14, 16] + [
    4 * k for k in range(5, 16)] + [8 * k for k in range(8, 21)]
FAR = 160  # below the peak by this, e^phi is nothing


def gauss(points):
    """Nodes and weights of Gauss and Legendre on [-1, 1]."""
    out = []
    for k in range(points):
        x = mpmath.cos(mp.pi * (k + mpf(3) / 4) / (points + mpf(1) / 2))
        for _ in range(8):
            p, q = mpf(1), mpf(0)
            for j in range(points):
                p, q = ((2 * j + 1) * x * p - j * q) / (j + 1), p
            slope = points * (x * p - q) / (x * x - 1)
            x -= p / slope
        out.append((x, 2 / ((1 - x * x) * slope * slope)))
    return out


RULES = gauss(22), gauss(30)


def width(phi, base, sign, limit):
    """How far phi falls by 1 from base, roughly."""
    top, step = phi(base), mpf(10) ** -30
    while top - phi(base + sign * step) < 1:
        step *= 2
        if step > abs(limit - base):
            return abs(limit - base)
    return step


def marks(phi, peak, low, high, scales):
    """Ends of panels over [low, high], where phi, concave, has its peak at `peak`."""
    base = min(max(peak, low), high)
    ends = {base}
    for sign, limit in ((-1, low), (1, high)):
        if base == limit:
            continue
        w, top = width(phi, base, sign, limit), phi(base)
        last = base
        for k in MARKS:
            at = base + sign * k * w
            if (at - limit) * sign >= 0:
                last = limit
                break
            last = at
            ends.add(at)
            if top - phi(at) > FAR:
                break
        while top - phi(last) < FAR and (last - limit) * sign < 0:
            last = base + (last - base) * mpf(9) / 8
            if (last - limit) * sign > 0:
                last = limit
            ends.add(last)
        ends.add(last)
    first, end = min(ends), max(ends)
    ends.update(x for x in scales if first < x < end)
    return sorted(ends)


def integrate(phi, parts, peak, low, high, scales=()):
    """The integrals of e^phi times each of the parts of a function over [low, high]."""
    if low >= high:
        return [mpf(0)] * len(parts(mpf(1)))
    ends = marks(phi, peak, low, high, list(scales) + [low + x for x in scales])
    sums = []
    for rule in RULES:
        total = None
        for a, b in zip(ends, ends[1:]):
            half = (b - a) / 2
            for x, w in rule:
                at = a + half * (1 + x)
                e = half * w * mpmath.exp(phi(at))
                terms = [e * part for part in parts(at)]
                total = terms if total is None else [s + t for s, t in zip(total, terms)]
        sums.append(total)
    for one, two in zip(*sums):
        assert abs(one - two) <= mpf(10) ** -12 * abs(two), (low, high, one, two)
    return sums[-1]


class Tail:
    """The integral of e^phi from any x on."""

    def __init__(self, phi, peak, scales):
        self.phi = phi
        self.ends = marks(phi, peak, mpf(0), mp.inf, scales)
        self.after = [mpf(0)]
        for a, b in reversed(list(zip(self.ends, self.ends[1:]))):
            self.after.append(self.after[-1] + self.panel(a, b))
        self.after.reverse()

    def panel(self, a, b):
        half = (b - a) / 2
        return sum(half * w * mpmath.exp(self.phi(a + half * (1 + x))) for x, w in RULES[1])

    def __call__(self, at):
        k = bisect.bisect_left(self.ends, at)
        if k == len(self.ends):
            return mpf(0)
        return self.after[k] + (self.panel(at, self.ends[k]) if k > 0 else 0)


def inverse_blocking(load, n):
    """1 / B(n, load) for any n > -1."""
    phi = lambda u: -u + n * mpmath.log1p(u / load)
    scales = [load * mpf(2) ** k for k in range(-80, 40)] if load < 100 else []
    got = integrate(phi, lambda u: [mpf(1)], max(n - load, mpf(0)), mpf(0), mp.inf, scales)[0]
    if n == int(n) and 0 <= n <= 300:
        term = total = mpf(1)
        for k in range(int(n), 0, -1):
            term *= mpf(k) / load
            total += term
        assert abs(got - total) <= mpf(10) ** -15 * total, (load, n, got, total)
    return got


class Exponential:
    def __init__(self, mean):
        self.mean = mpf(mean)
        self.scales = [self.mean * mpf(2) ** k / 2 for k in range(-8, 16)]

    def survival(self, x):
        return mpmath.exp(-x / self.mean)

    def cdf(self, x):
        return -mpmath.expm1(-x / self.mean)

    def gone(self, x):  # the integral of u dF(u) from 0 to x
        v = x / self.mean
        if v < mpf(10) ** -8:
            return self.mean * sum((-1) ** k * v ** k * (k - 1) / mpmath.factorial(k)
                                   for k in range(2, 8))
        return self.mean * (1 - (1 + v) * mpmath.exp(-v))


class Lognormal:
    def __init__(self, mean, cv):
        self.mean = mpf(mean)
        variance = mpmath.log1p(mpf(cv) ** 2)
        self.sigma = mpmath.sqrt(variance)
        self.zeta = mpmath.log(self.mean) - variance / 2
        self.scales = [mpmath.exp(self.zeta + self.sigma * k) for k in range(-9, 10)]

    def z(self, x):
        return (mpmath.log(x) - self.zeta) / self.sigma

    def survival(self, x):
        return mpmath.erfc(self.z(x) / mpmath.sqrt(2)) / 2 if x > 0 else mpf(1)

    def cdf(self, x):
        return mpmath.erfc(-self.z(x) / mpmath.sqrt(2)) / 2 if x > 0 else mpf(0)

    def gone(self, x):
        return self.mean * mpmath.erfc((self.sigma - self.z(x)) / mpmath.sqrt(2)) / 2 if x > 0 else 0


class Weibull:
    def __init__(self, mean, shape):
        self.shape = mpf(shape)
        self.scale = mpf(mean) / mpmath.gamma(1 + 1 / self.shape)
        self.scales = [self.scale * mpf(2) ** k for k in range(-60, 12)]

    def survival(self, x):
        return mpmath.exp(-(x / self.scale) ** self.shape)

    def cdf(self, x):
        return -mpmath.expm1(-(x / self.scale) ** self.shape)

    def gone(self, x):
        return self.scale * mpmath.gammainc(1 + 1 / self.shape, 0, (x / self.scale) ** self.shape)


class Uniform:
    def __init__(self, low, high):
        self.low, self.high = mpf(low), mpf(high)
        self.scales = [self.low, self.high]

    def cdf(self, x):
        return min(max((x - self.low) / (self.high - self.low), mpf(0)), mpf(1))

    def survival(self, x):
        return 1 - self.cdf(x)

    def gone(self, x):
        x = min(max(x, self.low), self.high)
        return (x * x - self.low * self.low) / 2 / (self.high - self.low)


class Constant:
    def __init__(self, value):
        self.value = mpf(value)
        self.scales = [self.value]

    def cdf(self, x):
        return mpf(1) if x >= self.value else mpf(0)

    def survival(self, x):
        return 1 - self.cdf(x)

    def gone(self, x):
        return self.value * self.cdf(x)


class Hyperexponential:
    """Two exponentials with weights 1 and 3."""

    def __init__(self, first, second):
        self.parts = [(mpf(1) / 4, Exponential(first)), (mpf(3) / 4, Exponential(second))]
        self.scales = self.parts[0][1].scales + self.parts[1][1].scales

    def survival(self, x):
        return sum(w * p.survival(x) for w, p in self.parts)

    def cdf(self, x):
        return sum(w * p.cdf(x) for w, p in self.parts)

    def gone(self, x):
        return sum(w * p.gone(x) for w, p in self.parts)


LAWS = {"exponential": Exponential, "lognormal": Lognormal, "weibull": Weibull,
        "uniform": Uniform, "constant": Constant, "hyperexponential": Hyperexponential}


def by_states(rate, mu, n, mean):
    """P(wait), abandonment and mean wait of Erlang A by birth and death."""
    p = total = mpf(1)
    for k in range(1, n + 1):
        p *= rate / (k * mu)
        total += p
    waiting, queue, j, top = p, mpf(0), 0, p
    while p > mpf(10) ** -45 * waiting:
        j += 1
        p *= rate / (n * mu + j / mean)
        total += p
        waiting += p
        queue += j * p
    return waiting / total, queue / mean / rate / total, queue / rate / total


def tail_at(over, law, total, share, guess):
    """x with P(V > x) S(x) = share."""
    def f(x):
        left = over(x) * law.survival(x)
        return mpmath.log(left / total / share) if left > 0 else -mp.inf

    low, high = mpf(0), mpf(guess)
    while f(high) > 0:
        low, high = high, 2 * high
    while high - low > mpf(10) ** -3 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) > 0 else (low, middle)
    f_low, f_high = f(low), f(high)
    if not mpmath.isfinite(f_high) or f_low - f_high > 1:  # a jump
        while high - low > mpf(10) ** -22 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if f(middle) > 0 else (low, middle)
        return high
    for _ in range(60):
        x = low + (high - low) * f_low / (f_low - f_high)
        at = f(x)
        if abs(at) < mpf(10) ** -20 or high - low < mpf(10) ** -20 * high:
            break
        if at > 0:
            low, f_low, f_high = x, at, f_high / 2
        else:
            high, f_high, f_low = x, at, f_low / 2
    return x


def waiting(rate, service, n, law, t):
    """M/M/n+G."""
    load, capacity = rate * service, n / service

    def phi(x):
        return rate * (law.gone(x) + x * law.survival(x)) - capacity * x

    low, high = mpf(0), mpf(10) ** -40
    if rate * law.survival(mpf(0)) <= capacity:
        high = mpf(0)
    while high > 0 and rate * law.survival(high) > capacity:
        low, high = high, 2 * high
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if rate * law.survival(middle) > capacity else (low, middle)
    peak = high

    def parts(x):
        s, gone = law.survival(x), law.gone(x)
        return [mpf(1), x, gone + x * s, s, x * s, law.cdf(x), gone]

    within = integrate(phi, parts, peak, mpf(0), t, law.scales)
    beyond = integrate(phi, parts, peak, t, mp.inf, law.scales)
    one, x, h, s, xs, gone, g = [a + b for a, b in zip(within, beyond)]
    empty = inverse_blocking(load, n - 1)
    total = empty + rate * one
    at_once = empty / total
    answered = at_once + rate * s / total
    in_time = at_once + rate * within[3] / total
    over = rate * beyond[0] / total
    out = {
        "load": load, "busy_agents": load * answered, "occupancy": load * answered / n,
        "throughput": 3600 * rate * answered, "blocking": mpf(0),
        "abandonment": rate * gone / total, "p_wait": rate * one / total,
        "p_wait_over_threshold": over * law.survival(t),
        "service_level_g1": in_time / (in_time + over * law.survival(t)),
        "service_level_g2": in_time + rate * within[5] / total + over * law.cdf(t),
        "service_level_answered": in_time / answered, "service_level_offered": in_time,
        "asa": rate * xs / total / answered, "mean_wait": rate * h / total,
        "mean_wait_delayed": h / one, "mean_wait_abandoned": g / gone,
        "virtual_wait": rate * x / total, "queue_length": rate * rate * h / total,
        "queue_growth": mpf(0),
    }
    tail = Tail(phi, peak, law.scales)
    for name, share in (("wait_p50", .5), ("wait_p90", .1), ("wait_p95", .05)):
        share = mpf(str(share))
        out[name] = (tail_at(tail, law, total / rate, share, h / one)
                     if out["p_wait"] * law.survival(mpf(0)) > share else mpf(0))
    if isinstance(law, Exponential) and n == int(n) and n <= 2000 and load < 3000 \
            and rate * law.mean < 10 ** 5:
        for name, value in zip(("p_wait", "abandonment", "mean_wait"),
                               by_states(rate, 1 / service, int(n), law.mean)):
            assert abs(out[name] - value) <= mpf(10) ** -12 * value, (name, out[name], value)
    return out


def blocked(rate, service, n):
    load = rate * service
    inverse = inverse_blocking(load, n)
    odds = n / load * inverse_blocking(load, n - 1)  # 1 / B - 1
    answered = odds / inverse
    out = dict.fromkeys(("p_wait", "p_wait_over_threshold", "asa", "mean_wait", "virtual_wait",
                         "wait_p50", "wait_p90", "wait_p95", "abandonment", "queue_length",
                         "queue_growth"), mpf(0))
    out.update(load=load, blocking=1 / inverse, busy_agents=load * answered,
               occupancy=load * answered / n, throughput=3600 * rate * answered,
               service_level_g1=mpf(1), service_level_g2=mpf(1), service_level_answered=mpf(1),
               service_level_offered=answered)
    return out


def endless(rate, service, n, t):
    load = rate * service
    spare = n - load
    if spare < mpf(10) ** -30:
        out = dict.fromkeys(("service_level_g1", "service_level_g2", "service_level_answered",
                             "service_level_offered", "blocking", "abandonment"), mpf(0))
        out.update(load=load, occupancy=mpf(1), busy_agents=n, throughput=3600 * n / service,
                   p_wait=mpf(1), p_wait_over_threshold=mpf(1),
                   queue_growth=abs(mpf(round(spare * 10 ** 30)) / 10 ** 30) * 3600 / service)
        return out
    inverse = inverse_blocking(load, n)
    odds = n / load * inverse_blocking(load, n - 1)
    p_wait = n / (spare * inverse + load)
    drain = spare / service
    late = p_wait * mpmath.exp(-drain * t)
    in_time = spare * odds / (spare * inverse + load) - p_wait * mpmath.expm1(-drain * t)
    out = dict(load=load, occupancy=load / n, busy_agents=load, throughput=3600 * rate,
               blocking=mpf(0), abandonment=mpf(0), p_wait=p_wait, p_wait_over_threshold=late,
               service_level_g1=in_time, service_level_g2=in_time, service_level_answered=in_time,
               service_level_offered=in_time, asa=p_wait / drain, mean_wait=p_wait / drain,
               mean_wait_delayed=1 / drain, virtual_wait=p_wait / drain,
               queue_length=rate * p_wait / drain, queue_growth=mpf(0))
    for name, share in (("wait_p50", ".5"), ("wait_p90", ".1"), ("wait_p95", ".05")):
        share = mpf(share)
        out[name] = mpmath.log(p_wait / share) / drain if p_wait > share else mpf(0)
    return out


def show(value):
    if value is None:
        return ""
    return "0" if abs(value) < mpf(10) ** -300 else mpmath.nstr(value, 20, min_fixed=0, max_fixed=0)


def write(model, calls, period, service, n, law, threshold):
    numbers = [mpf(float(v)) for v in (calls, period, service, n, threshold)]
    rate = numbers[0] / numbers[1]
    if model == "b":
        out = blocked(rate, numbers[2], numbers[3])
    elif model == "c":
        out = endless(rate, numbers[2], numbers[3], numbers[4])
    else:
        made = LAWS[law[0]](*[float(v) for v in law[1:]])
        out = waiting(rate, numbers[2], numbers[3], made, numbers[4])
    first = [model, calls, period, service, n, " ".join(str(v) for v in law), threshold]
    print(",".join([str(v) for v in first] + [show(out.get(name)) for name in FIGURES]), flush=True)


def number(x):
    return float("%.6g" % x)


def cases(seed):
    """Loads from .01 to 1e5, agents to 1e5, the ratio of both from far too few to far too many."""
    draw = random.Random(seed)
    loads = [.01, .3, 1, 2.5, 9.7, 10, 180.5, 5000, 99000, 1e5]
    near = [0, 1e-9, -1e-9, 1e-6, 1e-4, -1e-4, .01, -.01]
    for _ in range(1000000):
        load = draw.choice(loads)
        kind = draw.random()
        if kind < .35:  # as a planner would: within some roots of the load
            n = load + draw.uniform(-4, 6) * load ** .5
        elif kind < .5:
            n = load * (1 + draw.choice(near))
        elif kind < .75:
            n = load * 10 ** draw.uniform(-1, .3)
        else:
            n = 10 ** draw.uniform(-3, 5)
        if draw.random() < .5:
            n = round(n)
        elif kind < .35 or kind >= .5:
            n = number(n)
        service = draw.choice([1, 60, 180, 400.5, 86400])
        calls = load if service == 1 else number(load * 3600 / service)
        period = 1 if service == 1 else 3600
        patience = draw.choice([1e-15, 1e-6, 1e-3, .003, .1, 5, 60, 300, 1e4, 1e6, 1e9])
        threshold = draw.choice([0, 1e-9, .001, 5, 20, 20, 20, 120, 3600, 1e6])
        if 0 < n <= 1e5:
            yield calls, period, service, n, patience, threshold


# Where formulas that are right elsewhere lose digits: next to the load, far too few, far too late.
HARD = [
    ("b", 1e5, 1, 1, 1, 0, 20), ("b", 1e5, 1, 1, 1e-3, 0, 20), ("b", 1e-9, 1, 1, .5, 0, 20),
    ("b", .01, 1, 1, 30, 0, 20), ("b", 1.5, 1, 1, 1e-6, 0, 20), ("b", 1e5, 1, 1, 1e5, 0, 20),
    ("c", 10, 1, 1, 10.00000001, 0, 0), ("c", 10, 1, 1, 10.00000001, 0, 1e-9),
    ("c", 200, 3600, 180, 10.000001, 0, 20), ("c", 1e5, 1, 1, 100000.01, 0, 1e-3),
    ("c", 200, 3600, 180, 40, 0, 3000),
    ("a", 10, 1, 1, 10.00000001, 1e9, 1e-9), ("a", 10, 1, 1, 9.99999999, 1e9, 0),
    ("a", 1e5, 1, 1, 1e-3, 1, 0), ("a", 1e5, 1, 1, 3, 1e9, 20), ("a", 10, 1, 1, 14, 1, 200),
    ("a", 1000, 1, 1, 700, 100, 0), ("a", 1000, 1, 1, 700, 100, 1e-3),
    ("a", 10, 1, 1, 14, 1e-15, 0), ("a", 1e-9, 1, 1, .5, 30, .1),
]


def main():
    print("model,calls,period,service_time,agents,patience,threshold," + ",".join(FIGURES))
    for model, seed, count in (("b", 1, 80), ("c", 2, 80), ("a", 3, 160)):
        got = cases(seed)
        for _ in range(count):
            calls, period, service, n, patience, threshold = next(got)
            law = ("exponential", patience) if model == "a" else ()
            write(model, calls, period, service, n, law, threshold)
    for model, calls, period, service, n, patience, threshold in HARD:
        law = ("exponential", patience) if model == "a" else ()
        write(model, calls, period, service, n, law, threshold)
    laws = [("lognormal", 180, 1.3), ("lognormal", 30, .3), ("weibull", 240, .7),
            ("weibull", 100, 2.5), ("uniform", 20, 200), ("uniform", 0, 60), ("constant", 90),
            ("constant", 5), ("hyperexponential", 20, 400), ("exponential", 150)]
    for law in laws:
        for calls, n, threshold in ((200, 14, 20), (200, 5.5, 60), (20000, 1010, 5)):
            write("g", calls, 3600, 180, n, law, threshold)


if __name__ == "__main__":
    main()
