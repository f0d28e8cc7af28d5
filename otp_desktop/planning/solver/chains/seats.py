"""Hands duties out to agents: one flow finds the best agent for each, the law judging every pair."""

from collections.abc import Iterator

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
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
    left = heads_left(compiled, roster, setting.block.lines).total
    for part, waves in enumerate(setting.block.parts):
        own = [column for column in columns if column.part == part]
        rows = list(_rows(compiled, setting, waves, own, left))
        if rows:
            calm[_seat(compiled, roster, setting, waves, rows, calm, kept)] = False


def _seat(
    compiled: Compiled,
    roster: Roster,
    setting: Setting,
    waves: tuple[int, ...],
    rows: list[tuple[int, Ints]],
    calm: Bools,
    kept: Ints,
) -> Ints:
    """The agents who got something."""
    kinds = setting.kinds
    one_of = np.zeros(len(kinds.size), dtype=np.int64)
    one_of[kinds.of_agent] = kinds.agents
    kind = np.array([kind for kind, _ in rows], dtype=np.int64)
    duties = duties_of(compiled, one_of[kind], np.array([row for _, row in rows], dtype=np.int64))
    touched = touched_in(compiled, duties.served(compiled)[1])
    situation = situation_in(compiled, roster, waves, touched)
    allowed, cost = table_of(compiled, roster, duties, situation)
    allowed &= _within_days(compiled, duties, situation, touched)
    kind_of = np.full(len(compiled.problem.agents), NONE, dtype=np.int64)
    kind_of[kinds.agents] = kinds.of_agent
    kind_of[kept] = NONE
    allowed &= kind_of[situation.agent][:, None] == kind
    ones = np.ones(len(rows), dtype=np.int64)
    heads = Heads(ones, np.zeros_like(ones), np.zeros_like(ones))
    possible = cost[np.isfinite(cost)]
    dearer = (float(np.ptp(possible)) if len(possible) else 0.0) * len(rows) + 1.0
    cost = cost + dearer * calm[situation.agent][:, None]
    filling = fill(np.ones(len(situation.agent), dtype=np.int64), heads, allowed, cost)
    agents, taken = situation.agent[filling.group], duties.line[filling.line]
    for place, wave in enumerate(waves):
        serves = taken[:, place] != NONE
        roster.put(wave, agents[serves], taken[serves, place])
    return agents


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
