"""Edits judged where they touch the plan, against the checker and the score of the whole plan."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.checker import check
from otp_desktop.planning.editing.edit import Edit, difference, edit
from otp_desktop.planning.editing.effect import Verdict, effect_of
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.explain.problem_changes import NeedMoved
from otp_desktop.planning.problem import Assignment, Problem, Wish
from otp_desktop.planning.score import score
from otp_desktop.planning.timeline import Timeline
from tests.planning.builders import agents, need, problem, role, rules, serve
from tests.planning.test_checker_against_the_text import judged

Rows = tuple[Assignment, ...]
WEIGHTS = ObjectiveWeights(travel=1, cohesion=2, continuity=3, equity=1, preference=1)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Problem, Rows, Rows]:
    """A problem and two plans of it, with units, groups, burdens, wishes and locked rows."""
    asked, rows = draw(judged())
    lines = [Assignment(who.id, each.id, "guard") for who in asked.agents for each in asked.needs]
    others = tuple(draw(st.lists(st.sampled_from(lines), unique=True, max_size=9)))
    needs = tuple(
        replace(each, group=draw(st.sampled_from([None, "g", "h"])), burden=draw(st.sampled_from([0, 1, 2.5])))
        for each in asked.needs
    )
    force = tuple(replace(who, unit=draw(st.sampled_from([None, "U", "V"]))) for who in asked.agents)
    span = needs[0].start, needs[0].end
    return (
        replace(
            asked,
            needs=needs,
            agents=force,
            objective=WEIGHTS,
            wishes=(Wish(agent="A", start=span[0], end=span[1], cost=2), Wish(agent="B", start=span[0], end=span[1], cost=-1)),
            locked=tuple(draw(st.lists(st.sampled_from(lines), unique=True, max_size=2))),
        ),
        rows,
        others,
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(edited())
def test_an_edited_plan_breaks_what_the_checker_finds_in_the_whole_plan(case: tuple[Problem, Rows, Rows]) -> None:
    asked, before, after = case
    found = JudgedPlan.of(asked, before).edited(difference(before, after))
    assert Counter(found.violations) == Counter(check(asked, after))
    assert set(found.assignments) == set(after)


@settings(max_examples=300, deadline=None)
@given(edited())
def test_the_effect_of_an_edit_is_the_difference_of_the_scores(case: tuple[Problem, Rows, Rows]) -> None:
    asked, before, after = case
    effect = effect_of(JudgedPlan.of(asked, before), difference(before, after))
    old, new = score(asked, before), score(asked, after)
    assert effect.missing_minimum == tuple(b - a for a, b in zip(old.missing_minimum, new.missing_minimum, strict=True))
    assert effect.missing_count == tuple(b - a for a, b in zip(old.missing_count, new.missing_count, strict=True))
    assert effect.parts.travel_km == pytest.approx(new.travel_km - old.travel_km)
    assert effect.parts.extra_units == new.extra_units - old.extra_units
    assert effect.parts.continuity == new.continuity - old.continuity
    assert effect.parts.equity == pytest.approx(new.equity - old.equity)
    assert effect.parts.preference == pytest.approx(new.preference - old.preference)
    assert effect.soft == pytest.approx(new.soft - old.soft)


@settings(max_examples=100, deadline=None)
@given(edited())
def test_two_edits_one_after_the_other_are_one(case: tuple[Problem, Rows, Rows]) -> None:
    _asked, before, after = case
    there = difference(before, after)
    assert there.then(difference(after, before)) == Edit()
    assert there.then(difference(after, ())) == difference(before, ())


def test_a_verdict_names_what_is_broken_and_what_is_mended() -> None:
    asked = problem(
        agents("A", "B"),
        [
            need("N1", "2024-09-02T08:00", "2024-09-02T12:00", role(minimum=1), priority=2),
            need("N2", "2024-09-02T11:00", "2024-09-02T15:00", role(minimum=1)),
        ],
    )
    plan = JudgedPlan.of(asked, serve("A", "N1"))
    forbidden = effect_of(plan, edit(added=serve("A", "N2")))
    assert (forbidden.verdict, [broken.rule for broken in forbidden.broken]) == (Verdict.FORBIDDEN, ["EL-04"])
    fine = effect_of(plan, edit(added=serve("B", "N2")))
    assert (fine.verdict, fine.missing_minimum) == (Verdict.FINE, (0, 0, -1, 0, 0))
    clashing = plan.edited(edit(added=serve("A", "N2")))
    mended = effect_of(clashing, edit(removed=serve("A", "N1")))
    assert ([each.rule for each in mended.mended], mended.missing_count) == (["EL-04"], (0, 1, 0, 0, 0))


def test_an_edit_of_another_plan_is_a_bug() -> None:
    plan = JudgedPlan.of(problem(agents("A"), [need()], rules=rules()), ())
    with pytest.raises(ValueError, match="not one of this plan"):
        plan.edited(edit(removed=serve("A", "N")))


@settings(max_examples=100, deadline=None)
@given(edited())
def test_under_other_hours_a_plan_breaks_what_the_checker_finds(case: tuple[Problem, Rows, Rows]) -> None:
    asked, rows, _others = case
    moved = NeedMoved(asked.needs[0].id, 15)
    changed = moved.apply(asked)
    if Timeline(changed, ()).mondays != Timeline(asked, ()).mondays:
        return
    plan = JudgedPlan.of(asked, rows)
    agents = frozenset(row.agent for row in plan.present_on(moved.need))
    assert Counter(plan.under(changed, agents, frozenset([moved.need])).violations) == Counter(check(changed, rows))
