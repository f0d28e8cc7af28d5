"""Who could fill a role line: order and reasons."""

from dataclasses import replace

import pytest

from otp_desktop.planning.checker import check
from otp_desktop.planning.editing.candidates import Standing, candidates
from otp_desktop.planning.editing.gestures import assigning
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.problem import Assignment, Problem
from tests.planning.builders import agent, interval, need, position, problem, role, rules, serve, site

MORNING = ("2024-09-02T08:00", "2024-09-02T12:00")


@pytest.fixture
def asked() -> Problem:
    """A post that wants a dog handler of the PM, an overlapping one of less priority, and nine agents."""
    return problem(
        [
            agent("far", position=position(east_km=9), skills=["dog"]),
            agent("near", position=position(east_km=1), skills=["dog"]),
            agent("busy", position=position(), skills=["dog"]),
            agent("tired", position=position(), skills=["dog"], total_minutes=60),
            agent("absent", skills=["dog"], unavailable=[interval("2024-09-02T00:00", "2024-09-03T00:00")]),
            agent("unskilled"),
            agent("other corps", corps="ASP", skills=["dog"]),
            agent("promised", skills=["dog"]),
            agent("there", skills=["dog"]),
        ],
        [
            need("N", *MORNING, role("handler", 2, skills=["dog"], corps=["PM"]), site="gate", priority=1),
            need("M", *MORNING, role("guard", 5), site="gate", priority=5),
        ],
        sites=[site("gate", position())],
        rules=rules(duty_minutes=600),
        locked=serve("promised", "M"),
    )


@pytest.fixture
def plan(asked: Problem) -> JudgedPlan:
    there = Assignment("there", "N", "handler")
    return JudgedPlan.of(asked, (*serve("busy", "M"), *serve("promised", "M"), there))


def test_the_free_come_first_and_the_nearest_of_them_before(plan: JudgedPlan) -> None:
    found = candidates(plan, "N", "handler")
    assert [(one.agent, one.standing) for one in found] == [
        ("near", Standing.FREE),
        ("far", Standing.FREE),
        ("busy", Standing.BUSY),
        ("tired", Standing.AGAINST_A_RULE),
    ]


def test_each_candidate_says_what_the_whole_plan_would_break(plan: JudgedPlan, asked: Problem) -> None:
    for candidate in candidates(plan, "N", "handler"):
        after = plan.edited(candidate.edit)
        assert set(check(asked, after.assignments)) == set(candidate.effect.broken)
        assert bool(candidate.effect.broken) == (candidate.standing is Standing.AGAINST_A_RULE)


def test_work_of_other_weeks_speaks_against_a_candidate(asked: Problem) -> None:
    long_ago = need("L", "2024-07-01T08:00", "2024-07-01T12:00", role("guard", 5), site="gate")
    agents = tuple(
        replace(one, limits=replace(one.limits, total_minutes=300)) if one.id == "near" else one for one in asked.agents
    )
    plan = JudgedPlan.of(replace(asked, agents=agents, needs=(long_ago, *asked.needs), locked=()), serve("near", "L"))
    standing = {one.agent: one.standing for one in candidates(plan, "N", "handler")}
    assert (standing["near"], standing["far"]) == (Standing.AGAINST_A_RULE, Standing.FREE)


def test_a_line_that_is_full_is_against_nobody_in_particular(asked: Problem) -> None:
    two = replace(asked, needs=(need("N", *MORNING, role("guard"), site="gate"),), locked=())
    found = {one.agent: one for one in candidates(JudgedPlan.of(two, serve("far", "N")), "N", "guard")}
    assert (found["near"].standing, [one.rule for one in found["near"].effect.broken]) == (Standing.FREE, ["EL-06"])


def test_taking_a_busy_agent_leaves_a_gap_where_he_was(plan: JudgedPlan) -> None:
    busy = next(one for one in candidates(plan, "N", "handler") if one.agent == "busy")
    assert busy.edit.removed == serve("busy", "M")
    assert (busy.effect.missing_count[0], busy.effect.missing_count[4]) == (-1, 1)


def test_nobody_who_is_there_or_locked_elsewhere_is_proposed(plan: JudgedPlan) -> None:
    assert {"there", "promised"}.isdisjoint(one.agent for one in candidates(plan, "N", "handler"))


def test_a_forbidden_mix_speaks_against_a_candidate(asked: Problem) -> None:
    mixed = replace(asked, rules=replace(asked.rules, forbidden_mixes=(("ASP", "PM"),)))
    plan = JudgedPlan.of(mixed, serve("other corps", "M"))
    standing = {one.agent: one.standing for one in candidates(plan, "M", "guard")}
    assert standing["near"] is Standing.AGAINST_A_RULE


def test_another_role_of_the_same_need_is_left_for_the_new_one(asked: Problem) -> None:
    two = replace(asked, needs=(need("N", *MORNING, role("guard"), role("chief"), site="gate"),))
    plan = JudgedPlan.of(replace(two, locked=()), serve("near", "N"))
    change = assigning(plan, "near", ("N", "chief"))
    assert (change.removed, change.added) == (serve("near", "N"), serve("near", "N", role="chief"))
