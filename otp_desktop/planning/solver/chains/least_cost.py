"""What duties of the best coverage cost at the least: ways and growing burdens, proved part by part.

In a part no duty serves anything of another, so costs of parts add up, and of a burden that grows in two parts the
square grows by more than in each alone. Heads are worth more than any duty costs; what the fewest missing ones are
worth is taken off. Prices of heads start from one for all, and climb while agents choose their duties more and more
soberly (``softened``); column generation goes on from there, near the prices of the best bound.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, zip_longest

import numpy as np

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.cover import lines_held
from otp_desktop.planning.solver.chains.demand import Demand
from otp_desktop.planning.solver.chains.duty_search import learn
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.softened import Softened
from otp_desktop.planning.solver.chains.uphill import uphill
from otp_desktop.planning.solver.chains.worth import above, demand_of
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.equity_growth import equity_growth
from otp_desktop.planning.solver.roster import Roster, heads_of

SMOOTH = 0.8  # weight of the prices of the best bound
HEATS = (0.125, 0.05, 0.02, 0.008)  # of the first price
STEPS = (20, 30, 50, 60)  # uphill at each heat, at most
LOOK = 10  # steps between two looks at what is proved
LONGEST = 15.0  # heats: how far a price may go in a step
ROUGH = 8.0  # kilometres for a head, to begin with


class LeastCost:
    """The bound of travel and equity over some blocks, for plans whose coverage is that of ``bound``.

    ``roster``: a plan whose duties are a start for column generation.
    """

    def __init__(
        self,
        compiled: Compiled,
        blocks: Sequence[Block],
        bound: Bound,
        roster: Roster,
        late: StopRequested,
    ) -> None:
        weights = compiled.problem.objective
        self._compiled, self._roster, self._late = compiled, roster, late
        self._missing = np.array([*bound.missing_minimum, *bound.missing_count])
        counts = bool(weights.equity and (compiled.needs.burden >= 0).all())
        self._growth = equity_growth(compiled, bound) if counts else None
        settings = [self._setting(block) for block in blocks]
        worth = max(setting.costs.dearest() for setting in settings)
        self._generations = [self._generation(setting, worth) for setting in settings]
        lost = float(above(worth, self._missing) @ self._missing)
        self._constant = (0.0 if self._growth is None else self._growth.constant) - lost

    def climb(self, on_gain: Callable[[float], None]) -> None:
        """Until nothing is gained any more; a few steps in each block in turn."""
        best = 0.0
        for _ in zip_longest(*(self._steps(*one) for one in self._generations)):
            value = self._constant + sum(one.value for one, _, _ in self._generations)
            if value > best:
                best = value
                on_gain(best)

    def _steps(self, generation: Generation, setting: Setting, demand: Demand) -> Iterator[None]:
        """Ends when it is late, or nothing is gained any more."""
        first = self._compiled.problem.objective.travel * ROUGH or 1.0
        prices = np.full(len(setting.block.lines), first)
        for better in _cooled(Softened(setting, demand), prices, first):
            prices = better
            if self._late():
                return
            generation.prove(prices)
            yield None
        for _ in generation.rounds(prices, SMOOTH):
            yield None

    def _setting(self, block: Block) -> Setting:
        compiled, everybody = self._compiled, np.arange(len(self._compiled.problem.agents))
        growth = self._growth if compiled.needs.burden[block.need].any() else None
        burden = None if growth is None else compiled.agents.burden
        free = available(compiled, everybody, block.need)
        kinds = kinds_of(compiled, block, everybody, free, burden, priced=True)
        return Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, growth, priced=True))

    def _generation(self, setting: Setting, worth: float) -> tuple[Generation, Setting, Demand]:
        block = setting.block
        demand = demand_of(heads_of(self._compiled, Roster(self._compiled), block.lines), above(worth, self._missing))
        generation = Generation(setting, demand, self._late)
        learn(setting, generation, lines_held(self._roster, block, setting.kinds.agents))
        return generation, setting, demand


def _cooled(softened: Softened, prices: Floats, first: float) -> Iterator[Floats]:
    """Prices (lines,) that prove more and more, told now and then."""
    for heat, steps in zip(HEATS, STEPS, strict=True):
        climbing = uphill(partial(softened.measure, heat=heat * first), prices, LONGEST * heat * first)
        for step, prices in enumerate(islice(climbing, steps), 1):
            if step % LOOK == 0:
                yield prices
        yield prices
