"""The needs that a template asks for on given sites and days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.orders import SHARED_ORDERS
from otp_desktop.domain.places import distance_km
from otp_desktop.domain.sites import Site
from otp_desktop.domain.times import elapsed_minutes, shown_by_clocks
from otp_desktop.services.errors import UnplacedSiteError
from otp_desktop.services.recurrence import DayException, DayState, PlannedDay
from otp_desktop.services.school_calendar import closed_days
from otp_desktop.services.templates import ConvoyTemplate, RoleTemplate, SlotTemplate, Template
from otp_desktop.texts import _


@dataclass(frozen=True)
class _Window:
    label: str
    start: datetime
    end: datetime
    burden: int
    orders: Mapping[str, Any] = field(default_factory=dict)


def needs_of(
    template: Template, sites: Sequence[Site], first: date, last: date, timezone: str, school_zone: str = "C"
) -> list[Need]:
    """Needs of each site on each open day from ``first`` to ``last``, both included, in the order of time.

    Codes such as ``E13-007/240902/1`` count the slots of one site and day. A convoy takes the sites in the order given.
    """
    days = (PlannedDay(day, DayState.HELD) for day in _open_days(template, first, last, school_zone))
    return needs_on(template, sites, days, timezone)


def needs_on(template: Template, sites: Sequence[Site], days: Iterable[PlannedDay], timezone: str) -> list[Need]:
    """Needs of each site on the held ones of these days, their exceptions heeded, in the order of time."""
    way = _way_shares(sites) if template.convoy is not None else {}
    needs: list[Need] = []
    for planned in days:
        if not planned.held:
            continue
        for site in sites:
            usual = _windows_at(template, way.get(site.code, 0), planned)
            windows = (_on_real_clocks(window, timezone) for window in usual)
            lasting = [window for window in windows if elapsed_minutes(window.start, window.end, timezone) > 0]
            made = (_need(template, site, planned.day, rank, window) for rank, window in enumerate(lasting, start=1))
            needs += [_with_heads(need, planned.exception) for need in made]
    return sorted(needs, key=lambda need: need.start)


def _open_days(template: Template, first: date, last: date, school_zone: str) -> Iterator[date]:
    closed = closed_days(first, last, school_zone) if template.calendar == "school" else {}
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if day not in closed:
            yield day


def _windows_at(template: Template, way_share: float, planned: PlannedDay) -> Iterator[_Window]:
    for slot in slots_on(template, planned):
        yield _slot_window(slot, planned.day)
    if template.convoy is not None:
        yield _convoy_window(template.convoy, way_share, planned.day)


def slots_on(template: Template, planned: PlannedDay) -> Sequence[SlotTemplate]:
    """Those of the weekday; on an exceptional day its own hours, or all slots where its weekday has none."""
    of_weekday = [slot for slot in template.slots if planned.day.isoweekday() in slot.weekdays]
    exception = planned.exception
    if exception is None:
        return of_weekday
    usual = of_weekday or template.slots
    if exception.start is None or exception.end is None:
        return usual
    return [slot.model_copy(update={"start": exception.start, "end": exception.end}) for slot in usual[:1]]


def _slot_window(slot: SlotTemplate, day: date) -> _Window:
    start, end = _between(day, slot.start, slot.end)
    return _Window(_(slot.label), start, end, slot.burden, {name: getattr(slot, name) for name in SHARED_ORDERS})


def _convoy_window(convoy: ConvoyTemplate, way_share: float, day: date) -> _Window:
    start, end = _between(day, convoy.start, convoy.end)
    passing = start + timedelta(minutes=round((end - start).total_seconds() / 60 * way_share))
    return _Window(
        _(convoy.label),
        passing - timedelta(minutes=convoy.closes_before_minutes),
        passing + timedelta(minutes=convoy.opens_after_minutes),
        convoy.burden,
    )


def _between(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    last_day = day if end > start else day + timedelta(days=1)
    return datetime.combine(day, start), datetime.combine(last_day, end)


def _on_real_clocks(window: _Window, timezone: str) -> _Window:
    return replace(window, start=shown_by_clocks(window.start, timezone), end=shown_by_clocks(window.end, timezone))


def _with_heads(need: Need, exception: DayException | None) -> Need:
    """The role line that asks for most heads asks for those of the exception."""
    if exception is None or exception.heads is None or not need.roles:
        return need
    largest = max(need.roles, key=lambda role: role.count)
    changed = replace(largest, count=exception.heads, minimum=min(largest.minimum, exception.heads))
    return replace(need, roles=tuple(changed if role is largest else role for role in need.roles))


def _need(template: Template, site: Site, day: date, rank: int, window: _Window) -> Need:
    danger = site.danger_rank - 1
    return Need(
        code=f"{site.code}/{day:%y%m%d}/{rank}",
        site=site.code,
        start=window.start,
        end=window.end,
        roles=tuple(_role_lines(template.roles, danger)),
        priority=template.priority_by_danger[danger],
        burden=window.burden,
        relieved=template.relieved,
        group=site.code if template.group_by_site else "",
        label=window.label,
        **window.orders,
    )


def _role_lines(roles: Iterable[RoleTemplate], danger: int) -> Iterator[RoleLine]:
    for role in roles:
        if count := role.count_by_danger[danger]:
            yield RoleLine(
                code=role.code,
                count=count,
                minimum=role.minimum_by_danger[danger],
                qualifications=role.qualifications,
                corps=role.corps,
            )


def _way_shares(sites: Sequence[Site]) -> dict[str, float]:
    """How much of the way, from 0 to 1, lies behind the convoy when it passes each site."""
    reached: dict[str, float] = {}
    here, way = None, 0.0
    for site in sites:
        if site.position is None:
            raise UnplacedSiteError(code=site.code)
        way += distance_km(here, site.position) if here is not None else 0.0
        reached[site.code], here = way, site.position
    return {code: kilometres / way if way else 0.0 for code, kilometres in reached.items()}
