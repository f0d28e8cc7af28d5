"""The sign-in sheet of a unit: day by day, room for each agent to sign on arrival and on leaving."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.order_words import meeting_words
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.blocks import Facts, Heading, Note
from otp_desktop.printing.document import Document
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.ledger import Block, Grid, Ledger, Row
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.styles import SECTION, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.words import (
    capital,
    operation_days,
    operation_name,
    part_facts,
    sources_line,
    version_name,
)
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import long_date, time_range

AGENT, DUTY, ARRIVAL, LEAVING, REMARK = range(5)
WIDTHS = (52 * mm, 44 * mm, 30 * mm, 30 * mm, 24 * mm)
ROOM_TO_SIGN = 13 * mm
PLACES_SHOWN = 3  # names of places under the hours: the assignment sheets have them all

Presence = tuple[Agent, tuple[Need, ...]]  # the needs in the order of time


def write_sign_in(snapshot: PlanSnapshot, unit_code: str, file: Path, edited_at: datetime) -> Path:
    """Writes the sign-in sheet of a unit, one table a day (PDF, A4). Raises SheetNotWrittenError."""
    return write_document(_sign_in(snapshot, unit_code), file, edited_at)


def _sign_in(snapshot: PlanSnapshot, unit_code: str) -> Document:
    unit, version, operation = snapshot.unit[unit_code], version_name(snapshot.plan), operation_name(snapshot.operation)
    name, subject = _("Sign-in sheet"), unit.name or unit.code
    facts = [(_("Operation"), operation), (_("Dates"), operation_days(snapshot.operation)), *part_facts(snapshot)]
    days = list(_days(snapshot, unit_code))
    nobody = Note(Phrase(_("No agent of this unit is assigned to this operation."), SECTION), leads=True)
    return Document(
        title=f"{name} – {subject}",
        subject=f"{operation} – {version}",
        furniture=Furniture(f"{name} · {subject}", operation, version, sources_line(snapshot)),
        story=[
            Heading(service_name(), name, subject, version, published=not snapshot.plan.is_draft),
            Facts(facts),
            *(days or [nobody]),
        ],
    )


def _days(snapshot: PlanSnapshot, unit_code: str) -> Iterator[Flowable]:
    """A table for each day on which somebody of the unit starts a duty."""
    present: dict[date, list[Presence]] = {}
    for agent in snapshot.agents_of_unit.get(unit_code, ()):
        needs = (snapshot.need[row.need] for row in snapshot.assignments_of_agent.get(agent.staff_number, ()))
        for day, group in groupby(needs, key=lambda need: need.start.date()):
            present.setdefault(day, []).append((agent, tuple(group)))
    heads = (_("Agent"), _("Duty"), _("Arrival"), _("Leaving"), _("Remark"))
    grid = Grid(heads, WIDTHS, boxed=frozenset({ARRIVAL, LEAVING, REMARK}))
    for day in sorted(present):
        count = ngettext("{count} agent", "{count} agents", len(present[day])).format(count=len(present[day]))
        blocks = [_block(snapshot, grid, *presence) for presence in present[day]]
        yield Ledger(capital(long_date(day)), count, grid, blocks, bookmark=f"day-{day.isoformat()}")


def _block(snapshot: PlanSnapshot, grid: Grid, agent: Agent, needs: Sequence[Need]) -> Block:
    number = " · ".join(part for part in (agent.staff_number, agent.corps) if part)
    name = (Phrase(agent.full_name, STRONG), Phrase(number, SMALL_STRONG))
    whole = Phrase(time_range(needs[0].start, max(need.end for need in needs)), STRONG)
    sites = dict.fromkeys(need.site for need in needs)
    places = [snapshot.site[code].name or code for code in sites]
    shown = places if len(places) <= PLACES_SHOWN else [*places[:PLACES_SHOWN], "…"]
    told = [Phrase(text, SMALL_STRONG) for text in _told(snapshot, needs)]
    duty = grid.cell(DUTY, whole, *(Phrase(place, SMALL) for place in shown), *told)
    return Block((grid.cell(AGENT, *name),), (Row((duty,)),), (grid.cell(AGENT, *name),), ROOM_TO_SIGN)


def _told(snapshot: PlanSnapshot, needs: Sequence[Need]) -> Iterator[str]:
    """Where the duty begins, and the call signs and channels of the day, each once."""
    orders = [snapshot.orders_of(need.code) for need in needs]
    if meeting := meeting_words(orders[0]):
        yield _("Meeting point: {place}").format(place=meeting)
    radio = (" · ".join(filter(None, (each.call_sign, each.channel))) for each in orders)
    yield from dict.fromkeys(filter(None, radio))
