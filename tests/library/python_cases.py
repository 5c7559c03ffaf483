"""The Python module against the command line. Run by test_python.sh with CCSIM_LIBRARY set; arguments: the program,
the source folder."""

import _thread
import copy
import gc
import json
import math
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

PROGRAM, SOURCE = sys.argv[1:3]
sys.path.insert(0, os.path.join(SOURCE, "library", "python"))
import ccsim  # noqa: E402

ERLANG_A = os.path.join(SOURCE, "scenarios", "erlang_a.cfg")
LONG = {"run.observe": "3000 d"}


def command_line(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, check=False)
    return done.stdout.decode(), done.stderr.decode()


class Settings(unittest.TestCase):
    def test_a_setting_is_that_of_the_command_line(self):
        s = ccsim.Scenario(ERLANG_A)
        s["center.groups.agents.staff"] = 13
        s["demand.customers.patience.voice.mean"] = "4 min"
        self.assertEqual(s["center.groups.agents.staff"], 13)
        self.assertEqual(s["demand.customers.patience.voice.mean"], 240)
        printed, _ = command_line("run", ERLANG_A, "--replications", "3", "--format", "json", "--set",
                                  "center.groups.agents.staff=13", "--set",
                                  "demand.customers.patience.voice.mean=4 min")
        self.assertEqual(s.run(replications=3).json_text, printed)
        self.assertEqual(json.loads(printed)["scenarios"][0]["hash"], s.hash)

    def test_a_refusal_says_what_the_command_line_says(self):
        for path, value in (("center.groups.agents.stuff", 13), ("center.groups.agents.staff", -3),
                            ("demand.customers.patience.voice.mean", "4 mim")):
            s = ccsim.Scenario(ERLANG_A)
            before = s.hash
            with self.assertRaises(ccsim.Error) as caught:
                s[path] = value
            _, said = command_line("run", ERLANG_A, "--set", "%s=%s" % (path, value))
            self.assertIn(str(caught.exception), said)
            self.assertEqual(s.hash, before)

    def test_a_file_that_is_none(self):
        with self.assertRaises(ccsim.Error):
            ccsim.Scenario("/no/such.cfg")
        with self.assertRaises(TypeError):
            ccsim.Scenario()
        with self.assertRaises(ccsim.Refused):
            ccsim.Scenario(text="demand = 3;", name="mine.cfg")

    def test_what_python_writes(self):
        from ccsim.scenario import written
        for value, text in ((13, "13"), (0.1, "0.1"), (True, "true"), ("4 min", "4 min"),
                            ([1, 2.5], "[1, 2.5]"), (["00:00", "24:00"], '["00:00", "24:00"]')):
            self.assertEqual(written(value), text)
        with self.assertRaises(TypeError):
            written(object())

    def test_several_at_once_and_copies(self):
        s = ccsim.Scenario(ERLANG_A)
        other = s.copy()
        other.set({"center.groups.agents.staff": 9, "demand.volume": 1.5})
        self.assertEqual(other["demand.volume"], 1.5)
        self.assertEqual(s["center.groups.agents.staff"], 14)
        self.assertIsNone(s.get("no.such"))
        self.assertEqual(ccsim.Scenario(text=other.text).hash, other.hash)
        self.assertEqual((s.channels, s.groups), (["voice"], ["agents"]))


