"""ccsim: a simulator of contact centers.

    import ccsim
    s = ccsim.Scenario("scenarios/erlang_a.cfg")
    s["center.groups.agents.staff"] = 13
    print(s.run(replications=200)["service_level_g1"])

Needs the shared library libccsim, which is looked for where CCSIM_LIBRARY says, beside this module, and by the
system's loader. numpy and pandas are used where they are there.
"""

from .center import Agent, Center, Group, Panel, Queue, Snapshot, controls
from .errors import Error, Interrupted, Refused, Unknown
from .native import __version__
from .results import Estimate, Figure, Results, compare, run
from .scenario import Scenario
from .sweeps import Sweep, sweep

__all__ = ["Agent", "Center", "Error", "Estimate", "Figure", "Group", "Interrupted", "Panel", "Queue", "Refused",
           "Results", "Scenario", "Snapshot", "Sweep", "Unknown", "compare", "controls", "run", "sweep",
           "__version__"]
