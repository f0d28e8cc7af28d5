"""Fills one wave at best, the rest of the roster staying as it is."""

from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from otp_desktop.planning.solver import costs
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import best_filling
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import Pairs, legal, pairs_of
from otp_desktop.planning.solver.market import Filling, Market
from otp_desktop.planning.solver.mixes import Mixes
from otp_desktop.planning.solver.roster import Roster, heads_of
from otp_desktop.planning.solver.settled import settled
from otp_desktop.planning.solver.situation import Situation, Touched, situation_of, touched_by

OPEN_ROUNDS = 2  # flows in which a need without a mix stays open to all corps


@dataclass(frozen=True)
class Choice:
    """The market a wave's flow runs on, and who its groups are.

    ``agents``: all of them, group after group; ``one_of_each`` group; ``unit`` and ``corps`` of each place. ``need``:
    the place of each line's need in the wave.
    """

    market: Market
    agents: Ints
    one_of_each: Ints
    unit: Ints
    corps: Ints
    need: Ints


class WaveSolver:
    """``exact`` turns False once a choice was made that the flow cannot prove best: a mix of corps was met."""

    def __init__(self, compiled: Compiled, baseline: Baseline | None) -> None:
        self._compiled = compiled
        self._baseline = baseline
        self._mixes = Mixes(compiled)
        self._touched: dict[int, Touched] = {}
        self.exact = True
        self.rounding = 0.0

    def solve(self, roster: Roster, wave: int) -> None:
        """Empties the wave and fills it again; locked assignments stay."""
        roster.clear(wave)
        self._fill(roster, wave, self._choice(roster, wave))

    def restore_baseline(self, roster: Roster, wave: int) -> None:
        """Gives agents the lines they had in the earlier plan, as far as these are legal now."""
        assert self._baseline is not None
        choice = self._choice(roster, wave)
        lines = self._compiled.lines_of_wave[wave]
        block = choice.market.block()
        block[self._baseline.line[choice.one_of_each, wave][:, None] != lines] = np.inf
        self._fill(roster, wave, replace(choice, market=plain(choice.market, block)))

    def _fill(self, roster: Roster, wave: int, choice: Choice) -> None:
        filling = self._filling(roster, wave, choice)
        self.rounding = filling.rounding
        self.exact &= bool(np.isfinite(filling.rounding))
        agents, lines = _decode(choice, filling)
        roster.put(wave, agents, self._compiled.lines_of_wave[wave][lines])

    def _filling(self, roster: Roster, wave: int, choice: Choice) -> Filling:
        weights = self._compiled.problem.objective.coverage_weights
        closed = choice.market
        for attempt in count():
            filling = best_filling(closed, weights, thin=True)
            found = self._mixes.closed(roster, wave, choice.corps, closed, filling, for_good=attempt >= OPEN_ROUNDS)
            if found is None:
                break
            closed = found
            self.exact = False
        return self._together(roster, wave, replace(choice, market=closed), filling)

    def _together(self, roster: Roster, wave: int, choice: Choice, filling: Filling) -> Filling:
        """Looks for as good a filling with fewer units on a need: each need draws agents of its main unit."""
        weight, market = self._compiled.problem.objective.cohesion, choice.market
        crews = np.bincount(choice.need, weights=market.heads.total) > 1
        if not weight or not crews.any() or not self._extra_units(choice, filling):
            return filling
        main = _main_unit(choice, filling)
        stranger = (choice.unit[:, None] != main) & (choice.unit != NONE)[:, None] & crews
        columns = _need_of_column(choice)
        drawn = replace(market, cost=market.cost + weight * stranger[:, columns])
        found = best_filling(drawn, self._compiled.problem.objective.coverage_weights, thin=True)
        if self._mixes.closed(roster, wave, choice.corps, market, found) is not None:
            return filling
        return min(filling, found, key=lambda one: self._worth(choice, one))

    def _extra_units(self, choice: Choice, filling: Filling) -> int:
        need, present = choice.need[filling.line], choice.unit[choice.market.place[filling.group]]
        known = present != NONE
        pairs = np.unique(need[known] * (int(present.max(initial=0)) + 1) + present[known])
        return len(pairs) - len(np.unique(need[known]))

    def _worth(self, choice: Choice, filling: Filling) -> float:
        """Soft cost of a filling, its extra units included; of the same coverage as its rival."""
        soft = float((choice.market.pairs(filling.group, filling.line) * filling.flow).sum())
        weights = self._compiled.problem.objective.coverage_weights
        if weights is not None:
            soft -= float((np.array(weights)[choice.market.heads.priority[filling.line]] * filling.flow).sum())
        return soft + self._compiled.problem.objective.cohesion * self._extra_units(choice, filling)

    def _choice(self, roster: Roster, wave: int) -> Choice:
        compiled = self._compiled
        need, lines = compiled.waves.members[wave], compiled.lines_of_wave[wave]
        touched = self._touched.setdefault(wave, touched_by(compiled, wave))
        situation = settled(compiled, situation_of(compiled, roster, wave, touched), touched, need)
        agents = situation.agent
        times, time_of_need = _times(compiled, need)
        free = available(compiled, agents, need[times])
        first, place = groups_of(self._place_columns(roster, wave, situation, free))
        kind, one_of_kind = self._kinds(lines)
        may = compiled.eligibility.block(agents, one_of_kind)
        own, group = groups_of([place, patterns(may), self._burdens(roster, agents, need)])
        here = situation.take(first)
        pairs = pairs_of(compiled, here, touched, need)
        cost = np.where(legal(pairs) & free[first][:, time_of_need], self._soft(roster, wave, pairs), np.inf)
        column = position = np.searchsorted(need, compiled.lines.need[lines])
        if self._baseline is not None:
            cost = self._with_changes(roster, wave, here.agent, lines, cost[:, position])
            column = np.arange(len(lines))
        market = Market(
            supply=np.bincount(group, minlength=len(own)),
            place=place[own],
            surcharge=np.where(may[own], self._growth(roster, agents[own], one_of_kind), np.inf),
            cost=cost,
            column=column,
            kind=kind,
            heads=heads_of(compiled, roster, lines),
        )
        order = np.argsort(group, kind="stable")
        unit, corps = compiled.agents.unit[here.agent], compiled.agents.corps[here.agent]
        return Choice(market, agents[order], agents[own], unit, corps, position)

    def _place_columns(self, roster: Roster, wave: int, situation: Situation, free: Bools) -> list[Ints]:
        """What tells agents apart in this wave, skills and burdens aside."""
        compiled, agents = self._compiled, situation.agent
        columns = [*situation.columns(), compiled.agents.base[agents], patterns(free)]
        weights = compiled.problem.objective
        if weights.cohesion:
            columns.append(compiled.agents.unit[agents])
        if compiled.problem.rules.forbidden_mixes:
            columns.append(compiled.agents.corps[agents])
        if (weights.preference and len(compiled.wishes.agent)) or weights.continuity:
            columns.append(self._own_ways(roster, wave, agents))
        if self._baseline is not None:
            columns += self._baseline.columns(roster, wave, agents)
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

    def _own_ways(self, roster: Roster, wave: int, agents: Ints) -> Ints:
        """The agent himself where he has wishes, or has served a group of the wave elsewhere."""
        compiled = self._compiled
        own = np.full(len(compiled.problem.agents), NONE, dtype=np.int64)
        need = compiled.waves.members[wave]
        start, end = compiled.needs.start[need].min(), compiled.needs.end[need].max()
        wishing = compiled.wishes.agent[(compiled.wishes.start < end) & (start < compiled.wishes.end)]
        if compiled.problem.objective.preference:
            own[wishing] = wishing
        if self._wants_faces(need):
            known = costs.Faces(compiled, roster, wave, need).agent
            own[known] = known
        return own[agents]

    def _wants_faces(self, need: Ints) -> bool:
        groups = self._compiled.needs.group[need]
        return bool(self._compiled.problem.objective.continuity and (groups != NONE).any())

    def _soft(self, roster: Roster, wave: int, pairs: Pairs) -> Floats:
        """(groups, needs): what each pair adds to the soft cost."""
        compiled, agents, need = self._compiled, pairs.situation.agent, pairs.need
        weights = compiled.problem.objective
        soft = np.zeros((len(agents), len(need)))
        if weights.travel:
            soft += weights.travel * costs.travel_km(pairs)
        if self._wants_faces(need):
            faces = costs.Faces(compiled, roster, wave, need)
            soft += weights.continuity * faces.new_faces(compiled, agents, need)
        if weights.preference and len(compiled.wishes.agent):
            soft += weights.preference * costs.preference(compiled, agents, need)
        return soft

    def _with_changes(self, roster: Roster, wave: int, agents: Ints, lines: Ints, soft: Floats) -> Floats:
        """A change costs more than any soft gain in the wave; that of coverage too where it is not strict."""
        assert self._baseline is not None
        heads = int(heads_of(self._compiled, roster, lines).total.sum())
        worth = 2 * max(self._compiled.problem.objective.coverage_weights or (0.0,))
        possible = soft[np.isfinite(soft)]
        dearer = (float(possible.max(initial=0) - possible.min(initial=0)) + worth + 1.0) * (heads + 1)
        return soft + dearer * self._baseline.cost(roster, wave, agents, lines)


