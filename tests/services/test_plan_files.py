"""Plans that leave as files and come back."""

import json
from dataclasses import replace

import pytest

from otp_desktop.domain.plans import AssignmentOrigin
from otp_desktop.planning.file_errors import PlanFaultsError
from otp_desktop.planning.plan_file import read_plan
from otp_desktop.planning.problem_file import read_problem, text_sha256
from otp_desktop.services.needs import list_needs
from otp_desktop.services.plan_files import export_plan, import_plan
from otp_desktop.services.plans import assign, load_snapshot, unassign
from otp_desktop.services.problems import export_problem
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import operation_id, optimised


def places(ws: Workspace) -> set[tuple[str, str, str]]:
    rows = load_snapshot(ws, operation_id(ws)).plan.assignments
    return {(row.agent, row.need, row.role) for row in rows}


def test_a_plan_that_leaves_and_comes_back_is_the_same(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    before, file = places(small), export_plan(small, operation)
    first = load_snapshot(small, operation).plan.assignments[0]
    unassign(small, operation, [(first.agent, first.need)])
    import_plan(small, operation, file.encode())
    assert places(small) == before
    origins = {row.origin for row in load_snapshot(small, operation).plan.assignments}
    assert origins == {AssignmentOrigin.OPTIMISER, AssignmentOrigin.IMPORT}


def test_an_exported_plan_belongs_to_the_exported_problem_and_keeps_its_proof(small: Workspace) -> None:
    operation = operation_id(small)
    made = optimised(small)
    problem = export_problem(small, operation)
    plan = read_plan(export_plan(small, operation), read_problem(problem))
    assert plan.problem_sha256 == text_sha256(problem)
    assert plan.objective == made.objective
    assert plan.bound.missing_count == made.bound.missing_count


def test_locked_rows_stay_when_a_file_lacks_them(small: Workspace) -> None:
    operation = operation_id(small)
    need = list_needs(small, operation)[0]
    assign(small, operation, "001", need.code, need.roles[0].code, locked=True)
    import_plan(small, operation, json.dumps({"format": "otp-plan/1", "assignments": []}).encode())
    assert places(small) == {("001", need.code, need.roles[0].code)}


def test_a_file_with_a_fault_changes_nothing(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    before, told = places(small), json.loads(export_plan(small, operation))
    told["assignments"][0]["agent"] = "nobody"
    with pytest.raises(PlanFaultsError) as refused:
        import_plan(small, operation, json.dumps(told).encode())
    assert [fault.path for fault in refused.value.faults] == ["/assignments/0/agent"]
    assert places(small) == before


def test_what_a_file_claims_to_have_proved_is_not_believed(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    import_plan(small, operation, export_plan(small, operation).encode())
    plan = load_snapshot(small, operation).plan
    assert plan == replace(plan, bound=None)
