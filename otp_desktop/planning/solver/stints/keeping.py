"""Which groups agents should keep: better and better, from a dive on."""

from collections.abc import Iterator, Sequence

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.softbound.parts import Part
from otp_desktop.planning.solver.stints.dive import dive
from otp_desktop.planning.solver.stints.handing import kept_groups
from otp_desktop.planning.solver.stints.master import Master
from otp_desktop.planning.solver.stints.polish import Polish
from otp_desktop.planning.solver.stints.setting import Setting

WORTH_TELLING = 1e-3  # of the cost: a plan is made of each answer
SEED = 1


def keepings(
    compiled: Compiled, parts: Sequence[Part], setting: Setting, master: Master, over: StopRequested
) -> Iterator[Ints]:
    """(agents, waves) the group that each agent keeps, NONE for none; each answer costs less than the one before."""
    stints = dive(setting, master, compiled.problem.objective.cohesion, over)
    yield kept_groups(compiled, parts, setting, stints)
    polish = Polish(setting, master, stints, np.random.default_rng(SEED))
    gained, cost = 0.0, sum(master.cost(stint) for stint in stints)
    for gain in polish.rounds(over):
        gained += gain
        if gained > WORTH_TELLING * cost:
            gained = 0.0
            yield kept_groups(compiled, parts, setting, polish.stints)
    if gained:
        yield kept_groups(compiled, parts, setting, polish.stints)
