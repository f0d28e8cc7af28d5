"""Fills one day anew: duties of several posts chosen together, the other days staying as they are."""

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.daily.covering import Column, falling_worth, weighted_worth
from otp_desktop.planning.solver.daily.lawful_sets import lawful
from otp_desktop.planning.solver.daily.least_missing import LeastMissing
from otp_desktop.planning.solver.daily.pricing import Pricing
from otp_desktop.planning.solver.daily.surroundings import clear_day, surroundings
from otp_desktop.planning.solver.daily.together import DutyLimits, sets_of
from otp_desktop.planning.solver.daily.whole_numbers import whole_numbers
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.situation import touched_in

PAIRS = 40_000_000  # of agent and set, that memory is spent on
NEAR = 0.1  # of a head of the last class: prices are good enough


class DayFilling:
    """Empties a day and fills it for coverage alone: what that costs is left to the moves that come after."""

    def __init__(self, compiled: Compiled, day: Run) -> None:
        self._compiled, self._day = compiled, day
        today = int(compiled.needs.day[day.need[0]])
        self._sets = sets_of(compiled, day.need, DutyLimits.of_day(compiled.limits, today))

    @property
    def possible(self) -> bool:
        """Whether the day's sets are few enough."""
        agents = len(self._compiled.problem.agents)
        return self._sets is not None and len(self._sets.members) * agents <= PAIRS

    def fill(self, roster: Roster, over: StopRequested) -> None:
        """Leaves the day empty when the time does not suffice, or corps came together that may not."""
        assert self._sets is not None
        compiled, day = self._compiled, self._day
        clear_day(compiled, roster, day)
        touched = touched_in(compiled, day.need)
        situation = surroundings(compiled, roster, day, touched)
        may = compiled.eligibility.block(situation.agent, day.lines)
        allowed = lawful(compiled, self._sets, situation, touched) & self._able(may)
        able = np.flatnonzero(allowed.any(axis=1))
        first, group = groups_of([patterns(allowed[able]), patterns(may[able])])
        supply, heads = np.bincount(group, minlength=len(first)), heads_left(compiled, roster, day.lines)
        pricing = Pricing(self._sets, may[able[first]], compiled.lines.need[day.lines], closed=~allowed[able[first]])
        weights = compiled.problem.objective.coverage_weights
        worth = falling_worth(heads) if weights is None else weighted_worth(heads, weights)
        least = LeastMissing(supply, heads, pricing, over)
        least.weighted(worth, NEAR)
        if over():
            return
        taken = whole_numbers(supply, heads, least.columns, least.taken(), worth)
        self._put(roster, situation.agent[able], group, least.columns, taken)
        if mixed(compiled, roster, day):
            clear_day(compiled, roster, day)

    def _able(self, may: Bools) -> Bools:
        """(agents, sets): the agent has the skills and the corps for a line of each need."""
        assert self._sets is not None
        need_of_line = self._compiled.lines.need[self._day.lines]
        unable: Floats = np.ones((len(may), len(self._sets.need)))
        for place, need in enumerate(self._sets.need.tolist()):
            unable[may[:, need_of_line == need].any(axis=1), place] = 0
        found: Bools = self._sets.sums(unable) == 0
        return found

    def _put(self, roster: Roster, agents: Ints, group: Ints, columns: list[Column], taken: Ints) -> None:
        """Hands the columns to the agents of their groups, in order; nobody stands where the line is full."""
        compiled, day = self._compiled, self._day
        room = heads_left(compiled, roster, day.lines).total
        waiting = [agents[group == one].tolist() for one in range(int(group.max(initial=NONE)) + 1)]
        given = []
        for (one, lines), count in zip(columns, taken.tolist(), strict=True):
            for agent in [waiting[one].pop() for _ in range(count)]:
                given += [(agent, line) for line in lines if room[line] > 0]
                room[lines] -= 1
        rows = np.array(given, dtype=np.int64).reshape(-1, 2)
        of_wave = compiled.waves.of_need[compiled.lines.need[day.lines[rows[:, 1]]]]
        for wave in day.waves:
            here = rows[of_wave == wave]
            roster.put(wave, here[:, 0], day.lines[here[:, 1]])


def mixed(compiled: Compiled, roster: Roster, day: Run) -> bool:
    """Whether corps that may not stand together do so on a need of the day."""
    mixes = compiled.problem.rules.forbidden_mixes
    if not mixes:
        return False
    names = [agent.corps for agent in compiled.problem.agents]
    standing = list(roster.apart)
    for wave in day.waves:
        agents = np.flatnonzero(roster.line[:, wave] != NONE)
        standing += zip(agents.tolist(), roster.line[agents, wave].tolist(), strict=True)
    present: dict[int, set[str | None]] = {}
    for agent, line in standing:
        present.setdefault(int(compiled.lines.need[line]), set()).add(names[agent])
    return any(mix and corps.issuperset(mix) for mix in mixes for corps in present.values())
