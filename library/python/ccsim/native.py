"""The shared library: where it is looked for, what it has to be, and its functions as of ccsim.h."""

import ctypes
import os
import sys
from ctypes import POINTER, byref, c_char_p, c_double, c_int, c_size_t, c_uint32, c_uint64, c_void_p
from operator import index

from .errors import Refused

__version__ = "0.1.0"

NONE = ctypes.c_size_t(-1).value


class ErrorText(ctypes.Structure):
    _fields_ = [("code", c_int), ("text", ctypes.c_char * 1024)]


class Kpi(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("name", c_char_p), ("unit", c_char_p), ("doc", c_char_p),
                ("better", c_int)]


Progress = ctypes.CFUNCTYPE(c_int, c_void_p, c_uint64, c_uint64)


class RunDef(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("seed", c_uint64), ("replications", c_uint64),
                ("threads", c_int), ("confidence", c_double), ("memory", c_uint64),
                ("precision", POINTER(c_char_p)), ("n_precision", c_size_t),
                ("require", POINTER(c_char_p)), ("n_require", c_size_t),
                ("is_unpaired", c_int), ("by_interval", c_int), ("keeps_values", c_int),
                ("stop", c_void_p), ("progress", Progress), ("context", c_void_p),
                ("budget", c_double), ("variance", c_char_p)]


class FigureOf(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("kpi", c_char_p), ("scope", c_char_p), ("unit", c_char_p)]


class EstimateOf(ctypes.Structure):
    _fields_ = [("mean", c_double), ("half_width", c_double), ("lower", c_double),
                ("upper", c_double), ("n", c_uint64), ("is_few", c_int), ("is_equal", c_int)]


class SweepDef(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("store", c_char_p), ("seed", c_char_p),
                ("replications", c_char_p), ("budget", c_char_p), ("confidence", c_char_p),
                ("points", c_char_p), ("kpi", POINTER(c_char_p)), ("precision", POINTER(c_char_p)),
                ("set", POINTER(c_char_p)), ("shard", c_size_t), ("n_shards", c_size_t),
                ("threads", c_int), ("memory", c_uint64), ("retries_failed", c_int),
                ("stop", c_void_p), ("progress", Progress), ("context", c_void_p)]


Predicate = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)


class Condition(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("until", c_int), ("queue", c_int), ("group", c_int),
                ("value", c_double), ("is_true", Predicate), ("context", c_void_p)]


class QueueNow(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("waiting", c_uint32), ("backlog", c_uint32),
                ("oldest_wait", c_double)]


class GroupNow(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("planned", c_double), ("staffed", c_uint32),
                ("working", c_uint32), ("ready", c_uint32), ("seats", c_uint32)]


class AgentNow(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("state", c_int), ("since", c_double), ("contacts", c_uint32),
                ("is_leaving", c_int)]


