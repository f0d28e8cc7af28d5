"""One agent's page: the same hours as the checker's, duties over all operations, burdens carried."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from otp_desktop.db.errors import RecordRemovedError
from otp_desktop.domain.force import Agent, HeldQualification
from otp_desktop.domain.validity import Validity
from otp_desktop.planning.timeline import Timeline
from otp_desktop.services import force, needs, operations, plans, versions
from otp_desktop.services.agent_record import AgentRecord, read_agent_record
from otp_desktop.services.operations import OperationRequest
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.problems import judged_problem, planning_row
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import THURSDAY, need_at, operation_id, optimised

NIGHT = date(2026, 7, 14)  # a public holiday, a Tuesday


def agent(ws: Workspace, number: str = "001") -> Agent:
    return next(found for found in force.list_agents(ws) if found.staff_number == number)


def record(ws: Workspace, today: date, number: str = "001") -> AgentRecord:
    found = agent(ws, number).id
    assert found is not None
    return read_agent_record(ws, found, today)


@pytest.fixture
def ceremony(small: Workspace) -> Workspace:
    """A night from the 14th of July, a public holiday, to the 15th, and a Sunday, both hard."""
    operations.create_operation(
        small,
        OperationRequest(
            template="blank", code="NUIT", name="Bal", first_day=NIGHT, last_day=NIGHT + timedelta(days=6)
        ),
    )
    stored = operations.find_operation(small, "NUIT")
    operations.save_operation(small, replace(stored, template="ceremony"))
    place = operation_id(small, "NUIT")
    evening, sunday = datetime(2026, 7, 14, 20), datetime(2026, 7, 19, 9)
    for code, start, hours in (("BAL", evening, 8), ("BRUNCH", sunday, 3)):
        need = need_at(start, start + timedelta(hours=hours), code=code, operation_id=place, burden=2, relieved=True)
        needs.save_need(small, need)
        plans.assign(small, place, "001", code, "guard")
    return small


def test_hours_of_the_week_are_those_of_the_checker(small: Workspace) -> None:
    optimised(small)
    snapshot = load_snapshot(small, operation_id(small))
    timeline = Timeline(judged_problem(snapshot), tuple(planning_row(row) for row in snapshot.plan.assignments))
    assert timeline.weeks_of_agent
    for number, weeks in timeline.weeks_of_agent.items():
        (week,) = weeks.values()
        found = record(small, THURSDAY, number)
        assert (found.hours.monday, found.hours.week) == (week.monday, week.minutes)
        assert found.hours.weeks == (0,) * 11 + (week.minutes,)
        assert found.hours.mean == week.minutes / 12
        assert [duty.minutes for duty in found.to_come] == [duty.worked for duty in timeline.duties_of_agent[number]]


def test_duties_of_all_operations_stand_in_order_with_their_plan(ceremony: Workspace) -> None:
    first = needs.list_needs(ceremony, operation_id(ceremony))[0]
    plans.assign(ceremony, operation_id(ceremony), "001", first.code, first.roles[0].code)
    found = record(ceremony, date(2026, 7, 16))
    assert [[post.need.code for post in duty.posts] for duty in found.past] == [["BAL"]]
    assert [[post.need.code for post in duty.posts] for duty in found.to_come] == [["BRUNCH"], [first.code]]
    assert {post.number for duty in found.to_come for post in duty.posts} == {0}
    versions.publish_plan(ceremony, operation_id(ceremony, "NUIT"))
    plans.unassign(ceremony, operation_id(ceremony, "NUIT"), [("001", "BAL")])
    (night,) = record(ceremony, date(2026, 7, 16)).past
    assert [(post.need.code, post.number) for post in night.posts] == [("BAL", 1)], "what is published counts"


def test_burdens_are_nights_sundays_holidays_events_and_hard_posts(ceremony: Workspace) -> None:
    assert record(ceremony, date(2026, 7, 31)).burdens.nights == 0, "a draft has promised nothing to anybody"
    versions.publish_plan(ceremony, operation_id(ceremony, "NUIT"))
    found = record(ceremony, date(2026, 7, 31)).burdens
    assert (found.nights, found.night_minutes) == (1, 360)
    assert (found.sundays, found.holidays, found.events) == (1, 1, 1)
    assert (found.hard_posts, found.points) == (2, 5)
    assert record(ceremony, date(2026, 7, 18)).burdens.sundays == 0, "what is still to come is not carried yet"
    assert record(ceremony, date(2027, 7, 31)).burdens.nights == 0, "after twelve months it no longer counts"


def test_qualifications_tell_which_are_expired_and_which_expire_soon(small: Workspace) -> None:
    periods = (
        HeldQualification(code="leader", valid_from=date(2025, 1, 1), valid_until=date(2026, 9, 30)),
        HeldQualification(code="first_aid", valid_until=date(2026, 9, 9)),
    )
    with small.unit_of_work() as work:
        work.qualifications.add(replace(work.qualifications.list()[0], code="first_aid", label="Premiers secours"))
        work.commit()
    force.save_agent(small, replace(agent(small), qualifications=periods))
    found = record(small, THURSDAY).qualifications
    assert [(held.label, held.validity) for held in found] == [
        ("Chef d’équipe", Validity.EXPIRING), ("Premiers secours", Validity.EXPIRED),
    ]  # fmt: skip


def test_an_agent_who_is_gone_is_said_so(small: Workspace) -> None:
    with pytest.raises(RecordRemovedError):
        read_agent_record(small, 999, THURSDAY)
