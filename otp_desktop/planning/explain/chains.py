"""The shortest chain of moves that fills one more head of a line.

A breadth-first search over role lines: a line can be filled by an agent who is free, and the chain ends; or by one who
stands on another line of the same block of waves, which then has to be filled in turn, unless it is worth less than
what is gained. In a block nobody serves two lines, so that the moves of a chain do not touch each other's hours.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.remedy import Move
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import line_names
from otp_desktop.planning.wave_view import WaveView, blocks_of, roster_of, wave_view


@dataclass(frozen=True)
class _Step:
    """A line to fill, and the line that its last agent went to."""

    column: int
    agent: int = NONE
    before: "_Step | None" = None


class Chains:
    """Chains of moves on one board."""

    def __init__(self, compiled: Compiled, board: Board) -> None:
        self._compiled = compiled
        self._board = board
        self._roster = roster_of(compiled, board.rows)
        self._names = line_names(compiled)
        self._place = {name: line for line, name in enumerate(self._names)}
        self._blocks = {wave: block for block in blocks_of(compiled) for wave in block}
        self._views: dict[tuple[int, ...], WaveView] = {}
        codes = compiled.agents.corps.tolist()
        self._one_of_corps = {code: agent.id for code, agent in zip(codes, board.problem.agents, strict=True)}

    def shortest(self, line: Line, avoided: Collection[str] = ()) -> tuple[Move, ...]:
        """The moves, the one that fills the line first; nobody of ``avoided`` moves. Empty where no chain is found."""
        return next(self.all(line, avoided), ())

    def all(self, line: Line, avoided: Collection[str] = (), *, lossless: bool = False) -> Iterator[tuple[Move, ...]]:
        """One chain for each way to end it, the shortest first; ``lossless``: no line loses a head by it."""
        number = self._place[line]
        block = self._blocks[int(self._compiled.waves.of_need[self._compiled.lines.need[number]])]
        view = self._view(block)
        standing = self._standing(view, block)
        usable = np.array([self._id(agent) not in avoided for agent in view.agents.tolist()], dtype=bool)
        gain = self._board.worth_of_one_more(line)
        target = int(np.searchsorted(view.lines, number))
        level, seen = [_Step(target)], {target}
        while level:
            following: list[_Step] = []
            for step in level:
                can = usable & view.may_take(step.column) & (standing != step.column)
                can &= self._may_mix(view, step)
                for agent in self._nearest(view, np.flatnonzero(can & (standing == NONE)), step.column):
                    yield self._moves(view, standing, _Step(NONE, agent, step))
                for column in sorted(set(standing[can & (standing != NONE)].tolist()) - seen):
                    donors = np.flatnonzero(can & (standing == column))
                    donor = _Step(column, self._nearest(view, donors, step.column)[0], step)
                    seen.add(column)
                    following.append(donor)
            for step in following:
                if not lossless and self._board.worth_of_last(self._names[view.lines[step.column]]) < gain:
                    yield self._moves(view, standing, step)
            level = following

    def _view(self, block: tuple[int, ...]) -> WaveView:
        if block not in self._views:
            self._views[block] = wave_view(self._compiled, self._roster, block)
        return self._views[block]

    def _standing(self, view: WaveView, block: tuple[int, ...]) -> Ints:
        """The place of the line on which each agent of the view stands."""
        line = self._roster.line[view.agents][:, list(block)].max(axis=1)
        return np.where(line == NONE, NONE, np.searchsorted(view.lines, line))

    def _may_mix(self, view: WaveView, step: _Step) -> Bools:
        """Agents whose corps may stand on the need of a line, whoever leaves it."""
        found = np.ones(len(view.agents), dtype=bool)
        if not self._board.problem.rules.forbidden_mixes:
            return found
        need = self._names[view.lines[step.column]][0]
        leaving = () if step.agent == NONE else (self._id(int(view.agents[step.agent])),)
        corps = self._compiled.agents.corps[view.agents]
        for code, member in self._one_of_corps.items():
            if self._board.mixed_corps(member, need, leaving):
                found &= corps != code
        return found

    def _nearest(self, view: WaveView, places: Ints, column: int) -> list[int]:
        """Places of agents in the view, those who live nearest to the site first."""
        compiled = self._compiled
        site = compiled.needs.site[compiled.lines.need[view.lines[column]]]
        base = compiled.agents.base[view.agents[places]]
        away = compiled.base_to_site.pairs(base, np.full(len(base), site))
        found: list[int] = places[np.argsort(away, kind="stable")].tolist()
        return found

    def _moves(self, view: WaveView, standing: Ints, last: _Step) -> tuple[Move, ...]:
        """Back from the end of a chain to the line to fill."""
        moves: list[Move] = []
        step = last
        while step.before is not None:
            agent = self._id(int(view.agents[step.agent]))
            left = standing[step.agent]
            leaves = () if left == NONE else (Assignment(agent, *self._names[view.lines[left]]),)
            moves.append(Move(leaves, Assignment(agent, *self._names[view.lines[step.before.column]])))
            step = step.before
        return tuple(reversed(moves))

    def _id(self, agent: int) -> str:
        return self._board.problem.agents[agent].id
