"""Fills one wave at best, the rest of the roster staying as it is."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver import costs
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import Filling, Heads, fill
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import Pairs, legal, pairs_of
from otp_desktop.planning.solver.mixes import Mixes
from otp_desktop.planning.solver.roster import Roster, heads_of
from otp_desktop.planning.solver.situation import Situation, Touched, situation_of, touched_by


@dataclass(frozen=True)
class Choice:
    """The block a wave's flow runs on: groups of interchangeable agents × role lines.

    ``agents``: all of them, group after group; ``one_of_each`` group. ``column``: the place of each line's need in the
    wave.
    """

    agents: Ints
    one_of_each: Ints
    supply: Ints
    heads: Heads
    allowed: Bools
    cost: Floats
    column: Ints


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
        expected = self._baseline.line[choice.one_of_each, wave]
        choice.allowed[expected[:, None] != self._compiled.lines_of_wave[wave]] = False
        self._fill(roster, wave, choice)

    def _fill(self, roster: Roster, wave: int, choice: Choice) -> None:
        filling = self._filling(roster, wave, choice)
        self.rounding = filling.rounding
        agents, lines = _decode(choice, filling)
        roster.put(wave, agents, self._compiled.lines_of_wave[wave][lines])

    def _filling(self, roster: Roster, wave: int, choice: Choice) -> Filling:
        weights = self._compiled.problem.objective.coverage_weights
        allowed = choice.allowed.copy()
        first = choice.one_of_each
        while True:
            filling = fill(choice.supply, choice.heads, allowed, choice.cost, weights)
            if not self._mixes.forbid(roster, wave, first, filling, allowed):
                return self._together(roster, wave, choice, first, allowed, filling)
            self.exact = False

    def _together(
        self, roster: Roster, wave: int, choice: Choice, first: Ints, allowed: Bools, filling: Filling
    ) -> Filling:
        """Looks for as good a filling with fewer units on a need: each need draws agents of its main unit."""
        weight = self._compiled.problem.objective.cohesion
        crews = (np.bincount(choice.column, weights=choice.heads.total) > 1)[choice.column]
        if not weight or not crews.any():
            return filling
        unit = self._compiled.agents.unit[first]
        if not self._extra_units(choice, unit, filling):
            return filling
        stranger = (unit[:, None] != _main_unit(choice, unit, filling)[choice.column]) & (unit != NONE)[:, None]
        drawn = choice.cost + weight * (stranger & crews)
        found = fill(choice.supply, choice.heads, allowed, drawn, self._compiled.problem.objective.coverage_weights)
        if self._mixes.forbid(roster, wave, first, found, allowed):
            return filling
        return min(filling, found, key=lambda one: self._worth(choice, unit, one))

    def _extra_units(self, choice: Choice, unit: Ints, filling: Filling) -> int:
        need, present = choice.column[filling.line], unit[filling.group]
        known = present != NONE
        pairs = np.unique(np.stack([need[known], present[known]], axis=1), axis=0)
        return len(pairs) - len(np.unique(need[known]))

    def _worth(self, choice: Choice, unit: Ints, filling: Filling) -> float:
        """Soft cost of a filling, its extra units included; of the same coverage as its rival."""
        soft = float((choice.cost[filling.group, filling.line] * filling.flow).sum())
        weights = self._compiled.problem.objective.coverage_weights
        if weights is not None:
            soft -= float((np.array(weights)[choice.heads.priority[filling.line]] * filling.flow).sum())
        return soft + self._compiled.problem.objective.cohesion * self._extra_units(choice, unit, filling)

    def _choice(self, roster: Roster, wave: int) -> Choice:
        compiled = self._compiled
        need, lines = compiled.waves.members[wave], compiled.lines_of_wave[wave]
        touched = self._touched.setdefault(wave, touched_by(compiled, wave))
        situation = situation_of(compiled, roster, wave, touched)
        free = available(compiled, situation.agent, need)
        first, group = groups_of(self._columns(roster, wave, situation, free))
        one_of_each = situation.take(first)
        pairs = pairs_of(compiled, one_of_each, touched, need)
        column = np.searchsorted(need, compiled.lines.need[lines])
        allowed = (legal(pairs) & free[first])[:, column] & compiled.eligibility.block(one_of_each.agent, lines)
        soft = self._soft(roster, wave, pairs)[:, column]
        if self._baseline is not None:
            soft = self._with_changes(roster, wave, one_of_each.agent, lines, soft)
        order = np.argsort(group, kind="stable")
        supply = np.bincount(group, minlength=len(first))
        return Choice(
            situation.agent[order], one_of_each.agent, supply, heads_of(compiled, roster, lines), allowed, soft, column
        )

    def _columns(self, roster: Roster, wave: int, situation: Situation, free: Bools) -> list[Ints]:
        """What tells agents apart in this wave; those with equal columns are interchangeable."""
        compiled, agents = self._compiled, situation.agent
        columns = [*situation.columns(), compiled.agents.base[agents], compiled.agents.unit[agents]]
        columns += [compiled.agents.corps[agents], compiled.eligibility.agent_class[agents], patterns(free)]
        weights = compiled.problem.objective
        if weights.equity:
            columns.append(np.unique(roster.burden[agents], return_inverse=True)[1])
        if (weights.preference and len(compiled.wishes.agent)) or weights.continuity:
            columns.append(self._own_ways(roster, wave, agents))
        if self._baseline is not None:
            columns += self._baseline.columns(roster, wave, agents)
        return columns

    def _own_ways(self, roster: Roster, wave: int, agents: Ints) -> Ints:
        """The agent himself where he has wishes, or has served a group of the wave elsewhere."""
        compiled = self._compiled
        own = np.full(len(compiled.problem.agents), NONE, dtype=np.int64)
        own[compiled.wishes.agent] = compiled.wishes.agent
        need = compiled.waves.members[wave]
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
        if weights.equity and compiled.needs.burden[need].any():
            soft += weights.equity * costs.equity(compiled, roster.burden[agents], need)
        if weights.preference and len(compiled.wishes.agent):
            soft += weights.preference * costs.preference(compiled, agents, need)
        return soft

    def _with_changes(self, roster: Roster, wave: int, agents: Ints, lines: Ints, soft: Floats) -> Floats:
        """A change costs more than any soft gain in the wave; that of coverage too where it is not strict."""
        assert self._baseline is not None
        heads = int(heads_of(self._compiled, roster, lines).total.sum())
        worth = 2 * max(self._compiled.problem.objective.coverage_weights or (0.0,))
        dearer = (float(soft.max(initial=0) - soft.min(initial=0)) + worth + 1.0) * (heads + 1)
        return soft + dearer * self._baseline.cost(roster, wave, agents, lines)


def _main_unit(choice: Choice, unit: Ints, filling: Filling) -> Ints:
    """The unit with most agents on each need, NONE where nobody is."""
    main = np.full(int(choice.column.max(initial=0)) + 1, NONE, dtype=np.int64)
    present = np.zeros((len(main), int(unit.max(initial=0)) + 1), dtype=np.int64)
    known = unit[filling.group] != NONE
    np.add.at(present, (choice.column[filling.line[known]], unit[filling.group[known]]), filling.flow[known])
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
    start = np.concatenate([[0], np.cumsum(choice.supply)[:-1]])
    return choice.agents[start[group] + place], line
