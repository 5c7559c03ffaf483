#!/usr/bin/env python3
"""Scenarios in which the bank's recorded calls arrive, on its 110 days, one after the other.

    python3 replay.py CALLS OPERATIONS FOLDER

writes calls.csv, staff.csv, day.cfg (each day's own agents) and mean.cfg (the mean day's) into
FOLDER; docs/bank.md says what for. They hold rows of the data, so they are not for passing on.
Redials and repeats are among the recorded calls and are not simulated.
"""
import csv
import os
import statistics
import sys

import figures

SCENARIO = """# Written by scenarios/bank/replay.py from the bank's records.
name = "Replay, %(name)s";
run = { hours = ["07:00", "24:00"]; interval = "30 min"; days = %(days)d; };
demand = {
  trace = {
    file = "calls.csv";
    columns = { day = "date"; time = "time"; kind = "kind"; };
    days = "in-order";
  };
  issues = {
%(issues)s  };
};
center = {
  channels = { voice = { answer_delay = "5 s"; service_level = { within = "20 s"; }; }; };
  groups = { agents = { staff = { file = "staff.csv"; column = "%(column)s"; }; }; };
};
"""

ISSUE = """    %(kind)s = { per_hour = 0;
      voice = { talk = { dist = "lognormal"; mean = "%(mean).1f s"; cv = %(cv).3f; }; };
      patience = { voice = { dist = "survival";
        t_s = ( %(at)s );
        s = ( %(share)s );
        tail_mean = "%(tail).0f s"; }; }; };
"""


def issue(kind, calls):
    talks = [c["talk"] for c in calls if c["served"]]
    at, share, tail, _ = figures.survival(calls)
    return ISSUE % {"kind": kind, "mean": statistics.mean(talks),
                    "cv": statistics.pstdev(talks) / statistics.mean(talks),
                    "at": ", ".join("%d" % t for t in at),
                    "share": ", ".join("%.4f" % s for s in share), "tail": tail}


def main():
    if len(sys.argv) != 4:
        sys.exit("usage: replay.py CALLS OPERATIONS FOLDER (docs/bank.md says which files)")
    calls = figures.read_calls(sys.argv[1])
    operations = figures.read_operations(sys.argv[2])
    folder = sys.argv[3]
    os.makedirs(folder, exist_ok=True)
    _, _, dates = figures.regular_days(operations)
    chosen = set(dates)
    calls = [c for c in calls if c["date"] in chosen]
    for call in calls:
        call["kind"] = call["kind"] or "call_back"

    with open(os.path.join(folder, "calls.csv"), "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("date", "time", "kind"))
        for call in sorted(calls, key=lambda c: (c["date"], c["t"])):
            out.writerow((call["date"], call["t"], call["kind"]))

    by_date = figures.staff_by_date(r for r in operations if r["date"] in chosen)
    mean = figures.rounded(figures.mean_of_weekdays(by_date)[0], 1)
    with open(os.path.join(folder, "staff.csv"), "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("date", "day", "mean"))
        for date in dates:
            own = figures.rounded(by_date[date], 1)
            out.writerows((date, own[j], mean[j]) for j in range(figures.SLOTS))

    kinds = list(figures.KINDS) + ["call_back"]
    issues = "".join(issue(kind, [c for c in calls if c["kind"] == kind]) for kind in kinds)
    for column, name in (("day", "each day's own agents"), ("mean", "the mean day's agents")):
        with open(os.path.join(folder, column + ".cfg"), "w") as file:
            file.write(SCENARIO % {"name": name, "days": len(dates), "issues": issues,
                                   "column": column})


if __name__ == "__main__":
    main()
