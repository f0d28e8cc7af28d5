"""Calendars that other programs read: times in their zone, text escaped, changes of the clocks where they are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from otp_desktop.domain.places import Position
from otp_desktop.exchange.calendars import CalendarEntry, EntryStatus, calendar_bytes

ENTRY = CalendarEntry(
    uid="a@b",
    start=datetime(2026, 10, 24, 22, 0),
    end=datetime(2026, 10, 25, 6, 0),
    timezone="Europe/Paris",
    summary="Œuvre, l’école; « <b> »",
    location="1, rue A\\B",
    description="Ligne 1\nEND:VEVENT\r\nATTACH:http://example.invalid",
    position=Position(48.85, 2.35),
    sequence=2,
    stamp=datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
    status=EntryStatus.CONFIRMED,
)


def read(*entries: CalendarEntry) -> Any:
    """A calendar whose properties are of many types: each test knows which."""
    return Calendar.from_ical(calendar_bytes("Opération", "fr", entries))


def test_an_entry_comes_back_as_it_was_written() -> None:
    (event,) = read(ENTRY).walk("VEVENT")
    assert event["SUMMARY"] == ENTRY.summary
    assert event["LOCATION"] == ENTRY.location
    assert (event["UID"], event["SEQUENCE"], event["STATUS"], event["CLASS"]) == ("a@b", 2, "CONFIRMED", "PRIVATE")
    assert event["DTSTART"].dt.replace(tzinfo=None) == ENTRY.start
    assert event["DTSTAMP"].dt == ENTRY.stamp
    assert event["GEO"].to_ical() == "48.85;2.35"


def test_text_cannot_leave_its_line() -> None:
    calendar = read(ENTRY)
    assert len(calendar.walk("VEVENT")) == 1
    assert "ATTACH" not in calendar.walk("VEVENT")[0]
    lines = calendar_bytes("x", "fr", [ENTRY]).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(line.startswith(b"ATTACH") for line in lines)


@pytest.mark.parametrize("zone", ["Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Auckland"])
def test_the_time_zone_says_of_every_hour_of_the_year_what_the_clocks_show(zone: str) -> None:
    (component,) = read(replace(ENTRY, timezone=zone)).walk("VTIMEZONE")
    changes = sorted(
        (part["DTSTART"].dt - part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td) for part in component.subcomponents
    )
    moment = datetime(2026, 1, 1)
    while moment < datetime(2027, 1, 1):
        offset = [to for change, to in changes if change <= moment][-1]
        assert offset == moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset(), moment
        moment += timedelta(hours=1)


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = replace(ENTRY, start=datetime(2026, 10, 25, 2, 30), end=datetime(2026, 10, 25, 6, 0))
    second = replace(first, start=first.start.replace(fold=1))
    starts = [event["DTSTART"].dt.astimezone(UTC) for event in read(first, second).walk("VEVENT")]
    assert starts[1] - starts[0] == timedelta(hours=1)


def test_the_same_entries_make_the_same_file() -> None:
    assert calendar_bytes("x", "fr", [ENTRY]) == calendar_bytes("x", "fr", [ENTRY])
