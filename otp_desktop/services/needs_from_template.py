"""The needs that a template asks for on given sites and days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.places import distance_km
from otp_desktop.domain.sites import Site
from otp_desktop.domain.times import elapsed_minutes, exists, to_instant
from otp_desktop.services.errors import UnplacedSiteError
from otp_desktop.services.school_calendar import closed_days
from otp_desktop.services.templates import ConvoyTemplate, RoleTemplate, SlotTemplate, Template
from otp_desktop.texts import _


@dataclass(frozen=True)
class _Window:
    label: str
    start: datetime
    end: datetime
    burden: int


def needs_of(
    template: Template, sites: Sequence[Site], first: date, last: date, timezone: str, school_zone: str = "C"
) -> list[Need]:
    """Needs of each site on each open day from ``first`` to ``last``, both included, in the order of time.

    Codes such as ``E13-007/240902/1`` count the slots of one site and day. A convoy takes the sites in the order given.
    """
    way = _way_shares(sites) if template.convoy is not None else {}
    needs: list[Need] = []
    for day in _open_days(template, first, last, school_zone):
        for site in sites:
            windows = (
                _on_real_clocks(window, timezone) for window in _windows_at(template, way.get(site.code, 0), day)
            )
            lasting = [window for window in windows if elapsed_minutes(window.start, window.end, timezone) > 0]
            needs += [_need(template, site, day, rank, window) for rank, window in enumerate(lasting, start=1)]
    return sorted(needs, key=lambda need: need.start)


def _open_days(template: Template, first: date, last: date, school_zone: str) -> Iterator[date]:
    closed = closed_days(first, last, school_zone) if template.calendar == "school" else {}
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if day not in closed:
            yield day


def _windows_at(template: Template, way_share: float, day: date) -> Iterator[_Window]:
    for slot in template.slots:
        if day.isoweekday() in slot.weekdays:
            yield _slot_window(slot, day)
    if template.convoy is not None:
        yield _convoy_window(template.convoy, way_share, day)


def _slot_window(slot: SlotTemplate, day: date) -> _Window:
    start, end = _between(day, slot.start, slot.end)
    return _Window(_(slot.label), start, end, slot.burden)


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
    """A time that the spring change skips is read as the clocks show that instant: 2:30 becomes 3:30."""
    return replace(window, start=_shown(window.start, timezone), end=_shown(window.end, timezone))


def _shown(civil: datetime, timezone: str) -> datetime:
    if exists(civil, timezone):
        return civil
    return to_instant(civil, timezone).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)


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
