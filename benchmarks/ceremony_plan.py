"""A filled plan of the great ceremony with names, sectors and orders: what its paper is measured and pictured with."""

from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.scenario_plan import records_of_scenario, scenario_plan
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.plans import Assignment
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
    records = records_of_scenario(problem)
    plan = scenario_plan(records, (Assignment(agent=row.agent, need=row.need, role=row.role) for row in rows))
    needs = map(_need, count(1), records.needs)
    return replace(
        plan,
        operation=_operation(problem),
        plan=replace(plan.plan, number=1),
        units=tuple(replace(unit, id=place) for place, unit in enumerate(records.units, start=1)),
        agents=tuple(
            replace(agent, id=place, last_name=random.choice(last_names), first_name=random.choice(first_names))
            for place, agent in enumerate(records.agents, start=1)
        ),
        sites=tuple(map(_site, count(1), records.sites)),
        needs=tuple(sorted(needs, key=lambda need: (need.start, need.site))),
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


def _site(number: int, site: Site) -> Site:
    bank = site.name.rpartition(", ")[2]
    return replace(site, id=number, sector=f"Secteur {1 + (number - 1) // POSTS_A_SECTOR} – {bank}")


def _need(number: int, need: Need) -> Need:
    return replace(need, id=number, call_sign=f"TN {10 + (number - 1) % CALL_SIGNS}")
