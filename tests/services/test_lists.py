"""Rows to and from the clipboard as spreadsheets write them."""

from datetime import date, datetime

from otp_desktop.services.lists import Value, clipboard_rows, clipboard_text
from otp_desktop.texts import use_language


def test_figures_and_days_are_copied_as_the_language_writes_them() -> None:
    row: list[Value] = ["École", 1234, 2.5, date(2026, 9, 7), datetime(2026, 9, 7, 8, 5), None]
    assert clipboard_text([row]) == "École\t1234\t2,5\t07/09/2026\t07/09/2026 08:05\t\n"
    use_language("en")
    assert clipboard_text([row]) == "École\t1234\t2.5\t2026-09-07\t2026-09-07 08:05\t\n"


def test_cells_with_tabs_lines_and_quotes_come_back_as_they_were() -> None:
    rows = [["a\tb", 'dit "oui"', "deux\nlignes"], ["", "x", ""]]
    assert clipboard_rows(clipboard_text(rows)) == rows


def test_blank_lines_and_line_ends_of_any_system_are_read() -> None:
    assert clipboard_rows("a\tb\r\n\r\nc\td\r\n") == [["a", "b"], ["c", "d"]]
    assert clipboard_rows("a\rb") == [["a"], ["b"]]
    assert clipboard_rows("") == []
