"""New duties for the agents of some neighbouring units: fewer ways, fairer burdens, as few units on a post as now."""

from functools import cached_property, partial

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.bounds import missing_in
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.coupled import long_chains
from otp_desktop.planning.solver.chains.cover import clear, free_around, lines_held
from otp_desktop.planning.solver.chains.dive import Dive
from otp_desktop.planning.solver.chains.duty_search import learn
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import Kinds, kinds_of
from otp_desktop.planning.solver.chains.seats import seat
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.worth import above, demand_of
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.equity_growth import Growth
from otp_desktop.planning.solver.moves import Move
from otp_desktop.planning.solver.roster import Roster, heads_left

SMALLEST = 80  # agents that change duties together
NEAR = 5.0  # soft cost: the relaxation need not be nearer to its bound


class NewDuties:
    """The moves of one problem."""

    def __init__(self, compiled: Compiled, random: np.random.Generator, over: StopRequested) -> None:
        self._compiled, self._random, self._over = compiled, random, over

    @cached_property
    def blocks(self) -> list[Block]:
        """Those with many posts on the way."""
        return long_chains(self._compiled)

    def draw(self, roster: Roster) -> Move:
        """A block and neighbouring units."""
        block = self.blocks[int(self._random.integers(len(self.blocks)))]
        return partial(self.renew, roster, block, self._neighbours(roster))

    def _neighbours(self, roster: Roster) -> Ints:
        """The agents of one base and of those nearest to it, as the crow flies to any site."""
        base = self._compiled.agents.base
        sites = np.arange(len(self._compiled.problem.sites))
        ways = self._compiled.base_to_site.block(np.arange(int(base.max()) + 1), sites)
        apart = np.abs(ways - ways[int(self._random.choice(base))]).max(axis=1)
        team = np.zeros(0, dtype=np.int64)
        for one in np.argsort(apart * self._random.uniform(1, 2, len(apart)), kind="stable"):
            team = np.union1d(team, np.flatnonzero((base == one) & ~roster.frozen))
            if len(team) >= SMALLEST:
                break
        return team

    def renew(self, roster: Roster, block: Block, team: Ints) -> None:
        """Takes from a team what it has in the block, and gives it, and whoever is free there, cheaper duties."""
        compiled = self._compiled
        known, present = lines_held(roster, block, team), self._present(roster, block)
        missing = np.array(sum(missing_in(compiled, roster.heads, block.lines), ()))
        clear(roster, block, team)
        agents, free = free_around(compiled, roster, block)
        kinds = kinds_of(compiled, block, agents, free, roster.burden[agents], priced=True)
        costs = DutyCosts(compiled, block, kinds, self._growth(), self._strange(kinds, present), priced=True)
        setting = Setting.of(compiled, block, kinds, costs)
        demand = demand_of(heads_left(compiled, roster, block.lines), above(costs.dearest(), missing))
        generation = Generation(setting, demand, self._over)
        learn(setting, generation, known)
        relaxed = generation.converge(NEAR)
        if relaxed is not None:
            seat(compiled, roster, setting, Dive(generation, setting, self._over).run(relaxed))

    def _growth(self) -> Growth | None:
        """The total of burdens stays what it is: only the squares grow."""
        weight = self._compiled.problem.objective.equity
        return Growth(weight, 0.0, 0.0) if weight else None

    def _present(self, roster: Roster, block: Block) -> Ints:
        """(units, needs) heads of each unit on each need."""
        compiled = self._compiled
        found = np.zeros((int(compiled.agents.unit.max()) + 2, len(compiled.needs.start)), dtype=np.int64)
        agents, waves = np.nonzero(roster.line != NONE)
        np.add.at(found, (compiled.agents.unit[agents], compiled.lines.need[roster.line[agents, waves]]), 1)
        return found[:, block.need]

    def _strange(self, kinds: Kinds, present: Ints) -> Floats:
        """(paths, needs): an extra unit where nobody of it, or the agent alone, stands beside others."""
        own = present[kinds.unit]
        extra = (own <= 1) & (present.sum(axis=0) > own) & (kinds.unit != NONE)[:, None]
        found: Floats = self._compiled.problem.objective.cohesion * extra.astype(np.float64)
        return found
