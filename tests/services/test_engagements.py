"""Rules look across operations: what agents do elsewhere counts for rest, hours and the mean of twelve weeks."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.planning.editing.effect import Verdict
from otp_desktop.planning.problem_file import read_problem
from otp_desktop.services import checking, needs, operations, plans, versions
from otp_desktop.services.edit_words import words_of
from otp_desktop.services.plan_files import export_plan, import_plan
from otp_desktop.services.plan_in_hand import open_draft, store_edit
from otp_desktop.services.problems import export_problem, problem_of
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence
from tests.services.small_force import THURSDAY, operation_id, optimised

EVENT = "CONCERT"


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(hours=hour)


def publish_work(ws: Workspace, code: str, *posts: tuple[str, datetime, datetime], burden: int = 0) -> None:
    """An operation in which each agent holds one post, published."""
    days = [start.date() for _agent, start, _end in posts]
    operations.save_operation(ws, Operation(code=code, name=code, first_day=min(days), last_day=max(days)))
    found = operation_id(ws, code)
    for number, (agent, start, end) in enumerate(posts):
        need = Need(
            operation_id=found, code=f"N{number}", site="E13-001", start=start, end=end, burden=burden, relieved=True,
            roles=(RoleLine(code="guard", count=1, minimum=1),),
        )  # fmt: skip
        needs.save_need(ws, need)
        plans.assign(ws, found, agent, need.code, "guard")
    versions.publish_plan(ws, found)


def test_who_stands_elsewhere_at_that_time_is_forbidden(small: Workspace) -> None:
    publish_work(small, EVENT, ("001", at(THURSDAY, 7), at(THURSDAY, 10)))
    plan = open_draft(small, operation_id(small))
    need = plan.snapshot.needs[0]
    words = words_of(plan.effect(plan.assigning("001", (need.code, need.roles[0].code))), plan.snapshot)
    assert words.verdict is Verdict.FORBIDDEN
    assert plan.breaches == ()


def test_a_night_elsewhere_leaves_no_rest_before_the_morning(small: Workspace) -> None:
    night = at(THURSDAY - timedelta(days=1), 18)
    publish_work(small, EVENT, ("001", night, night + timedelta(hours=8)))
    operation = operation_id(small)
    plan = open_draft(small, operation)
    need = plan.snapshot.needs[0]
    change = plan.assigning("001", (need.code, need.roles[0].code))
    assert {broken.rule for broken in plan.effect(change).broken} & {"RT-03", "RT-04", "RT-05"}
    store_edit(small, operation, change, sentence(N_("Edit")))
    assert {breach.rule for breach in checking.check_plan(small, operation)} & {"RT-03", "RT-04", "RT-05"}


def test_the_optimiser_leaves_those_alone_who_are_taken_elsewhere(small: Workspace) -> None:
    publish_work(small, EVENT, *((f"00{number}", at(THURSDAY, 6), at(THURSDAY, 15)) for number in (1, 2, 3)))
    optimised(small)
    snapshot = plans.load_snapshot(small, operation_id(small))
    at_work = {row.agent for row in snapshot.plan.assignments if snapshot.need[row.need].start < at(THURSDAY, 15)}
    assert at_work.isdisjoint({"001", "002", "003"})
    assert at_work
    assert all(row.need in snapshot.need for row in snapshot.plan.assignments)
    assert checking.check_plan(small, operation_id(small)) == ()


def test_only_the_last_published_version_counts_and_a_draft_never_does(small: Workspace) -> None:
    publish_work(small, EVENT, ("001", at(THURSDAY, 7), at(THURSDAY, 10)))
    plans.unassign(small, operation_id(small, EVENT), [("001", "N0")])
    assert [one.agent for one in plans.load_snapshot(small, operation_id(small)).elsewhere] == ["001"]
    plans.assign(small, operation_id(small, EVENT), "002", "N0", "guard")
    versions.publish_plan(small, operation_id(small, EVENT))
    assert [one.agent for one in plans.load_snapshot(small, operation_id(small)).elsewhere] == ["002"]


def test_weeks_before_count_in_the_mean_and_burdens_of_a_year_in_fairness(small: Workspace) -> None:
    monday = THURSDAY - timedelta(days=THURSDAY.weekday())
    posts = [("001", at(monday - timedelta(weeks=back), 8), at(monday - timedelta(weeks=back), 17)) for back in (2, 4)]
    old = ("002", at(monday - timedelta(weeks=60), 8), at(monday - timedelta(weeks=60), 12))
    publish_work(small, EVENT, *posts, burden=2)
    publish_work(small, "ANCIEN", old, burden=5)
    history = plans.load_snapshot(small, operation_id(small)).history
    assert history["001"].week_minutes == (0, 0, 0, 0, 0, 0, 0, 540, 0, 540, 0)
    assert history["001"].burden == 4
    assert "002" not in history


def test_nothing_is_known_before_the_first_published_plan(small: Workspace) -> None:
    monday = THURSDAY - timedelta(days=THURSDAY.weekday())
    start = at(monday - timedelta(weeks=3), 8)
    publish_work(small, EVENT, ("001", start, start + timedelta(hours=9)))
    assert plans.load_snapshot(small, operation_id(small)).history["001"].week_minutes == (540, 0, 0)


def test_an_exported_problem_says_what_is_done_elsewhere_and_an_imported_plan_leaves_it_there(small: Workspace) -> None:
    publish_work(small, EVENT, ("001", at(THURSDAY, 7), at(THURSDAY, 10)))
    operation = operation_id(small)
    problem = read_problem(export_problem(small, operation))
    assert [row.need for row in problem.locked] == [f"@{EVENT}/N0"]
    optimised(small)
    before = plans.load_snapshot(small, operation).plan.assignments
    import_plan(small, operation, export_plan(small, operation).encode())
    assert {(row.agent, row.need) for row in plans.load_snapshot(small, operation).plan.assignments} == {
        (row.agent, row.need) for row in before
    }


def test_what_other_operations_break_is_not_told_here(small: Workspace) -> None:
    """A plan under a derogation of its own would break the rules of this one."""
    publish_work(small, EVENT, ("001", at(THURSDAY, 7), at(THURSDAY, 10)))
    snapshot = plans.load_snapshot(small, operation_id(small))
    longer = tuple(replace(one, end=at(THURSDAY, 23)) for one in snapshot.elsewhere)
    assert checking.breaches_of(replace(snapshot, elsewhere=longer)) == ()


def test_an_operation_alone_has_the_problem_it_always_had(small: Workspace) -> None:
    problem = problem_of(plans.load_snapshot(small, operation_id(small)))
    assert not [need for need in problem.needs if need.id.startswith("@")]
    assert {agent.history.week_minutes for agent in problem.agents} == {()}
