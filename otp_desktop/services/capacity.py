"""The force against the need, hour by hour: heads required, and agents present who could fill them.

Present means active and not absent. Whether an agent is free, rested and near enough is the optimiser's to say: enough
agents present is necessary, never sufficient; too few is a proof that posts stay short.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.times import midnight, to_civil, to_instant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOUR = 60  # minutes
MINUTE = 60  # seconds
DAY = timedelta(days=1)
_LONG_AGO, _FAR_AWAY = datetime(1950, 1, 1), datetime(2150, 1, 1)

Span = tuple[int, int]  # minutes since the first hour, half-open


class GroupKind(StrEnum):
    EVERYBODY = "everybody"
    QUALIFICATION = "qualification"
    CORPS = "corps"


@dataclass(frozen=True, slots=True)
class Group:
    """Role lines that only the same agents can fill. ``codes``: one qualification, or every corps allowed."""

    kind: GroupKind
    codes: tuple[str, ...] = ()

    def asks(self, role: RoleLine) -> bool:
        """Whether nobody outside the group can fill the line."""
        match self.kind:
            case GroupKind.EVERYBODY:
                return True
            case GroupKind.QUALIFICATION:
                return self.codes[0] in role.qualifications
            case GroupKind.CORPS:
                return bool(role.corps) and set(role.corps) <= set(self.codes)


@dataclass(frozen=True, slots=True)
class CapacityHour:
    """The minute of the hour at which most heads are missing. ``start`` is the civil time at which the hour begins."""

    start: datetime
    required: int
    present: int

    @property
    def missing(self) -> int:
        return max(0, self.required - self.present)


@dataclass(frozen=True)
class GroupCapacity:
    group: Group
    hours: tuple[CapacityHour, ...]

    @cached_property
    def worst(self) -> CapacityHour | None:
        """The hour with the fewest agents to spare among those that need any; the first of equals."""
        busy = [hour for hour in self.hours if hour.required]
        return max(busy, key=lambda hour: hour.required - hour.present, default=None)


@dataclass(frozen=True)
class Capacity:
    """Everybody first, then each qualification asked for, then each choice of corps. Empty without needs."""

    groups: tuple[GroupCapacity, ...] = ()

    @cached_property
    def worst(self) -> GroupCapacity | None:
        """The group whose worst hour is the worst of all."""
        asked = [group for group in self.groups if group.worst is not None]
        return max(asked, key=lambda group: _lacking(group.worst), default=None)


def capacity_of(agents: Iterable[Agent], needs: Sequence[Need], timezone: str) -> Capacity:
    """From the first hour of the needs to their last; seconds are dropped."""
    if not needs:
        return Capacity()
    clock = _Clock(needs, timezone)
    force = [_Presence(agent, clock) for agent in agents if agent.active]
    spans = [(clock.span(need.start, need.end), need.roles) for need in needs]
    return Capacity(tuple(_group_capacity(group, spans, force, clock) for group in _groups(needs)))


def during(capacity: Capacity, needs: Iterable[Need]) -> Capacity:
    """Only the hours that one of these needs touches."""
    touched = {hour for need in needs for hour in _civil_hours(need)}
    return Capacity(
        tuple(
            GroupCapacity(each.group, tuple(hour for hour in each.hours if hour.start.replace(fold=0) in touched))
            for each in capacity.groups
        )
    )


def _civil_hours(need: Need) -> Iterator[datetime]:
    hour = need.start.replace(minute=0, second=0, microsecond=0, fold=0)
    while hour < need.end:
        yield hour
        hour += timedelta(hours=1)


class _Clock:
    """Counts real minutes from the civil hour in which the first need starts, through both changes of clocks."""

    def __init__(self, needs: Sequence[Need], timezone: str) -> None:
        self._timezone = timezone
        self._known: dict[tuple[datetime, int], datetime] = {}
        first = min(self._instant(need.start) for need in needs)
        last = max(self._instant(need.end) for need in needs)
        self._origin = first.replace(minute=0, second=0, microsecond=0)
        self.hours = max(1, -(-self._minutes_to(last) // HOUR))

    def span(self, start: datetime, end: datetime) -> Span:
        """Within the period: nothing before its first minute or after its last."""
        last = self.hours * HOUR
        first_minute, last_minute = (self._minutes_to(self._instant(moment)) for moment in (start, end))
        return min(max(first_minute, 0), last), min(max(last_minute, 0), last)

    def civil(self, hour: int) -> datetime:
        return to_civil(self._origin + timedelta(hours=hour), self._timezone)

    def _minutes_to(self, instant: datetime) -> int:
        return int((instant - self._origin).total_seconds() // MINUTE)

    def _instant(self, civil: datetime) -> datetime:
        key = civil, civil.fold  # datetimes that differ by their fold alone are equal
        if key not in self._known:
            self._known[key] = to_instant(civil, self._timezone)
        return self._known[key]


class _Presence:
    """When one agent is there, and when with a valid qualification."""

    def __init__(self, agent: Agent, clock: _Clock) -> None:
        self.corps = agent.corps
        absent = (clock.span(absence.start, absence.end) for absence in agent.absences)
        self.present = tuple(_gaps(absent, clock.hours * HOUR))
        self.held: dict[str, list[Span]] = {}
        for held in agent.qualifications:
            start = midnight(held.valid_from) if held.valid_from else _LONG_AGO
            end = midnight(held.valid_until) + DAY if held.valid_until else _FAR_AWAY
            self.held.setdefault(held.code, []).append(clock.span(start, end))

    def spans(self, group: Group) -> Iterator[Span]:
        """When the agent could fill a line of the group."""
        if group.kind is GroupKind.QUALIFICATION:
            valid = _merged(self.held.get(group.codes[0], ()))
            return ((max(a, c), min(b, d)) for a, b in self.present for c, d in valid if max(a, c) < min(b, d))
        if group.kind is GroupKind.CORPS and self.corps not in group.codes:
            return iter(())
        return iter(self.present)


def _groups(needs: Iterable[Need]) -> list[Group]:
    lines = {(role.qualifications, role.corps) for need in needs for role in need.roles}
    qualifications = sorted({code for codes, _ in lines for code in codes})
    corps = sorted({tuple(sorted(set(codes))) for _, codes in lines if codes}, key=lambda codes: (len(codes), codes))
    return [
        Group(GroupKind.EVERYBODY),
        *(Group(GroupKind.QUALIFICATION, (code,)) for code in qualifications),
        *(Group(GroupKind.CORPS, codes) for codes in corps),
    ]


def _group_capacity(
    group: Group, spans: Sequence[tuple[Span, Sequence[RoleLine]]], force: Sequence[_Presence], clock: _Clock
) -> GroupCapacity:
    asked = ((span, sum(role.count for role in roles if group.asks(role))) for span, roles in spans)
    required = _by_minute(asked, clock.hours)
    present = _by_minute(((span, 1) for presence in force for span in presence.spans(group)), clock.hours)
    hours = _worst_minutes(required, present)
    return GroupCapacity(group, tuple(CapacityHour(clock.civil(rank), *heads) for rank, heads in enumerate(hours)))


def _by_minute(weights: Iterable[tuple[Span, int]], hours: int) -> "NDArray[np.int64]":
    """The sum of the weights at each minute, one row an hour."""
    # numpy takes a tenth of a second: not at the window's start.
    import numpy as np

    steps = np.zeros(hours * HOUR + 1, dtype=np.int64)
    for (start, end), weight in weights:
        steps[start] += weight
        steps[end] -= weight
    return steps[:-1].cumsum().reshape(hours, HOUR)


def _worst_minutes(required: "NDArray[np.int64]", present: "NDArray[np.int64]") -> Iterator[tuple[int, int]]:
    """Of each hour, required and present at the minute when most are missing; of equals, when most are required."""
    import numpy as np

    rows = np.arange(len(required))
    busiest = int(required.max()) + 1
    places = ((required - present) * busiest + required).argmax(axis=1)
    return zip(required[rows, places].tolist(), present[rows, places].tolist(), strict=True)


def _gaps(taken: Iterable[Span], end: int) -> Iterator[Span]:
    """What the spans leave free."""
    reached = 0
    for first, last in _merged(taken):
        if first > reached:
            yield reached, first
        reached = last
    if reached < end:
        yield reached, end


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same minutes in spans that do not touch one another, in order."""
    merged: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] < span[1]):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _lacking(hour: CapacityHour | None) -> int:
    assert hour is not None, "a group that is asked for has a worst hour"
    return hour.required - hour.present
