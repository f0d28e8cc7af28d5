"""What the duties of the best coverage cost at the least: ways and growing burdens, proved part by part.

In a part no duty serves anything of another, so costs of parts add up, and of a burden that grows in two parts the
square grows by more than in each alone. Heads are worth more than any duty costs; what the fewest missing ones are
worth is taken off. Column generation starts from one price for all heads, and stays near the prices of the best bound.
"""

from collections.abc import Callable, Sequence
from itertools import zip_longest

import numpy as np

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.coupled import long_chains
from otp_desktop.planning.solver.chains.cover import learn, lines_held
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.worth import above, demand_of
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.equity_growth import equity_growth
from otp_desktop.planning.solver.roster import Roster, heads_of
from otp_desktop.planning.solver.wishes import least_of_wishes

SMOOTH = 0.8  # weight of the prices of the best bound
ROUGH = 8.0  # kilometres for a head, to begin with


class LeastCost:
    """The bound of travel and equity over some blocks, for plans whose coverage is that of ``bound``.

    ``roster``: a plan whose duties are a start. ``central``: by interior points, sooner, but nothing stops a round.
    """

    def __init__(
        self,
        compiled: Compiled,
        blocks: Sequence[Block],
        bound: Bound,
        roster: Roster,
        late: StopRequested,
        *,
        central: bool = False,
    ) -> None:
        self._central = central
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
        """Until nothing is gained any more; a round of each block in turn."""
        best = 0.0
        first = self._compiled.problem.objective.travel * ROUGH
        rounds = (one.rounds(np.full(lines, first), SMOOTH) for one, lines in self._generations)
        for _ in zip_longest(*rounds):
            value = self._constant + sum(one.value for one, _ in self._generations)
            if value > best:
                best = value
                on_gain(best)

    def _setting(self, block: Block) -> Setting:
        compiled, everybody = self._compiled, np.arange(len(self._compiled.problem.agents))
        growth = self._growth if compiled.needs.burden[block.need].any() else None
        burden = None if growth is None else compiled.agents.burden
        free = available(compiled, everybody, block.need)
        kinds = kinds_of(compiled, block, everybody, free, burden, priced=True)
        return Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, growth, priced=True))

    def _generation(self, setting: Setting, worth: float) -> tuple[Generation, int]:
        block = setting.block
        demand = demand_of(heads_of(self._compiled, Roster(self._compiled), block.lines), above(worth, self._missing))
        generation = Generation(setting, demand, self._late, central=self._central)
        learn(setting, generation, lines_held(self._roster, block, setting.kinds.agents))
        return generation, len(block.lines)


def climb_by_duties(
    compiled: Compiled,
    bound: Bound,
    line: Ints,
    late: StopRequested,
    on_gain: Callable[[float], None],
    *,
    killable: bool = False,
) -> None:
    """Tells better and better bounds of the soft cost, where long chains of posts make up most of the problem.

    ``line`` (agents, waves): a known plan. ``killable``: in a process that need not ask whether it is late. Nothing is
    said beside locked assignments, which a duty would have to hold.
    """
    blocks, roster = long_chains(compiled), Roster(compiled)
    weights = compiled.problem.objective
    if not blocks or roster.locked.any() or len(roster.apart) or weights.coverage_weights is not None or late():
        return
    roster.restore(line)
    base = least_of_wishes(compiled)
    LeastCost(compiled, blocks, bound, roster, late, central=killable).climb(lambda cost: on_gain(base + cost))
