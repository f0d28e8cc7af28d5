"""An agent's work on either side of a wave: the duty, the run without a break and the place it leaves him in."""

from dataclasses import dataclass, fields

import numpy as np

from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled

BREAK = 20 * 60  # seconds free that end a run of work
REACH = 9 * 24 * 3600  # seconds: a civil week and the longest rest; work further away plays no part


@dataclass(frozen=True)
class Side:
    """One row an agent: the duty on one side of a place in time. "Near" looks at that place, "far" away from it.

    ``need``: the nearest need, NONE where there is none; ``near``: where its work stops, or begins again. ``far``: the
    other end of that duty, ``work`` the seconds worked in it, ``far_day`` its day there. ``run_far`` and
    ``run_relieved``: the other end of the run of work without a break, and whether all of it is relieved. ``place``:
    the site nearest in time whose position is known, left (or due) at ``place_time``. ``gap``: time free that would
    part the duty from work at the place (of the nearest need's day).
    """

    need: Ints
    near: Ints
    far: Ints
    far_day: Ints
    work: Ints
    run_far: Ints
    run_relieved: Ints
    place: Ints
    place_time: Ints
    gap: Ints

    def take(self, rows: Ints) -> "Side":
        return Side(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def columns(self) -> list[Ints]:
        return [getattr(self, field.name) for field in fields(self)]


class Neighbours:
    """The needs of some agents around one wave, or some in a row, in columns of time."""

    def __init__(self, compiled: Compiled, line: Ints, agents: Ints, wave: int, last_wave: int) -> None:
        self.agents = agents
        self._compiled = compiled
        instant = compiled.waves.instant
        self._longest = compiled.waves.longest
        reach = REACH + self._longest
        first, last = np.searchsorted(instant, [instant[wave] - reach, instant[last_wave] + reach + 1])
        self._instant = instant[first:last]
        self._first, self._end = wave - int(first), last_wave - int(first)
        lines = line[agents, first:last]
        self._need = np.append(compiled.lines.need, NONE)[lines]  # NONE leads to the last place
        columns = np.arange(lines.shape[1])
        taken = lines != NONE
        # The last column taken up to each column, and the first one from each column on.
        self._last = np.maximum.accumulate(np.where(taken, columns, NONE), axis=1)
        self._next = np.minimum.accumulate(np.where(taken, columns, len(columns))[:, ::-1], axis=1)[:, ::-1]

    def longest_rest(self, start: Ints, end: Ints) -> Ints:
        """Longest time free between two instants, leaving aside the gap in which the wave lies."""
        needs, rows = self._compiled.needs, np.arange(len(self.agents))
        first, last = np.searchsorted(self._instant, [start - self._longest, end + self._longest])
        taken = self._need[:, first:last]
        before = (
            self._last[:, first - 1 : last]
            if first
            else np.pad(self._last[:, :last], ((0, 0), (1, 0)), constant_values=NONE)
        )
        previous_end = np.where(before == NONE, -FAR, needs.end[self._need[rows[:, None], before]])
        begins = np.where(taken == NONE, -FAR, needs.start[taken])
        free = np.minimum(begins, end) - np.maximum(previous_end[:, :-1], start)
        after = self._column(1)
        found = after < last
        free[rows[found], after[found] - first] = 0
        to_the_end = np.where(found, end - np.maximum(previous_end[:, -1], start), 0)
        longest: Ints = np.maximum(np.maximum(free.max(axis=1, initial=0), to_the_end), 0)
        return longest

    def side(self, step: int) -> Side:
        """The work before the wave (step -1) or after it (step 1)."""
        needs, gap_of_day = self._compiled.needs, self._compiled.limits.gap
        column = self._column(step)
        exists = self._exists(column)
        need = self._at(column, exists)
        near_of, far_of = (needs.end, needs.start) if step < 0 else (needs.start, needs.end)
        nowhere = FAR * step
        far = np.where(exists, far_of[need], nowhere)
        far_day = np.where(exists, needs.day[need], NONE)
        work = np.where(exists, needs.end[need] - needs.start[need], 0)
        run_far, run_relieved = far.copy(), ~exists | needs.relieved[need]
        place, place_time = np.full(len(need), NONE), np.full(len(need), nowhere)
        in_duty, in_run, current = exists.copy(), exists.copy(), need
        while in_duty.any():
            self._find_place(in_duty & (place == NONE), current, near_of, place, place_time)
            column = self._beyond(column, in_duty, step)
            in_duty &= self._exists(column)
            beyond = self._at(column, in_duty)
            earlier = beyond if step < 0 else current
            gap = np.where(step < 0, needs.start[current] - needs.end[beyond], needs.start[beyond] - needs.end[current])
            in_duty &= gap < gap_of_day[needs.day[earlier]]
            in_run &= in_duty & (gap < BREAK)
            far = np.where(in_duty, far_of[beyond], far)
            far_day = np.where(in_duty, needs.day[beyond], far_day)
            work = work + np.where(in_duty, needs.end[beyond] - needs.start[beyond], 0)
            run_far = np.where(in_run, far_of[beyond], run_far)
            run_relieved = run_relieved & (~in_run | needs.relieved[beyond])
            current = np.where(in_duty, beyond, current)
        return Side(
            need=need,
            near=np.where(exists, near_of[need], nowhere),
            far=far,
            far_day=far_day,
            work=work,
            run_far=run_far,
            run_relieved=run_relieved.astype(np.int64),
            place=place,
            place_time=place_time,
            gap=np.where(exists, gap_of_day[needs.day[need]], 0),
        )

    def _column(self, step: int) -> Ints:
        beside = (self._first if step < 0 else self._end) + step
        if 0 <= beside < self._need.shape[1]:
            return (self._last if step < 0 else self._next)[:, beside]
        return np.full(len(self.agents), NONE if step < 0 else self._need.shape[1])

    def _beyond(self, column: Ints, wanted: Bools, step: int) -> Ints:
        rows, width = np.arange(len(self.agents)), self._need.shape[1]
        beside = column + step
        inside = wanted & (beside >= 0) & (beside < width)
        table = self._last if step < 0 else self._next
        nowhere = NONE if step < 0 else width
        found: Ints = np.where(inside, table[rows, np.where(inside, beside, 0)], nowhere)
        return found

    def _exists(self, column: Ints) -> Bools:
        found: Bools = (column >= 0) & (column < self._need.shape[1])
        return found

    def _at(self, column: Ints, exists: Bools) -> Ints:
        rows = np.arange(len(self.agents))
        found: Ints = np.where(exists, self._need[rows, np.where(exists, column, 0)], NONE)
        return found

    def _find_place(self, wanted: Bools, need: Ints, near_of: Ints, place: Ints, place_time: Ints) -> None:
        site = self._compiled.needs.site[need]
        found = wanted & self._compiled.site_to_site.known(site)
        place[found] = site[found]
        place_time[found] = near_of[need[found]]