class Runs(unittest.TestCase):
    def test_figures_are_those_of_the_command_line_to_the_bit(self):
        a, b = ccsim.Scenario(ERLANG_A), ccsim.Scenario(ERLANG_A)
        b["center.groups.agents.staff"] = 12
        results = ccsim.compare(a, b, replications=5, seed=3, threads=2)
        printed, _ = command_line("run", ERLANG_A, "--replications", "5", "--seed", "3", "--format", "json",
                                  "--threads", "1")
        found = json.loads(printed)["estimates"]
        self.assertGreater(len(found), 50)
        for it in found:
            mean = results.estimate(it["kpi"], it["scope"]).mean
            self.assertTrue(mean == it["mean"] or it["mean"] is None and not math.isfinite(mean), it)
        level = results.difference("service_level_g1")
        self.assertLess(level.upper, 0)
        self.assertEqual(level.mean, [d for d in results.json()["differences"] if d["kpi"] ==
                                      "service_level_g1" and d["scope"] == "center"][0]["mean"])

    def test_options(self):
        s = ccsim.Scenario(ERLANG_A)
        told = []
        r = s.run(precision="service_level_g1 1%", require=["asa < 1 s"], keep_values=True,
                  progress=lambda done, most: told.append(done))
        self.assertTrue(r.is_precise)
        self.assertLessEqual(r["service_level_g1"].half_width, 0.01)
        self.assertFalse(r.is_met(0))
        values = r.values("asa")
        self.assertEqual(len(values), r.replications)
        self.assertEqual(told, sorted(told))
        one = s.run(replications=1, seed=1, keep_values=True)
        self.assertEqual(one.values("asa")[0], values[0])
        self.assertTrue(math.isnan(one["asa"].half_width))
        with self.assertRaises(TypeError):
            s.run(replication=3)
        with self.assertRaises(ccsim.Error):
            s.run(precision="nonsense 1 s")
        with self.assertRaises(ccsim.Unknown) as caught:
            r["service_lvel_g1"]
        self.assertIn("service_level", str(caught.exception))

    def test_a_progress_that_says_stop(self):
        r = ccsim.Scenario(ERLANG_A).run(replications=100000, threads=1, progress=lambda done, most: done >= 5)
        self.assertTrue(r.is_partial)
        self.assertLess(r.replications, 100000)

    def test_ctrl_c_returns_within_a_second_with_what_is_complete(self):
        s = ccsim.Scenario(ERLANG_A)
        threading.Timer(0.7, os.kill, (os.getpid(), signal.SIGINT)).start()
        begun = time.monotonic()
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            r = s.run(replications=10**9)
        self.assertLess(time.monotonic() - begun, 1.7)
        self.assertTrue(r.is_partial)
        self.assertGreater(r.replications, 0)
        self.assertIs(said[0].category, ccsim.Interrupted)
        again = s.run(replications=r.replications)
        self.assertEqual(r["asa"], again["asa"])

    def test_ctrl_c_before_the_first_is_complete(self):
        s = ccsim.Scenario(ERLANG_A)
        s.set(LONG)
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        begun = time.monotonic()
        with self.assertRaises(KeyboardInterrupt):
            s.run(replications=2)
        self.assertLess(time.monotonic() - begun, 1.3)

    def test_runs_in_threads_of_python(self):
        alone = ccsim.Scenario(ERLANG_A).run(replications=4, threads=1)["wait"]
        found = []
        workers = [threading.Thread(target=lambda: found.append(
            ccsim.Scenario(ERLANG_A).run(replications=4, threads=1)["wait"])) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.assertEqual(found, [alone] * 4)

    def test_pandas(self):
        try:
            import pandas  # noqa: F401
        except ImportError:
            self.skipTest("there is no pandas")
        frame = ccsim.Scenario(ERLANG_A).run(replications=3).frame()
        self.assertIn("service_level_g1", set(frame.kpi))


class Centers(unittest.TestCase):
    def test_a_replication_step_by_step_is_that_of_a_run(self):
        s = ccsim.Scenario(ERLANG_A)
        c = s.center(seed=5, replication=2)
        c.advance(3600)
        while c.events < 3000:
            c.step(7)
        c.finish()
        values = s.run(seed=5, replications=3, keep_values=True)
        for kpi in ("asa", "abandonment", "service_level_g1", "occupancy"):
            self.assertEqual(c.figure(kpi), values.values(kpi)[2])

    def test_two_in_turn_are_as_each_alone(self):
        s = ccsim.Scenario(ERLANG_A)
        alone = s.center(seed=1)
        alone.advance(20000)
        a, b = s.center(seed=1), s.center(seed=2)
        for t in range(100, 20001, 100):
            a.advance(t)
            b.advance(t)
        self.assertEqual(a.hash, alone.hash)
        self.assertNotEqual(a.hash, b.hash)

    def test_conditions_copies_and_changes(self):
        c = ccsim.Scenario(ERLANG_A).center(seed=1)
        self.assertTrue(c.advance_until("waiting", 3))
        self.assertEqual(c.queue().waiting, 3)
        at, then = c.time, c.snapshot()
        twin = c.fork()
        c.change("staff", "agents", 5)
        c.advance(at + 7200)
        twin.advance(at + 7200)
        self.assertGreater(c.queue().waiting + c.figure("abandonment"), twin.figure("abandonment"))
        self.assertEqual(c.control("staff", "agents"), 5)
        c.restore(then)
        self.assertEqual(c.time, at)
        c.advance(at + 7200)
        self.assertEqual(c.hash, twin.hash)
        self.assertTrue(c.advance_until(lambda center: center.queue("voice").waiting == 0))
        self.assertFalse(c.advance_until("waiting", 10**6, time=c.time + 60))
        with self.assertRaises(ZeroDivisionError):
            c.advance_until(lambda center: 1 / 0)
        with self.assertRaises(ValueError):
            c.advance_until("sometime")
        seats = c.agents("agents")
        busy = [seat for seat in seats if seat.contacts > 0]
        self.assertEqual(len(busy), c.group("agents").working)
        for bad in (("stuff", "agents", 5), ("staff", "agnets", 5), ("staff", "agents", -1)):
            with self.assertRaises(ccsim.Error):
                c.change(*bad)

    def test_ctrl_c_is_heard_on_a_long_way(self):
        s = ccsim.Scenario(ERLANG_A)
        s.set(LONG)
        c = s.center(seed=1)
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        begun = time.monotonic()
        with self.assertRaises(KeyboardInterrupt):
            c.finish()
        self.assertLess(time.monotonic() - begun, 1.3)
        at = c.time
        self.assertLess(at, c.horizon)
        c.advance(at + 60)
        self.assertGreaterEqual(c.time, at)

    def test_what_is_not_now(self):
        c = ccsim.Scenario(ERLANG_A).center()
        with self.assertRaises(ccsim.Error):
            c.advance(100)
        c.start(1)
        c.finish()
        self.assertTrue(c.is_over)
        with self.assertRaises(ccsim.Error):
            c.change("staff", "agents", 5)

    def test_a_panel_shows_what_the_center_shows(self):
        c = ccsim.Scenario(ERLANG_A).center(seed=4)
        panel = c.panel(["time", "waiting queue:voice", "ready", "answered", "control staff agents"],
                        ["staff agents"])
        self.assertTrue(math.isnan(panel.action[0]))  # as planned, until somebody fills it
        panel.action[0] = 9
        self.assertFalse(panel.turn(3600))
        self.assertEqual(panel.observation[0], c.time if c.time == 3600 else panel.observation[0])
        self.assertEqual(panel.observation[1], c.queue("voice").waiting)
        self.assertEqual(panel.observation[2], c.group().ready)
        self.assertEqual(panel.observation[4], 9)
        steps = 1
        while not panel.wait(3600):
            steps += 1
        self.assertTrue(c.is_over)
        with self.assertRaises(ccsim.Error):
            c.panel(["wating"])
        with self.assertRaises(AttributeError):  # it would not be seen by the library
            panel.action = [12]

    def test_memory_is_flat(self):
        s = ccsim.Scenario(ERLANG_A)
        s["run.observe"] = "10 min"

        def some(n):
            for _ in range(n):
                s.run(replications=1, threads=1)
                s.center(seed=1).advance(600)
            gc.collect()
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        some(200)  # threads have memory of their own, which is used again
        first = some(200)
        self.assertLess(some(300), first + 4000)  # kB


def press(*after):
    """Ctrl-C so many s from now."""
    timers = [threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT)) for seconds in after]
    for timer in timers:
        timer.start()
    return timers


