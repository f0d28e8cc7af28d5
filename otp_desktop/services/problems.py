"""The planning problem of a plan: domain records in, the planning library's words out."""

from dataclasses import replace

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning import problem as planning
from otp_desktop.planning.problem_file import write_problem
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace


def problem_of(snapshot: PlanSnapshot) -> planning.Problem:
    """Who can work, what has to be held and under which rules; inactive agents are out, locked rows of others in.

    Ids are staff numbers, site codes, need codes and unit codes. Reasons of absences and names of agents stay behind.
    """
    agents = tuple(agent for agent in snapshot.agents if agent.active)
    present = {agent.staff_number for agent in agents}
    operation = snapshot.operation
    return planning.Problem(
        name=operation.name,
        timezone=operation.timezone,
        units=tuple(planning.Unit(id=unit.code, name=unit.name, position=unit.position) for unit in snapshot.units),
        agents=tuple(_agent(agent, snapshot) for agent in agents),
        sites=tuple(_site(site) for site in snapshot.sites),
        needs=tuple(_need(need) for need in snapshot.needs),
        rules=operation.rules,
        travel=operation.travel,
        locked=tuple(planning_row(row) for row in snapshot.plan.assignments if row.locked and row.agent in present),
        objective=operation.weights,
        derogations=operation.derogations,
    )


def judged_problem(snapshot: PlanSnapshot) -> planning.Problem:
    """The problem with the inactive agents who still hold rows of the plan: available to nobody, so that it shows."""
    problem = problem_of(snapshot)
    holders = {row.agent for row in snapshot.plan.assignments} - problem.agent.keys()
    if not holders or not snapshot.needs:
        return problem
    always = planning.Interval(
        start=min(need.start for need in snapshot.needs), end=max(need.end for need in snapshot.needs)
    )
    gone = (replace(_agent(snapshot.agent[number], snapshot), unavailable=(always,)) for number in sorted(holders))
    return replace(problem, agents=(*problem.agents, *gone))


def export_problem(ws: Workspace, operation_id: int) -> str:
    """The problem of the draft as an ``otp-problem/1`` file."""
    return write_problem(problem_of(load_snapshot(ws, operation_id)))


def planning_row(row: Assignment) -> planning.Assignment:
    return planning.Assignment(row.agent, row.need, row.role)


def _agent(agent: Agent, snapshot: PlanSnapshot) -> planning.Agent:
    return planning.Agent(
        id=agent.staff_number,
        unit=agent.unit if agent.unit in snapshot.unit else None,
        corps=agent.corps or None,
        grade=agent.grade or None,
        position=agent.position,
        skills=tuple(
            planning.Skill(code=held.code, valid_from=held.valid_from, valid_until=held.valid_until)
            for held in agent.qualifications
        ),
        unavailable=tuple(planning.Interval(start=absence.start, end=absence.end) for absence in agent.absences),
    )


def _site(site: Site) -> planning.Site:
    return planning.Site(id=site.code, name=site.name, position=site.position, zone=site.zone or None)


def _need(need: Need) -> planning.Need:
    return planning.Need(
        id=need.code,
        site=need.site,
        start=need.start,
        end=need.end,
        roles=tuple(_role(role) for role in need.roles),
        priority=need.priority,
        burden=need.burden,
        relieved=need.relieved,
        group=need.group or None,
    )


def _role(role: RoleLine) -> planning.RoleLine:
    return planning.RoleLine(
        id=role.code,
        count=role.count,
        minimum=role.minimum,
        skills=role.qualifications,
        corps=role.corps or None,
    )
