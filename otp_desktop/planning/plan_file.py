"""The public file format ``otp-plan/1``: read against its problem, and written."""

import json
from collections.abc import Iterator
from math import isinf
from typing import Any

from otp_desktop.domain.faults import Fault
from otp_desktop.planning.assignment_faults import assignment_faults, line_faults
from otp_desktop.planning.file_errors import PlanFaultsError
from otp_desktop.planning.file_reading import read_shape
from otp_desktop.planning.plan import Bound, Objective, Plan, Shortage, Status
from otp_desktop.planning.plan_models import FORMAT, BoundPart, ObjectivePart, PlanPart
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.problem_document import assignment_rows, number
from otp_desktop.planning.problem_mapping import to_assignments
from otp_desktop.planning.raw_rows import RawRow
from otp_desktop.planning.score import score, shortages

__all__ = ["PlanFaultsError", "read_plan", "write_plan"]


def read_plan(text: str | bytes, problem: Problem) -> Plan:
    """The plan that the text states for this problem. Bytes are read as UTF-8.

    Shortages and objective are those told by the file, or recomputed where it tells none; without a bound nothing is
    proved. Raises PlanFaultsError with every fault at once. A plan made for an earlier state of the problem is read:
    judging it is how one sees what the change broke; the caller compares ``problem_sha256`` and says so.
    """
    data, file, faults = read_shape(text, PlanPart, FORMAT, PlanFaultsError)
    faults += tuple(_reference_faults(RawRow("", data), problem))
    if file is None or faults:
        raise PlanFaultsError(faults)
    return _plan(file, problem)


def write_plan(plan: Plan) -> str:
    """The text of the plan, one assignment a line."""
    head = {"format": FORMAT, "problem_sha256": plan.problem_sha256, "status": plan.status.value}
    tail = {
        "objective": _objective_document(plan.objective),
        "bound": _bound_document(plan.bound),
        "seconds": number(plan.seconds),
        "seed": plan.seed,
    }
    missing = [_shortage_document(shortage) for shortage in plan.shortages]
    sections = [
        *(f'"{name}": {_line(value)}' for name, value in head.items()),
        f'"assignments": {_lines(assignment_rows(plan.assignments))}',
        f'"shortages": {_lines(missing)}',
        *(f'"{name}": {_line(value)}' for name, value in tail.items()),
    ]
    return "{" + ",\n".join(sections) + "}\n"


def _reference_faults(file: RawRow, problem: Problem) -> Iterator[Fault]:
    roles_of_need = {need.id: frozenset(role.id for role in need.roles) for need in problem.needs}
    yield from assignment_faults(file, "assignments", problem.agent.keys(), roles_of_need)
    for shortage in file.rows("shortages"):
        yield from line_faults(shortage, roles_of_need)


def _plan(file: PlanPart, problem: Problem) -> Plan:
    assignments = to_assignments(file.assignments)
    return Plan(
        problem_sha256=file.problem_sha256 or "",
        status=Status(file.status),
        assignments=assignments,
        shortages=_shortages(file, problem, assignments),
        objective=score(problem, assignments) if file.objective is None else _objective(file.objective),
        bound=Bound() if file.bound is None else _bound(file.bound),
        seconds=file.seconds,
        seed=file.seed,
    )


def _shortages(file: PlanPart, problem: Problem, assignments: tuple[Assignment, ...]) -> tuple[Shortage, ...]:
    if file.shortages is None:
        return shortages(problem, assignments)
    return tuple(Shortage(**each.model_dump()) for each in file.shortages)


def _objective(part: ObjectivePart) -> Objective:
    fields = part.model_dump()
    return Objective(**fields | {name: tuple(fields[name]) for name in ("missing_minimum", "missing_count")})


def _bound(part: BoundPart) -> Bound:
    return Bound(
        missing_minimum=tuple(part.missing_minimum),
        missing_count=tuple(part.missing_count),
        changes=part.changes,
        soft=Bound().soft if part.soft is None else part.soft,
    )


def _objective_document(objective: Objective) -> dict[str, Any]:
    return {
        **_strict_document(objective),
        "soft": number(objective.soft),
        "travel_km": number(objective.travel_km),
        "extra_units": objective.extra_units,
        "continuity": objective.continuity,
        "equity": number(objective.equity),
        "preference": number(objective.preference),
    }


def _bound_document(bound: Bound) -> dict[str, Any]:
    soft = {} if isinf(bound.soft) else {"soft": number(bound.soft)}
    return {**_strict_document(bound), **soft}


def _strict_document(value: Objective | Bound) -> dict[str, Any]:
    return {
        "missing_minimum": list(value.missing_minimum),
        "missing_count": list(value.missing_count),
        "changes": value.changes,
    }


def _shortage_document(shortage: Shortage) -> dict[str, Any]:
    return {
        "need": shortage.need,
        "role": shortage.role,
        "missing": shortage.missing,
        "below_minimum": shortage.below_minimum,
    }


def _lines(rows: list[dict[str, Any]]) -> str:
    return "[\n" + ",\n".join(f" {_line(row)}" for row in rows) + "\n]" if rows else "[]"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
