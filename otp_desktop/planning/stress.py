"""What if some do not come? Draws of absences over a plan: which posts fall, how often, and the reserve to hold.

Nobody is moved: what falls is what falls at roll call, before anybody decides anything. An agent is absent for a whole
civil day, each with the rate of his unit, independently. A role line falls when it keeps fewer heads than its minimum,
and had them before.

The reserve of a day in a zone is what covers the heads below a minimum there, hour by hour, in ``share`` of the draws.
Hours are counted whole: a post held for any part of an hour counts in it, so that the reserve is never too small.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from otp_desktop.planning.clock import Clock
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import StopRequested, never_stop

HOUR = 60  # minutes
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class StressOptions:
    """``rates``: share of absent agents by unit, from 0 to 1; ``rate`` for units that are not named."""

    draws: int = 200
    rate: float = 0.05
    rates: Mapping[str, float] = field(default_factory=dict)
    share: float = 0.95
    seed: int = 1


@dataclass(frozen=True, slots=True)
class NeedStress:
    """How often a need falls, and the heads it misses below its minimum then, on average over all draws."""

    need: str
    falls: int
    mean_missing: float


@dataclass(frozen=True, slots=True)
class Reserve:
    """Heads to hold ready in a zone on a day."""

    day: date
    zone: str
    heads: int


@dataclass(frozen=True, slots=True)
class StressResult:
    """``needs`` that fell at least once, the most fragile first. ``fallen``: how many needs fell in each draw."""

    draws: int
    needs: tuple[NeedStress, ...]
    reserve: tuple[Reserve, ...]
    fallen: tuple[int, ...]


def stress(
    problem: Problem,
    assignments: Sequence[Assignment],
    options: StressOptions,
    on_draw: Callable[[int], None] = lambda _done: None,
    stop: StopRequested = never_stop,
) -> StressResult:
    """The draws of a plan; stopped early, the result is that of the draws made (at least one)."""
    layout = _Layout(problem, assignments)
    random = np.random.default_rng(options.seed)
    rates = np.array([_rate(options, agent.unit) for agent in problem.agents])
    falls = np.zeros(len(problem.needs), dtype=np.int64)
    missing = np.zeros(len(problem.needs), dtype=np.int64)
    fallen: list[int] = []
    peaks: list[Ints] = []
    for draw in range(max(1, options.draws)):
        absent = random.random((len(problem.agents), len(layout.days))) < rates[:, None]
        lost = layout.missing_after(absent)
        falls += lost > 0
        missing += lost
        fallen.append(int((lost > 0).sum()))
        peaks.append(layout.peaks(lost))
        on_draw(draw + 1)
        if stop():
            break
    return StressResult(
        draws=len(fallen),
        needs=_fragile(problem, falls, missing, len(fallen)),
        reserve=layout.reserve(np.array(peaks), options.share),
        fallen=tuple(fallen),
    )


def _rate(options: StressOptions, unit: str | None) -> float:
    return options.rates.get(unit, options.rate) if unit is not None else options.rate


def _fragile(problem: Problem, falls: Ints, missing: Ints, draws: int) -> tuple[NeedStress, ...]:
    found = [
        NeedStress(problem.needs[place].id, int(falls[place]), float(missing[place]) / draws)
        for place in np.flatnonzero(falls).tolist()
    ]
    return tuple(sorted(found, key=lambda need: (-need.falls, -need.mean_missing, need.need)))


class _Layout:
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

    def missing_after(self, absent: NDArray[np.bool_]) -> Ints:
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

    def reserve(self, peaks: Ints, share: float) -> tuple[Reserve, ...]:
        """``peaks``: (draws, days × zones). Zones and days that need nobody are left out."""
        wanted = np.quantile(peaks, share, axis=0, method="higher").astype(np.int64)
        zones = len(self._zones)
        return tuple(
            Reserve(self.days[place // zones], self._zones[place % zones], int(wanted[place]))
            for place in np.flatnonzero(wanted).tolist()
        )

    def _heads(self, present: NDArray[np.bool_]) -> Ints:
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
