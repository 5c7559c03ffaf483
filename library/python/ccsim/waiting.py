"""What is made by the library and freed by it; and long calls, which Ctrl-C can end: the library works in a thread,
and the main one waits for signals."""

import _thread
import ctypes
import signal
import sys
import threading
import time
import warnings

from .errors import INTERRUPTED, Interrupted, error_of
from .native import ErrorText, Progress, byref, lib, text

FINISH, NOW = 1, 2
PATIENCE = 0.3  # s that replications under way are given to come to their end
TWICE = 2.0  # s: a call that begins so soon after an interrupted one is of the same loop, and Ctrl-C ends that
_interrupted_at = float("-inf")

# Every time, not only the first time at a line; what the user has said of warnings goes before.
warnings.simplefilter("always", Interrupted, append=True)


class Handle:
    """Holds a handle of the library. Two objects with one handle would free it twice, so it is not copied as if it
    were data."""

    _free = None  # of the library, kept here: when Python ends, modules go before objects
    _handle = None

    def __del__(self):
        handle, self._handle = self._handle, None
        if handle:
            self._free(handle)

    def __reduce_ex__(self, protocol):
        raise TypeError("a ccsim.%s cannot be copied or pickled" % type(self).__name__)


def handle_of(it, kind):
    """A handle of another kind, or a number, would end the process."""
    if not isinstance(it, kind):
        raise TypeError("a ccsim.%s is needed, no %s" % (kind.__name__, type(it).__name__))
    return it._handle


def new_handle(function, *arguments):
    """Calls ccsim_..._new and the like: (handle, ..., error) -> handle."""
    handle, error = ctypes.c_void_p(), ErrorText()
    code = function(byref(handle), *arguments, byref(error))
    if code != 0:
        raise error_of(code, text(error.text) or text(lib.code_text(code)))
    return handle


class Asked:
    """A function of Python's that the library calls in this thread. No exception can go through the library, so
    they are kept until it has returned. What Ctrl-C raises comes between any two lines, also of this class: there
    the signal is kept, too."""

    def __init__(self, function, argument):
        self._function, self._argument = function, argument
        self._failed, self._is_inside, self._before = [], False, None

    def __call__(self, context, center):
        try:
            self._is_inside = True
            answer = int(bool(self._function(self._argument)))
            self._is_inside = False
        except BaseException as error:
            self._is_inside = False
            self._failed.append(error)
        return 1 if self._failed else answer

    def _on_signal(self, number, frame):
        try:
            self._before(number, frame)
        except BaseException as error:
            if self._is_inside:
                raise
            self._failed.append(error)

    def __enter__(self):
        if threading.current_thread() is threading.main_thread() and callable(signal.getsignal(signal.SIGINT)):
            self._before = signal.getsignal(signal.SIGINT)
            signal.signal(signal.SIGINT, self._on_signal)

    def __exit__(self, *error):
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        if self._failed:
            raise self._failed[0]


def run_stoppable(kind, definition, progress, function, *arguments):
    """kind(new_handle(function, *arguments)), with a definition that has a stop and a progress. Ctrl-C: what is
    complete comes back, with a warning; KeyboardInterrupt if there is nothing yet, or if the call before was
    interrupted too. In other threads, to which no signal goes, it just runs."""
    failed = []

    def tell(context, done, most):
        try:
            return int(bool(progress(done, most)))
        except BaseException as error:  # cannot go through the library
            failed.append(error)
            return 1

    if progress is not None:
        if not callable(progress):
            raise TypeError("progress: is called with done, most")
        definition.progress = Progress(tell)
    if threading.current_thread() is threading.main_thread():
        found = _work_aside(kind, definition, function, arguments)
    else:
        found = kind(new_handle(function, *arguments))
    if failed:
        raise failed[0]
    return found


def _level_of_caller():
    """Of whoever has called this module, for a warning of who calls this."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__package__") == __package__:
        level, frame = level + 1, frame.f_back
    return level


def _work_aside(kind, definition, function, arguments):
    global _interrupted_at
    stop = lib.stop_new()
    if not stop:
        raise MemoryError("ccsim: out of memory")
    definition.stop = stop
    outcome, first, done = [], threading.Lock(), threading.Event()

    def work():
        if not first.acquire(blocking=False):
            return
        try:
            outcome.append((kind(new_handle(function, *arguments)), None))
        except BaseException as error:  # handed on to who waits
            outcome.append((None, error))
        done.set()

    presses = 0
    again = time.monotonic() - _interrupted_at < TWICE
    try:
        while not done.is_set():
            try:
                if not first.locked():  # a signal may come between any two lines
                    _thread.start_new_thread(work, ())
                done.wait(PATIENCE)  # not for ever: _thread.interrupt_main() wakes nobody
                if presses > 0:
                    lib.stop_set(stop, NOW)
                    done.wait(0.05)
            except KeyboardInterrupt:
                presses += 1
                lib.stop_set(stop, NOW if presses > 1 or again else FINISH)
    finally:
        if done.is_set():
            lib.stop_free(stop)
        else:  # something else than Ctrl-C: it ends by itself, and keeps what it uses
            lib.stop_set(stop, NOW)
    found, error = outcome[0]
    if presses > 0 and (again or getattr(error, "code", 0) == INTERRUPTED):
        _interrupted_at = float("-inf")
        raise KeyboardInterrupt from None
    if error is not None:
        raise error
    if presses > 0:
        _interrupted_at = time.monotonic()
        warnings.warn("interrupted: these are the replications that were complete", Interrupted,
                      stacklevel=_level_of_caller())
    return found