def plain(market: Market, block: Floats) -> Market:
    """The market with costs of its own for each group and line."""
    groups, lines = np.arange(len(market.supply)), np.arange(len(market.column))
    free = np.zeros((len(groups), 1))
    return Market(market.supply, groups, free, block, lines, np.zeros(len(lines), dtype=np.int64), market.heads)


def _times(compiled: Compiled, need: Ints) -> tuple[Ints, Ints]:
    """One need of each pair of start and end, and which of them each need has."""
    return groups_of([compiled.needs.start[need], compiled.needs.end[need]])


def _need_of_column(choice: Choice) -> Ints:
    """The need of each column of the market's costs."""
    found = np.arange(choice.market.cost.shape[1])
    found[choice.market.column] = choice.need
    return found


def _main_unit(choice: Choice, filling: Filling) -> Ints:
    """The unit with most agents on each need, NONE where nobody is."""
    unit = choice.unit[choice.market.place[filling.group]]
    main = np.full(int(choice.need.max(initial=0)) + 1, NONE, dtype=np.int64)
    present = np.zeros((len(main), int(unit.max(initial=0)) + 1), dtype=np.int64)
    known = unit != NONE
    np.add.at(present, (choice.need[filling.line[known]], unit[known]), filling.flow[known])
    manned = present.any(axis=1)
    main[manned] = present[manned].argmax(axis=1)
    return main


def _decode(choice: Choice, filling: Filling) -> tuple[Ints, Ints]:
    """Agents and lines, one entry a head: each group hands out its agents in their order."""
    order = np.argsort(filling.group, kind="stable")
    group, line = (
        np.repeat(filling.group[order], filling.flow[order]),
        np.repeat(filling.line[order], filling.flow[order]),
    )
    if not len(group):
        return group, line
    place = np.arange(len(group)) - np.searchsorted(group, group, side="left")
    start = np.concatenate([[0], np.cumsum(choice.market.supply)[:-1]])
    return choice.agents[start[group] + place], line
