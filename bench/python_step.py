"""Microseconds a step from Python, the call included: the whole of it is to be at most 2.

usage: CCSIM_LIBRARY=build/release/libccsim.so.0 PYTHONPATH=library/python bench/python_step.py
"""

import time

import ccsim

STEPS = 400000

scenario = ccsim.Scenario("scenarios/erlang_a.cfg")
scenario["run.observe"] = "300 d"
center = scenario.center(seed=1)


def timed(name, step):
    begun = time.perf_counter()
    for _ in range(STEPS):
        step()
    print("%-40s %.2f us" % (name, (time.perf_counter() - begun) / STEPS * 1e6))


timed("center.step(), one event", center.step)
panel = center.panel(["time", "waiting", "ready", "answered"], ["staff agents"])
panel.action[0] = 14
timed("panel.turn(6), 6 s of the center", lambda: panel.turn(6.0))
