"""Faults between the parts of an ``otp-problem/1``: ids, duplicates, order of times, contradictory locks.

They read the JSON itself, not its validated shape, so that a file with a fault of shape shows its other faults too.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from otp_desktop.domain.faults import Fault
from otp_desktop.domain.times import exists
from otp_desktop.planning.assignment_faults import assignment_faults, unknown_id
from otp_desktop.planning.file_types import is_timezone
from otp_desktop.planning.json_text import printable
from otp_desktop.planning.lock_faults import lock_faults
from otp_desktop.planning.raw_rows import RawRow
from otp_desktop.texts import sentence


def problem_faults(file: RawRow) -> Iterator[Fault]:
    """Every fault between parts, section by section."""
    agents, units, sites = file.ids("agents"), file.ids("units"), file.ids("sites")
    roles_of_need = {id: need.ids("roles") for need in file.rows("needs") if (id := need.text("id")) is not None}
    for section in ("units", "agents", "sites", "needs"):
        yield from _repeated_ids(file.rows(section))
    for section in ("units", "agents", "sites"):
        for place in file.rows(section):
            yield from _half_a_position(place)
    for agent in file.rows("agents"):
        yield from unknown_id(agent, "unit", units)
        yield from _skill_faults(agent)
    for need in file.rows("needs"):
        yield from unknown_id(need, "site", sites)
        yield from _role_faults(need)
    for wish in file.rows("wishes"):
        yield from unknown_id(wish, "agent", agents)
    for derogation in file.rows("derogations"):
        yield from _days_in_order(derogation)
    for path, mix in file.part("rules").values("forbidden_mixes"):
        yield from _repeated_values(path, mix)
    yield from assignment_faults(file, "locked", agents, roles_of_need)
    yield from assignment_faults(file, "baseline", agents, roles_of_need)
    yield from lock_faults(file)
    yield from _time_faults(file)


def _repeated_ids(rows: Iterable[RawRow]) -> Iterator[Fault]:
    first_place: dict[str, str] = {}
    for row in rows:
        id = row.text("id")
        if id is not None and (place := first_place.setdefault(id, row.path)) != row.path:
            message = sentence("The id “{id}” stands already at {place}.", id=printable(id), place=place)
            yield Fault(message, path=f"{row.path}/id", value=printable(id))


def _half_a_position(row: RawRow) -> Iterator[Fault]:
    if (row.fields.get("lat") is None) != (row.fields.get("lon") is None):
        yield Fault(sentence("lat and lon go together: give both or neither."), path=row.path)


def _skill_faults(agent: RawRow) -> Iterator[Fault]:
    first_place: dict[tuple[object, ...], str] = {}
    for skill in agent.rows("skills"):
        yield from _days_in_order(skill)
        key = (skill.text("code"), skill.text("from"), skill.text("until"))
        if key[0] is not None and (place := first_place.setdefault(key, skill.path)) != skill.path:
            yield Fault(sentence("The same skill stands already at {place}.", place=place), path=skill.path)


def _role_faults(need: RawRow) -> Iterator[Fault]:
    roles = tuple(need.rows("roles"))
    yield from _repeated_ids(roles)
    for role in roles:
        for name in ("skills", "corps"):
            yield from _repeated_values(f"{role.path}/{name}", role.fields.get(name))
        count, minimum = role.whole("count"), role.whole("minimum")
        if count is not None and minimum is not None and minimum > count:
            message = sentence(
                "The minimum ({minimum}) is greater than the count ({count}).", minimum=minimum, count=count
            )
            yield Fault(message, path=f"{role.path}/minimum", value=str(minimum))


def _repeated_values(path: str, values: Any) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, str):
            if value in seen:
                message = sentence("“{value}” stands twice in the list.", value=printable(value))
                yield Fault(message, path=f"{path}/{index}", value=printable(value))
            seen.add(value)


def _days_in_order(row: RawRow) -> Iterator[Fault]:
    first, last = row.day("from"), row.day("until")
    if first is not None and last is not None and last < first:
        message = sentence("The last day ({until}) comes before the first ({first}).", until=last, first=first)
        yield Fault(message, path=f"{row.path}/until", value=str(last))


def _time_faults(file: RawRow) -> Iterator[Fault]:
    timezone = file.fields.get("timezone", "Europe/Paris")
    zone = timezone if isinstance(timezone, str) and is_timezone(timezone) else None
    intervals = (*file.rows("needs"), *file.rows("wishes"), *_absences(file))
    for row in intervals:
        yield from _times_in_order(row)
    if zone is not None:
        histories = [agent.part("history") for agent in file.rows("agents")]
        yield from _skipped_times([(row, name) for row in intervals for name in ("start", "end")], zone)
        yield from _skipped_times([(row, "last_end") for row in histories], zone)


def _absences(file: RawRow) -> Iterator[RawRow]:
    for agent in file.rows("agents"):
        yield from agent.rows("unavailable")


def _times_in_order(row: RawRow) -> Iterator[Fault]:
    start, end = row.time("start"), row.time("end")
    if start is None or end is None or start < end:
        return
    if start == end:
        message = sentence("It starts and ends at the same time ({time}): give it a length.", time=_written(start))
    else:
        message = sentence("It ends ({end}) before it starts ({start}).", end=_written(end), start=_written(start))
    yield Fault(message, path=f"{row.path}/end", value=_written(end))


def _skipped_times(places: Iterable[tuple[RawRow, str]], timezone: str) -> Iterator[Fault]:
    known: dict[datetime, bool] = {}
    for row, name in places:
        moment = row.time(name)
        if moment is None:
            continue
        if moment not in known:
            known[moment] = exists(moment, timezone)
        if not known[moment]:
            message = sentence(
                "Clocks never show {time} in {timezone}: they go forward over it.",
                time=_written(moment),
                timezone=timezone,
            )
            yield Fault(message, path=f"{row.path}/{name}", value=_written(moment))


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
