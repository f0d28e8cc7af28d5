"""Days and operations copied, over the nights when clocks change too."""

from datetime import date, datetime

import pytest

from otp_desktop.domain.convoys import Convoy, Pace
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.times import PARIS, elapsed_minutes
from otp_desktop.services.convoys import save_convoy
from otp_desktop.services.copies import OperationCopy, copied, copy_day, copy_operation
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.need_codes import FreeCodes
from otp_desktop.services.needs import list_needs, save_need
from otp_desktop.services.operations import OperationRequest, create_operation, find_operation, list_operations
from otp_desktop.services.plans import assign, load_snapshot, set_locked
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import THURSDAY, need_at, operation_id

MONDAY, TUESDAY, WEDNESDAY = date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 9)


@pytest.fixture
def week(small: Workspace) -> Workspace:
    create_operation(
        small,
        OperationRequest(template="blank", code="S", name="Semaine", first_day=MONDAY, last_day=date(2026, 9, 13)),
    )
    for code, hour in (("E13-001/260907/1", 8), ("E13-001/260907/2", 16), ("SOIR", 20)):
        start = datetime(2026, 9, 7, hour)
        save_need(small, need_at(start, start.replace(hour=hour + 1), code=code, operation_id=operation_id(small, "S")))
    return small


def stored(ws: Workspace, code: str = "S") -> tuple[Need, ...]:
    return list_needs(ws, operation_id(ws, code))


def test_a_day_comes_back_on_other_days_at_the_same_times(week: Workspace) -> None:
    copy_day(week, operation_id(week, "S"), MONDAY, [TUESDAY, WEDNESDAY])
    assert [need.code for need in stored(week) if need.start.date() == TUESDAY] == [
        "E13-001/260908/1", "E13-001/260908/2", "SOIR/2",
    ]  # fmt: skip
    assert [need.start.hour for need in stored(week)] == [8, 16, 20] * 3


def test_a_day_is_copied_with_those_who_stand_on_it_unlocked(week: Workspace) -> None:
    for number in ("002", "003"):
        assign(week, operation_id(week, "S"), number, "SOIR", "guard")
    set_locked(week, operation_id(week, "S"), [("002", "SOIR")], True)
    copy_day(week, operation_id(week, "S"), MONDAY, [TUESDAY], with_plan=True)
    rows = load_snapshot(week, operation_id(week, "S")).plan.assignments
    assert {(row.agent, row.need, row.locked) for row in rows} == {
        ("002", "SOIR", True), ("003", "SOIR", False), ("002", "SOIR/2", False), ("003", "SOIR/2", False),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "targets", "columns"),
    [
        (WEDNESDAY, [TUESDAY], ["day"]),
        (MONDAY, [], ["targets"]),
        (MONDAY, [MONDAY], ["targets"]),
        (MONDAY, [date(2026, 9, 14)], ["targets"]),
    ],
)
def test_a_copy_that_cannot_be_meant_is_refused(
    week: Workspace, day: date, targets: list[date], columns: list[str]
) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        copy_day(week, operation_id(week, "S"), day, targets)
    assert [fault.column for fault in caught.value.faults] == columns
    assert len(stored(week)) == 3


def test_a_day_copied_leaves_the_series_of_convoys_to_them(week: Workspace) -> None:
    source = operation_id(week, "S")
    convoy = Convoy(operation_id=source, code="C", name="C", route=(Position(48.8, 2.3), Position(48.801, 2.3)),
                    departure=datetime(2026, 9, 7, 14), paces=(Pace(speed_kmh=4.0),),
                    roles=(RoleLine(code="a", count=1),))  # fmt: skip
    save_convoy(week, convoy)
    posts = [need for need in stored(week) if need.series == "C"]
    copy_day(week, source, MONDAY, [TUESDAY])
    assert [need for need in stored(week) if need.series == "C"] == posts
    assert len([need for need in stored(week) if need.start.date() == TUESDAY]) == 3 + len(posts)


