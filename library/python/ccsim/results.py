"""Many replications of a scenario, or of several on the same customers: estimates with intervals."""

import collections
import ctypes
import json

from .errors import error_of
from .native import NONE, EstimateOf, FigureOf, RunDef, begun, byref, data, lib, text, texts, whole
from .scenario import Scenario
from .waiting import Handle, handle_of, run_stoppable

Estimate = collections.namedtuple("Estimate", "mean half_width lower upper n is_few is_equal")
Estimate.__doc__ = """mean and interval; n replications. NaN is undefined; is_equal is of differences."""
Figure = collections.namedtuple("Figure", "kpi scope unit")


def estimate_of(struct):
    return Estimate(struct.mean, struct.half_width, struct.lower, struct.upper, struct.n,
                    bool(struct.is_few), bool(struct.is_equal))


def run(scenario, **options):
    """Options: seed, replications, threads, confidence, memory (bytes), budget (s), precision and require (texts, or
    lists of them, as of the command line), variance (as of the command line), by_interval, keep_values, progress
    (called with done, most; true stops). Ctrl-C ends it within a second, with the replications that are complete."""
    return _run(lib.run, [scenario], options)


def compare(*scenarios, **options):
    """Differences to the first scenario. Options as of run, and unpaired=True: not on the same customers."""
    return _run(lib.compare, scenarios, options)


def _listed(value):
    return [value] if isinstance(value, str) else list(value or ())


def _run(function, scenarios, options):
    definition = begun(RunDef, lib.run_def_init)
    held = []  # what the library points to while it runs
    for name in ("precision", "require"):
        rules, n = texts(_listed(options.pop(name, None)))
        held.append(rules)
        setattr(definition, name, ctypes.cast(rules, ctypes.POINTER(ctypes.c_char_p)))
        setattr(definition, "n_" + name, n)
    if definition.n_precision > 0:
        definition.replications = 0  # as many as the rules take
    keeps = bool(options.get("keep_values", False))
    names = {"by_interval": "by_interval", "keep_values": "keeps_values", "unpaired": "is_unpaired"}
    for name, field in names.items():
        setattr(definition, field, int(bool(options.pop(name, False))))
    progress = options.pop("progress", None)
    variance = options.pop("variance", None)
    if variance is not None:
        definition.variance = data(variance)
    for name, least, most in (("seed", 0, 2**63 - 1), ("replications", 1, 10**9), ("threads", 0, 1024),
                              ("memory", 0, 2**64 - 1)):
        value = options.pop(name, None)
        if value is not None:
            setattr(definition, name, whole(value, name, least, most))
    for name in ("confidence", "budget"):
        value = options.pop(name, None)
        if value is not None:
            setattr(definition, name, value)
    if options:
        raise TypeError("run has no option %s" % ", ".join(sorted(options)))
    if function is lib.run:
        arguments = (handle_of(scenarios[0], Scenario),)
    else:
        handles = (ctypes.c_void_p * len(scenarios))(*[handle_of(one, Scenario) for one in scenarios])
        arguments = (handles, len(scenarios))
    found = run_stoppable(Results, definition, progress, function, *arguments, byref(definition))
    found._keeps = keeps
    return found


class Results(Handle):
    """`r["asa"]` and `r["asa", "channel:voice"]` are Estimates of the first scenario; see estimate, difference."""

    _free = lib.results_free

    def __init__(self, handle):
        self._handle = handle

    def _check(self, code):
        if code != 0:
            raise error_of(code, text(lib.results_message(self._handle)) or
                           text(lib.code_text(code)))

    replications = property(lambda self: lib.results_replications(self._handle))
    events = property(lambda self: lib.results_events(self._handle))
    is_partial = property(lambda self: bool(lib.results_is_partial(self._handle)))
    is_precise = property(lambda self: bool(lib.results_is_precise(self._handle)))

    @property
    def scenarios(self):
        return [text(lib.results_scenario(self._handle, j))
                for j in range(lib.results_scenarios(self._handle))]

    @property
    def figures(self):
        found, figure = [], FigureOf(size=ctypes.sizeof(FigureOf))
        for j in range(lib.results_figures(self._handle)):
            self._check(lib.results_figure(self._handle, j, byref(figure)))
            found.append(Figure(text(figure.kpi), text(figure.scope), text(figure.unit)))
        return found

    def _find(self, kpi, scope):
        number = lib.results_find(self._handle, data(kpi), data(scope or "center"))
        if number == NONE:
            raise error_of(-21, text(lib.results_message(self._handle)))
        return number

    def estimate(self, kpi, scope="center", scenario=0):
        into = EstimateOf()
        self._check(lib.results_estimate(self._handle, whole(scenario, "scenario"), self._find(kpi, scope),
                                         byref(into)))
        return estimate_of(into)

    def difference(self, kpi, scope="center", scenario=1):
        """Of that scenario to the first."""
        into = EstimateOf()
        self._check(lib.results_difference(self._handle, whole(scenario, "scenario"), self._find(kpi, scope),
                                           byref(into)))
        return estimate_of(into)

    def values(self, kpi, scope="center", scenario=0):
        """One number a replication, of a run with keep_values=True; an array where numpy is there."""
        if not self._keeps:
            raise ValueError("the run has kept no values: run(..., keep_values=True)")
        number, scenario = self._find(kpi, scope), whole(scenario, "scenario", 0, len(self.scenarios) - 1)
        found = [lib.results_value(self._handle, scenario, number, r)
                 for r in range(self.replications)]
        try:
            import numpy
        except ImportError:
            return found
        return numpy.array(found)

    def __getitem__(self, key):
        return self.estimate(key) if isinstance(key, str) else self.estimate(*key)

    def is_met(self, number=0, scenario=0):
        """Is that condition of `require` met?"""
        met = lib.results_is_met(self._handle, scenario, number) if number >= 0 <= scenario else -1
        if met < 0:
            raise IndexError("there is no condition number %d" % number)
        return bool(met)

    @property
    def warnings(self):
        found = []
        while (warning := lib.results_warning(self._handle, len(found))) is not None:
            found.append(text(warning))
        return found

    @property
    def json_text(self):
        """To the byte what `ccsim run --format json` prints."""
        out = lib.results_json(self._handle)
        if out is None:
            raise MemoryError("ccsim: out of memory")
        return text(out)

    def json(self):
        return json.loads(self.json_text)

    def frame(self):
        """All estimates as a pandas DataFrame."""
        import pandas
        rows = []
        for s, name in enumerate(self.scenarios):
            for j, figure in enumerate(self.figures):
                into = EstimateOf()
                if lib.results_estimate(self._handle, s, j, byref(into)) == 0 and into.n > 0:
                    rows.append((name,) + figure + estimate_of(into)[:6])
        return pandas.DataFrame(rows, columns=["scenario", *Figure._fields, *Estimate._fields[:6]])

    def __repr__(self):
        return "<ccsim.Results of %s: %d replications%s>" % (
            ", ".join(self.scenarios), self.replications, ", partial" if self.is_partial else "")
