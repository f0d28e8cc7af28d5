"""A small force, stored through the services: six agents, three school points, an operation of one school day."""

from dataclasses import replace
from datetime import date, datetime

from otp_desktop.domain.force import Absence, Agent, HeldQualification, Qualification, Unit
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import Plan as StoredPlan
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.planning.plan import Plan
from otp_desktop.planning.problem_file import problem_sha256
from otp_desktop.services.force import save_agent, save_unit
from otp_desktop.services.operations import OperationRequest, create_operation, find_operation
from otp_desktop.services.optimise import OptimiseOptions, start_optimisation
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.problems import problem_of
from otp_desktop.services.sites import save_site
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import sentence

THURSDAY = date(2026, 9, 10)
OPERATION = "JEUDI"


def add_small_force(ws: Workspace) -> None:
    save_unit(ws, Unit(code="DT13", name="Division territoriale du 13e", position=Position(48.832, 2.356)))
    with ws.unit_of_work() as work:
        work.qualifications.add(Qualification(code="leader", label="Chef d’équipe"))
        work.commit()
    for number in range(1, 7):
        save_agent(ws, agent(number))
    for number in range(1, 4):
        save_site(ws, site(number))
    request = OperationRequest(
        template="rentree", code=OPERATION, name="Un jeudi", first_day=THURSDAY, last_day=THURSDAY
    )
    create_operation(ws, request)


def agent(number: int) -> Agent:
    """The first one is a leader, the last one is away on that Thursday."""
    leader = (HeldQualification(code="leader"),) if number == 1 else ()
    away = (Absence(start=datetime(2026, 9, 10), end=datetime(2026, 9, 11), reason="arrêt maladie"),)
    return Agent(
        staff_number=f"00{number}",
        last_name=f"Nom{number}",
        first_name="Élise",
        corps="PM",
        unit="DT13",
        qualifications=leader,
        absences=away if number == 6 else (),
    )


def site(number: int) -> Site:
    """Danger ranks 1, 2 and 3: two heads, two heads, one."""
    return Site(
        code=f"E13-00{number}",
        name=f"École {number}",
        kind=SiteKind.SCHOOL,
        zone="75113",
        position=Position(48.83 + number / 1000, 2.356),
        danger_rank=number,
    )


def operation_id(ws: Workspace, code: str = OPERATION) -> int:
    found = find_operation(ws, code).id
    assert found is not None
    return found


def need_at(start: datetime, end: datetime, **changes: object) -> Need:
    need = Need(code="N1", site="E13-001", start=start, end=end, roles=(RoleLine(code="guard", count=1, minimum=1),))
    return replace(need, **changes)  # type: ignore[arg-type]  # any field of a need


def optimised(ws: Workspace, code: str = OPERATION, seconds: float = 2) -> Plan:
    """The plan that the optimiser's process makes and the service stores; for the same problem it is found once."""
    operation = operation_id(ws, code)
    asked = (problem_sha256(problem_of(load_snapshot(ws, operation))), seconds)
    if asked not in _FOUND:
        plan = _searched(ws, operation, seconds)
        _FOUND[asked] = plan, load_snapshot(ws, operation).plan
        return plan
    plan, stored = _FOUND[asked]
    with ws.unit_of_work(sentence("Optimised plan")) as work:  # as the service names it
        draft = work.plans.draft(operation)
        work.plans.save_draft(replace(stored, id=draft.id, version=draft.version, operation_id=operation))
        work.commit()
    return plan


_FOUND: dict[tuple[str, float], tuple[Plan, StoredPlan]] = {}


def _searched(ws: Workspace, operation: int, seconds: float) -> Plan:
    with start_optimisation(ws, operation, OptimiseOptions(seconds=seconds, workers=1)) as search:
        *_progress, plan = search.events()
        assert isinstance(plan, Plan)
        search.store(plan)
    return plan
