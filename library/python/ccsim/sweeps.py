"""A plan of many runs, with its results in a store."""

import ctypes
import json

from .errors import UNKNOWN, Unknown, error_of
from .native import EstimateOf, SweepDef, begun, byref, data, lib, path, text, texts, whole
from .results import _listed, estimate_of
from .scenario import written
from .waiting import Handle, run_stoppable


def sweep(plan, store, *, seed=None, replications=None, budget=None, confidence=None, points=None, kpi=None,
          precision=None, set=None, shard=(0, 1), threads=None, memory=None, retry_failed=False, progress=None):
    """Does what of the plan is not in the store yet. kpi and precision: texts, or lists of them; set: {path: value}
    for all points; shard (i, n): only the points p with p % n == i. Ctrl-C: what is complete is in the store."""
    definition, held = begun(SweepDef, lib.sweep_def_init), []
    definition.store = path(store)
    for name, value in (("seed", seed), ("replications", replications), ("budget", budget),
                        ("confidence", confidence), ("points", points)):
        if value is not None:
            setattr(definition, name, data(str(value)))
    overrides = ["%s=%s" % (setting, written(value)) for setting, value in (set or {}).items()]
    for name, value in (("kpi", _listed(kpi)), ("precision", _listed(precision)), ("set", overrides)):
        listed, n = texts(value)
        held.append(listed)
        if n > 0:
            setattr(definition, name, ctypes.cast(listed, ctypes.POINTER(ctypes.c_char_p)))
    definition.shard, definition.n_shards = (whole(part, "shard") for part in shard)
    definition.threads = whole(threads or 0, "threads", 0, 1024)
    definition.memory = whole(memory or 0, "memory", 0, 2**64 - 1)
    definition.retries_failed = int(retry_failed)
    return run_stoppable(Sweep, definition, progress, lib.sweep_run, path(plan), byref(definition))


class Sweep(Handle):
    """Points and outputs by number, from 0, or outputs by name."""

    _free = lib.sweep_free

    def __init__(self, handle):
        self._handle = handle
        self.outputs = [text(lib.sweep_output(handle, j)) for j in range(lib.sweep_outputs(handle))]
        self.factors = [text(lib.sweep_factor(handle, j)) for j in range(lib.sweep_factors(handle))]

    def __len__(self):
        return lib.sweep_points(self._handle)

    is_partial = property(lambda self: bool(lib.sweep_is_partial(self._handle)))
    failed = property(lambda self: lib.sweep_failed(self._handle))
    done = property(lambda self: lib.sweep_done(self._handle))
    there = property(lambda self: lib.sweep_there(self._handle))
    baseline = property(lambda self: lib.sweep_baseline(self._handle))

    def _output(self, output):
        if not isinstance(output, str):
            return whole(output, "output")
        if output not in self.outputs:
            raise Unknown("there is no such output (%s): there are %s" % (output, ", ".join(self.outputs)), UNKNOWN)
        return self.outputs.index(output)

    def _of(self, function, point, output):
        into = EstimateOf()
        code = function(self._handle, whole(point, "point"), self._output(output), byref(into))
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
        point = whole(point, "point", 0, len(self) - 1)
        return {name: text(lib.sweep_level(self._handle, point, j)) for j, name in enumerate(self.factors)}

    def numbers(self, point):
        """... as numbers in the base unit."""
        point = whole(point, "point", 0, len(self) - 1)
        return {name: lib.sweep_level_number(self._handle, point, j)
                for j, name in enumerate(self.factors)}

    def replications(self, point):
        return lib.sweep_replications(self._handle, whole(point, "point"))

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
