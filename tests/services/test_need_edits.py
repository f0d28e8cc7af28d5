"""Many needs changed in one gesture."""

from datetime import datetime, time, timedelta

import pytest

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.times import PARIS, elapsed_minutes
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.need_edits import NeedEdit, RoleCount, edit_needs, edited
from otp_desktop.services.needs import list_needs
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.sites import list_sites
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import need_at, operation_id


def ids(needs: tuple[Need, ...]) -> list[int]:
    return [need.id for need in needs if need.id is not None]


def edit(ws: Workspace, change: NeedEdit, needs: tuple[Need, ...] | None = None) -> tuple[Need, ...]:
    chosen = list_needs(ws, operation_id(ws)) if needs is None else needs
    edit_needs(ws, operation_id(ws), ids(chosen), change)
    return list_needs(ws, operation_id(ws))


def test_times_move_by_a_quarter_of_an_hour_and_assignments_stay(small: Workspace) -> None:
    before = list_needs(small, operation_id(small))
    assign(small, operation_id(small), "002", before[0].code, "guard")
    after = edit(small, NeedEdit(start_minutes=15, end_minutes=15))
    assert [need.start for need in after] == [need.start + timedelta(minutes=15) for need in before]
    assert len(load_snapshot(small, operation_id(small)).plan.assignments) == 1


def test_only_the_chosen_needs_change_and_only_they_are_told(small: Workspace) -> None:
    chosen = list_needs(small, operation_id(small))[:3]
    changes = edit_needs(small, operation_id(small), ids(chosen), NeedEdit(priority=1, wave="Vague 1", label="Entrée"))
    assert changes.ids(Kind.NEED) <= set(ids(chosen))
    waves = [need.wave for need in list_needs(small, operation_id(small))]
    assert waves.count("Vague 1") == 3


def test_heads_of_a_role_are_set_and_a_minimum_never_stands_above_them(small: Workspace) -> None:
    after = edit(small, NeedEdit(counts=(RoleCount(code="guard", count=0),)))
    guards = [role for need in after for role in need.roles if role.code == "guard"]
    assert guards
    assert {(role.count, role.minimum) for role in guards} == {(0, 0)}


def test_role_lines_take_the_place_of_the_old_ones_with_a_new_qualification(small: Workspace) -> None:
    dogs = (RoleLine(code="dog_handler", count=1, minimum=1, qualifications=("dog_handler",), corps=("PM",)),)
    assert {need.roles for need in edit(small, NeedEdit(roles=dogs))} == {dogs}


def test_the_window_of_a_wave_is_given_to_each_need_on_its_own_day(small: Workspace) -> None:
    day = list_needs(small, operation_id(small))[0].start.date()
    after = edit(small, NeedEdit(wave="Nuit", start_time=time(22), end_time=time(5)))
    assert {(need.start, need.end) for need in after} == {
        (datetime.combine(day, time(22)), datetime.combine(day + timedelta(days=1), time(5)))
    }


def test_the_window_of_a_wave_heeds_the_hour_that_clocks_skip() -> None:
    need = need_at(datetime(2026, 3, 29, 1), datetime(2026, 3, 29, 8))
    wave = edited(need, NeedEdit(start_time=time(2, 30)), PARIS)
    assert (wave.start, wave.end) == (datetime(2026, 3, 29, 3, 30), need.end)


def test_a_gesture_on_many_needs_is_taken_back_and_done_again(small: Workspace) -> None:
    before = list_needs(small, operation_id(small))
    assign(small, operation_id(small), "002", before[0].code, "guard")
    changes = edit_needs(small, operation_id(small), ids(before), NeedEdit(start_minutes=-15, end_minutes=-15))
    assert changes.gesture is not None
    taken_back = undo(small, changes.gesture)
    assert [need.start for need in list_needs(small, operation_id(small))] == [need.start for need in before]
    assert taken_back.gesture is not None
    undo(small, taken_back.gesture)
    moved = list_needs(small, operation_id(small))
    assert [need.start for need in moved] == [need.start - timedelta(minutes=15) for need in before]
    assert len(load_snapshot(small, operation_id(small)).plan.assignments) == 1


def test_a_sector_joins_the_sites_of_the_needs(small: Workspace) -> None:
    chosen = tuple(need for need in list_needs(small, operation_id(small)) if need.site != "E13-003")
    edit(small, NeedEdit(sector="Secteur Sud"), chosen)
    assert [site.sector for site in list_sites(small)] == ["Secteur Sud", "Secteur Sud", ""]


def test_each_kind_of_fault_is_told_once_and_nothing_is_stored(small: Workspace) -> None:
    before = list_needs(small, operation_id(small))
    with pytest.raises(InvalidRecordError) as caught:
        edit(small, NeedEdit(end_minutes=-600, priority=9))
    assert sorted(fault.column for fault in caught.value.faults) == ["end", "priority"]
    assert before[0].code in str(caught.value)
    assert list_needs(small, operation_id(small)) == before


def test_nothing_to_change_raises_no_version(small: Workspace) -> None:
    before = list_needs(small, operation_id(small))
    assert not NeedEdit()
    assert edit(small, NeedEdit(priority=None)) == before


def test_minutes_are_real_ones_in_both_nights_of_the_clocks() -> None:
    march = need_at(datetime(2026, 3, 29, 1, 50), datetime(2026, 3, 29, 4))
    moved = edited(march, NeedEdit(start_minutes=15, end_minutes=15), PARIS)
    assert (moved.start, moved.end) == (datetime(2026, 3, 29, 3, 5), datetime(2026, 3, 29, 4, 15))
    october = need_at(datetime(2026, 10, 25, 2, 50), datetime(2026, 10, 25, 4))
    later = edited(october, NeedEdit(start_minutes=15, end_minutes=15), PARIS)
    assert (later.start, later.start.fold) == (datetime(2026, 10, 25, 2, 5), 1)
    assert elapsed_minutes(later.start, later.end, PARIS) == elapsed_minutes(october.start, october.end, PARIS)


def test_orders_are_given_to_many_and_each_keeps_its_call_sign(small: Workspace) -> None:
    first = list_needs(small, operation_id(small))[:1]
    edit(small, NeedEdit(call_sign="Alpha 1"), first)
    after = edit(small, NeedEdit(channel="12", meeting_place="Mairie", meeting_minutes=30, instructions="Gilet."))
    assert {(need.channel, need.meeting_place, need.meeting_minutes, need.instructions) for need in after} == {
        ("12", "Mairie", 30, "Gilet.")
    }
    assert [need.call_sign for need in after if need.call_sign] == ["Alpha 1"]


def test_a_meeting_half_a_day_before_is_refused(small: Workspace) -> None:
    with pytest.raises(InvalidRecordError) as refused:
        edit(small, NeedEdit(meeting_minutes=13 * 60))
    assert [fault.column for fault in refused.value.faults] == ["meeting_minutes"]