# name: result, then arguments. Handles are void pointers.
_FUNCTIONS = {
    "code_text": (c_char_p, c_int),
    "kpi_count": (c_size_t,),
    "kpi_get": (c_int, c_size_t, POINTER(Kpi)),
    "scenario_load": (c_int, POINTER(c_void_p), c_char_p, POINTER(ErrorText)),
    "scenario_load_text": (c_int, POINTER(c_void_p), c_char_p, c_char_p, POINTER(ErrorText)),
    "scenario_copy": (c_int, POINTER(c_void_p), c_void_p, POINTER(ErrorText)),
    "scenario_free": (None, c_void_p),
    "scenario_message": (c_char_p, c_void_p),
    "scenario_set": (c_int, c_void_p, c_char_p, c_char_p),
    "scenario_set_all": (c_int, c_void_p, POINTER(c_char_p), POINTER(c_char_p), c_size_t),
    "scenario_get": (c_int, c_void_p, c_char_p, POINTER(c_char_p)),
    "scenario_get_number": (c_int, c_void_p, c_char_p, POINTER(c_double)),
    "scenario_set_script": (c_int, c_void_p, c_char_p),
    "scenario_name": (c_char_p, c_void_p),
    "scenario_hash": (c_uint64, c_void_p),
    "scenario_demand_hash": (c_uint64, c_void_p),
    "scenario_text": (c_char_p, c_void_p),
    "scenario_count": (c_int, c_void_p, c_int),
    "scenario_name_of": (c_char_p, c_void_p, c_int, c_int),
    "scenario_find": (c_int, c_void_p, c_int, c_char_p),
    "stop_new": (c_void_p,),
    "stop_free": (None, c_void_p),
    "stop_set": (None, c_void_p, c_int),
    "run_def_init": (None, POINTER(RunDef), c_size_t),
    "run": (c_int, POINTER(c_void_p), c_void_p, POINTER(RunDef), POINTER(ErrorText)),
    "compare": (c_int, POINTER(c_void_p), POINTER(c_void_p), c_size_t, POINTER(RunDef),
                POINTER(ErrorText)),
    "results_free": (None, c_void_p),
    "results_message": (c_char_p, c_void_p),
    "results_replications": (c_uint64, c_void_p),
    "results_events": (c_uint64, c_void_p),
    "results_is_partial": (c_int, c_void_p),
    "results_is_precise": (c_int, c_void_p),
    "results_scenarios": (c_size_t, c_void_p),
    "results_scenario": (c_char_p, c_void_p, c_size_t),
    "results_figures": (c_size_t, c_void_p),
    "results_figure": (c_int, c_void_p, c_size_t, POINTER(FigureOf)),
    "results_find": (c_size_t, c_void_p, c_char_p, c_char_p),
    "results_estimate": (c_int, c_void_p, c_size_t, c_size_t, POINTER(EstimateOf)),
    "results_difference": (c_int, c_void_p, c_size_t, c_size_t, POINTER(EstimateOf)),
    "results_value": (c_double, c_void_p, c_size_t, c_size_t, c_uint64),
    "results_is_met": (c_int, c_void_p, c_size_t, c_size_t),
    "results_warning": (c_char_p, c_void_p, c_size_t),
    "results_json": (c_char_p, c_void_p),
    "sweep_def_init": (None, POINTER(SweepDef), c_size_t),
    "sweep_run": (c_int, POINTER(c_void_p), c_char_p, POINTER(SweepDef), POINTER(ErrorText)),
    "sweep_free": (None, c_void_p),
    "sweep_message": (c_char_p, c_void_p),
    "sweep_is_partial": (c_int, c_void_p),
    "sweep_warning": (c_char_p, c_void_p, c_size_t),
    "sweep_json": (c_char_p, c_void_p),
    "sweep_points": (c_size_t, c_void_p),
    "sweep_failed": (c_size_t, c_void_p),
    "sweep_done": (c_uint64, c_void_p),
    "sweep_there": (c_uint64, c_void_p),
    "sweep_baseline": (c_size_t, c_void_p),
    "sweep_outputs": (c_size_t, c_void_p),
    "sweep_output": (c_char_p, c_void_p, c_size_t),
    "sweep_factors": (c_size_t, c_void_p),
    "sweep_factor": (c_char_p, c_void_p, c_size_t),
    "sweep_level": (c_char_p, c_void_p, c_size_t, c_size_t),
    "sweep_level_number": (c_double, c_void_p, c_size_t, c_size_t),
    "sweep_replications": (c_uint64, c_void_p, c_size_t),
    "sweep_estimate": (c_int, c_void_p, c_size_t, c_size_t, POINTER(EstimateOf)),
    "sweep_difference": (c_int, c_void_p, c_size_t, c_size_t, POINTER(EstimateOf)),
    "center_new": (c_int, POINTER(c_void_p), c_void_p, POINTER(ErrorText)),
    "center_free": (None, c_void_p),
    "center_message": (c_char_p, c_void_p),
    "center_start": (c_int, c_void_p, c_uint64, c_uint64),
    "center_advance": (c_int, c_void_p, c_double),
    "center_step": (c_int, c_void_p, c_uint64, POINTER(c_uint64)),
    "center_time": (c_double, c_void_p),
    "center_horizon": (c_double, c_void_p),
    "center_events": (c_uint64, c_void_p),
    "center_is_over": (c_int, c_void_p),
    "condition_init": (None, POINTER(Condition), c_size_t),
    "center_advance_until": (c_int, c_void_p, POINTER(Condition), c_double, POINTER(c_int)),
    "center_queue": (c_int, c_void_p, c_int, POINTER(QueueNow)),
    "center_group": (c_int, c_void_p, c_int, POINTER(GroupNow)),
    "center_agent": (c_int, c_void_p, c_int, c_uint32, POINTER(AgentNow)),
    "agent_state_text": (c_char_p, c_int),
    "center_figure": (c_int, c_void_p, c_char_p, c_char_p, POINTER(c_double)),
    "center_finish": (c_int, c_void_p),
    "center_change": (c_int, c_void_p, c_double, c_char_p, c_char_p, c_double),
    "center_change_text": (c_int, c_void_p, c_double, c_char_p, c_char_p, c_char_p),
    "center_control": (c_int, c_void_p, c_char_p, c_char_p, POINTER(c_double)),
    "control_name": (c_char_p, c_size_t),
    "control_whose": (c_char_p, c_size_t),
    "control_doc": (c_char_p, c_size_t),
    "center_snapshot": (c_int, c_void_p, POINTER(c_void_p)),
    "center_restore": (c_int, c_void_p, c_void_p),
    "snapshot_free": (None, c_void_p),
    "center_fork": (c_int, POINTER(c_void_p), c_void_p, POINTER(ErrorText)),
    "center_hash": (c_uint64, c_void_p),
    "panel_new": (c_int, POINTER(c_void_p), c_void_p, POINTER(c_char_p), c_size_t,
                  POINTER(c_char_p), c_size_t, POINTER(ErrorText)),
    "panel_free": (None, c_void_p),
    "panel_message": (c_char_p, c_void_p),
    "panel_read": (c_int, c_void_p, POINTER(c_double)),
    "panel_turn": (c_int, c_void_p, POINTER(c_double), c_double, POINTER(c_double)),
}


