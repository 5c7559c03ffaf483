"""A scenario: settings by path, and what can be done with it."""

import ctypes

from .errors import UNKNOWN, Unknown, error_of
from .native import byref, c_char_p, data, lib, path as path_of, text, texts
from .waiting import Handle, new_handle

_KINDS = {"channels": 0, "queues": 1, "groups": 2, "issues": 3, "nodes": 4}


def written(value):
    """A Python value as behind `--set PATH=`. Texts stay as they are: "4 min"."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or type(value).__name__ == "bool_":  # numpy's too
        return "true" if value else "false"
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist") and getattr(value, "ndim", 0) > 0:
        values = value.tolist() if hasattr(value, "tolist") else value
        return "[%s]" % ", ".join(_item(item) for item in values)
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    if isinstance(value, (int, float)):
        return repr(value)
    raise TypeError("a setting is a number, a text, a truth value or a list of them, no %s" %
                    type(value).__name__)


def _item(value):
    if isinstance(value, str):
        return '"%s"' % value.replace("\\", "\\\\").replace('"', '\\"')
    return written(value)


class Scenario(Handle):
    """`Scenario("center.cfg")`, or `Scenario(text=..., name="center.cfg")`. `s[path] = value` has the checks and
    hints of `--set`; `s[path]` is a number in the base unit (s, shares) where it is one, else text."""

    _free = lib.scenario_free

    def __init__(self, file=None, *, text=None, name="text"):
        if (file is None) == (text is None):
            raise TypeError("a file or a text, please")
        if text is None:
            self._handle = new_handle(lib.scenario_load, path_of(file))
        else:
            self._handle = new_handle(lib.scenario_load_text, path_of(name), data(text))

    def copy(self):
        other = object.__new__(type(self))
        other._handle = new_handle(lib.scenario_copy, self._handle)
        return other

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def _check(self, code):
        if code != 0:
            raise error_of(code, text(lib.scenario_message(self._handle)) or
                           text(lib.code_text(code)))

    def __setitem__(self, path, value):
        self._check(lib.scenario_set(self._handle, data(path), data(written(value))))

    def __getitem__(self, path):
        number = ctypes.c_double()
        if lib.scenario_get_number(self._handle, data(path), byref(number)) == 0:
            value = number.value
            return int(value) if value.is_integer() and abs(value) < 2**53 else value
        out = c_char_p()
        self._check(lib.scenario_get(self._handle, data(path), byref(out)))
        return text(out.value)

    def get(self, path, default=None):
        """As of a dict: default where it is not written."""
        try:
            return self[path]
        except Unknown:
            return default

    def set(self, settings):
        """Several at once, which may only be right together: {path: value}."""
        paths, n = texts(settings.keys())
        values, _ = texts(written(value) for value in settings.values())
        self._check(lib.scenario_set_all(self._handle, paths, values, n))

    def script(self, file):
        """What happens while it runs: a file of changes; None: nothing."""
        self._check(lib.scenario_set_script(self._handle, None if file is None else path_of(file)))

    @property
    def name(self):
        return text(lib.scenario_name(self._handle))

    @property
    def hash(self):
        """As reports print it: scenarios of one hash give the same results, to the bit."""
        return "%016x" % lib.scenario_hash(self._handle)

    @property
    def demand_hash(self):
        return "%016x" % lib.scenario_demand_hash(self._handle)

    @property
    def text(self):
        """All of it in canonical form, which can be loaded."""
        return text(lib.scenario_text(self._handle))

    def _names(self, kind):
        number = _KINDS[kind]
        return [text(lib.scenario_name_of(self._handle, number, j))
                for j in range(lib.scenario_count(self._handle, number))]

    channels = property(lambda self: self._names("channels"))
    queues = property(lambda self: self._names("queues"))
    groups = property(lambda self: self._names("groups"))
    issues = property(lambda self: self._names("issues"))
    nodes = property(lambda self: self._names("nodes"))

    def index_of(self, kind, name):
        """Number of a channel, queue, group, issue or node ("queues", "loans")."""
        index = lib.scenario_find(self._handle, _KINDS[kind], data(name))
        if index < 0:
            raise Unknown(text(lib.scenario_message(self._handle)), UNKNOWN)
        return index

    def run(self, **options):
        """Replications of this scenario: see ccsim.run."""
        from .results import run
        return run(self, **options)

    def center(self, seed=None, replication=0):
        """A center of this scenario, to go through step by step; with a seed it has started."""
        from .center import Center
        return Center(self, seed, replication)

    def __repr__(self):
        return "<ccsim.Scenario %s %s>" % (self.name, self.hash)
