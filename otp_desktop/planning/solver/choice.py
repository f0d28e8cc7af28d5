"""The market of some waves: which agents stand for each other there, what they may take and what it costs."""

from dataclasses import dataclass, replace

import numpy as np

from otp_desktop.planning.solver import costs
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import Pairs, legal, pairs_of
from otp_desktop.planning.solver.market import Market
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.settled import settled
from otp_desktop.planning.solver.situation import Situation, Touched, situation_in, touched_in

DAYS_OF_WEEK = 7
STEP_OF_WORK = 2  # soft cost of a first day of work, where work is spread
FEW_POSTS = 6  # hours for fewer more posts are scarce


@dataclass(frozen=True)
class Choice:
    """The market a flow runs on, and who its groups are.

    ``agents``: all of them, group after group; ``one_of_each`` group; ``unit`` and ``corps`` of each place. ``need``:
    the place of each line's need among those of the run.
    """

    market: Market
    agents: Ints
    one_of_each: Ints
    unit: Ints
    corps: Ints
    need: Ints

    def of_minimums(self) -> "Choice":
        """The same, for the heads below the minimum alone."""
        heads = self.market.heads
        return replace(self, market=replace(self.market, heads=replace(heads, high=np.zeros_like(heads.high))))


@dataclass(frozen=True)
class _Force:
    """The agents free in a run, and what the law asks of them.

    ``free`` (agents, times of needs): available; ``time_of_need`` (needs); ``corps`` (agents) where corps may not mix.
    """

    touched: Touched
    situation: Situation
    free: Bools
    time_of_need: Ints
    corps: Ints | None

    def columns(self) -> list[Ints]:
        """What tells agents apart for the law, skills aside."""
        found = [*self.situation.columns(), patterns(self.free)]
        return found if self.corps is None else [*found, self.corps]


