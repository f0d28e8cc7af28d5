"""Who is missing where at roll call: a plan's rows, and the hours of its needs by day and zone, in arrays.

Hours are counted whole: a post held for any part of an hour counts in it.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from otp_desktop.planning.clock import Clock
from otp_desktop.planning.problem import Assignment, Problem

HOUR = 60  # minutes
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class RollCall:
    """The rows of a plan as index arrays: (rows,) agent, line and day; (lines,) minimum and need; hours of needs."""

    def __init__(self, problem: Problem, assignments: Sequence[Assignment]) -> None:
        agents = {agent.id: place for place, agent in enumerate(problem.agents)}
        lines = [(place, need, role) for place, need in enumerate(problem.needs) for role in need.roles]
        line_of = {(need.id, role.id): line for line, (_place, need, role) in enumerate(lines)}
        self.days = sorted({need.start.date() for need in problem.needs})
        day_of = {day: place for place, day in enumerate(self.days)}
        self._agent = np.array([agents[row.agent] for row in assignments], dtype=np.int64)
        self._line = np.array([line_of[row.need, row.role] for row in assignments], dtype=np.int64)
        self._minimum = np.array([role.minimum for _place, _need, role in lines], dtype=np.int64)
        self._need_of_line = np.array([place for place, _need, _role in lines], dtype=np.int64)
        self._day_of_need = np.array([day_of[need.start.date()] for need in problem.needs], dtype=np.int64)
        self._needs = len(problem.needs)
        self._before = self._heads(np.ones(len(self._line), dtype=bool))
        self._lay_hours(problem)

    def missing_after(self, absent: Bools) -> Ints:
        """(needs,): heads below a minimum that an absence cost; ``absent`` is (agents, days)."""
        if not len(self._line):
            return np.zeros(self._needs, dtype=np.int64)
        day = self._day_of_need[self._need_of_line[self._line]]
        heads = self._heads(~absent[self._agent, day])
        short_before = np.maximum(0, self._minimum - self._before)
        lost = np.maximum(0, self._minimum - heads) - short_before
        return np.bincount(self._need_of_line, weights=lost, minlength=self._needs).astype(np.int64)

    def peaks(self, lost: Ints) -> Ints:
        """(days × zones,): the most heads missing at one hour of the day in the zone."""
        hourly = np.bincount(self._slot, weights=lost[self._need_of_slot], minlength=len(self._place_of_slot))
        peaks = np.zeros(len(self.days) * len(self._zones), dtype=np.int64)
        np.maximum.at(peaks, self._place_of_slot, hourly.astype(np.int64))
        return peaks

    def cell(self, place: int) -> tuple[date, str]:
        """The day and the zone of one of the ``peaks``."""
        day, zone = divmod(place, len(self._zones))
        return self.days[day], self._zones[zone]

    def _heads(self, present: Bools) -> Ints:
        return np.bincount(self._line[present], minlength=len(self._minimum))

    def _lay_hours(self, problem: Problem) -> None:
        """Every hour that a need touches, as a slot of its day and zone."""
        clock = Clock(problem.timezone)
        zone_of = {site.id: site.zone or "" for site in problem.sites}
        self._zones = sorted(set(zone_of.values())) or [""]
        zone_place = {zone: place for place, zone in enumerate(self._zones)}
        slots: dict[tuple[int, int], int] = {}
        slot, need_of_slot = [], []
        for place, need in enumerate(problem.needs):
            cell = int(self._day_of_need[place]) * len(self._zones) + zone_place[zone_of[need.site]]
            for hour in range(clock.minute(need.start) // HOUR, -(-clock.minute(need.end) // HOUR)):
                slot.append(slots.setdefault((cell, hour), len(slots)))
                need_of_slot.append(place)
        self._slot = np.array(slot, dtype=np.int64)
        self._need_of_slot = np.array(need_of_slot, dtype=np.int64)
        self._place_of_slot = np.array([cell for cell, _hour in slots], dtype=np.int64)
