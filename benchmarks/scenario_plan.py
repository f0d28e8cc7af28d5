"""A scenario as screens and maps read it: the records that its import would make, and a plan of them."""

from collections.abc import Iterable
from pathlib import Path

from otp_desktop.domain.plans import Assignment, Plan
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.problem import Problem
from otp_desktop.services.importing.problem_records import ProblemRecords, records_of


def records_of_scenario(problem: Problem) -> ProblemRecords:
    return records_of(problem, Path(problem.name), taken_codes=frozenset())


def scenario_plan(records: ProblemRecords, assignments: Iterable[Assignment]) -> PlanSnapshot:
    return PlanSnapshot(
        operation=records.operation,
        plan=Plan(assignments=tuple(assignments)),
        units=records.units,
        agents=records.agents,
        sites=records.sites,
        needs=records.needs,
    )
