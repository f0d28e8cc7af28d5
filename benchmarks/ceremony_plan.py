"""A filled plan of the great ceremony with names, sectors and orders: what its paper is measured and pictured with."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from otp_desktop.domain.force import Agent, HeldQualification, Unit
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.plans import Assignment, Plan
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning import problem as planning
from otp_desktop.planning.scenarios import ceremony
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.services.demonstration import create_demonstration
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import open_workspace

SEED, SECONDS = 1, 6.0
POSTS_A_SECTOR = 18
CALL_SIGNS = 90


def ceremony_plan() -> PlanSnapshot:
    """Version 1 of the scenario's plan, with some heads missing; the names are those of the demonstration."""
    random, problem, demonstration = Random(SEED), ceremony(SEED), _demonstration()
    rows = solve(problem, SolverOptions(seconds=SECONDS, workers=1, seed=SEED)).assignments
    first_names = sorted({agent.first_name for agent in demonstration.agents})
    last_names = sorted({agent.last_name for agent in demonstration.agents})
    needs = sorted(map(_need, range(len(problem.needs)), problem.needs), key=lambda need: (need.start, need.site))
    held = {need.site for need in needs}
    return PlanSnapshot(
        operation=_operation(problem),
        plan=Plan(
            number=1,
            assignments=tuple(Assignment(agent=row.agent, need=row.need, role=row.role) for row in rows),
        ),
        units=tuple(Unit(id=place, code=unit.id, name=unit.name) for place, unit in enumerate(problem.units, start=1)),
        agents=tuple(
            Agent(
                id=place,
                staff_number=agent.id,
                last_name=random.choice(last_names),
                first_name=random.choice(first_names),
                corps=agent.corps or "",
                grade=agent.grade or "",
                unit=agent.unit or "",
                qualifications=tuple(HeldQualification(code=skill.code) for skill in agent.skills),
            )
            for place, agent in enumerate(problem.agents, start=1)
        ),
        sites=tuple(_site(place, site) for place, site in enumerate(problem.sites, start=1) if site.id in held),
        needs=tuple(needs),
        layers=demonstration.layers,
    )


@cache
def _demonstration() -> PlanSnapshot:
    with TemporaryDirectory() as folder:
        workspace = open_workspace(str(Path(folder) / "demonstration.sqlite"))
        operation = create_demonstration(workspace)
        assert operation.id is not None
        snapshot = load_snapshot(workspace, operation.id)
        workspace.close()
        return snapshot


def _operation(problem: planning.Problem) -> Operation:
    (long_day,) = problem.derogations
    reason = "La deuxième vague couvre la cérémonie d’un bout à l’autre, sans relève possible des postes."
    return Operation(
        id=1,
        code="JO-2024",
        name="Cérémonie d’ouverture",
        template="ceremony",
        first_day=long_day.first_day,
        last_day=long_day.last_day,
        derogations=(replace(long_day, reason=reason),),
        channel="Conf. 7",
    )


def _site(place: int, site: planning.Site) -> Site:
    bank = site.name.rpartition(", ")[2]
    return Site(
        id=place,
        code=site.id,
        name=site.name,
        zone=site.zone or "",
        position=site.position,
        sector=f"Secteur {1 + (place - 1) // POSTS_A_SECTOR} – {bank}",
    )


def _need(place: int, need: planning.Need) -> Need:
    return Need(
        id=place + 1,
        code=need.id,
        site=need.site,
        start=need.start,
        end=need.end,
        priority=need.priority,
        relieved=need.relieved,
        call_sign=f"TN {10 + place % CALL_SIGNS}",
        roles=tuple(
            RoleLine(
                code=role.id,
                count=role.count,
                minimum=role.minimum,
                qualifications=tuple(role.skills),
                corps=tuple(role.corps or ()),
            )
            for role in need.roles
        ),
    )
