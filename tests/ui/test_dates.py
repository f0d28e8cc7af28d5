"""Days and moments as people type them."""

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from otp_desktop.ui.widgets.dates import MomentField, parse_day, parse_moment


@pytest.mark.parametrize("text", ["02/09/2026", "2/9/26", "2.9.2026", "2026-09-02", " 02-09-2026 "])
def test_a_day_is_read_in_the_usual_ways(text: str) -> None:
    assert parse_day(text) == date(2026, 9, 2)


@pytest.mark.parametrize("text", ["31/02/2026", "09/02", "hier", "2026-13-01", "02/09/2026 8:00"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["02/09/2026 8:05", "2/9/26 08:05", "02/09/2026 8 h 05", "02/09/2026  8h05", "02/09/2026 8\u00a0h\u00a005"]
)
def test_a_moment_is_read_in_the_usual_ways(text: str) -> None:
    assert parse_moment(text) == datetime(2026, 9, 2, 8, 5)


def test_a_day_alone_begins_at_midnight() -> None:
    assert parse_moment("02/09/2026") == datetime(2026, 9, 2)
    assert parse_moment("02/09/2026 8h") == datetime(2026, 9, 2, 8)


@pytest.mark.parametrize("text", ["02/09/2026 25:00", "8:05", "02/09/2026 8", "02/09/2026 8:05 9:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_moment(text)


def test_picking_another_day_keeps_the_time(qtbot: QtBot) -> None:
    field = MomentField(datetime(2026, 9, 2, 8, 5))
    qtbot.addWidget(field)
    field.take_day(date(2026, 10, 1))
    assert field.value() == datetime(2026, 10, 1, 8, 5)


def test_what_is_not_typed_again_keeps_its_pass_of_the_october_hour(qtbot: QtBot) -> None:
    second_pass = datetime(2026, 10, 25, 2, 30, fold=1)
    field = MomentField(second_pass)
    qtbot.addWidget(field)
    assert field.given().fold == 1
    field.setText("25/10/2026 2:45")
    assert (field.given(), field.given().fold) == (datetime(2026, 10, 25, 2, 45), 0)


def test_an_empty_field_gives_nothing_but_is_no_fault_in_itself(qtbot: QtBot) -> None:
    field = MomentField()
    qtbot.addWidget(field)
    assert field.value() is None
    with pytest.raises(ValueError, match="no moment"):
        field.given()
