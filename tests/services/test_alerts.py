"""What a legal plan asks a look for: overtime of a month, and changes that agents learn of too late."""

from dataclasses import replace
from datetime import timedelta

import pytest

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.services import plans
from otp_desktop.services.alerts import (
    alert_limits,
    notice_alerts,
    overtime_alerts,
    publication_alerts,
    save_alert_limits,
)
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import operation_id, optimised

WEEK_OF_NOTICE = AlertLimits(notice_days=7)


def test_the_limits_are_the_laws_until_the_force_sets_its_own(small: Workspace) -> None:
    assert alert_limits(small) == AlertLimits()
    limits = AlertLimits(ordinary_week_minutes=38 * 60, overtime_minutes=None, notice_days=5)
    save_alert_limits(small, limits)
    assert alert_limits(small) == limits


def test_limits_that_cannot_be_are_refused_each_with_its_field(small: Workspace) -> None:
    wrong = AlertLimits(ordinary_week_minutes=0, overtime_minutes=745 * 60, notice_days=367)
    with pytest.raises(InvalidRecordError) as refused:
        save_alert_limits(small, wrong)
    assert [fault.column for fault in refused.value.faults] == [
        "ordinary_week_minutes",
        "overtime_minutes",
        "notice_days",
    ]


def test_overtime_is_told_with_the_agents_name(small: Workspace) -> None:
    optimised(small)
    snapshot = load_snapshot(small, operation_id(small))
    assert overtime_alerts(snapshot, AlertLimits()) == ()
    alerts = overtime_alerts(snapshot, AlertLimits(ordinary_week_minutes=1, overtime_minutes=1))
    assert {alert.agent for alert in alerts} == {row.agent for row in snapshot.plan.assignments}
    assert all(snapshot.agent[alert.agent].full_name in str(alert.sentence) for alert in alerts)


@pytest.mark.parametrize(("days", "late"), [(8, False), (7, False), (6, True)])
def test_a_change_nearer_than_the_notice_is_told(small: Workspace, days: int, late: bool) -> None:
    optimised(small)
    before = load_snapshot(small, operation_id(small))
    row = min(before.plan.assignments, key=lambda row: before.need[row.need].start)
    after = replace(
        before,
        plan=replace(before.plan, assignments=tuple(kept for kept in before.plan.assignments if kept != row)),
    )
    now = before.need[row.need].start - timedelta(days=days)
    alerts = notice_alerts(before, after, WEEK_OF_NOTICE, now)
    assert [(alert.rule, alert.agent, alert.needs) for alert in alerts] == (
        [("RT-12", row.agent, (row.need,))] if late else []
    )
    assert notice_alerts(before, after, AlertLimits(), now) == ()


def test_a_need_that_moves_changes_the_work_of_all_who_stand_on_it(small: Workspace) -> None:
    optimised(small)
    before = load_snapshot(small, operation_id(small))
    moved = next(need for need in before.needs if len(before.assignments_of_need.get(need.code, ())) == 2)
    later = replace(moved, start=moved.start + timedelta(minutes=30), end=moved.end + timedelta(minutes=30))
    after = replace(before, needs=tuple(later if need == moved else need for need in before.needs))
    alerts = notice_alerts(before, after, WEEK_OF_NOTICE, moved.start - timedelta(days=1))
    assert {alert.agent for alert in alerts} == {row.agent for row in before.assignments_of_need[moved.code]}
    assert {alert.needs for alert in alerts} == {(moved.code,)}


def test_what_has_begun_is_no_news(small: Workspace) -> None:
    optimised(small)
    before = load_snapshot(small, operation_id(small))
    after = replace(before, plan=replace(before.plan, assignments=()))
    assert notice_alerts(before, after, WEEK_OF_NOTICE, max(need.start for need in before.needs)) == ()


def test_a_first_publication_gives_no_notice_and_a_second_one_may(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    save_alert_limits(small, WEEK_OF_NOTICE)
    draft = load_snapshot(small, operation)
    eve = min(need.start for need in draft.needs) - timedelta(days=1)
    assert publication_alerts(small, draft, eve) == ()
    publish_plan(small, operation)
    row = draft.plan.assignments[0]
    plans.unassign(small, operation, [(row.agent, row.need)])
    (alert,) = publication_alerts(small, load_snapshot(small, operation), eve)
    assert (alert.rule, alert.agent) == ("RT-12", row.agent)
