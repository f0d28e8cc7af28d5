"""What a plan covers: one count, read by screens, sheets, maps and reports alike."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.plans import Assignment, Shortage

# Rates from which a zone counts as better held, the best first: screens and paper shade by the same steps.
RATE_FLOORS = (1.0, 0.95, 0.85, 0.70, 0.0)


def rate_rank(rate: float) -> int:
    """The place of a rate among ``RATE_FLOORS``: 0 where nobody is missing."""
    return next(rank for rank, floor in enumerate(RATE_FLOORS) if rate >= floor)


class CoverageState(StrEnum):
    """A need is held when nobody is missing, not held when a minimum is missing or nobody is there."""

    HELD = "held"
    PARTLY = "partly"
    NOT_HELD = "not_held"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class HeadCount:
    """Heads required, held and missing; ``below_minimum`` of the missing ones stand below a minimum."""

    required: int = 0
    held: int = 0
    below_minimum: int = 0

    @property
    def missing(self) -> int:
        return self.required - self.held

    @property
    def rate(self) -> float:
        """Held over required, from 0 to 1; 1 where nobody is required."""
        return self.held / self.required if self.required else 1.0

    def __add__(self, other: "HeadCount") -> "HeadCount":
        return HeadCount(
            self.required + other.required, self.held + other.held, self.below_minimum + other.below_minimum
        )


@dataclass(frozen=True)
class PlanCoverage:
    """Head counts of each role line, and their sums by need, site and zone."""

    needs: tuple[Need, ...]
    zone_of_site: Mapping[str, str]
    by_role: Mapping[tuple[str, str], HeadCount]

    @cached_property
    def by_need(self) -> dict[str, HeadCount]:
        return {need.code: total_of([self.by_role[need.code, role.code] for role in need.roles]) for need in self.needs}

    @cached_property
    def by_site(self) -> dict[str, HeadCount]:
        return _sums_by((need.site, self.by_need[need.code]) for need in self.needs)

    @cached_property
    def by_zone(self) -> dict[str, HeadCount]:
        return _sums_by((self.zone_of_site.get(site, ""), count) for site, count in self.by_site.items())

    @cached_property
    def total(self) -> HeadCount:
        return total_of(self.by_role.values())

    @cached_property
    def shortages(self) -> tuple[Shortage, ...]:
        """Role lines with heads missing, in the order of the needs."""
        return tuple(
            Shortage(need=need, role=role, missing=count.missing, below_minimum=count.below_minimum)
            for (need, role), count in self.by_role.items()
            if count.missing
        )

    def need_state(self, need: str) -> CoverageState:
        count = self.by_need[need]
        if not count.required:
            return CoverageState.NOT_NEEDED
        if not count.missing:
            return CoverageState.HELD
        return CoverageState.NOT_HELD if count.below_minimum or not count.held else CoverageState.PARTLY

    @cached_property
    def needs_by_site(self) -> dict[str, tuple[Need, ...]]:
        grouped: dict[str, list[Need]] = {}
        for need in self.needs:
            grouped.setdefault(need.site, []).append(need)
        return {site: tuple(needs) for site, needs in grouped.items()}

    def site_state(self, site: str) -> CoverageState:
        """Held when all its needs are, not held when none is even partly held."""
        states = {self.need_state(need.code) for need in self.needs_by_site.get(site, ())}
        states.discard(CoverageState.NOT_NEEDED)
        if not states:
            return CoverageState.NOT_NEEDED
        return states.pop() if len(states) == 1 else CoverageState.PARTLY


def coverage_of(
    needs: Iterable[Need], assignments: Iterable[Assignment], zone_of_site: Mapping[str, str]
) -> PlanCoverage:
    """Counts the heads that the assignments hold; heads above ``count`` are not counted twice."""
    needs = tuple(needs)
    present = Counter((assignment.need, assignment.role) for assignment in assignments)
    by_role = {
        (need.code, role.code): _head_count(role, present[need.code, role.code])
        for need in needs
        for role in need.roles
    }
    return PlanCoverage(needs, zone_of_site, by_role)


def _head_count(role: RoleLine, present: int) -> HeadCount:
    return HeadCount(role.count, min(present, role.count), max(0, role.minimum - present))


def total_of(counts: Collection[HeadCount]) -> HeadCount:
    """Their sum: in one pass, and nothing made for a need of one line: a quarter has ten thousand needs."""
    if len(counts) == 1:
        return next(iter(counts))
    required = held = below_minimum = 0
    for count in counts:
        required += count.required
        held += count.held
        below_minimum += count.below_minimum
    return HeadCount(required, held, below_minimum)


def _sums_by(pairs: Iterable[tuple[str, HeadCount]]) -> dict[str, HeadCount]:
    sums: dict[str, HeadCount] = {}
    for key, count in pairs:
        sums[key] = sums.get(key, HeadCount()) + count
    return sums
