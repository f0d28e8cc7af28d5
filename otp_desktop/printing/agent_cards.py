"""Assignment cards: what an agent needs in the street, on a quarter of a sheet to cut apart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.words import role_name
from otp_desktop.printing.agent_source import AgentSource
from otp_desktop.printing.bookmarks import add_bookmark
from otp_desktop.printing.card import CARDS, HEIGHT, WIDTH, CardHead, draw_card, packed
from otp_desktop.printing.files import write_private
from otp_desktop.printing.fonts import printable
from otp_desktop.printing.letterhead import service_emblem, service_name
from otp_desktop.printing.post_words import chief_of_visit, qualifications_of, radio_and_equipment, relief_of
from otp_desktop.printing.styles import BODY, BODY_STRONG, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Line, Phrase, set_lines
from otp_desktop.printing.visits import Visit, visits_of
from otp_desktop.printing.words import named, operation_name, zone_of
from otp_desktop.printing.writing import new_canvas
from otp_desktop.texts import _
from otp_desktop.texts.formats import clock, day_and_date, duration, moment, time_range

BETWEEN = " · "
LINES_OF_TIMES = 12  # of one visit: a card is small


def write_agent_cards(source: AgentSource, unit_code: str, file: Path, edited_at: datetime) -> Path:
    """Writes the cards of a unit's agents who have an assignment (PDF, four on an A4 sheet, with cut marks).

    What does not fit on a card goes on on the next one of the same agent. Raises SheetNotWrittenError.
    """
    unit, operation = source.snapshot.unit[unit_code], operation_name(source.snapshot.operation)
    title = _("Assignment cards of {unit}").format(unit=unit.name or unit.code)
    canvas = new_canvas(title, f"{operation} – {source.version}", CARDS, cut=True)
    for agent in source.agents(unit_code):
        _draw_agent(canvas, source, agent, edited_at)
    canvas.close_sheet()
    return write_private(file, bytes(canvas.getpdfdata()))


def _draw_agent(canvas: Canvas, source: AgentSource, agent: Agent, edited_at: datetime) -> None:
    head = _head(source, agent)
    cards = packed(list(_parts(source, agent)), head)
    for number, lines in enumerate(cards, start=1):
        canvas.begin_page()
        if number == 1:
            add_bookmark(canvas, printable(named(agent)), f"card-{agent.staff_number}", 0, HEIGHT)
        count = _("Card {number} of {count}").format(number=number, count=len(cards))
        edited = _("Printed on {moment}").format(moment=moment(edited_at))
        draw_card(canvas, head, lines, f"{edited} · {count}" if len(cards) > 1 else edited)
        canvas.end_page()


def _head(source: AgentSource, agent: Agent) -> CardHead:
    unit = source.snapshot.unit.get(agent.unit)
    needs = [source.snapshot.need[row.need] for row in source.assignments(agent)]
    body = (agent.staff_number, agent.corps, unit.name or unit.code if unit else agent.unit)
    return CardHead(
        service=service_name(),
        version=source.version,
        published=not source.snapshot.plan.is_draft,
        name=agent.full_name,
        body=" · ".join(part for part in body if part),
        operation=operation_name(source.snapshot.operation),
        work=_("{hours} of work").format(hours=duration(source.minutes(needs))),
        code=source.code(agent),
        emblem=service_emblem(),
    )


def _parts(source: AgentSource, agent: Agent) -> Iterator[tuple[Line, ...]]:
    """A part for each visit, then the instructions; none is torn apart where it fits on a card."""
    need = source.snapshot.need
    days = groupby(source.assignments(agent), key=lambda assignment: need[assignment.need].start.date())
    visits = [visit for _day, rows in days for visit in visits_of(source.snapshot, rows)]
    for visit in visits:
        yield set_lines(_visit(source, agent, visit), WIDTH, most=LINES_OF_TIMES)
    if told := _instructions(source, visits):
        yield set_lines([Phrase(_("Instructions"), BODY_STRONG), *(Phrase(text, SMALL) for text in told)], WIDTH, None)


def _visit(source: AgentSource, agent: Agent, visit: Visit) -> Iterator[Phrase]:
    snapshot, site = source.snapshot, visit.site
    times = ", ".join(time_range(need.start, need.end) for need in visit.needs)
    yield Phrase(f"{day_and_date(visit.needs[0].start.date())}{BETWEEN}{times}", STRONG)
    yield Phrase(site.name or site.code, BODY_STRONG)
    where = ", ".join(part for part in (site.address, zone_of(site.zone, snapshot)) if part)
    yield from ([Phrase(where, SMALL)] if where else [])
    yield from _meeting(source, agent, visit)
    yield Phrase(role_name(visit.role), BODY)
    yield chief_of_visit(agent, visit)
    yield from radio_and_equipment(visit.orders)
    yield from qualifications_of(snapshot, visit)
    yield from (Phrase(text, SMALL) for need in visit.needs for text in relief_of(source, agent, visit.role, need))
    if any(need.relieved for need in visit.needs):
        yield Phrase(_("Relieved break"), SMALL)


def _meeting(source: AgentSource, agent: Agent, visit: Visit) -> list[Phrase]:
    times = [clock(at) for need in visit.needs if (at := source.meeting(agent, need))]
    said = ", ".join(filter(None, (*times, visit.orders.meeting_place)))
    return [Phrase(_("Meeting point: {place}").format(place=said), SMALL_STRONG)] if said else []


def _instructions(source: AgentSource, visits: Sequence[Visit]) -> list[str]:
    """For all, then those of each post, once."""
    sites = (visit.site.note for visit in visits)
    needs: Iterable[Need] = (need for visit in visits for need in visit.needs)
    said = (source.snapshot.operation.instructions, *sites, *(need.instructions for need in needs))
    return list(dict.fromkeys(filter(None, said)))