class Interrupts(unittest.TestCase):
    """Every long call ends within a second of Ctrl-C."""

    def setUp(self):
        self.s = ccsim.Scenario(ERLANG_A)
        self.s.set(LONG)
        ccsim.waiting._interrupted_at = -math.inf  # a test is no loop with the one before

    def check(self, call):
        press(0.2)
        begun = time.monotonic()
        with self.assertRaises(KeyboardInterrupt):
            call()
        self.assertLess(time.monotonic() - begun, 1.2)

    def test_calls_that_move_a_center(self):
        c = self.s.center(seed=1)
        self.check(lambda: c.advance_until("waiting", 10**6))
        self.check(lambda: c.advance_until("level", 0.0))
        self.check(lambda: c.advance_until(lambda center: False))
        self.check(lambda: c.step(10**12))
        panel = c.panel(["time"], ["staff agents"])
        panel.action[0] = 14
        self.check(lambda: panel.turn(1e12))
        self.check(lambda: panel.wait(1e12))
        self.check(c.finish)

    def test_compare_before_the_first(self):
        self.check(lambda: ccsim.compare(self.s, self.s, replications=2))

    def test_the_second_ends_a_loop(self):
        s = ccsim.Scenario(ERLANG_A)
        press(0.3, 1.0)
        found = []
        with warnings.catch_warnings(record=True) as said, self.assertRaises(KeyboardInterrupt):
            for _ in range(1000):
                found.append(s.run(replications=10**6))
        self.assertEqual([r.is_partial for r in found], [True])
        self.assertEqual([os.path.basename(one.filename) for one in said], ["python_cases.py"])

    def test_an_interrupt_without_a_signal(self):
        timer = threading.Timer(0.2, _thread.interrupt_main)  # as some shells and notebooks do it
        timer.start()
        begun = time.monotonic()
        with warnings.catch_warnings(record=True) as said:
            self.assertTrue(ccsim.Scenario(ERLANG_A).run(replications=10**7).is_partial)
        self.assertEqual(os.path.basename(said[0].filename), "python_cases.py")
        self.assertLess(time.monotonic() - begun, 1.5)

    def test_a_loop_of_short_runs(self):
        s = ccsim.Scenario(ERLANG_A)
        timers = press(*(0.3 * (n + 1) for n in range(10)))
        with warnings.catch_warnings(record=True), self.assertRaises(KeyboardInterrupt):
            while True:
                s.run(replications=1)
        for timer in timers:  # some may have come between two runs, or where Python loses them: in __del__
            timer.cancel()

    def test_a_sweep_keeps_what_is_complete(self):
        plan = os.path.join(tempfile.mkdtemp(), "plan.cfg")
        with open(plan, "w", encoding="utf-8") as file:
            file.write('scenario = "%s";\nfactors = { agents = { set = "center.groups.agents.staff"; '
                       'levels = [12, 13, 14]; }; };\noutputs = ["asa"];\nreplications = 100000;\n' % ERLANG_A)
        press(0.5)
        begun = time.monotonic()
        with warnings.catch_warnings(record=True):
            found = ccsim.sweep(plan, plan + ".sqlite")
        self.assertLess(time.monotonic() - begun, 1.5)
        self.assertTrue(found.is_partial)
        self.assertGreater(found.done, 0)


