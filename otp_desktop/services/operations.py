"""Operations: made from a template, changed, removed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.sites import Site
from otp_desktop.domain.times import PARIS
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.services.errors import InvalidRecordError, NoSiteError, UnknownOperationError, UnknownSitesError
from otp_desktop.services.field_faults import required, unique
from otp_desktop.services.needs import meeting_faults
from otp_desktop.services.needs_from_template import needs_of
from otp_desktop.services.qualifications import add_missing_qualifications
from otp_desktop.services.rule_faults import derogation_faults, rule_faults
from otp_desktop.services.templates import Template, find_template, list_templates
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.folding import fold

__all__ = [
    "OperationRequest",
    "create_operation",
    "find_operation",
    "list_operations",
    "list_templates",
    "operation_faults",
    "remove_operation",
    "save_operation",
    "suggested_code",
]

LONGEST_CODE = 40
LONGEST_DAYS = 370  # a school year and its margins; longer is a slip of the keyboard


@dataclass(frozen=True, kw_only=True)
class OperationRequest:
    """What a planner says to start an operation.

    ``sites`` are codes, in the order of the route where the template has a convoy; None takes every active site of the
    template's kinds. Both days are included. ``school_zone`` is the zone of school holidays.
    """

    template: str
    code: str
    name: str
    first_day: date
    last_day: date
    sites: tuple[str, ...] | None = None
    school_zone: str = "C"
    timezone: str = PARIS
    rules: WorkingTimeRules = field(default_factory=WorkingTimeRules)
    derogations: tuple[Derogation, ...] = ()
    travel: TravelModel = field(default_factory=TravelModel)
    weights: ObjectiveWeights = field(default_factory=ObjectiveWeights)
    note: str = ""


def list_operations(ws: Workspace) -> tuple[Operation, ...]:
    """All operations, the latest first."""
    with ws.unit_of_work() as work:
        operations = work.operations.list()
    return tuple(sorted(operations, key=lambda operation: (operation.first_day, operation.code), reverse=True))


def find_operation(ws: Workspace, code: str) -> Operation:
    """Raises UnknownOperationError."""
    with ws.unit_of_work() as work:
        operation = work.operations.find(code)
    if operation is None:
        raise UnknownOperationError(code=code)
    return operation


def suggested_code(name: str) -> str:
    """``Rentrée scolaire 2026`` as ``rentree-scolaire-2026``: what names an operation on files."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:LONGEST_CODE].strip("-")


def create_operation(ws: Workspace, request: OperationRequest) -> Changes:
    """Stores the operation and all the needs of its template in one unit of work.

    Raises InvalidRecordError, UnknownTemplateError, UnknownSitesError, NoSiteError, CalendarUnknownError.
    """
    template = find_template(request.template)
    with ws.unit_of_work(sentence(N_("New operation {code}"), code=request.code.strip())) as work:
        operation = _operation_of(request)
        _refuse_faults(operation, [other.code for other in work.operations.list()])
        sites = _chosen_sites(template, request.sites, work.sites.list())
        needs = needs_of(
            template, sites, request.first_day, request.last_day, request.timezone, school_zone=request.school_zone
        )
        stored = work.operations.add(operation)
        add_missing_qualifications(work, needs)
        work.needs.add_all([replace(need, operation_id=stored.id) for need in needs])
        return work.commit()


def save_operation(ws: Workspace, operation: Operation) -> Changes:
    """Adds or updates the operation itself; its needs stay as they are. Raises InvalidRecordError."""
    with ws.unit_of_work(sentence(N_("Operation {code}"), code=operation.code)) as work:
        _refuse_faults(operation, [other.code for other in work.operations.list() if other.id != operation.id])
        work.operations.save(operation)
        return work.commit()


def remove_operation(ws: Workspace, operation_id: int) -> Changes:
    """Removes the operation with its needs and plans."""
    with ws.unit_of_work() as work:
        operation = work.operations.get(operation_id)
        work.name = sentence(N_("Deletion of operation {code}"), code=operation.code)
        work.operations.remove([operation_id])
        return work.commit()


def operation_faults(operation: Operation, other_codes: Sequence[str] = ()) -> tuple[Fault, ...]:
    """What is wrong in the form, one Fault a field."""
    faults = [
        *required("code", operation.code),
        *required("name", operation.name),
        *unique("code", operation.code, other_codes),
    ]
    if operation.last_day < operation.first_day:
        faults.append(Fault(sentence(N_("The last day comes before the first one.")), column="last_day"))
    elif (operation.last_day - operation.first_day).days > LONGEST_DAYS:
        faults.append(
            Fault(sentence(N_("An operation lasts at most {days} days."), days=LONGEST_DAYS), column="last_day")
        )
    faults += meeting_faults(operation.meeting_minutes)
    return (*faults, *rule_faults(operation.rules), *derogation_faults(operation))


def _refuse_faults(operation: Operation, other_codes: Sequence[str]) -> None:
    if faults := operation_faults(operation, other_codes):
        raise InvalidRecordError(faults)


def _operation_of(request: OperationRequest) -> Operation:
    return Operation(
        code=request.code.strip(),
        name=request.name.strip(),
        template=request.template,
        first_day=request.first_day,
        last_day=request.last_day,
        timezone=request.timezone,
        rules=request.rules,
        derogations=request.derogations,
        travel=request.travel,
        weights=request.weights,
        note=request.note,
    )


def _chosen_sites(template: Template, codes: tuple[str, ...] | None, sites: Sequence[Site]) -> list[Site]:
    if codes is None:
        return _suiting_sites(template, sites)
    by_code = {site.code: site for site in sites}
    if unknown := [code for code in codes if code not in by_code]:
        raise UnknownSitesError(codes=", ".join(unknown))
    return [by_code[code] for code in dict.fromkeys(codes)]


def _suiting_sites(template: Template, sites: Sequence[Site]) -> list[Site]:
    chosen = [site for site in sites if site.active and site.kind in template.site_kinds]
    if not chosen and template.site_kinds:
        raise NoSiteError()
    return sorted(chosen, key=lambda site: site.code)
