"""What stints say: prices that prove a bound, and which groups agents should keep, both better and better."""

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
from otp_desktop.planning.solver.stints.setting import Prices, Setting
from otp_desktop.planning.solver.stints.soft import soft_choice
from otp_desktop.planning.solver.stints.strangers import with_strangers

ROUNDS = 60  # of column generation
WORTH_TELLING = 1e-3  # of the cost: a plan is made of each answer


def better_prices(setting: Setting, over: StopRequested) -> Iterator[Prices]:
    """Those of soft choices at once, then those of the linear program."""
    guess = soft_choice(setting, over).prices()
    yield guess
    master = Master(setting, guess)
    master.generate(over, ROUNDS)
    yield master.prices


def keepings(
    compiled: Compiled, parts: Sequence[Part], setting: Setting, over: StopRequested, random: np.random.Generator
) -> Iterator[Ints]:
    """(agents, waves) the group that each agent keeps, NONE for none; each answer costs less than the one before."""
    likely = soft_choice(setting, over)
    setting = with_strangers(setting, likely.coming(), compiled.problem.objective.cohesion)
    master = Master(setting, soft_choice(setting, over, likely.prices()).prices())
    master.generate(over, ROUNDS)
    stints = dive(setting, master, over)
    yield kept_groups(compiled, parts, setting, stints)
    polish = Polish(setting, master, stints, random)
    gained, cost = 0.0, sum(master.cost(stint) for stint in stints)
    for gain in polish.rounds(over):
        gained += gain
        if gained > WORTH_TELLING * cost:
            gained = 0.0
            yield kept_groups(compiled, parts, setting, polish.stints)
    if gained:
        yield kept_groups(compiled, parts, setting, polish.stints)
