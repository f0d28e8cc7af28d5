"""The words that several sheets share."""

from collections.abc import Iterable
from itertools import groupby

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.plans import Plan
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.zones import zone_name
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import day_and_date, long_date, number, time_range

NOBODY = "—"
TIMES_A_LINE = 6
BLANK = "…" * 14  # to be written in by hand


def version_name(plan: Plan, replaces: int = 0) -> str:
    """``Version 2``, or ``Version 2 – replaces v1`` where ``replaces`` is the number handed out before."""
    if plan.is_draft:
        return _("DRAFT – not published")
    if replaces:
        return _("Version {number} – replaces v{replaced}").format(number=plan.number, replaced=replaces)
    return _("Version {number}").format(number=plan.number)


def operation_name(operation: Operation) -> str:
    return f"{operation.name} ({operation.code})" if operation.name else operation.code


def operation_days(operation: Operation) -> str:
    first, last = operation.first_day, operation.last_day
    if first == last:
        return long_date(first)
    return _("{first} to {last}").format(first=long_date(first), last=long_date(last))


def part_facts(snapshot: PlanSnapshot) -> list[tuple[str, str]]:
    """A fact that says of which part of the plan a document is; none where it is of the whole plan."""
    said = " ; ".join(str(part) for part in snapshot.part)
    return [(_("Extract"), said)] if said else []


def sources_line(snapshot: PlanSnapshot) -> str:
    """The attributions that the official layers ask for; empty where there is none."""
    named = dict.fromkeys(layer.attribution for layer in snapshot.layers if layer.official and layer.attribution)
    return _("Source: {sources}").format(sources=" ; ".join(named)) if named else ""


def zone_of(code: str, snapshot: PlanSnapshot) -> str:
    """``13e arrondissement`` for ``75113``; elsewhere the name that a layer gives, else the code."""
    named = (feature.name for layer in snapshot.layers for feature in layer.features if feature.code == code)
    return zone_name(code, next((name for name in named if name), "")) if code else ""


def capital(text: str) -> str:
    """``Lundi 2 septembre``: the first word of a title."""
    return text[0].upper() + text[1:]


def named(agent: Agent) -> str:
    """``MARTIN Élise (004512)``: the staff number tells namesakes apart."""
    return f"{agent.full_name} ({agent.staff_number})"


def times_of(snapshot: PlanSnapshot, need: Need) -> str:
    """``9 h 00 – 17 h 00``, with the day before it where the operation's needs start on several."""
    times = time_range(need.start, need.end)
    return times if len(snapshot.first_days) == 1 else f"{day_and_date(need.start.date())} {times}"


def times_by_day(snapshot: PlanSnapshot, needs: Iterable[Need]) -> list[str]:
    """One line a day: ``mar. 3 sept. 8 h 05 – 9 h 00, 16 h 10 – 16 h 50``; given and told in the order of time.

    Without the day where the operation's needs start on one only; a day with very many times takes several lines.
    """
    lines = []
    for day, group in groupby(needs, key=lambda need: need.start.date()):
        times = [time_range(need.start, need.end) for need in group]
        name = "" if len(snapshot.first_days) == 1 else f"{day_and_date(day)} "
        firsts = range(0, len(times), TIMES_A_LINE)
        lines += [name + ", ".join(times[first : first + TIMES_A_LINE]) for first in firsts]
    return lines


def missing_heads(count: HeadCount) -> str:
    return _("Missing: {count}").format(count=number(count.missing))


def heads_held(count: HeadCount) -> str:
    text = ngettext("{held} of {required} held", "{held} of {required} held", count.held)
    return text.format(held=number(count.held), required=number(count.required))