class Misuse(unittest.TestCase):
    """What is wrong is an exception, and never the end of the process."""

    def setUp(self):
        self.s = ccsim.Scenario(ERLANG_A)

    def test_texts_that_are_none(self):
        s, c = self.s, self.s.center(seed=1)
        r = s.run(replications=2)
        for wrong in (lambda: s[None], lambda: s.set({5: 3}), lambda: ccsim.Scenario(text="x", name=None),
                      lambda: s.run(precision=[5]), lambda: s.run(require=[None]), lambda: r.estimate(None),
                      lambda: c.panel([5]), lambda: c.panel(["time"], [None]), lambda: c.change(None, "agents", 1),
                      lambda: ccsim.sweep(None, "x"), lambda: s.run(progress=5)):
            with self.assertRaises(TypeError):
                wrong()
        for cut in (lambda: ccsim.Scenario(ERLANG_A + "\0x"), lambda: ccsim.Scenario(text="a\0b"),
                    lambda: s.set({"center.groups.agents.staff": "13\0x"})):
            with self.assertRaises(ValueError):
                cut()

    def test_handles_of_another_kind(self):
        s, c = self.s, self.s.center(seed=1)
        for wrong in (lambda: ccsim.compare(s, c), lambda: ccsim.run(c), lambda: c.restore(c), lambda: c.restore(s),
                      lambda: ccsim.Center(c), lambda: ccsim.Panel(s, ["time"])):
            with self.assertRaises(TypeError):
                wrong()

    def test_numbers_that_would_be_cut(self):
        s, c = self.s, self.s.center(seed=1)
        for wrong in (lambda: s.run(replications=2**64 + 5), lambda: s.run(replications=0), lambda: s.run(seed=-1),
                      lambda: s.run(seed=2**64 + 1), lambda: s.run(threads=2**32 + 1), lambda: s.run(memory=-1),
                      lambda: c.start(2**64 + 1), lambda: c.step(-1), lambda: c.step(2**64 + 1),
                      lambda: c.panel(["time"]).turn(math.nan)):
            with self.assertRaises(ccsim.Refused):
                wrong()
        with self.assertRaises(ValueError):
            s.run(replications=2).values("asa")

    def test_copies_of_objects(self):
        c = self.s.center(seed=1)
        twins = [copy.copy(c), copy.deepcopy(c)]
        then = copy.copy(c.snapshot())
        c.step(100)
        self.assertEqual([twin.events for twin in twins], [0, 0])
        c.restore(then)
        self.assertEqual(c.events, 0)
        for it in (self.s.run(replications=2), c.panel(["time"])):
            with self.assertRaises(TypeError):
                copy.copy(it)
        for it in (self.s, c, then):
            with self.assertRaises(TypeError):
                pickle.dumps(it)

    def test_exceptions_in_what_is_called(self):
        def fails(*_):
            raise ZeroDivisionError

        with self.assertRaises(ZeroDivisionError):
            self.s.run(replications=1000, progress=fails)
        c = self.s.center(seed=1)
        with self.assertRaises(ZeroDivisionError):
            c.advance_until(fails)
        self.assertEqual(c.events, 0)

    def test_variance(self):
        printed, _ = command_line("run", ERLANG_A, "--replications", "20", "--variance", "antithetic", "--format",
                                  "json")
        self.assertEqual(self.s.run(replications=20, variance="antithetic").json_text, printed)

    def test_the_environment(self):
        sys.path.insert(0, os.path.join(SOURCE, "library", "python", "examples"))
        from staffing_env import StaffingEnv

        def episode(env, seed):
            (seen, _), all_of_it, done = env.reset(seed=seed), [], False
            while not done:
                all_of_it.append(seen)
                seen, reward, done, _, _ = env.step(12)
                all_of_it.append(reward)
            self.assertEqual(seen[0], env.center.horizon)
            return all_of_it

        env = StaffingEnv(ERLANG_A)
        first = episode(env, 3)
        self.assertNotEqual(episode(env, None), first)  # another day, not the same again
        self.assertEqual(episode(env, 3), first)
        self.assertEqual(episode(StaffingEnv(ERLANG_A), 3), first)


