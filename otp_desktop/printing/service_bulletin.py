"""The service bulletin of a unit: for each day everything that its agents do, in every operation of that day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.force import Agent, Unit
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.printing.agent_source import AgentSource
from otp_desktop.printing.blocks import Facts, Heading, Note
from otp_desktop.printing.document import Document
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.ledger import Block, Grid, Ledger, Row
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.post_words import chief_of_visit, place_of_meeting, radio_and_equipment, times_of
from otp_desktop.printing.styles import BODY, BODY_STRONG, SECTION, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.visits import Visit, visits_of
from otp_desktop.printing.words import (
    capital,
    named,
    operation_name,
    sources_line,
    version_name,
    zone_of,
)
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import duration, long_date, number

AGENT, TIMES, PLACE, ROLE = range(4)
WIDTHS = (42 * mm, 38 * mm, 50 * mm, 50 * mm)


@dataclass(frozen=True)
class Stay:
    """A visit with the plan that asks for it."""

    source: AgentSource
    visit: Visit


Day = Mapping[str, Sequence[Stay]]  # by staff number, in the order of time


def write_service_bulletin(
    plans: Sequence[PlanSnapshot], unit_code: str, days: Sequence[date], file: Path, edited_at: datetime
) -> Path:
    """Writes the bulletin of a unit (PDF). The first plan is the one printed, the others are those of other operations.

    Raises SheetNotWrittenError.
    """
    return write_document(_bulletin(plans, unit_code, days), file, edited_at)


def _bulletin(plans: Sequence[PlanSnapshot], unit_code: str, days: Sequence[date]) -> Document:
    own = plans[0]
    unit, version, operation = own.unit[unit_code], version_name(own.plan), operation_name(own.operation)
    name, subject = _("Service bulletin"), unit.name or unit.code
    sources = [AgentSource(plan) for plan in plans]
    tables = [part for day in days for part in _day(sources, unit, day)]
    nobody = Note(Phrase(_("No agent of this unit has a service on these days."), SECTION), leads=True)
    return Document(
        title=f"{name} – {subject}",
        subject=f"{operation} – {version}",
        furniture=Furniture(f"{name} · {subject}", operation, version, sources_line(own)),
        story=[
            Heading(service_name(), name, subject, version, published=not own.plan.is_draft),
            Facts(_facts(sources, unit, days)),
            *(tables or [nobody]),
        ],
    )


def _facts(sources: Sequence[AgentSource], unit: Unit, days: Sequence[date]) -> list[tuple[str, str]]:
    shown = [long_date(day) for day in (days[0], days[-1])] if days else []
    agents = [agent for agent in _agents(sources, unit) if agent.active]
    operations = (f"{operation_name(source.snapshot.operation)} – {source.version}" for source in sources)
    return [
        (_("Days"), " – ".join(dict.fromkeys(shown))),
        (_("Agents of the unit"), number(len(agents))),
        (_("Operations"), "\n".join(operations)),
    ]


def _day(sources: Sequence[AgentSource], unit: Unit, day: date) -> Iterator[Flowable]:
    stays = _stays(sources, unit, day)
    if not stays:
        return
    grid = Grid((_("Agent"), _("Times and relief"), _("Post"), _("Role and chief")), WIDTHS)
    several = len(sources) > 1
    agents = [agent for agent in _agents(sources, unit) if agent.staff_number in stays]
    blocks = [_block(grid, agent, stays[agent.staff_number], several) for agent in agents]
    count = ngettext("{count} agent", "{count} agents", len(agents)).format(count=number(len(agents)))
    yield Ledger(capital(long_date(day)), count, grid, blocks, bookmark=f"day-{day.isoformat()}")
    if idle := _idle(sources, unit, day):
        label = _("Without assignment on {day}:").format(day=long_date(day))
        yield Note(Phrase(label, SMALL_STRONG), Phrase(idle, SMALL))
    yield from _instructions(sources, stays)


def _agents(sources: Sequence[AgentSource], unit: Unit) -> list[Agent]:
    """Those of the unit in any of the plans, each once."""
    found = {
        agent.staff_number: agent for source in sources for agent in source.snapshot.agents_of_unit.get(unit.code, ())
    }
    return sorted(found.values(), key=lambda agent: agent.name_order)


def _stays(sources: Sequence[AgentSource], unit: Unit, day: date) -> Day:
    """What starts that day."""
    found: dict[str, list[Stay]] = {}
    for source in sources:
        need = source.snapshot.need
        for agent in source.agents(unit.code):
            rows = source.assignments(agent)
            for start, group in groupby(rows, key=lambda row: need[row.need].start.date()):
                if start == day:
                    stays = (Stay(source, visit) for visit in visits_of(source.snapshot, group))
                    found.setdefault(agent.staff_number, []).extend(stays)
    return {agent: sorted(stays, key=lambda stay: stay.visit.needs[0].start) for agent, stays in found.items()}


def _idle(sources: Sequence[AgentSource], unit: Unit, day: date) -> str:
    """Who works in no operation. Why is nobody's business: an absence has a private reason."""
    agents = (agent for agent in _agents(sources, unit) if agent.active)
    idle = (agent for agent in agents if not any(one.snapshot.works_on(agent.staff_number, day) for one in sources))
    return ", ".join(map(named, idle))


def _block(grid: Grid, agent: Agent, stays: Sequence[Stay], several: bool) -> Block:
    number_and_corps = " · ".join(part for part in (agent.staff_number, agent.corps) if part)
    worked = sum(stay.source.minutes(stay.visit.needs) for stay in stays)
    name = [Phrase(agent.full_name, STRONG), Phrase(number_and_corps, SMALL_STRONG)]
    work = Phrase(_("{hours} of work").format(hours=duration(worked)), SMALL)
    rows = [row for stay in stays for row in _rows(grid, agent, stay, several)]
    again = (grid.cell(AGENT, *name, Phrase(_("(continued)"), SMALL)),)
    return Block((grid.cell(AGENT, *name, work),), tuple(rows), again)


def _rows(grid: Grid, agent: Agent, stay: Stay, several: bool) -> Iterator[Row]:
    visit, snapshot = stay.visit, stay.source.snapshot
    where = (Phrase(part, SMALL) for part in (visit.site.address, zone_of(visit.site.zone, snapshot)) if part)
    operation = [Phrase(operation_name(snapshot.operation), SMALL)] if several else []
    name = Phrase(visit.site.name or visit.site.code, BODY_STRONG)
    place = grid.cell(PLACE, name, *where, *operation, *place_of_meeting(visit))
    role = Phrase(role_name(visit.role), BODY)
    orders = grid.cell(ROLE, role, chief_of_visit(agent, visit), *radio_and_equipment(visit.orders))
    for times in grid.cells(TIMES, (times_of(stay.source, agent, visit, need) for need in visit.needs)):
        yield Row((times, place, orders))


def _instructions(sources: Sequence[AgentSource], stays: Day) -> Iterator[Note]:
    """Those that hold for all in each operation in which somebody of the unit works that day."""
    named_there = {id(stay.source) for visits in stays.values() for stay in visits}
    for source in sources:
        operation = source.snapshot.operation
        if operation.instructions and id(source) in named_there:
            title = _("Instructions: {operation}").format(operation=operation.name or operation.code)
            yield Note(Phrase(title, BODY_STRONG), Phrase(operation.instructions, BODY))
