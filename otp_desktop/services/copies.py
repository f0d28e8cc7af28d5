"""Needs copied: a day to other days, a whole operation to new dates, with or without its plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.plans import PlanStatus
from otp_desktop.domain.times import elapsed_minutes, shown_by_clocks
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.need_codes import FreeCodes, code_of_day
from otp_desktop.services.operations import operation_faults
from otp_desktop.services.series import outside_fault, within
from otp_desktop.services.series_names import convoy_codes
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.formats import short_date

Copies = Mapping[str, Need]  # the new need by the code of the old one


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationCopy:
    """The new operation starts on ``first_day``; each civil day and time keeps its distance from it."""

    operation_id: int
    code: str
    name: str
    first_day: date
    with_plan: bool = False


def copy_day(
    ws: Workspace, operation_id: int, day: date, targets: Sequence[date], *, with_plan: bool = False
) -> Changes:
    """Needs that start on this civil day come back on the others at the same times of day, beside what is there.

    ``with_plan`` also copies who stands on them in the draft, unlocked. Raises InvalidRecordError.
    """
    gesture = sentence(N_("Copy of the needs of {day}"), day=short_date(day))
    with ws.unit_of_work(gesture) as work:
        operation = work.operations.get(operation_id)
        stored = work.needs.list(operation_id)
        source = [need for need in stored if need.start.date() == day]
        if faults := _day_faults(source, day, targets, operation):
            raise InvalidRecordError(faults)
        codes = FreeCodes({need.code for need in stored})
        # A convoy passes on its own day: what is copied of it stands alone.
        of_convoys = convoy_codes(work, operation_id)
        source = [replace(need, series="") if need.series in of_convoys else need for need in source]
        copies = [_copies(source, target - day, operation.timezone, codes) for target in dict.fromkeys(targets)]
        _store(work, operation_id, operation_id, copies, with_plan)
        return work.commit()


def copy_operation(ws: Workspace, request: OperationCopy) -> Changes:
    """A new operation with the same rules, needs, series, waves and convoys. Raises InvalidRecordError."""
    with ws.unit_of_work(sentence(N_("Copy of an operation: {name}"), name=request.name.strip())) as work:
        old = work.operations.get(request.operation_id)
        away = request.first_day - old.first_day
        new = replace(
            old,
            id=None,
            code=request.code.strip(),
            name=request.name.strip(),
            first_day=request.first_day,
            last_day=old.last_day + away,
            derogations=(),  # granted for dates: a new operation needs its own
        )
        if faults := operation_faults(new, [other.code for other in work.operations.list()]):
            raise InvalidRecordError(faults)
        stored = work.operations.add(new)
        assert stored.id is not None
        copies = _copies(work.needs.list(request.operation_id), away, old.timezone, FreeCodes(()))
        _store(work, request.operation_id, stored.id, [copies], request.with_plan)
        _copy_convoys(work, request.operation_id, stored, away)
        return work.commit()


def copied(need: Need, away: timedelta, timezone: str, codes: FreeCodes) -> Need:
    """The need on another day at the same times of day; a time that clocks skip there is read as they show it."""
    start = _moved(need.start, away, timezone)
    return replace(
        need,
        id=None,
        version=0,
        code=codes.take(code_of_day(need.code, need.start.date(), need.start.date() + away)),
        start=start,
        end=_moved(need.end, away, timezone),
    )


def _copies(needs: Iterable[Need], away: timedelta, timezone: str, codes: FreeCodes) -> dict[str, Need]:
    """A window that lies wholly in the hour that clocks skip has no copy there."""
    made = {need.code: copied(need, away, timezone, codes) for need in needs}
    return {old: new for old, new in made.items() if elapsed_minutes(new.start, new.end, timezone) > 0}


def _moved(civil: datetime, away: timedelta, timezone: str) -> datetime:
    return shown_by_clocks((civil + away).replace(fold=0), timezone)


def _store(work: UnitOfWork, source_id: int, target_id: int, copies: Sequence[Copies], with_plan: bool) -> None:
    new = [replace(need, operation_id=target_id) for each in copies for need in each.values()]
    work.needs.add_all(new)
    if with_plan:
        _copy_plan(work, source_id, target_id, copies)


def _copy_plan(work: UnitOfWork, source_id: int, target_id: int, copies: Sequence[Copies]) -> None:
    active = {agent.staff_number for agent in work.agents.list() if agent.active}
    rows = tuple(
        replace(row, need=each[row.need].code, locked=False)
        for row in work.plans.draft(source_id).assignments
        if row.agent in active
        for each in copies
        if row.need in each
    )
    draft = work.plans.draft(target_id)
    work.plans.save_draft(replace(draft, assignments=(*draft.assignments, *rows), status=PlanStatus.MANUAL, bound=None))


def _copy_convoys(work: UnitOfWork, source_id: int, target: Operation, away: timedelta) -> None:
    convoys = [
        replace(convoy, operation_id=target.id, departure=_moved(convoy.departure, away, target.timezone))
        for convoy in work.convoys.list(source_id)
    ]
    work.convoys.add_all(convoys)


def _day_faults(source: Sequence[Need], day: date, targets: Sequence[date], operation: Operation) -> list[Fault]:
    faults: list[Fault] = []
    if not source:
        faults.append(Fault(sentence(N_("No need starts on this day.")), column="day"))
    if not targets:
        faults.append(Fault(sentence(N_("Choose at least one day.")), column="targets"))
    if day in targets:
        faults.append(Fault(sentence(N_("A day is not copied onto itself.")), column="targets"))
    if not all(within(target, operation) for target in targets):
        faults.append(outside_fault("targets", operation))
    return faults
