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

from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.roll_call import Ints, RollCall


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
    draws = _Draws(problem, RollCall(problem, assignments), options)
    for done in range(1, max(1, options.draws) + 1):
        draws.draw()
        on_draw(done)
        if stop():
            break
    return draws.result()


class _Draws:
    """What was missing in the draws so far."""

    def __init__(self, problem: Problem, roll_call: RollCall, options: StressOptions) -> None:
        self._problem, self._roll_call, self._share = problem, roll_call, options.share
        self._random = np.random.default_rng(options.seed)
        self._rates = np.array([_rate(options, agent.unit) for agent in problem.agents])
        self._falls = np.zeros(len(problem.needs), dtype=np.int64)
        self._missing = np.zeros(len(problem.needs), dtype=np.int64)
        self._fallen: list[int] = []
        self._peaks: list[Ints] = []

    def draw(self) -> None:
        """One more roll call, to which each agent comes or not, day by day."""
        absent = self._random.random((len(self._rates), len(self._roll_call.days))) < self._rates[:, None]
        lost = self._roll_call.missing_after(absent)
        self._falls += lost > 0
        self._missing += lost
        self._fallen.append(int((lost > 0).sum()))
        self._peaks.append(self._roll_call.peaks(lost))

    def result(self) -> StressResult:
        return StressResult(
            draws=len(self._fallen), needs=self._fragile(), reserve=self._reserve(), fallen=tuple(self._fallen)
        )

    def _fragile(self) -> tuple[NeedStress, ...]:
        found = [
            NeedStress(
                self._problem.needs[place].id, int(self._falls[place]), float(self._missing[place]) / len(self._fallen)
            )
            for place in np.flatnonzero(self._falls).tolist()
        ]
        return tuple(sorted(found, key=lambda need: (-need.falls, -need.mean_missing, need.need)))

    def _reserve(self) -> tuple[Reserve, ...]:
        """Zones and days that need nobody are left out."""
        wanted = np.quantile(np.array(self._peaks), self._share, axis=0, method="higher").astype(np.int64)
        return tuple(
            Reserve(*self._roll_call.cell(place), int(wanted[place])) for place in np.flatnonzero(wanted).tolist()
        )


def _rate(options: StressOptions, unit: str | None) -> float:
    return options.rates.get(unit, options.rate) if unit is not None else options.rate
