"""The planning problem of a plan: domain records in, the planning library's words out."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from otp_desktop.domain.engagements import NO_HISTORY, Engagement, WorkHistory
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning import problem as planning
from otp_desktop.planning.problem_file import write_problem
from otp_desktop.services.burdens import carried_post, weight_of
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace

ELSEWHERE = "elsewhere"  # the role line of work in another operation
PRIORITY_ELSEWHERE = 5  # its heads are locked: the priority weighs nothing


def problem_of(snapshot: PlanSnapshot) -> planning.Problem:
    """Who can work, what has to be held and under which rules; inactive agents are out, locked rows of others in.

    Ids are staff numbers, site codes, need codes and unit codes. Reasons of absences and names of agents stay behind.
    Work in other operations is a need of its own, ``@OPERATION/NEED``, with those who serve it locked on it: every rule
    looks across operations, and nobody can be taken off.
    """
    agents = tuple(agent for agent in snapshot.agents if agent.active)
    present = {agent.staff_number for agent in agents}
    operation = snapshot.operation
    return planning.Problem(
        name=operation.name,
        timezone=operation.timezone,
        units=tuple(planning.Unit(id=unit.code, name=unit.name, position=unit.position) for unit in snapshot.units),
        agents=tuple(_agent(agent, snapshot) for agent in agents),
        sites=(*(_site(site) for site in snapshot.sites), *_sites_elsewhere(snapshot)),
        needs=(*(_need(need, operation) for need in snapshot.needs), *_needs_elsewhere(snapshot, present)),
        rules=operation.rules,
        travel=operation.travel,
        locked=(
            *(planning_row(row) for row in snapshot.plan.assignments if row.locked and row.agent in present),
            *rows_elsewhere(snapshot),
        ),
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


def judged_rows(snapshot: PlanSnapshot) -> tuple[planning.Assignment, ...]:
    """The rows of the plan, and what the same agents do elsewhere: all that the checker judges together."""
    return (*(planning_row(row) for row in snapshot.plan.assignments), *rows_elsewhere(snapshot))


def rows_elsewhere(snapshot: PlanSnapshot) -> tuple[planning.Assignment, ...]:
    """What active agents do in other operations, as rows of the needs that stand for it."""
    return tuple(
        planning.Assignment(one.agent, _id_elsewhere(one), ELSEWHERE)
        for one in snapshot.elsewhere
        if one.agent in snapshot.agent and snapshot.agent[one.agent].active
    )


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
        history=_history(snapshot.history.get(agent.staff_number, NO_HISTORY)),
    )


def _history(before: WorkHistory) -> planning.History:
    return planning.History(week_minutes=before.week_minutes, burden=before.burden)


def _needs_elsewhere(snapshot: PlanSnapshot, present: Collection[str]) -> Iterator[planning.Need]:
    """One need for each post of another operation, which asks for those who are there and nobody else."""
    heads = Counter(_id_elsewhere(one) for one in snapshot.elsewhere if one.agent in present)
    posts = {_id_elsewhere(one): one for one in snapshot.elsewhere}
    for id, count in heads.items():
        post = posts[id]
        yield planning.Need(
            id=id,
            site=post.site,
            start=post.start,
            end=post.end,
            roles=(planning.RoleLine(id=ELSEWHERE, count=count),),
            priority=PRIORITY_ELSEWHERE,
            relieved=post.relieved,
        )


def _sites_elsewhere(snapshot: PlanSnapshot) -> Iterator[planning.Site]:
    """The sites of other operations that are none of this one."""
    for code, one in {one.site: one for one in snapshot.elsewhere}.items():
        if code not in snapshot.site:
            yield planning.Site(id=code, position=one.position)


def _id_elsewhere(engagement: Engagement) -> str:
    return f"@{engagement.operation}/{engagement.need}"


def _site(site: Site) -> planning.Site:
    return planning.Site(id=site.code, name=site.name, position=site.position, zone=site.zone or None)


def _need(need: Need, operation: Operation) -> planning.Need:
    return planning.Need(
        id=need.code,
        site=need.site,
        start=need.start,
        end=need.end,
        roles=tuple(_role(role) for role in need.roles),
        priority=need.priority,
        burden=weight_of(carried_post(need, operation)),
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
