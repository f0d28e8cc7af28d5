"""Dates and periods as offices write them."""

from datetime import date, datetime

import pytest

from otp_desktop.exchange.dates import parse_date, parse_moment
from otp_desktop.exchange.periods import PeriodError, parse_absence, parse_validity


@pytest.mark.parametrize(
    "text",
    ["02/09/2024", "2/9/24", "02-09-2024", "02.09.2024", "2024-09-02", "20240902", "2 sept. 2024", "2 septembre 2024",
     "lundi 2 septembre 2024", "2 Sep 2024", "45537"],
)  # fmt: skip
def test_each_usual_writing_of_a_day_is_read(text: str) -> None:
    assert parse_date(text) == date(2024, 9, 2)


@pytest.mark.parametrize("text", ["", "abc", "31/02/2024", "09/25/2024", "2024-13-01", "12", "02/09/0204", "99999"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["02/09/2024 08:05", "2024-09-02T08:05:00", "2 sept. 2024 à 8 h 05", "2/9/2024 8h05"])
def test_each_usual_writing_of_a_time_is_read(text: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert (moment.start, moment.whole_day) == (datetime(2024, 9, 2, 8, 5), False)


@pytest.mark.parametrize("text", ["02/09/2024 25:00", "02/09/2024 08:60", "2024-09-02T08:05:00Z", "08:05"])
def test_what_is_no_civil_time_is_not_guessed(text: str) -> None:
    assert parse_moment(text) is None


def test_the_hour_24_is_the_next_midnight() -> None:
    moment = parse_moment("02/09/2024 24:00")
    assert moment is not None
    assert moment.day_end == datetime(2024, 9, 3)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-01-01 → 2024-12-31", (date(2024, 1, 1), date(2024, 12, 31))),
        ("01/01/2024-31/12/2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("du 01/01/2024 au 31/12/2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("valable jusqu'au 31/12/2024", (None, date(2024, 12, 31))),
        ("31 décembre 2024", (None, date(2024, 12, 31))),
        ("depuis le 01/01/2024", (date(2024, 1, 1), None)),
        ("01/01/2024 →", (date(2024, 1, 1), None)),
        ("", (None, None)),
    ],
)
def test_each_usual_writing_of_a_validity_is_read(text: str, period: tuple[date | None, date | None]) -> None:
    assert parse_validity(text) == period


@pytest.mark.parametrize(
    "text", ["bientôt", "31/12/2024 sauf août", "2024-12-31 → 2024-01-01", "32/01/2024", "1/1/24 2/1/24 3/1/24"]
)
def test_what_is_no_validity_says_so(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_validity(text)


def test_an_absence_without_an_end_column_lasts_its_day() -> None:
    absence = parse_absence("02/09/2024", None, "")
    assert (absence.start, absence.end) == (datetime(2024, 9, 2), datetime(2024, 9, 3))
