"""Assign, move, replace, swap: each as one edit."""

import pytest

from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.gestures import assigning, moving, replacing, swapping
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.problem import Assignment
from tests.planning.builders import agents, need, problem, role, serve


@pytest.fixture
def plan() -> JudgedPlan:
    """A on the morning M, B on N at the same time, C on the afternoon P."""
    asked = problem(
        agents("A", "B", "C"),
        [
            need("M", "2024-09-02T08:00", "2024-09-02T12:00", role("guard", 2), role("chief")),
            need("N", "2024-09-02T08:00", "2024-09-02T12:00", role("guard", 2)),
            need("P", "2024-09-02T14:00", "2024-09-02T16:00", role("guard", 2)),
        ],
    )
    return JudgedPlan.of(asked, (*serve("A", "M"), *serve("B", "N"), *serve("C", "P")))


def row(agent: str, need: str, role: str = "guard") -> Assignment:
    return Assignment(agent, need, role)


def after(plan: JudgedPlan, edit: Edit) -> set[Assignment]:
    edited = plan.edited(edit)
    assert not edited.violations
    return set(edited.assignments)


def test_who_is_assigned_leaves_what_he_does_at_that_time_only(plan: JudgedPlan) -> None:
    assert after(plan, assigning(plan, "A", ("N", "guard"))) == {row("A", "N"), row("B", "N"), row("C", "P")}
    assert after(plan, assigning(plan, "A", ("P", "guard"))) == {
        row("A", "M"),
        row("A", "P"),
        row("B", "N"),
        row("C", "P"),
    }


def test_who_is_assigned_where_he_stands_changes_nothing(plan: JudgedPlan) -> None:
    assert assigning(plan, "A", ("M", "guard")) == Edit()


def test_moving_leaves_the_row_even_at_another_time(plan: JudgedPlan) -> None:
    assert after(plan, moving(plan, row("A", "M"), ("P", "guard"))) == {row("A", "P"), row("B", "N"), row("C", "P")}
    assert after(plan, moving(plan, row("A", "M"), ("M", "chief"))) == {
        row("A", "M", "chief"),
        row("B", "N"),
        row("C", "P"),
    }


def test_replacing_takes_the_other_off_what_he_does_then(plan: JudgedPlan) -> None:
    assert after(plan, replacing(plan, row("A", "M"), "B")) == {row("B", "M"), row("C", "P")}
    assert after(plan, replacing(plan, row("A", "M"), "C")) == {row("C", "M"), row("B", "N"), row("C", "P")}


def test_swapping_changes_places_at_the_same_time_and_across_the_day(plan: JudgedPlan) -> None:
    assert after(plan, swapping(plan, row("A", "M"), row("B", "N"))) == {row("B", "M"), row("A", "N"), row("C", "P")}
    assert after(plan, swapping(plan, row("A", "M"), row("C", "P"))) == {row("C", "M"), row("B", "N"), row("A", "P")}
