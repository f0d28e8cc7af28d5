"""Hands duties out to agents: one flow finds the best agent for each, the law judging every pair."""

from collections.abc import Iterator

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.chains.master import Column
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_exchange.duties import Duties, duties_of
from otp_desktop.planning.solver.duty_exchange.table import table_of
from otp_desktop.planning.solver.flow import fill
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.situation import Situation, Touched, situation_in, touched_in

NOBODY: Ints = np.zeros(0, dtype=np.int64)


def seat(
    compiled: Compiled,
    roster: Roster,
    setting: Setting,
    columns: list[Column],
    calm: Bools | None = None,
    kept: Ints = NOBODY,
) -> None:
    """Gives the duties to agents of their kinds, part after part; heads beyond what a line asks are left out.

    Of ``calm`` (agents), whom nothing has disturbed yet, as few as can be are called, and none of ``kept``.
    """
    calm = np.zeros(len(compiled.problem.agents), dtype=bool) if calm is None else calm.copy()
    seats = _Seats(compiled, roster, setting, kept)
    left = heads_left(compiled, roster, setting.block.lines).total
    for part, waves in enumerate(setting.block.parts):
        own = [column for column in columns if column.part == part]
        rows = list(_rows(compiled, setting, waves, own, left))
        if rows:
            calm[seats.give(waves, rows, calm)] = False


class _Seats:
    """The agents of each kind, but for those who are ``kept`` as they are."""

    def __init__(self, compiled: Compiled, roster: Roster, setting: Setting, kept: Ints) -> None:
        self._compiled, self._roster = compiled, roster
        kinds = setting.kinds
        self._one_of = np.zeros(len(kinds.size), dtype=np.int64)
        self._one_of[kinds.of_agent] = kinds.agents
        self._kind_of = np.full(len(compiled.problem.agents), NONE, dtype=np.int64)
        self._kind_of[kinds.agents] = kinds.of_agent
        self._kind_of[kept] = NONE

    def give(self, waves: tuple[int, ...], rows: list[tuple[int, Ints]], calm: Bools) -> Ints:
        """Gives each row (a kind, and the line of each wave) to an agent; those who got something."""
        compiled, kind = self._compiled, np.array([kind for kind, _ in rows], dtype=np.int64)
        duties = duties_of(compiled, self._one_of[kind], np.array([row for _, row in rows], dtype=np.int64))
        touched = touched_in(compiled, duties.served(compiled)[1])
        situation = situation_in(compiled, self._roster, waves, touched)
        allowed, cost = table_of(compiled, self._roster, duties, situation)
        allowed &= _within_days(compiled, duties, situation, touched)
        allowed &= self._kind_of[situation.agent][:, None] == kind
        ones = np.ones(len(rows), dtype=np.int64)
        heads = Heads(ones, np.zeros_like(ones), np.zeros_like(ones))
        supply = np.ones(len(situation.agent), dtype=np.int64)
        filling = fill(supply, heads, allowed, cost + _called(cost, calm[situation.agent]))
        agents = situation.agent[filling.group]
        self._put(waves, agents, duties.line[filling.line])
        return agents

    def _put(self, waves: tuple[int, ...], agents: Ints, lines: Ints) -> None:
        """``lines`` (agents, waves)."""
        for place, wave in enumerate(waves):
            serves = lines[:, place] != NONE
            self._roster.put(wave, agents[serves], lines[serves, place])


def _called(cost: Floats, calm: Bools) -> Floats:
    """(agents, 1): more than any choice of duties saves, for agents who are ``calm``."""
    possible = cost[np.isfinite(cost)]
    dearer = (float(np.ptp(possible)) if len(possible) else 0.0) * cost.shape[1] + 1.0
    found: Floats = dearer * calm[:, None]
    return found


def _within_days(compiled: Compiled, duties: Duties, situation: Situation, touched: Touched) -> Bools:
    """(agents, duties): days in a row with a start of work, for a duty may have one on each of its days."""
    first, last = compiled.needs.day[duties.first], compiled.needs.day[duties.last]
    before = situation.days_before[:, np.searchsorted(touched.days, first)]
    after = situation.days_after[:, np.searchsorted(touched.days, last)]
    found: Bools = before + (last - first + 1) + after <= compiled.limits.days.min()
    return found


def _rows(
    compiled: Compiled, setting: Setting, waves: tuple[int, ...], columns: list[Column], left: Ints
) -> Iterator[tuple[int, Ints]]:
    """Each duty with its kind, as the line of each wave; takes its heads from those ``left``."""
    block = setting.block
    wave_of_line = compiled.waves.of_need[compiled.lines.need[block.lines]] - waves[0]
    for column in columns:
        wanted = [line for line in column.lines if left[line] > 0]
        left[wanted] -= 1
        row = np.full(len(waves), NONE, dtype=np.int64)
        row[wave_of_line[wanted]] = block.lines[wanted]
        if wanted:
            yield column.kind, row
