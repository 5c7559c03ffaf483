"""A plan of many runs, with its results in a store."""

import ctypes
import json

from .errors import error_of
from .native import EstimateOf, Progress, SweepDef, begun, byref, data, lib, text, texts
from .results import _listed, estimate_of
from .scenario import written
from .waiting import run_stoppable


def sweep(plan, store, *, seed=None, replications=None, budget=None, confidence=None, points=None, kpi=None,
          precision=None, set=None, shard=(0, 1), threads=None, memory=None, retry_failed=False, progress=None):
    """Does what of the plan is not in the store yet. kpi and precision: texts, or lists of them; set: {path: value}
    for all points; shard (i, n): only the points p with p % n == i. Ctrl-C: what is complete is in the store."""
    definition, held = begun(SweepDef, lib.sweep_def_init), []
    definition.store = data(store)
    for name, value in (("seed", seed), ("replications", replications), ("budget", budget),
                        ("confidence", confidence), ("points", points)):
        if value is not None:
            setattr(definition, name, data(str(value)))
    overrides = ["%s=%s" % (path, written(value)) for path, value in (set or {}).items()]
    for name, value in (("kpi", _listed(kpi)), ("precision", _listed(precision)), ("set", overrides)):
        listed, n = texts(value)
        held.append(listed)
        if n > 0:
            setattr(definition, name, ctypes.cast(listed, ctypes.POINTER(ctypes.c_char_p)))
    definition.shard, definition.n_shards = shard
    definition.threads = threads or 0
    definition.memory = memory or 0
    definition.retries_failed = int(retry_failed)
    if progress is not None:
        definition.progress = Progress(lambda context, done, most: int(bool(progress(done, most))))
    return Sweep(run_stoppable(definition, lib.sweep_run, data(plan), byref(definition)))


class Sweep:
    """Points and outputs by number, from 0, or outputs by name."""

    def __init__(self, handle):
        self._handle = handle
        self.outputs = [text(lib.sweep_output(handle, j)) for j in range(lib.sweep_outputs(handle))]
        self.factors = [text(lib.sweep_factor(handle, j)) for j in range(lib.sweep_factors(handle))]

    def __del__(self):
        handle, self._handle = getattr(self, "_handle", None), None
        if handle:
            lib.sweep_free(handle)

    def __len__(self):
        return lib.sweep_points(self._handle)

    is_partial = property(lambda self: bool(lib.sweep_is_partial(self._handle)))
    failed = property(lambda self: lib.sweep_failed(self._handle))
    done = property(lambda self: lib.sweep_done(self._handle))
    there = property(lambda self: lib.sweep_there(self._handle))
    baseline = property(lambda self: lib.sweep_baseline(self._handle))

    def _output(self, output):
        return self.outputs.index(output) if isinstance(output, str) else output

    def _of(self, function, point, output):
        into = EstimateOf()
        code = function(self._handle, point, self._output(output), byref(into))
        if code != 0:
            raise error_of(code, text(lib.sweep_message(self._handle)) or text(lib.code_text(code)))
        return estimate_of(into)

    def estimate(self, point, output=0):
        return self._of(lib.sweep_estimate, point, output)

    def difference(self, point, output=0):
        """To the baseline."""
        return self._of(lib.sweep_difference, point, output)

    def levels(self, point):
        """What the factors are at that point, as written."""
        return {name: text(lib.sweep_level(self._handle, point, j)) for j, name in enumerate(self.factors)}

    def numbers(self, point):
        """... as numbers in the base unit."""
        return {name: lib.sweep_level_number(self._handle, point, j)
                for j, name in enumerate(self.factors)}

    def replications(self, point):
        return lib.sweep_replications(self._handle, point)

    @property
    def warnings(self):
        found = []
        while (warning := lib.sweep_warning(self._handle, len(found))) is not None:
            found.append(text(warning))
        return found

    @property
    def json_text(self):
        """To the byte what `ccsim sweep --format json` prints: also effects, tornado and Sobol indices."""
        out = lib.sweep_json(self._handle)
        if out is None:
            raise MemoryError("ccsim: out of memory")
        return text(out)

    def json(self):
        return json.loads(self.json_text)

    def frame(self):
        """A row for each point and output as a pandas DataFrame."""
        import pandas
        rows = []
        for point in range(len(self)):
            for j, output in enumerate(self.outputs):
                it = self.estimate(point, j)
                rows.append({"point": point, **self.numbers(point), "output": output, "mean": it.mean,
                             "lower": it.lower, "upper": it.upper, "n": it.n})
        return pandas.DataFrame(rows)
