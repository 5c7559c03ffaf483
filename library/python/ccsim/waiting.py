"""Long calls, which Ctrl-C can end: the library works in a thread, and the main one waits for signals."""

import ctypes
import threading
import warnings

from .errors import INTERRUPTED, Interrupted, error_of
from .native import ErrorText, byref, lib, text

FINISH, NOW = 1, 2
PATIENCE = 0.3  # s that replications under way are given to come to their end


def new_handle(function, *arguments):
    """Calls ccsim_..._new and the like: (handle, ..., error) -> handle."""
    handle, error = ctypes.c_void_p(), ErrorText()
    code = function(byref(handle), *arguments, byref(error))
    if code != 0:
        raise error_of(code, text(error.text) or text(lib.code_text(code)))
    return handle


def run_stoppable(definition, function, *arguments):
    """new_handle, with a definition that has a stop. Ctrl-C: what is complete comes back, with a warning;
    KeyboardInterrupt if there is nothing yet. In other threads, to which no signal goes, it just runs."""
    if threading.current_thread() is not threading.main_thread():
        return new_handle(function, *arguments)
    stop = lib.stop_new()
    if not stop:
        raise MemoryError("ccsim: out of memory")
    definition.stop = stop
    outcome, done = [], threading.Event()

    def work():
        try:
            outcome.append((new_handle(function, *arguments), None))
        except BaseException as error:  # handed on to who waits
            outcome.append((None, error))
        done.set()

    worker = threading.Thread(target=work, daemon=True)
    interrupted = False
    try:
        worker.start()
        while not done.is_set():
            try:
                done.wait(PATIENCE if interrupted else None)
                if interrupted:
                    lib.stop_set(stop, NOW)
                    done.wait(0.05)
            except KeyboardInterrupt:
                lib.stop_set(stop, NOW if interrupted else FINISH)
                interrupted = True
        worker.join()
    finally:
        if not worker.is_alive():
            lib.stop_free(stop)
    handle, error = outcome[0]
    if interrupted and error is not None and getattr(error, "code", 0) == INTERRUPTED:
        raise KeyboardInterrupt from None
    if error is not None:
        raise error
    if interrupted:
        warnings.warn("interrupted: these are the replications that were complete", Interrupted,
                      stacklevel=4)
    return handle
