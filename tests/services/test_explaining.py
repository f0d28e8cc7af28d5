"""Why a post is short, told with names; remedies tried and applied."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from otp_desktop.domain.force import Absence
from otp_desktop.domain.operations import Need
from otp_desktop.planning.explain.remedy import Kind, Legality
from otp_desktop.services import absences, force, needs, operations, plans
from otp_desktop.services.checking import check_plan
from otp_desktop.services.explaining import ask_capacity, ask_reasons
from otp_desktop.services.explanation_words import GapExplanation
from otp_desktop.services.plan_in_hand import PlanInHand, open_draft
from otp_desktop.services.remedies import apply_remedy, tried_plan
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace, open_workspace
from otp_desktop.texts import sentence
from tests.services.small_force import OPERATION, add_small_force, operation_id


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(str(tmp_path / "otp.sqlite"))
    add_small_force(opened)
    yield opened
    opened.close()


def first_need(ws: Workspace) -> Need:
    return needs.list_needs(ws, operation_id(ws))[0]


def explained(plan: PlanInHand, need: str) -> GapExplanation:
    """All that is told of the only role line of a need."""
    with ask_reasons(plan, (need, plan.snapshot.need[need].roles[0].code)) as asked:
        *so_far, found = asked.answers()
    assert so_far[0].remedies == ()
    assert {one.steps for one in so_far} == {found.steps}
    assert found.done == found.ways > 0
    return found


def with_remedy(ws: Workspace, kind: Kind) -> tuple[PlanInHand, GapExplanation]:
    """The only agent left is held back in the way that the remedy mends."""
    need = first_need(ws)
    for agent in force.list_agents(ws)[1:]:
        force.save_agent(ws, replace(agent, active=False))
    if kind is Kind.DEROGATION:
        operation = operations.find_operation(ws, OPERATION)
        rules = replace(operation.rules, duty_minutes=30)
        operations.save_operation(ws, replace(operation, rules=rules))
    plan = open_draft(ws, operation_id(ws))
    return plan, explained(plan, need.code)


@pytest.mark.parametrize("recallable", [True, False], ids=["leave", "illness"])
def test_only_those_on_leave_who_may_be_asked_are_recalled(ws: Workspace, recallable: bool) -> None:
    need = first_need(ws)
    away, *others = force.list_agents(ws)
    for agent in others:
        force.save_agent(ws, replace(agent, active=False))
    force.save_agent(ws, replace(away, absences=(Absence(start=need.start, end=need.end, recallable=recallable),)))
    recalls = [
        (remedy.remedy.moves[0].takes.agent, str(remedy.legality))
        for remedy in explained(open_draft(ws, operation_id(ws)), need.code).remedies
        if remedy.remedy.kind is Kind.RECALL
    ]
    assert recalls == ([(away.staff_number, "avec son accord")] if recallable else [])


def test_leave_that_an_illness_cuts_short_is_none_to_be_recalled_from(ws: Workspace) -> None:
    need = first_need(ws)
    away = force.list_agents(ws)[0]
    leave = Absence(start=need.start, end=need.end, recallable=True)
    force.save_agent(ws, replace(away, absences=(leave, Absence(start=need.start, end=need.end))))
    assert absences.recallable_on(open_draft(ws, operation_id(ws)).snapshot, need.code) == frozenset()


def test_each_agent_of_the_force_is_at_one_step_or_left(ws: Workspace) -> None:
    found = explained(open_draft(ws, operation_id(ws)), first_need(ws).code)
    told = [agent.number for step in found.steps for agent in step.fallen] + [agent.number for agent in found.left]
    assert sorted(told) == [f"00{number}" for number in range(1, 7)]
    assert found.force == 6
    absent = found.steps[0].fallen
    assert [agent.name for agent in absent] == ["NOM6 Élise"] or [agent.number for agent in absent] == ["006"]
    assert "maladie" not in str(absent[0].reason)


def test_a_legal_remedy_is_an_edit_that_fills_what_it_says(ws: Workspace) -> None:
    plan = open_draft(ws, operation_id(ws))
    need = first_need(ws).code
    best = explained(plan, need).remedies[0]
    assert best.remedy.legality is Legality.LEGAL
    assert best.is_an_edit
    before = plan.snapshot.coverage.by_need[need].held
    after = tried_plan(plan, best.remedy).edited(best.remedy.edit)
    assert after.snapshot.coverage.by_need[need].held == before + best.remedy.heads
    assert after.breaches == ()
    assert "École" in str(best.text)


def test_a_derogation_is_added_without_signature_with_the_moves_in_one_gesture(ws: Workspace) -> None:
    plan, found = with_remedy(ws, Kind.DEROGATION)
    (remedy,) = (one.remedy for one in found.remedies if one.remedy.kind is Kind.DEROGATION)
    tried = tried_plan(plan, remedy).edited(remedy.edit)
    assert tried.breaches == ()
    changes = apply_remedy(ws, operation_id(ws), remedy, remedy.edit, found.post, sentence("Remedy"))
    (derogation,) = operations.find_operation(ws, OPERATION).derogations
    assert derogation.signed_by == ""
    assert found.post in derogation.reason
    assert check_plan(ws, operation_id(ws)) == ()
    assert changes.gesture is not None
    undo(ws, changes.gesture)
    assert operations.find_operation(ws, OPERATION).derogations == ()
    assert plans.load_snapshot(ws, operation_id(ws)).plan.assignments == ()


def test_the_whole_plan_says_what_it_lacks(ws: Workspace) -> None:
    plan = open_draft(ws, operation_id(ws))
    with ask_capacity(plan) as asked:
        (gaps,) = asked.answers()
    assert sum(gap.missing for gap in gaps) == plan.snapshot.coverage.total.missing
    assert all(gap.line[0] in plan.snapshot.need for gap in gaps)