class Markets:
    """Makes the choices of one problem."""

    def __init__(self, compiled: Compiled, baseline: Baseline | None) -> None:
        self._compiled = compiled
        self._baseline = baseline

    def choice(self, roster: Roster, run: Run, *, level: bool = False) -> Choice:
        """The market of the agents free in a run, for the heads that nobody holds yet; ``level`` spreads the work."""
        compiled, force = self._compiled, self._force(roster, run)
        agents, need = force.situation.agent, run.need
        columns = force.columns() + self._priced_columns(roster, run, agents)
        first, place = groups_of(columns)
        kind, one_of_kind = self._kinds(run.lines)
        may = compiled.eligibility.block(agents, one_of_kind)
        work = self._work(roster, agents, need) if level else np.zeros(len(agents), dtype=np.int64)
        own, group = groups_of([place, patterns(may), self._burdens(roster, agents, need), work])
        here = force.situation.take(first)
        soft = self._soft(roster, pairs_of(compiled, here, force.touched, need))
        cost = np.where(self._lawful(force, first, need), soft, np.inf)
        column = position = np.searchsorted(need, compiled.lines.need[run.lines])
        if self._baseline is not None:
            cost = self._with_changes(roster, run, here.agent, cost[:, position])
            column = np.arange(len(run.lines))
        market = Market(
            supply=np.bincount(group, minlength=len(own)),
            place=place[own],
            surcharge=np.where(may[own], self._growth(roster, agents[own], one_of_kind) + work[own][:, None], np.inf),
            cost=cost,
            column=column,
            kind=kind,
            heads=heads_left(compiled, roster, run.lines),
        )
        return self._choice(market, agents, group, own, first, position)

    def lawful_choice(self, roster: Roster, run: Run) -> Choice:
        """The market where nothing costs anything: only the law tells agents apart, and thousands make a few groups."""
        compiled, force = self._compiled, self._force(roster, run)
        agents, lines = force.situation.agent, run.lines
        first, place = groups_of(force.columns())
        one_of_kind, kind = groups_of([compiled.eligibility.line_class[lines]])
        may = compiled.eligibility.block(agents, lines[one_of_kind])
        own, group = groups_of([place, patterns(may)])
        position = np.searchsorted(run.need, compiled.lines.need[lines])
        market = Market(
            supply=np.bincount(group, minlength=len(own)),
            place=place[own],
            surcharge=np.where(may[own], 0.0, np.inf),
            cost=np.where(self._lawful(force, first, run.need), 0.0, np.inf),
            column=position,
            kind=kind,
            heads=heads_left(compiled, roster, lines),
        )
        return self._choice(market, agents, group, own, first, position)

    def _force(self, roster: Roster, run: Run) -> "_Force":
        compiled, need = self._compiled, run.need
        touched = touched_in(compiled, need)
        situation = settled(compiled, situation_in(compiled, roster, run.waves, touched), touched, need)
        times, time_of_need = _times(compiled, need)
        free = available(compiled, situation.agent, need[times])
        corps = compiled.agents.corps[situation.agent] if compiled.problem.rules.forbidden_mixes else None
        return _Force(touched, situation, free, time_of_need, corps)

    def _choice(self, market: Market, agents: Ints, group: Ints, own: Ints, first: Ints, position: Ints) -> Choice:
        """``own`` and ``first``: rows of ``agents`` with one of each group, and one of each place."""
        order, places = np.argsort(group, kind="stable"), agents[first]
        unit, corps = self._compiled.agents.unit[places], self._compiled.agents.corps[places]
        return Choice(market, agents[order], agents[own], unit, corps, position)

    def _lawful(self, force: "_Force", places: Ints, need: Ints) -> Bools:
        """(places, needs): what the law allows, asked once for those whom it does not tell apart."""
        situation = force.situation.take(places)
        first, alike = groups_of(situation.columns())
        found: Bools = legal(pairs_of(self._compiled, situation.take(first), force.touched, need))[alike]
        found &= force.free[places][:, force.time_of_need]
        return found

    def _priced_columns(self, roster: Roster, run: Run, agents: Ints) -> list[Ints]:
        """What tells agents apart for their costs, burdens aside."""
        compiled = self._compiled
        columns = [compiled.agents.base[agents]]
        weights = compiled.problem.objective
        if weights.cohesion:
            columns.append(compiled.agents.unit[agents])
        if (weights.preference and len(compiled.wishes.agent)) or weights.continuity:
            columns.append(self._own_ways(roster, run.need, agents))
        if self._baseline is not None:
            columns += self._baseline.columns(roster, run.waves[0], agents)
        return columns

    def _burdens(self, roster: Roster, agents: Ints, need: Ints) -> Ints:
        """A number for each burden carried, where the wave adds to it."""
        if not self._counts_burden(need):
            return np.zeros(len(agents), dtype=np.int64)
        return np.unique(roster.burden[agents], return_inverse=True)[1].reshape(-1)

    def _counts_burden(self, need: Ints) -> bool:
        return bool(self._compiled.problem.objective.equity and self._compiled.needs.burden[need].any())

    def _kinds(self, lines: Ints) -> tuple[Ints, Ints]:
        """The kind of each line, by skills asked and burden, and one line of each kind."""
        compiled = self._compiled
        columns = [compiled.eligibility.line_class[lines]]
        served = compiled.lines.need[lines]
        if self._counts_burden(served):
            columns.append(np.unique(compiled.needs.burden[served], return_inverse=True)[1].reshape(-1))
        first, kind = groups_of(columns)
        return kind, lines[first]

    def _growth(self, roster: Roster, agents: Ints, lines: Ints) -> Floats:
        """(agents, lines): the cost of equity."""
        served = self._compiled.lines.need[lines]
        if not self._counts_burden(served):
            return np.zeros((len(agents), len(lines)))
        return self._compiled.problem.objective.equity * costs.equity(self._compiled, roster.burden[agents], served)

    def _work(self, roster: Roster, agents: Ints, need: Ints) -> Ints:
        """A price that rises with the days an agent works in the week, so that its last days find him rested.

        It rises as well as his hours run out, so that those who have few of them are not spent where others can come.
        """
        week = int(self._compiled.needs.day[need].min()) // DAYS_OF_WEEK * DAYS_OF_WEEK
        days = (roster.posts_on_day[agents, week : week + DAYS_OF_WEEK] > 0).sum(axis=1)
        short_of = np.maximum(FEW_POSTS - self._posts_left(roster, agents, need), 0.0)
        priced: Ints = STEP_OF_WORK * days**2 + np.rint(STEP_OF_WORK * short_of**2).astype(np.int64)
        return priced

    def _posts_left(self, roster: Roster, agents: Ints, need: Ints) -> Floats:
        """How many more posts of usual length an agent's own hours allow, in the week and over the horizon."""
        compiled = self._compiled
        left = compiled.agents.total_limit[agents] - roster.total_seconds[agents]
        for week in np.flatnonzero(compiled.needs.week_seconds[need].any(axis=0)):
            limit = np.minimum(compiled.limits.week[week], compiled.agents.week_limit[agents])
            left = np.minimum(left, limit - roster.week_seconds[agents, week])
        length = max(1.0, float((compiled.needs.end - compiled.needs.start)[need].mean()))
        found: Floats = left / length
        return found

    def _own_ways(self, roster: Roster, need: Ints, agents: Ints) -> Ints:
        """The agent himself where he has wishes, or has served a group of the wave elsewhere."""
        compiled = self._compiled
        own = np.full(len(compiled.problem.agents), NONE, dtype=np.int64)
        start, end = compiled.needs.start[need].min(), compiled.needs.end[need].max()
        wishing = compiled.wishes.agent[(compiled.wishes.start < end) & (start < compiled.wishes.end)]
        if compiled.problem.objective.preference:
            own[wishing] = wishing
        if self._wants_faces(need):
            known = costs.Faces(compiled, roster, need).agent
            own[known] = known
        return own[agents]

    def _wants_faces(self, need: Ints) -> bool:
        groups = self._compiled.needs.group[need]
        return bool(self._compiled.problem.objective.continuity and (groups != NONE).any())

    def _soft(self, roster: Roster, pairs: Pairs) -> Floats:
        """(groups, needs): what each pair adds to the soft cost."""
        compiled, agents, need = self._compiled, pairs.situation.agent, pairs.need
        weights = compiled.problem.objective
        soft = np.zeros((len(agents), len(need)))
        if weights.travel:
            soft += weights.travel * costs.travel_km(pairs)
        if self._wants_faces(need):
            faces = costs.Faces(compiled, roster, need)
            soft += weights.continuity * faces.new_faces(compiled, agents, need)
        if weights.preference and len(compiled.wishes.agent):
            soft += weights.preference * costs.preference(compiled, agents, need)
        return soft

    def _with_changes(self, roster: Roster, run: Run, agents: Ints, soft: Floats) -> Floats:
        """A change costs more than any soft gain in the wave; that of coverage too where it is not strict."""
        assert self._baseline is not None
        heads = int(heads_left(self._compiled, roster, run.lines).total.sum())
        worth = 2 * max(self._compiled.problem.objective.coverage_weights or (0.0,))
        possible = soft[np.isfinite(soft)]
        dearer = (float(possible.max(initial=0) - possible.min(initial=0)) + worth + 1.0) * (heads + 1)
        return soft + dearer * self._baseline.cost(roster, run.waves[0], agents, run.lines)


def _times(compiled: Compiled, need: Ints) -> tuple[Ints, Ints]:
    """One need of each pair of start and end, and which of them each need has."""
    return groups_of([compiled.needs.start[need], compiled.needs.end[need]])
