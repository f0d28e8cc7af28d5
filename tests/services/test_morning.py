"""The morning's re-plan: who is absent, the choices, the draft with the absences in one gesture."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import force, morning, needs, plans, versions
from otp_desktop.services.changed_agents import changed_agents
from otp_desktop.services.checking import check_plan
from otp_desktop.services.errors import DataChangedError, InvalidRecordError
from otp_desktop.services.morning import Absentees, ReplanChoice
from otp_desktop.services.recognised_agents import recognise_agents
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace, open_workspace
from tests.services.small_force import add_small_force, operation_id, optimised

ALL_DAY = (datetime(2026, 9, 10), datetime(2026, 9, 11))


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Version 1 is published."""
    opened = open_workspace(str(tmp_path / "otp.sqlite"))
    add_small_force(opened)
    optimised(opened)
    versions.publish_plan(opened, operation_id(opened))
    yield opened
    opened.close()


def someone(ws: Workspace, start: datetime = ALL_DAY[0]) -> Absentees:
    """An agent of the plan is absent."""
    snapshot = morning.plan_in_force(ws, operation_id(ws))
    late = [row for row in snapshot.plan.assignments if snapshot.need[row.need].start >= start]
    return Absentees(numbers=(late[0].agent,), start=start, end=ALL_DAY[1])


def choices(ws: Workspace, absentees: Absentees) -> tuple[PlanSnapshot, tuple[ReplanChoice, ...]]:
    with morning.start_replan(ws, operation_id(ws), absentees, seconds=5) as search:
        *_found, last = search.events()
        assert isinstance(last, tuple)
        return search.before, last


def test_each_choice_disturbs_more_agents_and_covers_better(ws: Workspace) -> None:
    _before, found = choices(ws, someone(ws))
    assert [choice.changes for choice in found] == sorted({choice.changes for choice in found})
    coverage = [(choice.below_minimum, choice.missing) for choice in found]
    assert coverage == sorted(coverage, reverse=True)
    assert found[0].changes == 0


def test_absences_and_the_draft_come_in_one_gesture_and_go_with_it(ws: Workspace) -> None:
    away = someone(ws)
    before, found = choices(ws, away)
    changes = morning.store_replan(ws, operation_id(ws), before, away, found[-1])
    draft = plans.load_snapshot(ws, operation_id(ws))
    assert away.numbers[0] not in {row.agent for row in draft.plan.assignments}
    assert away.absence in draft.agent[away.numbers[0]].absences
    assert draft.coverage.total.missing == found[-1].missing
    assert check_plan(ws, operation_id(ws)) == ()
    assert away.numbers[0] in changed_agents(before, draft)
    assert len(changed_agents(before, draft)) == found[-1].changes + 1
    assert changes.gesture is not None
    undo(ws, changes.gesture)
    again = plans.load_snapshot(ws, operation_id(ws))
    assert changed_agents(before, again) == ()
    assert away.absence not in again.agent[away.numbers[0]].absences


def test_posts_that_have_begun_stay_as_they_are(ws: Workspace) -> None:
    starts = sorted({need.start for need in needs.list_needs(ws, operation_id(ws))})
    noon = starts[-1]
    away = someone(ws, noon)
    before, found = choices(ws, away)
    after = morning.replanned(before, away, found[-1])
    begun = {need.code for need in before.needs if need.start < noon}
    assert begun
    held = {(row.agent, row.need) for row in before.plan.assignments if row.need in begun}
    assert held == {(row.agent, row.need) for row in after.plan.assignments if row.need in begun}


def test_a_plan_that_changed_meanwhile_is_never_replaced_in_silence(ws: Workspace) -> None:
    away = someone(ws)
    before, found = choices(ws, away)
    agent = force.list_agents(ws)[2]
    force.save_agent(ws, replace(agent, active=False))
    with pytest.raises(DataChangedError):
        morning.store_replan(ws, operation_id(ws), before, away, found[0])
    assert away.absence not in plans.load_snapshot(ws, operation_id(ws)).agent[away.numbers[0]].absences


def test_nobody_absent_and_times_the_wrong_way_round_are_told_together(ws: Workspace) -> None:
    with pytest.raises(InvalidRecordError) as told:
        morning.start_replan(ws, operation_id(ws), Absentees(numbers=(), start=ALL_DAY[1], end=ALL_DAY[0]))
    assert {fault.column for fault in told.value.faults} == {"end", "staff_numbers"}


def test_agents_are_recognised_by_number_and_by_name_and_nothing_is_lost(ws: Workspace) -> None:
    agents = force.list_agents(ws)
    text = "1\n002, 003\nélise nom4\nNOM5  Elise\n999 004\nDupont Marie\n"
    found = recognise_agents(agents, text)
    assert found.numbers == ("001", "002", "003", "004", "005")
    assert found.unknown == ("999", "Dupont Marie")
    twins = (*agents, replace(agents[0], staff_number="777"))
    assert recognise_agents(twins, "Nom1 Élise").ambiguous == ("Nom1 Élise",)