def test_an_operation_comes_back_a_year_later_with_its_plan_and_its_convoys(week: Workspace) -> None:
    source = operation_id(week, "S")
    assign(week, source, "002", "SOIR", "guard")
    with week.unit_of_work() as work:
        work.convoys.add(
            Convoy(operation_id=source, code="C", name="C", route=(Position(48.8, 2.3), Position(48.9, 2.3)),
                   departure=datetime(2026, 9, 8, 14), paces=(Pace(speed_kmh=4.0),), roles=(RoleLine(code="a", count=1),))
        )  # fmt: skip
        work.commit()
    request = OperationCopy(
        operation_id=source, code="S27", name="Semaine 2027", first_day=date(2027, 9, 6), with_plan=True
    )
    copy_operation(week, request)
    copy = find_operation(week, "S27")
    assert (copy.first_day, copy.last_day) == (date(2027, 9, 6), date(2027, 9, 12))
    assert [need.code for need in stored(week, "S27")] == ["E13-001/270906/1", "E13-001/270906/2", "SOIR"]
    assert copy.id is not None
    assert [row.need for row in load_snapshot(week, copy.id).plan.assignments] == ["SOIR"]
    with week.unit_of_work() as work:
        assert [convoy.departure for convoy in work.convoys.list(copy.id)] == [datetime(2027, 9, 7, 14)]
    assert len(stored(week)) == 3


def test_a_copied_operation_is_taken_back_whole(week: Workspace) -> None:
    assign(week, operation_id(week, "S"), "002", "SOIR", "guard")
    request = OperationCopy(
        operation_id=operation_id(week, "S"), code="V", name="Copie", first_day=THURSDAY, with_plan=True
    )
    gesture = copy_operation(week, request).gesture
    assert gesture is not None
    undo(week, gesture)
    assert "V" not in [operation.code for operation in list_operations(week)]
    assert len(stored(week)) == 3


def test_without_the_plan_nobody_stands_in_the_copy(week: Workspace) -> None:
    assign(week, operation_id(week, "S"), "002", "SOIR", "guard")
    copy_operation(week, OperationCopy(operation_id=operation_id(week, "S"), code="V", name="Vide", first_day=THURSDAY))
    assert load_snapshot(week, operation_id(week, "V")).plan.assignments == ()


def test_a_copy_needs_a_code_of_its_own(week: Workspace) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        copy_operation(week, OperationCopy(operation_id=operation_id(week, "S"), code="S", name="X", first_day=MONDAY))
    assert [fault.column for fault in caught.value.faults] == ["code"]


def test_a_copied_night_keeps_its_times_of_day_and_lasts_what_that_night_lasts() -> None:
    night = need_at(datetime(2026, 10, 17, 22), datetime(2026, 10, 18, 5))
    october = copied(night, date(2026, 10, 24) - date(2026, 10, 17), PARIS, FreeCodes(()))
    march = copied(night, date(2027, 3, 27) - date(2026, 10, 17), PARIS, FreeCodes(()))
    assert (october.start, october.end) == (datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 5))
    assert [elapsed_minutes(need.start, need.end, PARIS) for need in (night, october, march)] == [420, 480, 360]


def test_a_copied_time_that_clocks_skip_is_read_as_they_show_it() -> None:
    early = need_at(datetime(2026, 3, 22, 2, 30), datetime(2026, 3, 22, 6))
    copy = copied(early, date(2026, 3, 29) - date(2026, 3, 22), PARIS, FreeCodes(()))
    assert copy.start == datetime(2026, 3, 29, 3, 30)


def test_a_window_inside_the_hour_that_clocks_skip_has_no_copy(week: Workspace) -> None:
    create_operation(
        week,
        OperationRequest(
            template="blank", code="MARS", name="Mars", first_day=date(2026, 3, 22), last_day=date(2026, 3, 29)
        ),
    )
    march = operation_id(week, "MARS")
    save_need(week, need_at(datetime(2026, 3, 22, 2), datetime(2026, 3, 22, 3), operation_id=march))
    save_need(week, need_at(datetime(2026, 3, 22, 2), datetime(2026, 3, 22, 4), operation_id=march, code="N2"))
    copy_day(week, march, date(2026, 3, 22), [date(2026, 3, 29)])
    assert [need.code for need in stored(week, "MARS") if need.start.date() == date(2026, 3, 29)] == ["N2/2"]


def test_copies_are_counted_once_for_a_day_given_twice(week: Workspace) -> None:
    copy_day(week, operation_id(week, "S"), MONDAY, [TUESDAY, TUESDAY])
    assert len(stored(week)) == 6
