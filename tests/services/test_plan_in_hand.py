"""Edits by hand: judged before, stored after, refused when somebody else was quicker."""

from dataclasses import replace

import pytest

from otp_desktop.domain.plans import AssignmentOrigin, PlanStatus
from otp_desktop.planning.editing.edit import Edit, edit
from otp_desktop.planning.editing.effect import Verdict
from otp_desktop.planning.problem import Assignment
from otp_desktop.services import checking, plans
from otp_desktop.services.edit_words import words_of
from otp_desktop.services.errors import DataChangedError
from otp_desktop.services.force import list_agents, save_agent
from otp_desktop.services.needs import list_needs
from otp_desktop.services.plan_in_hand import PlanInHand, open_draft, store_edit
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence
from tests.services.small_force import operation_id, optimised

GESTURE = sentence(N_("Edit"))


def rows_of(plan: PlanInHand) -> set[Assignment]:
    return {Assignment(row.agent, row.need, row.role) for row in plan.snapshot.plan.assignments}


def first_line(plan: PlanInHand) -> tuple[str, str]:
    need = plan.snapshot.needs[0]
    return need.code, need.roles[0].code


def test_an_edit_in_memory_is_the_edit_that_is_stored(small: Workspace) -> None:
    operation = operation_id(small)
    before = open_draft(small, operation)
    change = edit(added=[Assignment("001", *first_line(before))])
    after = before.edited(change)
    store_edit(small, operation, change, GESTURE)
    stored = open_draft(small, operation)
    assert set(after.snapshot.plan.assignments) == set(stored.snapshot.plan.assignments)
    assert after.breaches == stored.breaches == checking.check_plan(small, operation)
    assert (stored.snapshot.plan.status, stored.snapshot.plan.assignments[0].origin) == (
        PlanStatus.MANUAL,
        AssignmentOrigin.HAND,
    )


def test_an_absent_agent_is_forbidden_in_words_and_his_reason_is_not_among_them(small: Workspace) -> None:
    plan = open_draft(small, operation_id(small))
    words = words_of(plan.effect(edit(added=[Assignment("006", *first_line(plan))])), plan.snapshot)
    assert words.verdict is Verdict.FORBIDDEN
    assert "NOM6 Élise" in str(words.reasons[0])
    assert "maladie" not in " ".join(map(str, words.reasons))
    assert [str(gain) for gain in words.gains] == ["1 agent de plus"]


def test_locks_and_origins_of_other_rows_stay(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    plan = open_draft(small, operation)
    kept, gone = plan.snapshot.plan.assignments[:2]
    plans.set_locked(small, operation, [(kept.agent, kept.need)], True)
    store_edit(small, operation, edit(removed=[Assignment(gone.agent, gone.need, gone.role)]), GESTURE)
    rows = open_draft(small, operation).snapshot.plan.assignments
    assert gone not in rows
    assert replace(kept, locked=True) in rows


def test_a_locked_row_may_not_be_taken_away(small: Workspace) -> None:
    optimised(small)
    plan = open_draft(small, operation_id(small))
    row = plan.snapshot.plan.assignments[0]
    locked = plan.relocked([(row.agent, row.need)], True)
    effect = locked.effect(edit(removed=[Assignment(row.agent, row.need, row.role)]))
    assert [broken.rule for broken in effect.broken] == ["LK-01"]
    free = locked.relocked([(row.agent, row.need)], False)
    assert not free.effect(edit(removed=[Assignment(row.agent, row.need, row.role)])).broken


def test_an_edit_of_a_plan_that_changed_meanwhile_stores_nothing(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    row = open_draft(small, operation).snapshot.plan.assignments[0]
    plans.unassign(small, operation, [(row.agent, row.need)])
    before = rows_of(open_draft(small, operation))
    other = Assignment("001", *first_line(open_draft(small, operation)))
    with pytest.raises(DataChangedError):
        store_edit(small, operation, Edit((Assignment(row.agent, row.need, row.role),), (other,)), GESTURE)
    assert rows_of(open_draft(small, operation)) == before


def test_an_agent_who_left_shows_as_a_broken_rule(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    row = open_draft(small, operation).snapshot.plan.assignments[0]
    agent = next(agent for agent in list_agents(small) if agent.staff_number == row.agent)
    save_agent(small, replace(agent, active=False))
    plan = open_draft(small, operation)
    assert {breach.agent for breach in plan.breaches} == {row.agent}
    assert list_needs(small, operation)
