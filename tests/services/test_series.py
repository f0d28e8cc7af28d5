"""Needs that come back: previewed, created once, told apart."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from otp_desktop.domain.convoys import Convoy, Pace
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.services import series
from otp_desktop.services.convoys import save_convoy
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.needs import list_needs, remove_needs
from otp_desktop.services.operations import OperationRequest, create_operation
from otp_desktop.services.own_templates import (
    list_need_templates,
    list_own_templates,
    remove_own_template,
    save_own_template,
    template_of,
)
from otp_desktop.services.recurrence import Calendar, DayException, Recurrence
from otp_desktop.services.series import SeriesRequest, create_series, preview_series
from otp_desktop.services.templates import find_template
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import operation_id

FIRST, LAST = date(2026, 9, 7), date(2026, 9, 13)
SITES = ("E13-001", "E13-002")


@pytest.fixture
def week(small: Workspace) -> Workspace:
    create_operation(
        small, OperationRequest(template="blank", code="S", name="Semaine", first_day=FIRST, last_day=LAST)
    )
    return small


def request(ws: Workspace, **changes: object) -> SeriesRequest:
    made = SeriesRequest(
        operation_id=operation_id(ws, "S"),
        name="Écoles",
        template=find_template("rentree"),
        sites=SITES,
        recurrence=Recurrence(first=FIRST, last=LAST, calendar=Calendar.SCHOOL_DAYS),
        wave="Matin",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field of a request


def stored(ws: Workspace) -> tuple[Need, ...]:
    return list_needs(ws, operation_id(ws, "S"))


def columns(ws: Workspace, **changes: object) -> list[str]:
    with pytest.raises(InvalidRecordError) as caught:
        preview_series(ws, request(ws, **changes))
    return [fault.column for fault in caught.value.faults]


def test_the_preview_counts_what_is_then_created(week: Workspace) -> None:
    preview = preview_series(week, request(week))
    assert not stored(week)
    create_series(week, request(week))
    made = stored(week)
    assert len(made) == len(preview.needs) == 2 * 20
    assert {need.code for need in made} == {need.code for need in preview.needs}
    assert preview.first is not None
    assert preview.last is not None
    assert (preview.first.start.date(), preview.last.start.date()) == (FIRST, date(2026, 9, 11))
    assert preview.heads == sum(need.heads for need in made)
    assert {(need.series, need.wave) for need in made} == {("Écoles", "Matin")}


def test_a_created_series_and_a_template_are_taken_back_in_one_gesture_each(week: Workspace) -> None:
    made = create_series(week, request(week)).gesture
    kept = save_own_template(week, template_of("Modèle", stored(week), {})).gesture
    assert made is not None
    assert kept is not None
    undo(week, kept)
    undo(week, made)
    assert stored(week) == ()
    assert list_own_templates(week) == ()


def test_created_again_nothing_comes_twice(week: Workspace) -> None:
    create_series(week, request(week))
    again = preview_series(week, request(week))
    assert (again.needs, again.existing) == ((), 40)
    with pytest.raises(InvalidRecordError, match=r"rien|nothing"):
        create_series(week, request(week))


def test_needs_added_later_get_codes_that_are_free(week: Workspace) -> None:
    create_series(week, request(week))
    monday = [need for need in stored(week) if need.code.startswith("E13-001/260907/")]
    remove_needs(week, [need.id for need in monday[1:2] if need.id])
    extra = DayException(day=FIRST, start=time(12), end=time(13))
    create_series(
        week, request(week, sites=SITES[:1], recurrence=Recurrence(first=FIRST, last=FIRST, exceptions=(extra,)))
    )
    codes = [need.code for need in stored(week)]
    assert len(set(codes)) == len(codes) == 40


def test_unknown_days_are_said_and_left_out(week: Workspace) -> None:
    create_operation(
        week,
        OperationRequest(
            template="blank", code="2028", name="2028", first_day=date(2028, 8, 28), last_day=date(2028, 9, 3)
        ),
    )
    edge = Recurrence(first=date(2028, 8, 28), last=date(2028, 9, 3), calendar=Calendar.SCHOOL_HOLIDAYS)
    preview = preview_series(week, request(week, operation_id=operation_id(week, "2028"), recurrence=edge))
    assert [planned.day.day for planned in preview.unknown] == [1, 2, 3]
    assert {need.start.date().day for need in preview.needs} == {28, 29, 30, 31}


def test_a_series_of_more_needs_than_anybody_means_is_refused_by_its_count_not_by_its_days(
    week: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series, "MOST_NEEDS", 40)
    assert len(preview_series(week, request(week)).needs) == 40
    monkeypatch.setattr(series, "MOST_NEEDS", 39)
    assert columns(week) == ["sites"]


def test_what_is_wrong_is_told_beside_its_field(week: Workspace) -> None:
    assert columns(week, name=" ", sites=()) == ["name", "sites"]
    assert columns(week, sites=("NULLE-PART",)) == ["sites"]
    assert columns(week, template=find_template("relay")) == ["slots"]
    assert columns(week, recurrence=Recurrence(first=FIRST, last=date(2026, 9, 14))) == ["last"]


def test_a_series_does_not_take_the_name_of_a_convoy(week: Workspace) -> None:
    line = (Position(48.8, 2.3), Position(48.801, 2.3))
    save_convoy(
        week,
        Convoy(operation_id=operation_id(week, "S"), code="Écoles", name="C", route=line,
               departure=datetime(2026, 9, 7, 14), paces=(Pace(speed_kmh=4.0),), roles=(RoleLine(code="a", count=1),)),
    )  # fmt: skip
    assert columns(week) == ["name"]


def test_a_template_of_ones_own_makes_the_needs_it_came_from(week: Workspace) -> None:
    create_series(week, request(week))
    needs = [need for need in stored(week) if need.start.date() == FIRST]
    own = template_of("Mon modèle", needs, {"E13-001": 1, "E13-002": 2})
    save_own_template(week, own)
    assert list_need_templates(week)[0] == own
    remove_needs(week, [need.id for need in stored(week) if need.id is not None])
    create_series(week, request(week, template=own, recurrence=Recurrence(first=FIRST, last=FIRST)))

    def seen(each: Need) -> tuple[object, ...]:
        return each.site, each.start, each.end, each.roles, each.priority, each.label

    assert {seen(need) for need in stored(week)} == {seen(need) for need in needs}


def test_a_template_keeps_the_orders_that_its_needs_share(week: Workspace) -> None:
    create_series(week, request(week))
    chosen = [need for need in stored(week) if need.start.date() == FIRST]
    told = [replace(need, channel="12", call_sign=need.site, instructions=need.site) for need in chosen]
    own = template_of("Canal", [replace(need, meeting_minutes=20) for need in told], {})
    assert {(slot.channel, slot.meeting_minutes, slot.instructions) for slot in own.slots} == {("12", 20, "")}
    remove_needs(week, [need.id for need in stored(week) if need.id is not None])
    create_series(week, request(week, template=own, recurrence=Recurrence(first=FIRST, last=FIRST)))
    assert {(need.channel, need.meeting_minutes, need.call_sign) for need in stored(week)} == {("12", 20, "")}


def test_a_template_keeps_the_weekdays_of_its_times_and_the_heads_of_the_nearest_rank(week: Workspace) -> None:
    create_series(week, request(week))
    own = template_of("Semaine", stored(week), {"E13-001": 1, "E13-002": 2})
    noon = [slot.weekdays for slot in own.slots if slot.start.hour in (11, 13)]
    assert set(noon) == {(3,)}
    guards = own.roles[0]
    assert guards.count_by_danger[2:] == (guards.count_by_danger[1],) * 3


def test_a_template_is_replaced_by_its_name_and_removed(week: Workspace) -> None:
    create_series(week, request(week))
    for count in (1, 3):
        save_own_template(week, template_of("Modèle", stored(week)[:count], {}))
    assert len(list_own_templates(week)) == 1
    remove_own_template(week, list_own_templates(week)[0].code)
    assert list_own_templates(week) == ()


def test_a_template_without_a_name_is_refused(week: Workspace) -> None:
    with pytest.raises(InvalidRecordError):
        save_own_template(week, find_template("rentree"))
    create_series(week, request(week))
    with pytest.raises(InvalidRecordError):
        save_own_template(week, template_of(" ", stored(week)[:1], {}))
