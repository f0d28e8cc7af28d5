"""Needs that come back: a template on chosen sites and days, looked at before it is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.sites import Site
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.need_codes import FreeCodes
from otp_desktop.services.needs import need_faults
from otp_desktop.services.needs_from_template import needs_on, slots_on
from otp_desktop.services.qualifications import add_missing_qualifications
from otp_desktop.services.recurrence import DayState, PlannedDay, Recurrence, planned_days, recurrence_faults
from otp_desktop.services.series_names import series_faults
from otp_desktop.services.templates import Template
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.formats import number, short_date

MOST_NEEDS = 100_000  # a quarter of 350 school points, 7,000 a week; more is made in several series


@dataclass(frozen=True, kw_only=True)
class SeriesRequest:
    """``sites`` are codes; every need of the series carries its name and its wave."""

    operation_id: int
    name: str
    template: Template
    sites: tuple[str, ...]
    recurrence: Recurrence
    wave: str = ""


@dataclass(frozen=True)
class SeriesPreview:
    """What would be created. ``existing`` needs stand at the same site and times already and are left as they are."""

    days: tuple[PlannedDay, ...]
    needs: tuple[Need, ...] = field(repr=False)
    existing: int = 0

    @property
    def first(self) -> Need | None:
        return self.needs[0] if self.needs else None

    @property
    def last(self) -> Need | None:
        return self.needs[-1] if self.needs else None

    @property
    def heads(self) -> int:
        return sum(need.heads for need in self.needs)

    @property
    def unknown(self) -> tuple[PlannedDay, ...]:
        """Days that the school calendar does not know yet: nothing is created on them."""
        return tuple(planned for planned in self.days if planned.state is DayState.UNKNOWN)


def preview_series(ws: Workspace, request: SeriesRequest) -> SeriesPreview:
    """Stores nothing. Raises InvalidRecordError with one Fault a field."""
    with ws.unit_of_work() as work:
        return _previewed(work, request)


def create_series(ws: Workspace, request: SeriesRequest) -> Changes:
    """Stores the needs of the preview, all or none. Raises InvalidRecordError."""
    with ws.unit_of_work(sentence(N_("Needs of {series}"), series=request.name.strip())) as work:
        preview = _previewed(work, request)
        if not preview.needs:
            raise InvalidRecordError([Fault(sentence(N_("There is nothing to create.")))])
        add_missing_qualifications(work, preview.needs)
        work.needs.add_all(preview.needs)
        return work.commit()


def _previewed(work: UnitOfWork, request: SeriesRequest) -> SeriesPreview:
    operation = work.operations.get(request.operation_id)
    sites = {site.code: site for site in work.sites.list()}
    days = planned_days(request.recurrence)
    named = series_faults(work, request.operation_id, [("", request.name.strip())], column="name")
    if faults := [*_faults(request, operation, sites), *named] or _too_many(request, days):
        raise InvalidRecordError(faults)
    chosen = [sites[code] for code in dict.fromkeys(request.sites)]
    made = needs_on(request.template, chosen, days, operation.timezone)
    if faults := _wrong_windows(made, operation.timezone):
        raise InvalidRecordError(faults)
    stored = work.needs.list(request.operation_id)
    new = _without_existing(made, stored)
    codes = FreeCodes({need.code for need in stored})
    needs = tuple(_of_series(need, request, codes.take(need.code)) for need in new)
    return SeriesPreview(days, needs, len(made) - len(new))


def _of_series(need: Need, request: SeriesRequest, code: str) -> Need:
    name, wave = request.name.strip(), request.wave.strip()
    return replace(need, operation_id=request.operation_id, code=code, series=name, wave=wave)


def _without_existing(made: Sequence[Need], stored: Iterable[Need]) -> list[Need]:
    there = {_place_and_time(need) for need in stored}
    return [need for need in made if _place_and_time(need) not in there]


def _place_and_time(need: Need) -> tuple[str, datetime, datetime, str]:
    return need.site, need.start, need.end, need.label


def _faults(request: SeriesRequest, operation: Operation, sites: dict[str, Site]) -> list[Fault]:
    faults = [*recurrence_faults(request.recurrence), *_day_faults(request.recurrence, operation)]
    if not request.name.strip():
        faults.append(Fault(sentence(N_("This field is required.")), column="name"))
    if not request.sites:
        faults.append(Fault(sentence(N_("Choose at least one point.")), column="sites"))
    if unknown := [code for code in request.sites if code not in sites]:
        text = sentence(N_("These points are not in the database: {codes}."), codes=", ".join(unknown))
        faults.append(Fault(text, column="sites"))
    if not request.template.slots:
        faults.append(Fault(sentence(N_("Give at least one time of day.")), column="slots"))
    return faults


def _day_faults(recurrence: Recurrence, operation: Operation) -> list[Fault]:
    """Needs lie within the days of their operation: sheets and maps are made for these."""
    held = [exception.day for exception in recurrence.exceptions if not exception.cancelled]
    columns = (("first", recurrence.first), ("last", recurrence.last), *(("exceptions", day) for day in held))
    return [outside_fault(column, operation) for column, day in columns if not within(day, operation)]


def within(day: date, operation: Operation) -> bool:
    return operation.first_day <= day <= operation.last_day


def outside_fault(column: str, operation: Operation) -> Fault:
    text = sentence(
        N_("The operation lasts from {first} to {last}: choose days within it, or change its dates first."),
        first=short_date(operation.first_day),
        last=short_date(operation.last_day),
    )
    return Fault(text, column=column)


def _too_many(request: SeriesRequest, days: Sequence[PlannedDay]) -> list[Fault]:
    slots = sum(len(slots_on(request.template, planned)) for planned in days if planned.held)
    if len(request.sites) * slots <= MOST_NEEDS:
        return []
    text = sentence(N_("More than {most} needs: choose fewer points or days."), most=number(MOST_NEEDS))
    return [Fault(text, column="sites")]


def _wrong_windows(needs: Sequence[Need], timezone: str) -> list[Fault]:
    """What is wrong with the windows or the role lines, told once."""
    wrong = (fault for need in needs for fault in need_faults(need, timezone))
    return [replace(fault, column="slots") for fault in dict.fromkeys(wrong)][:1]