class Sweeps(unittest.TestCase):
    def test_a_sweep_is_that_of_the_command_line(self):
        plan = os.path.join(tempfile.mkdtemp(), "plan.cfg")
        with open(plan, "w", encoding="utf-8") as file:
            file.write('scenario = "%s";\nfactors = { agents = { set = "center.groups.agents.staff"; '
                       'levels = [12, 13, 14]; }; };\noutputs = ["asa", "service_level_g1"];\n'
                       'replications = 5;\n' % ERLANG_A)
        store = plan + ".sqlite"
        found = ccsim.sweep(plan, store)
        self.assertEqual((len(found), found.done, found.failed), (3, 15, 0))
        s = ccsim.Scenario(ERLANG_A)
        for point, agents in enumerate((12, 13, 14)):
            self.assertEqual(found.numbers(point)["agents"], agents)
            s["center.groups.agents.staff"] = agents
            self.assertEqual(found.estimate(point, "asa").mean, s.run(replications=5)["asa"].mean)
        again = ccsim.sweep(plan, store, replications=6)
        self.assertEqual((again.done, again.there), (3, 15))
        self.assertIn("only 6 replications", again.warnings[0])
        printed, _ = command_line("sweep", plan, "--store", store, "--replications", "6", "--format", "json",
                                  "--threads", "2")
        self.assertEqual(again.json()["estimates"], json.loads(printed)["estimates"])
        with self.assertRaises(ccsim.Error):
            ccsim.sweep("/no/plan.cfg", store)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
