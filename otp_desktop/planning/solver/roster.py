"""A plan under construction: the role line that each agent fills in each wave."""

from collections import Counter

import numpy as np

from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.locked import Locked
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.named import line_names


class Roster:
    """``line[agent, wave]``, NONE where the agent is free, with the sums that the rules ask for kept beside it, and the
    ``heads`` on each line.

    Locked assignments are there from the start and stay. An agent whose locked assignments contradict each other (two
    at one instant) is ``frozen``: they are kept apart, in ``apart``, and he gets nothing more.
    """

    def __init__(self, compiled: Compiled) -> None:
        agents, waves = len(compiled.problem.agents), len(compiled.waves)
        self._compiled = compiled
        self.line = np.full((agents, waves), NONE, dtype=np.int64)
        self.locked = np.zeros((agents, waves), dtype=bool)
        self.frozen = np.zeros(agents, dtype=bool)
        self.apart: list[tuple[int, int]] = []
        self._lock(compiled.locked)
        self.locked_heads = self._count_locked()
        self._sum_up()

    @classmethod
    def of_lines(cls, compiled: Compiled, line: Ints) -> "Roster":
        """What agents would hold; ``line`` has a row for each agent of ``compiled``, and nothing is locked."""
        roster = cls.__new__(cls)
        roster._compiled, roster.line = compiled, line
        roster.locked, roster.frozen = np.zeros(line.shape, dtype=bool), np.zeros(len(line), dtype=bool)
        roster.apart, roster.locked_heads = [], np.zeros(len(compiled.lines.need), dtype=np.int64)
        roster._sum_up()
        return roster

    def free(self, wave: int) -> Ints:
        """The agents that can be given something in the wave."""
        return np.flatnonzero(~self.frozen & (self.line[:, wave] == NONE))

    def clear(self, wave: int) -> None:
        """Takes out what is not locked."""
        self.remove(wave, np.flatnonzero((self.line[:, wave] != NONE) & ~self.locked[:, wave]))

    def remove(self, wave: int, agents: Ints) -> None:
        """Takes from agents the lines they have in the wave."""
        self._count(agents, self.line[agents, wave], -1)
        self.line[agents, wave] = NONE

    def put(self, wave: int, agents: Ints, lines: Ints) -> None:
        """Gives free agents their lines of the wave."""
        self.line[agents, wave] = lines
        self._count(agents, lines, 1)

    def restore(self, line: Ints) -> None:
        """Back to an earlier copy of ``line``."""
        self.line = line.copy()
        self._sum_up()

    def assignments(self) -> tuple[Assignment, ...]:
        """The plan in the public words, in the order of the problem's agents and of time."""
        return self.assignments_of(self.line)

    def assignments_of(self, line: Ints) -> tuple[Assignment, ...]:
        """The same of a copy of ``line``."""
        agents, waves = np.nonzero(line != NONE)
        pairs = [*zip(agents.tolist(), line[agents, waves].tolist(), strict=True), *self.apart]
        names = line_names(self._compiled)
        ids = [agent.id for agent in self._compiled.problem.agents]
        return tuple(Assignment(ids[agent], *names[line]) for agent, line in pairs)

    def _lock(self, locked: Locked) -> None:
        waves = self._compiled.waves.of_need[self._compiled.lines.need[locked.line]]
        self.line[locked.agent, waves] = locked.line
        self.locked[locked.agent, waves] = True
        self.apart += locked.apart
        self.frozen[[agent for agent, _line in locked.apart]] = True

    def _count_locked(self) -> Ints:
        held = Counter(self.line[self.locked].tolist()) + Counter(line for _, line in self.apart)
        heads = np.zeros(len(self._compiled.lines.need), dtype=np.int64)
        heads[list(held)] = list(held.values())
        return heads

    def _sum_up(self) -> None:
        agents, calendar = len(self.line), self._compiled.calendar
        self.week_seconds = np.zeros((agents, calendar.weeks), dtype=np.int64)
        self.posts_on_day = np.zeros((agents, calendar.days), dtype=np.int64)
        self.total_seconds = np.zeros(agents, dtype=np.int64)
        self.burden = self._compiled.agents.burden.copy()
        self.heads = np.zeros(len(self._compiled.lines.need), dtype=np.int64)
        np.add.at(self.heads, [line for _, line in self.apart], 1)
        taken = self.line != NONE
        for wave in np.flatnonzero(taken.any(axis=0)):
            rows = np.flatnonzero(taken[:, wave])
            self._count(rows, self.line[rows, wave], 1)

    def _count(self, agents: Ints, lines: Ints, sign: int) -> None:
        """Adds a wave's assignments to the sums, or takes them away: each agent has one at most."""
        needs, served = self._compiled.needs, self._compiled.lines.need[lines]
        self.heads += sign * np.bincount(lines, minlength=len(self.heads))
        self.week_seconds[agents] += sign * needs.week_seconds[served]
        self.posts_on_day[agents, needs.day[served]] += sign
        self.burden[agents] += sign * needs.burden[served]
        self.total_seconds[agents] += sign * (needs.end[served] - needs.start[served])


def heads_left(compiled: Compiled, roster: Roster, lines: Ints) -> Heads:
    """What nobody holds yet of some lines."""
    return _heads(compiled, roster.heads[lines], lines)


def heads_of(compiled: Compiled, roster: Roster, lines: Ints) -> Heads:
    """What locked assignments leave to be filled on some lines."""
    return _heads(compiled, roster.locked_heads[lines], lines)


def _heads(compiled: Compiled, held: Ints, lines: Ints) -> Heads:
    low = np.maximum(compiled.lines.minimum[lines] - held, 0)
    total = np.maximum(compiled.lines.count[lines] - held, 0)
    return Heads(low, total - low, compiled.needs.priority[compiled.lines.need[lines]])
