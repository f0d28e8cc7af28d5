"""Small records for the tests of the window."""

from datetime import date, datetime

from otp_desktop.domain.force import Absence, Agent, HeldQualification, Qualification, Unit
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import Assignment, CoverageBound, Plan, PlanStatus
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import force, needs, operations, sites
from otp_desktop.services.workspace import Workspace

DAY = date(2026, 9, 7)
UNIT = Unit(code="DT13", name="Division territoriale 13e", position=Position(48.83, 2.36))
AGENTS = (
    Agent(id=1, staff_number="004512", last_name="Martin", first_name="Élise", corps="PM", unit="DT13",
          qualifications=(HeldQualification(code="leader", valid_until=date(2020, 1, 1)),)),
    Agent(id=2, staff_number="004513", last_name="<b>Œuvrard & Cie</b>", first_name="Zoé", corps="ASP", unit="DT13",
          absences=(Absence(start=datetime(2026, 9, 8), end=datetime(2026, 9, 9), reason="opération du genou"),)),
    Agent(id=3, staff_number="000009", last_name="Éclair", first_name="Amar", corps="PM", unit="DT2", active=False),
)  # fmt: skip
SITES = (
    Site(id=1, code="E13-07", name="École Wurtz", kind=SiteKind.SCHOOL, zone="75113", position=Position(48.826, 2.344)),
    Site(id=2, code="P1", name="Rond-point <i>", zone="75108", danger_rank=1, active=False),
)
OPERATION = Operation(id=1, code="TEST", name="Essai", first_day=DAY, last_day=DAY)
QUALIFICATION = Qualification(id=1, code="leader", label="chef d’équipe")


def need(code: str, hour: int, count: int = 2, minimum: int = 1, site: str = "E13-07", priority: int = 3) -> Need:
    start, end = datetime(2026, 9, 7, hour), datetime(2026, 9, 7, hour + 1)
    role = RoleLine(code="guard", count=count, minimum=minimum)
    return Need(id=hour, operation_id=1, code=code, site=site, start=start, end=end, roles=(role,), priority=priority)


def snapshot() -> PlanSnapshot:
    """Two heads held of five; one need not held, one partly."""
    rows = (
        Assignment(agent="004512", need="N8", role="guard", locked=True),
        Assignment(agent="004513", need="N10", role="guard"),
    )
    plan = Plan(
        id=1, operation_id=1, status=PlanStatus.OPTIMAL, assignments=rows, seconds=1.25,
        bound=CoverageBound(missing_count=(0, 0, 3, 0, 0)),
    )  # fmt: skip
    wanted = (need("N8", 8), need("N9", 9), need("N10", 10, count=1))
    return PlanSnapshot(OPERATION, plan, (UNIT,), (QUALIFICATION,), AGENTS, SITES, wanted)


def fill(workspace: Workspace, agents: int = 3, slots: int = 3) -> int:
    """A unit, agents, a school point and an operation with slots of two heads; returns the operation's id."""
    force.save_unit(workspace, UNIT)
    for rank in range(agents):
        force.save_agent(
            workspace,
            Agent(staff_number=f"{rank:06d}", last_name=f"Agent{rank}", first_name="Zoé", corps="PM", unit="DT13"),
        )
    school = SITES[0]
    sites.save_site(workspace, Site(code=school.code, name=school.name, kind=school.kind, position=school.position))
    operations.save_operation(workspace, Operation(code="TEST", name="Essai", first_day=DAY, last_day=DAY))
    operation_id = operations.find_operation(workspace, "TEST").id
    assert operation_id is not None
    for rank in range(slots):
        made = need(f"N{rank}", 8 + 2 * rank)
        needs.save_need(
            workspace,
            Need(operation_id=operation_id, code=made.code, site=made.site, start=made.start, end=made.end,
                 roles=made.roles),
        )  # fmt: skip
    return operation_id
