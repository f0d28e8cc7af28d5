"""From the whole force down to those who could come: each agent at one step, for one reason."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from otp_desktop.domain.working_time import TravelModel
from otp_desktop.planning.checker import check
from otp_desktop.planning.explain import Step
from otp_desktop.planning.explain.board import Board
from otp_desktop.planning.explain.funnel import Funnel, funnel
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.texts import use_language
from tests.planning.builders import agent, agents, interval, need, position, problem, role, rules, serve, site
from tests.planning.explain.random_plans import random_plan

SEEDS = st.integers(0, 10**9)


def only(problem: Problem, rows: tuple[Assignment, ...] = (), line: tuple[str, str] = ("N", "guard")) -> Funnel:
    return funnel(Board.of(problem, rows), line)


def step_of(found: Funnel, who: str) -> Step | None:
    steps = [step.step for step in found.steps for fallen in step.fallen if fallen.agent == who]
    assert len(steps) + (who in found.left) == 1
    return steps[0] if steps else None


def rule_of(found: Funnel, who: str) -> str:
    return next(fallen.reason.rule for step in found.steps for fallen in step.fallen if fallen.agent == who)


@settings(max_examples=120, deadline=None)
@example(895)  # a need of no length inside an absence: the checker counts shared minutes, and there are none
@given(SEEDS)
def test_the_steps_part_the_force_and_those_left_can_come_at_once(seed: int) -> None:
    problem, rows = random_plan(seed, agents=4, needs=4)
    use_language("en")
    for each in problem.needs:
        for line in each.roles:
            found = funnel(Board.of(problem, rows), (each.id, line.id))
            fallen = [one.agent for step in found.steps for one in step.fallen]
            assert sorted([*fallen, *found.left]) == sorted(agent.id for agent in problem.agents)
            remaining = found.force
            for step in found.steps:
                remaining -= len(step.fallen)
                assert step.remaining == remaining
            assert len(found.left) == remaining
            for one in (one for step in found.steps for one in step.fallen):
                assert str(one.reason.sentence)
                assert str(one.reason.heading)
            if found.missing:
                assert_judged_as_the_checker_does(problem, rows, found)


def assert_judged_as_the_checker_does(problem: Problem, rows: tuple[Assignment, ...], found: Funnel) -> None:
    """Who is left and stands nowhere else may be added; who fell before may not."""
    board = Board.of(problem, rows)
    for who in problem.agents:
        added = Assignment(who.id, found.need, found.role)
        legal = not set(check(problem, [*rows, added])) - set(check(problem, rows))
        if who.id in found.left and not board.overlapping(who.id, problem.need[found.need]):
            assert legal
        if who.id not in found.left:
            assert not legal


def test_each_step_catches_its_own() -> None:
    post = need("N", "2024-09-02T08:00", "2024-09-02T12:00", role(count=9, skills=["leader"], corps=["PM"]))
    busy = need("busy", "2024-09-02T10:00", "2024-09-02T14:00", priority=1)
    late = need("late", "2024-09-02T13:00", "2024-09-02T17:00")
    far = need("far", "2024-09-02T12:10", "2024-09-02T12:30", site="elsewhere")
    force = (
        agent("away", unavailable=[interval("2024-09-02T11:00", "2024-09-02T11:30")], skills=["leader"]),
        agent("other corps", corps="ASP", skills=["leader"]),
        agent("no leader"),
        agent("tired", skills=["leader"]),
        agent("busy", skills=["leader"]),
        agent("far", skills=["leader"]),
        agent("ready", skills=["leader"]),
    )
    whole = problem(
        force,
        (post, busy, late, far),
        sites=[site("S", position()), site("elsewhere", position(10))],
        rules=rules(duty_minutes=420),
        travel=TravelModel(),
    )
    rows = (*serve("tired", "late"), *serve("busy", "busy"), *serve("far", "far"))
    found = only(whole, rows)
    steps = {who.id: step_of(found, who.id) for who in force}
    assert steps == {
        "away": Step.AVAILABLE,
        "other corps": Step.CORPS,
        "no leader": Step.QUALIFIED,
        "tired": Step.LEGAL_HOURS,
        "busy": Step.NOT_BETTER_USED,
        "far": Step.WITHIN_TRAVEL,
        "ready": None,
    }
    assert rule_of(found, "tired") == "RT-03"
    assert [step.remaining for step in found.steps] == [6, 5, 4, 3, 2, 1]
    assert found.left == ("ready",)


def test_somebody_on_a_less_important_need_is_left() -> None:
    posts = (need("N", priority=1), need("idle", priority=5))
    assert only(problem(agents("A"), posts), serve("A", "idle")).left == ("A",)


def test_somebody_locked_elsewhere_is_not_left() -> None:
    posts = (need("N", priority=1), need("idle", priority=5))
    whole = problem(agents("A"), posts, locked=serve("A", "idle"))
    assert step_of(only(whole, serve("A", "idle")), "A") is Step.NOT_BETTER_USED


def test_corps_that_may_not_mix_fall_at_the_corps() -> None:
    post = need("N", "2024-09-02T08:00", "2024-09-02T12:00", role(count=2))
    whole = problem((agent("A"), agent("B", corps="ASVP")), [post], rules=rules(forbidden_mixes=(("ASVP", "PM"),)))
    found = only(whole, serve("A", "N"))
    assert (step_of(found, "B"), rule_of(found, "B")) == (Step.CORPS, "EL-03")
