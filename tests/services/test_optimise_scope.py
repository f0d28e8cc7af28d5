"""Optimising a part: what lies outside stands as it is, gaps and all."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from otp_desktop.db.errors import DatabaseLockedError
from otp_desktop.domain.plans import AssignmentOrigin
from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.plan import Plan
from otp_desktop.services import plans
from otp_desktop.services.checking import check_plan
from otp_desktop.services.errors import DataChangedError
from otp_desktop.services.needs import list_needs, save_need
from otp_desktop.services.operations import find_operation
from otp_desktop.services.optimise import Optimisation, OptimiseOptions, start_optimisation
from otp_desktop.services.optimise_scope import WHOLE, Scope, ScopeKind, scopes_of
from otp_desktop.services.optimise_weights import WEIGHED, WeightStep, step_of, with_step
from otp_desktop.services.sites import list_sites, save_site
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import OPERATION, operation_id, optimised


def search(ws: Workspace, scope: Scope = WHOLE, weights: ObjectiveWeights | None = None) -> Optimisation:
    options = OptimiseOptions(seconds=2, workers=1, scope=scope, weights=weights)
    return start_optimisation(ws, operation_id(ws), options)


def found_by(running: Optimisation) -> Plan:
    *_progress, plan = running.events()
    assert isinstance(plan, Plan)
    return plan


def store_found(ws: Workspace, scope: Scope) -> None:
    with search(ws, scope) as running:
        running.store(found_by(running))


def rows(ws: Workspace) -> set[tuple[str, str, str]]:
    assignments = plans.load_snapshot(ws, operation_id(ws)).plan.assignments
    return {(row.agent, row.need, row.role) for row in assignments}


def move_site_to_another_zone(ws: Workspace) -> None:
    third = next(site for site in list_sites(ws) if site.code == "E13-003")
    save_site(ws, replace(third, zone="75114"))


def test_one_arrondissement_is_staffed_and_the_gaps_of_the_others_stay(small: Workspace) -> None:
    move_site_to_another_zone(small)
    store_found(small, Scope(ScopeKind.ZONE, "75114"))
    snapshot = plans.load_snapshot(small, operation_id(small))
    assert snapshot.coverage.by_zone["75114"].missing == 0
    assert snapshot.coverage.by_zone["75113"].held == 0
    assert scopes_of(snapshot)[ScopeKind.ZONE] == ("75113", "75114")


def test_rows_outside_the_scope_stay_as_they_are_unlocked_and_made_by_hand(small: Workspace) -> None:
    move_site_to_another_zone(small)
    operation = operation_id(small)
    outside = next(need for need in list_needs(small, operation) if need.site != "E13-003")
    plans.assign(small, operation, "005", outside.code, outside.roles[0].code)
    store_found(small, Scope(ScopeKind.ZONE, "75114"))
    (row,) = (
        row
        for row in plans.load_snapshot(small, operation).plan.assignments
        if (row.agent, row.need) == ("005", outside.code)
    )
    assert (row.locked, row.origin) == (False, AssignmentOrigin.HAND)
    assert check_plan(small, operation) == ()


def test_a_sector_and_a_day_are_scopes_too(small: Workspace) -> None:
    operation = operation_id(small)
    third = next(site for site in list_sites(small) if site.code == "E13-003")
    save_site(small, replace(third, sector="E13-001"))
    moved = list_needs(small, operation)[0]
    later = timedelta(days=1)
    save_need(small, replace(moved, start=moved.start + later, end=moved.end + later))
    snapshot = plans.load_snapshot(small, operation)
    assert len(Scope(ScopeKind.SECTOR, "E13-001").needs_of(snapshot)) == 4
    day = (moved.start + later).date().isoformat()
    assert Scope(ScopeKind.DAY, day).needs_of(snapshot) == {moved.code}
    assert scopes_of(snapshot)[ScopeKind.DAY] == ("2026-09-10", day)


def test_filling_the_gaps_moves_nobody(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    taken = min(rows(small))
    plans.unassign(small, operation, [taken[:2]])
    before = rows(small)
    store_found(small, Scope(ScopeKind.GAPS))
    assert rows(small) > before
    assert plans.load_snapshot(small, operation).coverage.total.missing == 0


def test_filling_the_gaps_of_a_plan_that_breaks_rules_neither_mends_nor_worsens_it(small: Workspace) -> None:
    """An absent agent, an agent in two places at once, and more agents than a post asks for stand as they are."""
    operation = operation_id(small)
    first, second, *_others = list_needs(small, operation)
    assert first.start == second.start, "at the same time"
    plans.assign(small, operation, "006", first.code, first.roles[0].code)
    plans.assign(small, operation, "002", first.code, first.roles[0].code)
    plans.assign(small, operation, "003", first.code, first.roles[0].code)
    plans.assign(small, operation, "002", second.code, second.roles[0].code)
    before, broken = rows(small), check_plan(small, operation)
    assert broken
    store_found(small, Scope(ScopeKind.GAPS))
    assert rows(small) > before
    assert {(breach.rule, breach.agent) for breach in check_plan(small, operation)} == {
        (breach.rule, breach.agent) for breach in broken
    }


def test_what_is_proved_of_the_whole_stays_with_a_part_optimised_again(small: Workspace) -> None:
    optimised(small)
    before = plans.load_snapshot(small, operation_id(small))
    store_found(small, Scope(ScopeKind.ZONE, "75113"))
    after = plans.load_snapshot(small, operation_id(small))
    assert plans.proved_bound(after) == plans.proved_bound(before) is not None


def test_progress_counts_the_heads_of_the_scope_only(small: Workspace) -> None:
    move_site_to_another_zone(small)
    asked = sum(need.heads for need in list_needs(small, operation_id(small)) if need.site == "E13-003")
    with search(small, Scope(ScopeKind.ZONE, "75114")) as running:
        *progress, _plan = running.events()
    assert {event.required_heads for event in progress if not isinstance(event, Plan)} == {asked}


def test_weights_are_stored_with_the_plan_in_one_gesture_and_undone_with_it(small: Workspace) -> None:
    usual = find_operation(small, OPERATION).weights
    weights = with_step(usual, "travel", WeightStep.FIRST)
    with search(small, weights=weights) as running:
        plan = found_by(running)
        assert find_operation(small, OPERATION).weights == usual, "nothing is stored before"
        changes = running.store(plan)
    assert find_operation(small, OPERATION).weights == weights
    assert changes.gesture is not None
    undo(small, changes.gesture)
    assert find_operation(small, OPERATION).weights == usual
    assert rows(small) == set()


@pytest.mark.parametrize("name", WEIGHED)
@pytest.mark.parametrize("step", WeightStep)
def test_each_step_of_a_weight_is_read_back(name: str, step: WeightStep) -> None:
    assert step_of(with_step(ObjectiveWeights(), name, step), name) is step


def test_a_weight_between_two_steps_stays_what_it_is() -> None:
    odd = ObjectiveWeights(travel=1.2)
    assert with_step(odd, "travel", step_of(odd, "travel")) == odd


def test_a_draft_that_was_changed_during_the_search_is_not_replaced(small: Workspace) -> None:
    need = list_needs(small, operation_id(small))[0]
    with search(small) as running:
        plan = found_by(running)
        plans.assign(small, operation_id(small), "002", need.code, need.roles[0].code)
        with pytest.raises(DataChangedError):
            running.store(plan)
    assert rows(small) == {("002", need.code, need.roles[0].code)}


def test_a_database_locked_by_another_program_leaves_the_plan_and_says_so(small: Workspace) -> None:
    with search(small) as running:
        plan = found_by(running)
        other = sqlite3.connect(small.location, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLockedError, match=r"\w"):
            running.store(plan)
        other.execute("ROLLBACK")
        other.close()
        assert rows(small) == set()
        running.store(plan)
    assert rows(small)
