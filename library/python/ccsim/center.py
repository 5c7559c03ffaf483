"""One replication of a center, step by step: look at it, change it, copy it."""

import collections
import ctypes

from .errors import error_of
from .native import (AgentNow, Condition, GroupNow, Predicate, QueueNow, begun, byref, data, lib, text, texts,
                     whole)
from .scenario import Scenario
from .waiting import Asked, Handle, handle_of, new_handle

Queue = collections.namedtuple("Queue", "waiting backlog oldest_wait")
Group = collections.namedtuple("Group", "planned staffed working ready seats")
Agent = collections.namedtuple("Agent", "state since contacts is_leaving")
_UNTIL = {"waiting": 0, "wait": 1, "ready": 2, "busy": 3, "level": 4}

# Python hears Ctrl-C between calls, so no call is longer than so many events (some tenths of a second), or an hour
# of the center.
EVENTS, HOUR = 500000, 3600.0


class Snapshot(Handle):
    """What a center was, for Center.restore."""

    _free = lib.snapshot_free

    def __init__(self, handle):
        self._handle = handle

    def __copy__(self):
        return self  # nothing changes it

    def __deepcopy__(self, memo):
        return self


class Center(Handle):
    """Times are seconds of the run. Queues and groups go by name; None: all together."""

    _free = lib.center_free

    def __init__(self, scenario, seed=None, replication=0):
        self._handle = new_handle(lib.center_new, handle_of(scenario, Scenario))
        self._scenario = scenario.copy()  # for the names, as they are now
        if seed is not None:
            self.start(seed, replication)

    def _check(self, code):
        if code < 0:
            raise error_of(code, text(lib.center_message(self._handle)) or
                           text(lib.code_text(code)))

    def start(self, seed=1, replication=0):
        """Replication number `replication`, from 0, of a run of that seed."""
        self._check(lib.center_start(self._handle, whole(seed, "seed"), whole(replication, "replication")))
        return self

    def step(self, n=1):
        """At most n events; false: the run is over."""
        if not 0 <= n <= EVENTS:
            n = whole(n, "n", 0, 2**64 - 1)
            while n > EVENTS and self.step(EVENTS):
                n -= EVENTS
            n = min(n, EVENTS)
        code = lib.center_step(self._handle, n, None)
        if code:
            self._check(code)
        return not lib.center_is_over(self._handle)

    def _next_stop(self, until):
        """How far one call may go on the way there."""
        now, events = self.time, self.events
        piece = max(min(EVENTS * now / events, HOUR), 1.0) if events > 1000 else HOUR / 60
        return now + piece if now + piece < until else until

    def advance(self, until):
        """All events up to that time; Ctrl-C is heard within a fraction of a second."""
        until = min(until, self.horizon)
        while True:
            stop = self._next_stop(until)
            self._check(lib.center_advance(self._handle, stop))
            if not stop < until:
                return

    def advance_until(self, condition, value=0, *, queue=None, group=None, time=float("inf")):
        """Stops when "waiting" (so many contacts wait), "wait" (somebody waits for so many s), "ready" (so many
        agents have nothing to do), "busy" (at most so many have), "level" (service level below that), or when a
        function of the center says true; or at that time. Did it hold?"""
        it, reached = begun(Condition, lib.condition_init), ctypes.c_int()
        it.queue, it.group, it.value = self._index("queues", queue), self._index("groups", group), value
        asked = Asked(condition, self)
        if callable(condition):
            it.until = 5
            it.is_true = Predicate(asked)
        elif condition in _UNTIL:
            it.until = _UNTIL[condition]
        else:
            raise ValueError("condition: %r is none of %s" % (condition, ", ".join(_UNTIL)))
        until = min(time, self.horizon)
        while True:
            if it.until != 5:
                stop = self._next_stop(until)
                code = lib.center_advance_until(self._handle, byref(it), stop, byref(reached))
            else:
                stop = until
                with asked:
                    code = lib.center_advance_until(self._handle, byref(it), stop, byref(reached))
            self._check(code)
            if reached.value or not stop < until:
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
        self._check(lib.center_figure(self._handle, data(kpi), data(scope or "center"), byref(value)))
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
            self._check(lib.center_change_text(self._handle, at, data(control), data(whose or ""), data(value)))
        else:
            number = float("nan") if value is None else float(value)
            self._check(lib.center_change(self._handle, at, data(control), data(whose or ""), number))

    def control(self, control, whose=""):
        """As it is now; NaN: as planned."""
        value = ctypes.c_double()
        self._check(lib.center_control(self._handle, data(control), data(whose or ""), byref(value)))
        return value.value

    def snapshot(self):
        handle = ctypes.c_void_p()
        self._check(lib.center_snapshot(self._handle, byref(handle)))
        return Snapshot(handle)

    def restore(self, snapshot):
        self._check(lib.center_restore(self._handle, handle_of(snapshot, Snapshot)))

    def fork(self):
        """Another center, which is where this one is and goes its own way from here."""
        other = object.__new__(type(self))
        other._scenario = self._scenario
        other._handle = new_handle(lib.center_fork, self._handle)
        return other

    __copy__ = fork

    def __deepcopy__(self, memo):
        return self.fork()

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


class Panel(Handle):
    """Sensors and controls as in ccsim.h: "waiting queue:loans", "ready", "staff agents". `observation` and
    `action` are vectors that stay the same objects: fill action, call turn, read observation. An action begins as
    what the controls are."""

    _free = lib.panel_free

    def __init__(self, center, sensors, controls=()):
        self._center = center  # lives as long
        controls = list(controls)
        watched, n_sensors = texts(sensors)
        moved, n_controls = texts(controls)
        self._handle = new_handle(lib.panel_new, handle_of(center, Center), watched, n_sensors, moved, n_controls)
        self._out, self.observation = _vector(n_sensors)
        self._in, self.action = _vector(n_controls)
        self.read()
        now, none = texts("control " + one for one in controls), texts(())
        told = new_handle(lib.panel_new, center._handle, *now, *none)  # action begins as what is, not as 0
        try:
            lib.panel_read(told, self._in)
        finally:
            lib.panel_free(told)

    def __setattr__(self, name, value):
        if name in ("action", "observation") and name in self.__dict__:
            raise AttributeError("%s stays the same vector: fill it, panel.%s[:] = ..." % (name, name))
        object.__setattr__(self, name, value)

    def _fail(self, code):
        raise error_of(code, text(lib.panel_message(self._handle)) or text(lib.code_text(code)))

    def read(self):
        code = lib.panel_read(self._handle, self._out)
        if code < 0:
            self._fail(code)
        return self.observation

    def turn(self, seconds):
        """Sets the controls to `action`, advances, and fills `observation`. True: that was the last step."""
        code = lib.panel_turn(self._handle, self._in, 0 if seconds > HOUR else seconds, self._out)
        if code < 0:
            self._fail(code)
        return self.wait(seconds) if seconds > HOUR else code == 1

    def wait(self, seconds):
        """The same, and leaves the controls as they are."""
        if seconds > HOUR:
            self._center.advance(self._center.time + seconds)
            seconds = 0
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
