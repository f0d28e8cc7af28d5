"""The use cases of the needs editor that write, each prepared on a small force; see ``writes``."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.convoys import Convoy, Pace
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.services import alerts, convoys, copies, need_edits, needs, operations, own_templates, plans, series
from otp_desktop.services.recurrence import Calendar, Recurrence
from otp_desktop.services.templates import find_template
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import OPERATION, THURSDAY, operation_id

Write = Callable[[], Changes]
FRIDAY, SATURDAY = date(2026, 9, 11), date(2026, 9, 12)
WEEK = "SEMAINE"


def save_convoy(ws: Workspace) -> Write:
    """Anew, with a shorter route: some of its posts go, with an agent of the draft."""
    convoys.save_convoy(ws, _convoy(ws))
    (stored,) = convoys.list_convoys(ws, operation_id(ws))
    made = [need for need in needs.list_needs(ws, operation_id(ws)) if need.series == "FLAMME"]
    for need in made:
        plans.assign(ws, operation_id(ws), "001", need.code, "guard")
    changed = replace(stored, route=stored.route[:2], departure=datetime(2026, 9, 10, 14))
    return lambda: convoys.save_convoy(ws, changed)


def remove_convoy(ws: Workspace) -> Write:
    convoys.save_convoy(ws, _convoy(ws))
    (stored,) = convoys.list_convoys(ws, operation_id(ws))
    assert stored.id is not None
    number = stored.id
    return lambda: convoys.remove_convoy(ws, operation_id(ws), number)


def copy_day(ws: Workspace) -> Write:
    create_series(ws)()
    _assign_first(ws, WEEK)
    return lambda: copies.copy_day(ws, operation_id(ws, WEEK), THURSDAY, [FRIDAY, SATURDAY], with_plan=True)


def copy_operation(ws: Workspace) -> Write:
    _assign_first(ws)
    convoys.save_convoy(ws, _convoy(ws))
    request = copies.OperationCopy(
        operation_id=operation_id(ws), code="S27", name="Jeudi 2027", first_day=date(2027, 9, 9), with_plan=True
    )
    return lambda: copies.copy_operation(ws, request)


def edit_needs(ws: Workspace) -> Write:
    _assign_first(ws)
    ids = [need.id for need in needs.list_needs(ws, operation_id(ws)) if need.id is not None]
    return lambda: need_edits.edit_needs(
        ws, operation_id(ws), ids, need_edits.NeedEdit(start_minutes=15, end_minutes=15)
    )


def create_series(ws: Workspace) -> Write:
    operations.create_operation(
        ws,
        operations.OperationRequest(
            template="blank", code=WEEK, name="Semaine", first_day=THURSDAY, last_day=THURSDAY + timedelta(days=3)
        ),
    )
    request = series.SeriesRequest(
        operation_id=operation_id(ws, WEEK),
        name="Écoles",
        template=find_template("rentree"),
        sites=("E13-001", "E13-002"),
        recurrence=Recurrence(first=THURSDAY, last=THURSDAY, calendar=Calendar.SCHOOL_DAYS),
        wave="Matin",
    )
    return lambda: series.create_series(ws, request)


def save_own_template(ws: Workspace) -> Write:
    own = own_templates.template_of("Modèle", needs.list_needs(ws, operation_id(ws))[:2], {})
    return lambda: own_templates.save_own_template(ws, own)


def remove_own_template(ws: Workspace) -> Write:
    save_own_template(ws)()
    (own,) = own_templates.list_own_templates(ws)
    return lambda: own_templates.remove_own_template(ws, own.code)


def save_alert_limits(ws: Workspace) -> Write:
    return lambda: alerts.save_alert_limits(ws, AlertLimits(notice_days=7))


NEED_WRITES: dict[str, Callable[[Workspace], Write]] = {
    "alerts.save_alert_limits": save_alert_limits,
    "convoys.remove_convoy": remove_convoy,
    "convoys.save_convoy": save_convoy,
    "copies.copy_day": copy_day,
    "copies.copy_operation": copy_operation,
    "need_edits.edit_needs": edit_needs,
    "own_templates.remove_own_template": remove_own_template,
    "own_templates.save_own_template": save_own_template,
    "series.create_series": create_series,
}


def _assign_first(ws: Workspace, operation: str = OPERATION) -> None:
    number = operation_id(ws, operation)
    first = needs.list_needs(ws, number)[0]
    plans.assign(ws, number, "001", first.code, first.roles[0].code)


def _convoy(ws: Workspace) -> Convoy:
    return Convoy(
        operation_id=operation_id(ws),
        code="FLAMME",
        name="Flamme",
        route=(Position(48.80, 2.30), Position(48.81, 2.30), Position(48.82, 2.31)),
        departure=datetime(2026, 9, 10, 13),
        paces=(Pace(speed_kmh=4.0),),
        spacing_metres=500,
        roles=(RoleLine(code="guard", count=2, minimum=1),),
    )
