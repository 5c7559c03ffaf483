"""One replication of a center, step by step: look at it, change it, copy it."""

import collections
import ctypes

from .errors import error_of
from .native import AgentNow, Condition, GroupNow, Predicate, QueueNow, begun, byref, data, lib, text, texts
from .waiting import new_handle

Queue = collections.namedtuple("Queue", "waiting backlog oldest_wait")
Group = collections.namedtuple("Group", "planned staffed working ready seats")
Agent = collections.namedtuple("Agent", "state since contacts is_leaving")
_UNTIL = {"waiting": 0, "wait": 1, "ready": 2, "busy": 3, "level": 4}


EVENTS = 500000


class Snapshot:
    """What a center was, for Center.restore."""

    def __init__(self, handle):
        self._handle = handle

    def __del__(self):
        handle, self._handle = getattr(self, "_handle", None), None
        if handle:
            lib.snapshot_free(handle)


class Center:
    """Times are seconds of the run. Queues and groups go by name; None: all together."""

    def __init__(self, scenario, seed=None, replication=0):
        self._handle = new_handle(lib.center_new, scenario._handle)
        self._scenario = scenario.copy()  # for the names, as they are now
        if seed is not None:
            self.start(seed, replication)

    def __del__(self):
        handle, self._handle = getattr(self, "_handle", None), None
        if handle:
            lib.center_free(handle)

    def _check(self, code):
        if code < 0:
            raise error_of(code, text(lib.center_message(self._handle)) or
                           text(lib.code_text(code)))

    def start(self, seed=1, replication=0):
        """Replication number `replication`, from 0, of a run of that seed."""
        self._check(lib.center_start(self._handle, seed, replication))
        return self

    def step(self, n=1):
        """At most n events; false: the run is over."""
        code = lib.center_step(self._handle, n, None)
        if code:
            self._check(code)
        return not lib.center_is_over(self._handle)

    def advance(self, until):
        """All events up to that time; Ctrl-C is heard within a fraction of a second."""
        until = min(until, self.horizon) if self.time < self.horizon else until
        while True:
            now = self.time
            # as long as half a million events took up to here, which is some tenths of a second; an hour at first
            piece = max(EVENTS * now / self.events, 1.0) if self.events > 1000 else 3600.0
            self._check(lib.center_advance(self._handle, min(until, now + piece)))
            if not now + piece < until:
                return

    def advance_until(self, condition, value=0, *, queue=None, group=None, time=float("inf")):
        """Stops when "waiting" (so many contacts wait), "wait" (somebody waits for so many s), "ready" (so many
        agents have nothing to do), "busy" (at most so many have), "level" (service level below that), or when a
        function of the center says true; or at that time. Did it hold?"""
        it, reached = begun(Condition, lib.condition_init), ctypes.c_int()
        it.queue, it.group, it.value = self._index("queues", queue), self._index("groups", group), value
        failed = []
        if callable(condition):
            it.until = 5

            def ask(context, center):
                try:
                    return int(bool(condition(self)))
                except BaseException as error:  # cannot go through the library
                    failed.append(error)
                    return 1

            it.is_true = Predicate(ask)
        elif condition in _UNTIL:
            it.until = _UNTIL[condition]
        else:
            raise ValueError("condition: %r is none of %s" % (condition, ", ".join(_UNTIL)))
        code = lib.center_advance_until(self._handle, byref(it), min(time, self.horizon),
                                        byref(reached))
        if failed:
            raise failed[0]
        self._check(code)
        return bool(reached.value)

    def _index(self, kind, name):
        return -1 if name is None else self._scenario.index_of(kind, name)

    time = property(lambda self: lib.center_time(self._handle))
    horizon = property(lambda self: lib.center_horizon(self._handle))
    events = property(lambda self: lib.center_events(self._handle))
    is_over = property(lambda self: bool(lib.center_is_over(self._handle)))
    hash = property(lambda self: lib.center_hash(self._handle))

    def queue(self, name=None):
        now = QueueNow(size=ctypes.sizeof(QueueNow))
        self._check(lib.center_queue(self._handle, self._index("queues", name), byref(now)))
        return Queue(now.waiting, now.backlog, now.oldest_wait)

    def group(self, name=None):
        now = GroupNow(size=ctypes.sizeof(GroupNow))
        self._check(lib.center_group(self._handle, self._index("groups", name), byref(now)))
        return Group(now.planned, now.staffed, now.working, now.ready, now.seats)

    def agents(self, group):
        """All seats of a group, in order."""
        index, now = self._index("groups", group), AgentNow(size=ctypes.sizeof(AgentNow))
        found = []
        for seat in range(self.group(group).seats):
            self._check(lib.center_agent(self._handle, index, seat, byref(now)))
            found.append(Agent(text(lib.agent_state_text(now.state)), now.since, now.contacts,
                               bool(now.is_leaving)))
        return found

    def figure(self, kpi, scope="center"):
        """As if the run ended now; after finish, of the replication."""
        value = ctypes.c_double()
        self._check(lib.center_figure(self._handle, data(kpi), data(scope), byref(value)))
        return value.value

    def finish(self):
        """Goes on to the end."""
        if not self.is_over:
            self.advance(self.horizon)
        self._check(lib.center_finish(self._handle))

    def change(self, control, whose="", value=None, time=None):
        """A control of docs/scripts.md: change("staff", "agents", 12), at a time or now. None: as planned. A text
        is read as in a script: "20 s"."""
        at = self.time if time is None else time
        if isinstance(value, str):
            self._check(lib.center_change_text(self._handle, at, data(control), data(whose), data(value)))
        else:
            number = float("nan") if value is None else float(value)
            self._check(lib.center_change(self._handle, at, data(control), data(whose), number))

    def control(self, control, whose=""):
        """As it is now; NaN: as planned."""
        value = ctypes.c_double()
        self._check(lib.center_control(self._handle, data(control), data(whose), byref(value)))
        return value.value

    def snapshot(self):
        handle = ctypes.c_void_p()
        self._check(lib.center_snapshot(self._handle, byref(handle)))
        return Snapshot(handle)

    def restore(self, snapshot):
        self._check(lib.center_restore(self._handle, snapshot._handle))

    def fork(self):
        """Another center, which is where this one is and goes its own way from here."""
        other = object.__new__(type(self))
        other._scenario = self._scenario
        other._handle = new_handle(lib.center_fork, self._handle)
        return other

    def panel(self, sensors, controls=()):
        """Observations and actions as vectors, a call a step."""
        return Panel(self, sensors, controls)


