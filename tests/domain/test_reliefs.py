"""Who takes a post over from whom."""

from dataclasses import replace
from datetime import datetime

from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.reliefs import Reliefs
from otp_desktop.domain.snapshot import PlanSnapshot
from tests.printing.examples import ceremony, moment


def handed_over(*windows: tuple[datetime, datetime], holders: str = "ABC") -> PlanSnapshot:
    """Needs N0, N1… of one site; two guards each and a chief, named after the need."""
    plan = ceremony(crews=6)
    roles = plan.needs[0].roles
    needs = tuple(
        Need(code=f"N{place}", site="P-1", start=start, end=end, roles=roles)
        for place, (start, end) in enumerate(windows)
    )
    people = iter(plan.agents)
    rows = tuple(
        Assignment(agent=next(people).staff_number, need=need.code, role=role)
        for need in needs
        for role in ("chief", "guard", "guard")
    )
    return replace(plan, needs=needs, plan=replace(plan.plan, assignments=rows))


def test_the_next_need_of_the_site_relieves_those_who_leave() -> None:
    plan = handed_over((moment(0, 8), moment(0, 14)), (moment(0, 13, 45), moment(0, 20)), (moment(0, 20), moment(1, 2)))
    reliefs, needs = Reliefs(plan), plan.needs
    assert [reliefs.after(need) for need in needs] == [needs[1], needs[2], None]
    assert [reliefs.before(need) for need in needs] == [None, needs[0], needs[1]]
    chief, *guards = (plan.agent[row.agent] for row in plan.assignments_of_need["N0"])
    taking = [plan.agent[row.agent] for row in plan.assignments_of_need["N1"]]
    assert reliefs.people(chief, "chief", needs[1]) == (taking[0],)
    assert set(reliefs.people(guards[0], "guard", needs[1])) == set(taking[1:])


def test_a_gap_and_a_need_within_another_are_no_relief() -> None:
    plan = handed_over((moment(0, 8), moment(0, 14)), (moment(0, 10), moment(0, 12)), (moment(0, 15), moment(0, 16)))
    assert [Reliefs(plan).after(need) for need in plan.needs] == [None, None, None]


def test_who_stays_is_relieved_by_nobody_and_a_large_crew_by_its_chief() -> None:
    plan = handed_over((moment(0, 8), moment(0, 14)), (moment(0, 14), moment(0, 20)))
    rows = plan.plan.assignments
    stays, guard = plan.agent[rows[0].agent], plan.agent[rows[1].agent]
    extra = (
        Assignment(agent=stays.staff_number, need="N1", role="guard"),
        Assignment(agent=plan.agents[-1].staff_number, need="N1", role="guard"),
    )
    both = replace(plan, plan=replace(plan.plan, assignments=(*rows, *extra)))
    reliefs = Reliefs(both)
    assert reliefs.people(stays, "chief", both.needs[1]) == ()
    assert reliefs.people(guard, "guard", both.needs[1]) == (both.agent[rows[3].agent],)
    assert reliefs.people(guard, "guard", None) == ()


def test_where_the_same_people_stay_nobody_takes_over() -> None:
    plan = handed_over((moment(0, 8), moment(0, 14)), (moment(0, 14), moment(0, 20)))
    coming = {agent.staff_number for agent in Reliefs(plan).newcomers(plan.needs[0])}
    assert coming == {row.agent for row in plan.assignments_of_need["N1"]}
    same = tuple(replace(row, need="N1") for row in plan.assignments_of_need["N0"])
    stayed = replace(plan, plan=replace(plan.plan, assignments=(*plan.assignments_of_need["N0"], *same)))
    assert Reliefs(stayed).newcomers(stayed.needs[0]) == ()
    assert Reliefs(plan).newcomers(plan.needs[1]) == ()
