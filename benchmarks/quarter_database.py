"""A database with one quarter of ordinary service and an optimised draft: what the window is measured on."""

from otp_desktop.domain.force import Absence, Agent, HeldQualification, Qualification, Unit
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.sites import Site
from otp_desktop.planning import problem as planning
from otp_desktop.planning.scenarios.quarter import quarter
from otp_desktop.planning.scenarios.season import FIRST_DAY, LAST_DAY
from otp_desktop.services.optimise import OptimiseOptions, start_optimisation
from otp_desktop.services.workspace import Workspace, open_workspace

SEED = 1


def make_quarter(location: str, seconds: float) -> None:
    """Fills a new database with 10,681 missions and 1,500 agents, then optimises for so many seconds."""
    workspace = open_workspace(location)
    operation_id = _store(workspace, quarter(SEED))
    with start_optimisation(workspace, operation_id, OptimiseOptions(seconds=seconds)) as optimisation:
        *_progress, plan = optimisation.events()
        optimisation.store(plan)  # type: ignore[arg-type]  # the last event is the plan
    workspace.close()


def _store(workspace: Workspace, problem: planning.Problem) -> int:
    skills = sorted({skill.code for agent in problem.agents for skill in agent.skills})
    with workspace.unit_of_work() as work:
        work.units.add_all(Unit(code=unit.id, name=unit.name, position=unit.position) for unit in problem.units)
        work.qualifications.add_all(Qualification(code=code, label=code) for code in skills)
        work.agents.add_all(domain_agent(agent) for agent in problem.agents)
        work.sites.add_all(
            Site(code=site.id, name=site.name, position=site.position, zone=site.zone or "") for site in problem.sites
        )
        operation = work.operations.add(
            Operation(code="QUARTER", name=problem.name, first_day=FIRST_DAY, last_day=LAST_DAY)
        )
        assert operation.id is not None
        operation_id = operation.id
        work.needs.add_all(domain_need(need, operation_id) for need in problem.needs)
        work.commit()
    return operation_id


def domain_agent(agent: planning.Agent) -> Agent:
    return Agent(
        staff_number=agent.id,
        last_name=f"Agent {agent.id}",
        corps=agent.corps or "",
        grade=agent.grade or "",
        unit=agent.unit or "",
        qualifications=tuple(
            HeldQualification(code=skill.code, valid_from=skill.valid_from, valid_until=skill.valid_until)
            for skill in agent.skills
        ),
        absences=tuple(Absence(start=away.start, end=away.end) for away in agent.unavailable),
    )


def domain_need(need: planning.Need, operation_id: int | None) -> Need:
    return Need(
        operation_id=operation_id,
        code=need.id,
        site=need.site,
        start=need.start,
        end=need.end,
        roles=tuple(_role(role) for role in need.roles),
        priority=need.priority,
        burden=round(need.burden),
        relieved=need.relieved,
        group=need.group or "",
    )


def _role(role: planning.RoleLine) -> RoleLine:
    return RoleLine(
        code=role.id, count=role.count, minimum=role.minimum, qualifications=role.skills, corps=role.corps or ()
    )
