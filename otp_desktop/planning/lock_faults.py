"""Locked rows that no plan could keep together. A lock that breaks a rule of working time is no fault of the file."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from otp_desktop.domain.faults import Fault
from otp_desktop.domain.times import overlap
from otp_desktop.planning.json_text import printable
from otp_desktop.planning.raw_rows import RawRow
from otp_desktop.texts import sentence


def lock_faults(file: RawRow) -> Iterator[Fault]:
    """The same agent in two places at once or in two roles of a need, and more locked heads than a line has."""
    named = {row.text("need") for row in file.rows("locked")}
    needs = {id: need for need in file.rows("needs") if (id := need.text("id")) is not None and id in named}
    yield from _too_many_heads(file, needs)
    yield from _two_places(file, needs)


def _too_many_heads(file: RawRow, needs: dict[str, RawRow]) -> Iterator[Fault]:
    counts = {
        (need_id, role_id): count
        for need_id, need in needs.items()
        for role in need.rows("roles")
        if (role_id := role.text("id")) is not None and (count := role.whole("count")) is not None
    }
    agents: dict[tuple[str | None, str | None], set[str | None]] = {}
    for row in file.rows("locked"):
        line = (row.text("need"), row.text("role"))
        locked = agents.setdefault(line, set())
        if row.text("agent") in locked:
            continue  # the same row twice: named as such
        locked.add(row.text("agent"))
        count = counts.get(line)  # type: ignore[arg-type]  # a line with a None is in no file
        if count is not None and len(locked) > count:
            message = sentence(
                "{heads} agents are locked on the role “{role}” of “{need}”, which asks for {count}.",
                heads=len(locked),
                role=printable(line[1] or ""),
                need=printable(line[0] or ""),
                count=count,
            )
            yield Fault(message, path=row.path)


def _two_places(file: RawRow, needs: dict[str, RawRow]) -> Iterator[Fault]:
    suspects, earlier = _suspects(file, needs), dict[str, list[RawRow]]()
    for row in file.rows("locked"):
        agent = row.text("agent")
        if agent is None or agent not in suspects:
            continue
        for other in earlier.setdefault(agent, []):
            yield from _clash(row, other, needs)
        earlier[agent].append(row)


def _suspects(file: RawRow, needs: dict[str, RawRow]) -> set[str]:
    """Agents with two locked rows that touch in the order of time, or of one need: few, so that all their pairs can be
    looked at.
    """
    times = {id: (need.time("start"), need.time("end")) for id, need in needs.items()}
    rows: dict[str, set[str]] = {}
    spans: dict[str, list[tuple[datetime, datetime]]] = {}
    found = set()
    for row in file.rows("locked"):
        agent, need = row.text("agent"), row.text("need")
        if agent is None or need is None:
            continue
        if need in rows.setdefault(agent, set()):
            found.add(agent)
        rows[agent].add(need)
        start, end = times.get(need, (None, None))
        if start is not None and end is not None:
            spans.setdefault(agent, []).append((start, end))
    return found | {agent for agent, own in spans.items() if _touch(sorted(own))}


def _touch(spans: list[tuple[datetime, datetime]]) -> bool:
    """Whether one begins before the end of an earlier one."""
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def _clash(row: RawRow, other: RawRow, needs: dict[str, RawRow]) -> Iterator[Fault]:
    need, other_need = row.text("need"), other.text("need")
    if need is None or other_need is None:
        return
    agent = printable(row.text("agent") or "")
    if need == other_need:
        if row.text("role") != other.text("role"):
            message = sentence(
                "“{agent}” is locked already in another role of this need, at {place}.", agent=agent, place=other.path
            )
            yield Fault(message, path=row.path)
    elif _at_once(needs.get(need), needs.get(other_need)):
        message = sentence(
            "“{agent}” is locked already elsewhere at that time, at {place}.", agent=agent, place=other.path
        )
        yield Fault(message, path=row.path)


def _at_once(need: RawRow | None, other: RawRow | None) -> bool:
    if need is None or other is None:
        return False
    times: list[datetime | None] = [need.time("start"), need.time("end"), other.time("start"), other.time("end")]
    start, end, other_start, other_end = times
    if start is None or end is None or other_start is None or other_end is None:
        return False
    return overlap(start, end, other_start, other_end)
