"""The plan made by the optimiser, by hand, checked and published."""

import os
import signal
import sys
from dataclasses import replace
from datetime import date, datetime

import pytest

from otp_desktop.domain.force import Absence
from otp_desktop.domain.plans import AssignmentOrigin, PlanStatus
from otp_desktop.planning.checker import check
from otp_desktop.planning.plan import Plan
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.problem_file import read_problem
from otp_desktop.planning.process import SolverDiedError
from otp_desktop.planning.progress import Progress
from otp_desktop.planning.score import score
from otp_desktop.services.checking import check_plan
from otp_desktop.services.demonstration import create_demonstration
from otp_desktop.services.errors import (
    DataChangedError,
    IllegalPlanError,
    RefusedPlanError,
    UnknownPlanError,
    WrongAssignmentError,
)
from otp_desktop.services.force import list_agents, save_agent
from otp_desktop.services.needs import list_needs, save_need
from otp_desktop.services.operations import OperationRequest, create_operation
from otp_desktop.services.optimise import OptimiseOptions, start_optimisation
from otp_desktop.services.plans import (
    assign,
    list_plans,
    load_snapshot,
    proved_bound,
    set_locked,
    unassign,
)
from otp_desktop.services.problems import export_problem, problem_of
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import need_at, operation_id, optimised


def test_the_optimiser_staffs_the_day_and_its_plan_is_legal_and_proved(small: Workspace) -> None:
    plan = optimised(small)
    snapshot = load_snapshot(small, operation_id(small))
    problem = problem_of(snapshot)
    rows = tuple(Assignment(row.agent, row.need, row.role) for row in snapshot.plan.assignments)
    assert check(problem, rows) == ()
    assert score(problem, rows).missing_count == plan.objective.missing_count
    assert (snapshot.coverage.total.held, snapshot.coverage.total.missing) == (20, 0)
    assert snapshot.plan.bound is not None
    assert snapshot.plan.bound.missing_count == (0, 0, 0, 0, 0)
    assert snapshot.plan.problem_sha256 == plan.problem_sha256
    assert {row.origin for row in snapshot.plan.assignments} == {AssignmentOrigin.OPTIMISER}
    assert "006" not in {row.agent for row in snapshot.plan.assignments}, "absent that day"


def test_a_row_that_the_planner_locked_stands_even_where_it_breaks_a_rule(small: Workspace) -> None:
    operation = operation_id(small)
    first, *_others, last = list_needs(small, operation)
    assign(small, operation, "006", first.code, first.roles[0].code, locked=True)
    broken = {(breach.rule, breach.agent) for breach in check_plan(small, operation)}
    assert broken == {("EL-04", "006")}, "absent that day"
    optimised(small)
    rows = load_snapshot(small, operation).plan.assignments
    assert [row.need for row in rows if row.agent == "006"] == [first.code]
    assert any(row.need == last.code for row in rows)
    assert {(breach.rule, breach.agent) for breach in check_plan(small, operation)} == broken