def _vector(n):
    """n doubles for the library, and the same memory as numpy's where it is there."""
    memory = (ctypes.c_double * n)()
    try:
        import numpy
    except ImportError:
        return memory, memory
    return memory, numpy.frombuffer(memory) if n > 0 else numpy.zeros(0)


class Panel:
    """Sensors and controls as in ccsim.h: "waiting queue:loans", "ready", "staff agents". `observation` and
    `action` are vectors that stay the same objects: fill action, call turn, read observation."""

    def __init__(self, center, sensors, controls=()):
        self._center = center  # lives as long
        watched, n_sensors = texts(sensors)
        moved, n_controls = texts(controls)
        self._handle = new_handle(lib.panel_new, center._handle, watched, n_sensors, moved, n_controls)
        self._out, self.observation = _vector(n_sensors)
        self._in, self.action = _vector(n_controls)
        self.read()

    def __del__(self):
        handle, self._handle = getattr(self, "_handle", None), None
        if handle:
            lib.panel_free(handle)

    def _fail(self, code):
        raise error_of(code, text(lib.panel_message(self._handle)) or text(lib.code_text(code)))

    def read(self):
        code = lib.panel_read(self._handle, self._out)
        if code < 0:
            self._fail(code)
        return self.observation

    def turn(self, seconds):
        """Sets the controls to `action`, advances, and fills `observation`. True: that was the last step."""
        code = lib.panel_turn(self._handle, self._in, seconds, self._out)
        if code < 0:
            self._fail(code)
        return code == 1

    def wait(self, seconds):
        """The same, and leaves the controls as they are."""
        code = lib.panel_turn(self._handle, None, seconds, self._out)
        if code < 0:
            self._fail(code)
        return code == 1


Controls = collections.namedtuple("Controls", "name whose doc")


def controls():
    """What can be changed while a center runs."""
    found = []
    while (name := lib.control_name(len(found))) is not None:
        j = len(found)
        found.append(Controls(text(name), text(lib.control_whose(j)), text(lib.control_doc(j))))
    return found