def _places():
    """Where the library may be, the first that is there counts; a name without folder is the loader's to find."""
    given = os.environ.get("CCSIM_LIBRARY")
    if given:
        yield given  # somebody said which: no other is taken in its place
        return
    major = __version__.split(".")[0]
    names = (["libccsim.%s.dylib" % major, "libccsim.dylib"] if sys.platform == "darwin"
             else ["libccsim.so.%s" % major, "libccsim.so"])
    here = os.path.dirname(os.path.abspath(__file__))
    places = [os.path.join(here, name) for name in names]
    yield from [place for place in places if os.path.exists(place)] or places[:1]
    yield from names
    import ctypes.util  # starts programs to ask, so only if need be
    found = ctypes.util.find_library("ccsim")
    if found and found not in names:
        yield found


def _check_version(library, place):
    library.ccsim_version.restype = c_char_p
    theirs = library.ccsim_version().decode()
    if theirs.split(".")[:2] != __version__.split(".")[:2]:
        raise ImportError("ccsim %s for Python needs libccsim %s; %s is version %s" % (
            __version__, ".".join(__version__.split(".")[:2]), place, theirs))


def _load():
    tried = []
    for place in _places():
        try:
            library = ctypes.CDLL(place)
            library.ccsim_version
        except (OSError, AttributeError) as error:
            tried.append("  %s: %s" % (place, error))
            continue
        _check_version(library, place)
        for name, (result, *arguments) in _FUNCTIONS.items():
            function = getattr(library, "ccsim_" + name, None)
            if function is None:
                raise ImportError("ccsim %s for Python needs a newer libccsim; %s has no ccsim_%s" % (
                    __version__, place, name))
            function.restype, function.argtypes = result, arguments
        return library
    raise ImportError("libccsim was not found. Looked for:\n%s\nSet CCSIM_LIBRARY to the path of libccsim.so."
                      % "\n".join(tried))


_library = _load()


class _Functions:
    """lib.run is ccsim_run."""

    def __init__(self):
        for name in _FUNCTIONS:
            setattr(self, name, getattr(_library, "ccsim_" + name))


lib = _Functions()


def begun(kind, init):
    """A definition as the library begins it."""
    definition = kind()
    init(byref(definition), ctypes.sizeof(kind))
    return definition


def text(value):
    """bytes of the library as str; None stays None. Names are UTF-8; files that messages quote may be anything."""
    return None if value is None else value.decode("utf-8", "replace")


def _whole_text(value):
    if b"\0" in value:  # C would see the part before it
        raise ValueError("embedded null character")
    return value


def data(value):
    """A name or another text for the library."""
    if not isinstance(value, str):
        raise TypeError("a text is needed, no %s" % type(value).__name__)
    return _whole_text(value.encode("utf-8", "surrogateescape"))


def path(value):
    """A file's."""
    return _whole_text(os.fsencode(value))


def whole(value, what, least=0, most=2**63 - 1):
    """A number for an argument that is whole: ctypes would cut -1 or 2**64 + 1 to its size."""
    value = index(value)
    if not least <= value <= most:
        raise Refused("%s: must be from %d to %d (%d)" % (what, least, most, value), -2)
    return value


def texts(values):
    """A list of texts that NULL ends, and how many; keep it as long as the library uses it."""
    values = list(values or ())
    return (c_char_p * (len(values) + 1))(*[data(value) for value in values], None), len(values)
