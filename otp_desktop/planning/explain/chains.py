"""The shortest chain of moves that fills one more head of a line.

A breadth-first search over role lines: a line can be filled by an agent who is free, and the chain ends; or by one who
stands on another line of the same block of waves, which then has to be filled in turn, unless it is worth less than
what is gained. In a block nobody serves two lines, so that the moves of a chain do not touch each other's hours.
"""

from collections.abc import Collection, Iterator
from copy import copy
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.remedy import Move, edit_of
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.named import line_names
from otp_desktop.planning.wave_view import WaveView, blocks_of, roster_of, wave_view


@dataclass(frozen=True)
class _Step:
    """A line to fill, and the line that its last agent went to."""

    column: int
    agent: int = NONE
    before: "_Step | None" = None


@dataclass(frozen=True)
class _Part:
    """A block as the plan fills it: ``standing`` is each agent's column, or NONE; ``may_take`` (agents, columns)."""

    view: WaveView
    standing: Ints
    may_take: Bools

    @property
    def free(self) -> Bools:
        found: Bools = self.standing == NONE
        return found


class Chains:
    """Chains of moves on one board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._compiled = compiled = compile_problem(board.problem)
        self._roster = roster_of(compiled, board.plan.assignments)
        self._names = line_names(compiled)
        self._place = {name: line for line, name in enumerate(self._names)}
        self._agents = {agent.id: place for place, agent in enumerate(board.problem.agents)}
        self._blocks = {wave: block for block in blocks_of(compiled) for wave in block}
        self._views: dict[tuple[int, ...], WaveView] = {}
        codes = compiled.agents.corps.tolist()
        self._one_of_corps = {code: agent.id for code, agent in zip(codes, board.problem.agents, strict=True)}

    def after(self, moves: Collection[Move]) -> "Chains":
        """Chains on the board that the moves lead to; whoever moved is to be avoided: his hours were judged before."""
        gone_on = copy(self)
        gone_on.board = self.board.after(edit_of(moves))
        return gone_on

    def shortest(self, line: Line, avoided: Collection[str] = ()) -> tuple[Move, ...]:
        """The moves, the one that fills the line first; nobody of ``avoided`` moves. Empty where no chain is found."""
        return next(self.all(line, avoided), ())

    def all(self, line: Line, avoided: Collection[str] = (), *, lossless: bool = False) -> Iterator[tuple[Move, ...]]:
        """One chain for each way to end it, the shortest first; ``lossless``: no line loses a head by it."""
        part = self._part(line, avoided)
        target = int(np.searchsorted(part.view.lines, self._place[line]))
        gives_up = self._gives_up(part, line) if not lossless else np.zeros(len(part.view.lines), dtype=bool)
        leads_on = _leading_on(part, gives_up)
        level, seen = [_Step(target)], {target}
        while level:
            following: list[_Step] = []
            for step in level:
                can = part.may_take[:, step.column] & self._may_mix(part, step)
                for agent in self._nearest(part, np.flatnonzero(can & part.free), step.column):
                    yield self._moves(part, _Step(NONE, agent, step))
                donors = np.flatnonzero(can & ~part.free & leads_on[part.standing])
                for column in sorted(set(part.standing[donors].tolist()) - seen):
                    there = donors[part.standing[donors] == column]
                    seen.add(column)
                    following.append(_Step(column, self._nearest(part, there, step.column)[0], step))
            for step in following:
                if gives_up[step.column]:
                    yield self._moves(part, step)
            level = following

    def _part(self, line: Line, avoided: Collection[str]) -> _Part:
        view = self._view(self._blocks[int(self._compiled.waves.of_need[self._compiled.lines.need[self._place[line]]])])
        standing = self._standing(view)
        may_take = view.allowed[view.group]
        placed = np.flatnonzero(standing != NONE)
        may_take[placed, standing[placed]] = False
        may_take[np.isin(view.agents, [self._agents[agent] for agent in avoided])] = False
        return _Part(view, standing, may_take)

    def _view(self, block: tuple[int, ...]) -> WaveView:
        if block not in self._views:
            self._views[block] = wave_view(self._compiled, self._roster, block)
        return self._views[block]

    def _standing(self, view: WaveView) -> Ints:
        """The column on which each agent of the view stands."""
        found = np.full(len(self._agents), NONE, dtype=np.int64)
        for column, line in enumerate(view.lines.tolist()):
            need, role = self._names[line]
            there = [self._agents[row.agent] for row in self.board.rows_of_need(need) if row.role == role]
            found[there] = column
        return found[view.agents]

    def _gives_up(self, part: _Part, line: Line) -> Bools:
        """Columns whose last head is worth less than one more on the line."""
        gain = self.board.worth_of_one_more(line)
        names = [self._names[number] for number in part.view.lines.tolist()]
        return np.array([self.board.worth_of_last(name) < gain for name in names], dtype=bool)

    def _may_mix(self, part: _Part, step: _Step) -> Bools:
        """Agents whose corps may stand on the need of a line, whoever leaves it."""
        view = part.view
        found = np.ones(len(view.agents), dtype=bool)
        if not self.board.problem.rules.forbidden_mixes:
            return found
        need = self._names[view.lines[step.column]][0]
        leaving = () if step.agent == NONE else (self._id(part, step.agent),)
        corps = self._compiled.agents.corps[view.agents]
        for code, member in self._one_of_corps.items():
            if self.board.mixed_corps(member, need, leaving):
                found &= corps != code
        return found

    def _nearest(self, part: _Part, places: Ints, column: int) -> list[int]:
        """Places of agents in the view, those who live nearest to the site first."""
        compiled, view = self._compiled, part.view
        site = compiled.needs.site[compiled.lines.need[view.lines[column]]]
        base = compiled.agents.base[view.agents[places]]
        away = compiled.base_to_site.pairs(base, np.full(len(base), site))
        found: list[int] = places[np.argsort(away, kind="stable")].tolist()
        return found

    def _moves(self, part: _Part, last: _Step) -> tuple[Move, ...]:
        """Back from the end of a chain to the line to fill."""
        moves: list[Move] = []
        step = last
        while step.before is not None:
            agent, left = self._id(part, step.agent), part.standing[step.agent]
            leaves = () if left == NONE else (Assignment(agent, *self._names[part.view.lines[left]]),)
            moves.append(Move(leaves, Assignment(agent, *self._names[part.view.lines[step.before.column]])))
            step = step.before
        return tuple(reversed(moves))

    def _id(self, part: _Part, place: int) -> str:
        return self.board.problem.agents[int(part.view.agents[place])].id


def _leading_on(part: _Part, gives_up: Bools) -> Bools:
    """Columns from which a chain comes to an end: a free agent may take them, or they may give up their last head."""
    leads: Bools = gives_up | part.may_take[part.free].any(axis=0)
    while True:
        more: Bools = leads | part.may_take[~part.free & leads[part.standing]].any(axis=0)
        if (more == leads).all():
            return leads
        leads = more
