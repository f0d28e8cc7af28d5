"""Many needs changed in one gesture: times, heads, roles, priority, wave."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.orders import NEED_ORDERS
from otp_desktop.domain.times import moved, shown_by_clocks
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.needs import need_faults
from otp_desktop.services.qualifications import add_missing_qualifications
from otp_desktop.services.series_names import series_faults
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, plural_sentence, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCount:
    """Other heads for the role lines of this code; None leaves a figure as it is."""

    code: str
    count: int | None = None
    minimum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedEdit:
    """What to change; None and 0 minutes leave a field as it is. Minutes are real ones, whatever clocks do.

    ``start_time`` and ``end_time`` are the window of a wave: each need keeps its civil day, and one that would end
    before its start ends the day after; minutes come on top. ``sector`` goes to the sites, for every operation.
    """

    start_minutes: int = 0
    end_minutes: int = 0
    start_time: time | None = None
    end_time: time | None = None
    site: str | None = None
    priority: int | None = None
    burden: int | None = None
    relieved: bool | None = None
    group: str | None = None
    label: str | None = None
    series: str | None = None
    wave: str | None = None
    sector: str | None = None
    call_sign: str | None = None
    channel: str | None = None
    equipment: str | None = None
    meeting_place: str | None = None
    meeting_minutes: int | None = None
    instructions: str | None = None
    roles: tuple[RoleLine, ...] | None = None
    counts: tuple[RoleCount, ...] = ()

    def __bool__(self) -> bool:
        return self != NeedEdit()


_PLAIN_FIELDS = (
    *("site", "priority", "burden", "relieved", "group", "label", "series", "wave", "roles"),
    *NEED_ORDERS,
)


def edit_needs(ws: Workspace, operation_id: int, ids: Collection[int], edit: NeedEdit) -> Changes:
    """Changes these needs of one operation, all or none; assignments stay where their role line does.

    Raises InvalidRecordError with each kind of fault once and the needs it concerns, StaleRecordError.
    """
    gesture = plural_sentence("Change of {count} need", "Change of {count} needs", len(ids))
    with ws.unit_of_work(gesture) as work:
        timezone = work.operations.get(operation_id).timezone
        old = work.needs.get_all(ids)
        new = [edited(need, edit, timezone) for need in old]
        joined = [(before.series, after.series) for before, after in zip(old, new, strict=True)]
        if faults := [*edit_faults(new, timezone), *series_faults(work, operation_id, joined)]:
            raise InvalidRecordError(faults)
        changed = [after for before, after in zip(old, new, strict=True) if after != before]
        add_missing_qualifications(work, changed)
        work.needs.update_all(changed)
        if edit.sector is not None:
            _set_sector(work, {need.site for need in new}, edit.sector)
        return work.commit()


def _set_sector(work: UnitOfWork, codes: Collection[str], sector: str) -> None:
    sites = [site for site in work.sites.list() if site.code in codes and site.sector != sector]
    work.sites.update_all([replace(site, sector=sector) for site in sites])


def edited(need: Need, edit: NeedEdit, timezone: str) -> Need:
    """The need as the edit makes it."""
    plain = {name: value for name in _PLAIN_FIELDS if (value := getattr(edit, name)) is not None}
    changed: Need = replace(need, **plain)
    start, end = _windowed(need, edit, timezone)
    return replace(
        changed,
        start=moved(start, edit.start_minutes, timezone),
        end=moved(end, edit.end_minutes, timezone),
        roles=tuple(_counted(role, edit.counts) for role in changed.roles),
    )


def _windowed(need: Need, edit: NeedEdit, timezone: str) -> tuple[datetime, datetime]:
    """A time that clocks skip on a need's day is read as they show it."""
    start, end = need.start, need.end
    if edit.start_time is not None:
        start = shown_by_clocks(datetime.combine(start, edit.start_time), timezone)
    if edit.end_time is not None:
        end = shown_by_clocks(datetime.combine(start, edit.end_time), timezone)
        if end <= start:
            end = shown_by_clocks(datetime.combine(start + timedelta(days=1), edit.end_time), timezone)
    return start, end


def edit_faults(needs: Sequence[Need], timezone: str) -> list[Fault]:
    """Each kind of fault once, with how many needs have it and the code of the first."""
    found: dict[tuple[str, str], list[tuple[Fault, Need]]] = {}
    for need in needs:
        for fault in need_faults(need, timezone):
            found.setdefault((fault.column, str(fault.message)), []).append((fault, need))
    return [_gathered(cases) for cases in found.values()]


def _gathered(cases: Sequence[tuple[Fault, Need]]) -> Fault:
    (fault, first), *others = cases
    if others:
        text = plural_sentence(
            "{first} and another one: {fault}",
            "{first} and {count} others: {fault}",
            len(others),
            first=first.code,
            fault=fault.message,
        )
    else:
        text = sentence(N_("{first}: {fault}"), first=first.code, fault=fault.message)
    return Fault(text, column=fault.column, value=first.code)


def _counted(role: RoleLine, counts: Sequence[RoleCount]) -> RoleLine:
    """A new count lowers a minimum that would stand above it, unless the minimum is given too."""
    for wanted in counts:
        if wanted.code == role.code:
            count = role.count if wanted.count is None else wanted.count
            minimum = min(role.minimum, count) if wanted.minimum is None else wanted.minimum
            return replace(role, count=count, minimum=minimum)
    return role
