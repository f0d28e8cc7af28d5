"""An agent's work on one side of a place in time: the duty, the run without a break and the place it leaves him in."""

from dataclasses import dataclass, fields

import numpy as np

from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled

BREAK = 20 * 60  # seconds free that end a run of work


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


class DutyBeside:
    """The duty on one side of a place, followed from need to need away from it while it ``lasts`` (agents,)."""

    def __init__(self, compiled: Compiled, need: Ints, exists: Bools, step: int) -> None:
        """``need`` (agents,): the nearest on the side that ``step`` says, of those for whom one ``exists``."""
        needs, nowhere = compiled.needs, FAR * step
        self._compiled, self._step, self._need, self._exists = compiled, step, need, exists
        self._near_of, self._far_of = (needs.end, needs.start) if step < 0 else (needs.start, needs.end)
        self._near = np.where(exists, self._near_of[need], nowhere)
        self._far = np.where(exists, self._far_of[need], nowhere)
        self._far_day = np.where(exists, needs.day[need], NONE)
        self._work = np.where(exists, needs.end[need] - needs.start[need], 0)
        self._run_far, self._run_relieved = self._far, ~exists | needs.relieved[need]
        self._place, self._place_time = np.full(len(need), NONE), np.full(len(need), nowhere)
        self.lasts, self._run_lasts, self._current = exists, exists, need

    def find_place(self) -> None:
        """Notes the site of the current need where it is the first that is known."""
        site = self._compiled.needs.site[self._current]
        found = self.lasts & (self._place == NONE) & self._compiled.site_to_site.known(site)
        self._place[found] = site[found]
        self._place_time[found] = self._near_of[self._current[found]]

    def go_on(self, beyond: Ints, exists: Bools) -> None:
        """To the next needs, where they exist and no gap parts them from the duty."""
        needs, gap_of_day = self._compiled.needs, self._compiled.limits.gap
        earlier, later = (beyond, self._current) if self._step < 0 else (self._current, beyond)
        gap = needs.start[later] - needs.end[earlier]
        lasts = exists & (gap < gap_of_day[needs.day[earlier]])
        run_lasts = self._run_lasts & lasts & (gap < BREAK)
        self._far = np.where(lasts, self._far_of[beyond], self._far)
        self._far_day = np.where(lasts, needs.day[beyond], self._far_day)
        self._work = self._work + np.where(lasts, needs.end[beyond] - needs.start[beyond], 0)
        self._run_far = np.where(run_lasts, self._far_of[beyond], self._run_far)
        self._run_relieved = self._run_relieved & (~run_lasts | needs.relieved[beyond])
        self._current = np.where(lasts, beyond, self._current)
        self.lasts, self._run_lasts = lasts, run_lasts

    def side(self) -> Side:
        gap_of_day, day = self._compiled.limits.gap, self._compiled.needs.day[self._need]
        return Side(
            need=self._need,
            near=self._near,
            far=self._far,
            far_day=self._far_day,
            work=self._work,
            run_far=self._run_far,
            run_relieved=self._run_relieved.astype(np.int64),
            place=self._place,
            place_time=self._place_time,
            gap=np.where(self._exists, gap_of_day[day], 0),
        )
