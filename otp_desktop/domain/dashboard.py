"""What a manager reads of a plan: coverage by day and arrondissement, load of the units, qualifications, versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from otp_desktop.domain.coverage import HeadCount, total_of
from otp_desktop.domain.equity import Share
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.plans import Plan

NO_ZONE = ""


@dataclass(frozen=True)
class CoverageTable:
    """Heads of each arrondissement on each civil day on which a need starts; ``NO_ZONE`` stands last."""

    days: tuple[date, ...]
    zones: tuple[str, ...]
    cells: Mapping[tuple[str, date], HeadCount] = field(repr=False)

    def at(self, zone: str, day: date) -> HeadCount:
        return self.cells.get((zone, day), HeadCount())

    def of_zone(self, zone: str) -> HeadCount:
        return total_of([self.at(zone, day) for day in self.days])

    def of_day(self, day: date) -> HeadCount:
        return total_of([self.at(zone, day) for zone in self.zones])

    @cached_property
    def total(self) -> HeadCount:
        return total_of(self.cells.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLoad:
    """What the active agents of a unit do on the plan; ``unit`` is None for the whole force.

    Times are real minutes: ``hours`` is the mean of an agent and its spread, ``reference`` what a full-time agent owes
    in as many days. Nights and Sundays are those of the equity ledger, over twelve months.
    """

    unit: str | None
    agents: int
    total: int
    hours: Share
    reference: float
    nights: Share
    sundays: Share

    @property
    def ratio(self) -> float:
        """Time worked over the time owed; 0 where nothing is owed."""
        return self.hours.mean / self.reference if self.reference else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StrainHour:
    """The minute of an hour with the fewest agents to spare. ``start``: the civil time at which the hour begins."""

    start: datetime
    required: int
    present: int

    @property
    def missing(self) -> int:
        return max(0, self.required - self.present)

    @property
    def spare(self) -> int:
        return self.present - self.required

    @property
    def rate(self) -> float:
        """The part of the heads required that those present could fill, from 0 to 1."""
        return min(1.0, self.present / self.required) if self.required else 1.0


@dataclass(frozen=True, kw_only=True)
class Strain:
    """A qualification asked for (None: all agents together), its worst hour of each day, and its hours short."""

    code: str | None
    label: str
    days: Mapping[date, StrainHour] = field(repr=False)
    hours_short: int

    @cached_property
    def worst(self) -> StrainHour:
        return min(self.days.values(), key=lambda hour: hour.spare)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStep:
    """One version of the plan. ``moved``: agents whose posts differ from the version before; None for the first."""

    plan: Plan
    coverage: HeadCount
    not_held: int
    moved: int | None


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """``units``: the whole force first; ``strains``: all agents first, then what has the fewest to spare; ``versions``:
    the published ones in order, the draft last. ``ledger_first`` and ``ledger_last`` bound the equity ledger.
    """

    operation: Operation
    plan: Plan
    coverage: CoverageTable
    not_held: int
    units: tuple[UnitLoad, ...]
    strains: tuple[Strain, ...]
    versions: tuple[VersionStep, ...]
    ledger_first: date
    ledger_last: date

    @cached_property
    def strain_days(self) -> tuple[date, ...]:
        return tuple(sorted({day for strain in self.strains for day in strain.days}))
