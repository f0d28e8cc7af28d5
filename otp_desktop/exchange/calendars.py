"""Calendars out: iCalendar files (RFC 5545) that phones and mail programs read; text is escaped by the library."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from otp_desktop.domain.places import Position
from otp_desktop.domain.times import shown_by_clocks

PRODUCT = "-//OTP Desktop//Assignments//"
DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)


class EntryStatus(StrEnum):
    """The value is the word of the format."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One event. ``start`` and ``end`` are civil times of ``timezone``; ``stamp`` is a moment in UTC.

    A calendar that knows the ``uid`` takes the entry for the same event; of several the highest ``sequence`` counts.
    """

    uid: str
    start: datetime
    end: datetime
    timezone: str
    summary: str
    location: str
    description: str
    position: Position | None
    sequence: int
    stamp: datetime
    status: EntryStatus


def calendar_bytes(name: str, language: str, entries: Iterable[CalendarEntry]) -> bytes:
    """A whole calendar with the time zones that its entries need."""
    found = tuple(entries)
    calendar = Calendar()
    calendar.add("prodid", f"{PRODUCT}{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for timezone in sorted({entry.timezone for entry in found}):
        own = [entry for entry in found if entry.timezone == timezone]
        days = min(entry.start for entry in own).date(), max(entry.end for entry in own).date()
        calendar.add_component(_timezone(timezone, *days))
    for entry in found:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", _moment(entry.start, entry.timezone))
    event.add("dtend", _moment(entry.end, entry.timezone))
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    event.add("description", entry.description)
    event.add("sequence", entry.sequence)
    event.add("status", entry.status.value)
    event.add("class", "PRIVATE")
    if entry.position is not None:
        event.add("geo", (entry.position.latitude, entry.position.longitude))
    return event


def _moment(civil: datetime, timezone: str) -> datetime:
    """The second pass of the hour that October plays twice goes as UTC: the format has no civil time for it."""
    aware = shown_by_clocks(civil, timezone).replace(tzinfo=ZoneInfo(timezone))
    return aware.astimezone(UTC) if civil.fold else aware


def _timezone(name: str, first: date, last: date) -> Timezone:
    """The changes of the clocks in the years concerned.

    The library's own component begins summer time an hour late (7.3.0): its start is to be in the time that ends.
    """
    zone = ZoneInfo(name)
    made = Timezone()
    made.add("tzid", name)
    start = datetime(first.year, 1, 1, tzinfo=UTC)
    made.add_component(_observance(zone, start, start))
    for change in _changes(zone, start, datetime(last.year + 1, 1, 1, tzinfo=UTC)):
        made.add_component(_observance(zone, change - QUARTER, change))
    return made


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The instants at which clocks change, found day by day, then to the quarter of an hour."""
    while start < end:
        following = start + DAY
        if start.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            change = start
            while change.astimezone(zone).utcoffset() == start.astimezone(zone).utcoffset():
                change += QUARTER
            yield change
        start = following


def _observance(zone: ZoneInfo, before: datetime, change: datetime) -> TimezoneStandard | TimezoneDaylight:
    old, new = before.astimezone(zone), change.astimezone(zone)
    old_offset, new_offset = old.utcoffset(), new.utcoffset()
    assert old_offset is not None and new_offset is not None, "both are aware"
    made = TimezoneDaylight() if new.dst() else TimezoneStandard()
    made.add("dtstart", (change + old_offset).replace(tzinfo=None))
    made.add("tzoffsetfrom", old_offset)
    made.add("tzoffsetto", new_offset)
    made.add("tzname", new.tzname() or zone.key)
    return made