def test_rows_of_an_agent_who_left_are_told_and_then_given_to_others(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    gone = load_snapshot(small, operation).plan.assignments[0].agent
    (leaver,) = (agent for agent in list_agents(small) if agent.staff_number == gone)
    save_agent(small, replace(leaver, active=False))
    assert {(breach.rule, breach.agent) for breach in check_plan(small, operation)} == {("EL-04", gone)}
    optimised(small)
    assert check_plan(small, operation) == ()
    assert gone not in {row.agent for row in load_snapshot(small, operation).plan.assignments}


def test_a_bound_holds_for_its_own_problem_only(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    snapshot = load_snapshot(small, operation)
    assert proved_bound(snapshot) == snapshot.plan.bound
    assert proved_bound(snapshot) is not None
    need = list_needs(small, operation)[0]
    save_need(small, replace(need, roles=(replace(need.roles[0], count=50),)))
    assert proved_bound(load_snapshot(small, operation)) is None


def test_a_search_tells_its_progress(small: Workspace) -> None:
    with start_optimisation(small, operation_id(small), OptimiseOptions(seconds=1, workers=1)) as search:
        events = list(search.events())
    assert all(isinstance(event, Progress) for event in events[:-1])
    assert isinstance(events[-1], Plan)


def test_a_cancelled_search_stores_nothing(small: Workspace) -> None:
    search = start_optimisation(small, operation_id(small), OptimiseOptions(seconds=30))
    search.cancel()
    assert load_snapshot(small, operation_id(small)).plan.assignments == ()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed otherwise on Windows")
def test_a_search_that_is_killed_leaves_the_draft_and_still_tells_its_best_plan(ws: Workspace) -> None:
    operation = create_demonstration(ws).id
    assert operation is not None
    before = load_snapshot(ws, operation).plan
    with start_optimisation(ws, operation, OptimiseOptions(seconds=60, workers=1)) as search:
        process = search._process
        with pytest.raises(SolverDiedError):
            for event in search.events():
                assert isinstance(event, Progress)
                if process.best and process.pid:
                    os.kill(process.pid, signal.SIGKILL)
        assert load_snapshot(ws, operation).plan == before
        best = search.best_plan()
        assert best is not None
        search.store(best)
    plan = load_snapshot(ws, operation).plan
    assert {(row.agent, row.need, row.role) for row in plan.assignments} == {
        (row.agent, row.need, row.role) for row in process.best
    }
    assert plan.status is PlanStatus.STOPPED
    assert check_plan(ws, operation) == ()


def test_locked_rows_stand_and_keep_their_origin(small: Workspace) -> None:
    operation = operation_id(small)
    need = list_needs(small, operation)[0]
    assign(small, operation, "005", need.code, "guard", locked=True)
    optimised(small)
    (row,) = (
        row for row in load_snapshot(small, operation).plan.assignments if (row.agent, row.need) == ("005", need.code)
    )
    assert (row.locked, row.origin) == (True, AssignmentOrigin.HAND)


def test_a_plan_the_checker_refuses_is_never_stored(small: Workspace) -> None:
    operation = operation_id(small)
    need = list_needs(small, operation)[0].code
    with start_optimisation(small, operation, OptimiseOptions(seconds=1, workers=1)) as search:
        *_progress, plan = search.events()
        assert isinstance(plan, Plan)
        absent = Assignment("006", need, "guard")
        with pytest.raises(RefusedPlanError):
            search.store(replace(plan, assignments=(*plan.assignments, absent)))
    assert load_snapshot(small, operation).plan.assignments == ()


def test_a_plan_for_data_that_changed_meanwhile_is_not_stored(small: Workspace) -> None:
    operation = operation_id(small)
    with start_optimisation(small, operation, OptimiseOptions(seconds=1, workers=1)) as search:
        *_progress, plan = search.events()
        assert isinstance(plan, Plan)
        ill = next(agent for agent in list_agents(small) if agent.staff_number == "001")
        save_agent(small, replace(ill, absences=(Absence(start=datetime(2026, 9, 10), end=datetime(2026, 9, 11)),)))
        with pytest.raises(DataChangedError):
            search.store(plan)


def test_an_agent_assigned_by_hand_moves_between_role_lines_and_leaves(small: Workspace) -> None:
    operation = operation_id(small)
    need = list_needs(small, operation)[0].code
    assign(small, operation, "002", need, "guard")
    assign(small, operation, "002", need, "guard", locked=True)
    (row,) = load_snapshot(small, operation).plan.assignments
    assert (row.locked, row.origin) == (True, AssignmentOrigin.HAND)
    set_locked(small, operation, [("002", need)], False)
    assert not load_snapshot(small, operation).plan.assignments[0].locked
    unassign(small, operation, [("002", need)])
    assert load_snapshot(small, operation).plan.assignments == ()


@pytest.mark.parametrize(("agent", "role"), [("999", "guard"), ("001", "pilote")])
def test_unknown_agents_and_roles_are_not_assigned(small: Workspace, agent: str, role: str) -> None:
    operation = operation_id(small)
    with pytest.raises(WrongAssignmentError, match=agent):
        assign(small, operation, agent, list_needs(small, operation)[0].code, role)


def test_a_plan_that_breaks_a_rule_says_so_by_name_and_is_not_published(small: Workspace) -> None:
    operation = operation_id(small)
    need = list_needs(small, operation)[0].code
    assign(small, operation, "006", need, "guard")
    (breach,) = check_plan(small, operation)
    assert (breach.rule, breach.agent, breach.needs) == ("EL-04", "006", (need,))
    assert "NOM6 Élise" in str(breach.sentence)
    assert "maladie" not in str(breach.sentence)
    with pytest.raises(IllegalPlanError, match="NOM6"):
        publish_plan(small, operation)


def test_a_published_plan_stays_as_it_was(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    publish_plan(small, operation)
    held = load_snapshot(small, operation, 1).plan.assignments
    unassign(small, operation, [(held[0].agent, held[0].need)])
    assert load_snapshot(small, operation, 1).plan.assignments == held
    draft, published = list_plans(small, operation)
    assert (draft.number, draft.status, published.number) == (0, PlanStatus.MANUAL, 1)
    with pytest.raises(UnknownPlanError):
        load_snapshot(small, operation, 2)


def test_an_exported_problem_has_neither_names_nor_reasons(small: Workspace) -> None:
    text = export_problem(small, operation_id(small))
    assert "Nom6" not in text
    assert "maladie" not in text
    problem = read_problem(text)
    assert [agent.id for agent in problem.agents] == [f"00{number}" for number in range(1, 7)]
    assert len(problem.agent["006"].unavailable) == 1


def test_inactive_agents_are_out_of_the_problem_with_what_was_promised_to_them(small: Workspace) -> None:
    operation = operation_id(small)
    assign(small, operation, "002", list_needs(small, operation)[0].code, "guard", locked=True)
    leaving = next(agent for agent in list_agents(small) if agent.staff_number == "002")
    save_agent(small, replace(leaving, active=False))
    problem = problem_of(load_snapshot(small, operation))
    assert "002" not in problem.agent
    assert problem.locked == ()


@pytest.mark.parametrize("night", [date(2027, 3, 27), date(2026, 10, 24)])
def test_a_ceremony_over_a_clock_change_is_staffed_legally(small: Workspace, night: date) -> None:
    request = OperationRequest(
        template="ceremony", code="NUIT", name="Nuit", first_day=night, last_day=night, sites=("E13-003",)
    )
    create_operation(small, request)
    optimised(small, "NUIT")
    snapshot = load_snapshot(small, operation_id(small, "NUIT"))
    assert snapshot.coverage.total.held > 0
    assert check_plan(small, operation_id(small, "NUIT")) == ()


def test_work_in_the_hour_played_twice_counts_twice(small: Workspace) -> None:
    """From 20:00 to 6:00 on the October night are eleven hours: more than a duty may have."""
    request = OperationRequest(
        template="blank", code="NUIT", name="Nuit", first_day=date(2026, 10, 24), last_day=date(2026, 10, 25)
    )
    create_operation(small, request)
    operation = operation_id(small, "NUIT")
    save_need(
        small,
        need_at(datetime(2026, 10, 24, 20), datetime(2026, 10, 25, 6), operation_id=operation, relieved=True),
    )
    assign(small, operation, "002", "N1", "guard")
    assert [breach.rule for breach in check_plan(small, operation)] == ["RT-03"]
