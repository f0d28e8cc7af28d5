"""The unit's book: for each day who works where, when, in which role and under whom, with room to sign."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from reportlab.lib.units import mm

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.printing.blocks import Facts, Heading, Note
from otp_desktop.printing.document import Document
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.ledger import Block, Cell, Grid, Ledger, Row
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.post_words import chief_of_visit, radio_and_equipment
from otp_desktop.printing.styles import BODY, BODY_STRONG, SECTION, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.visits import Visit, visits_of
from otp_desktop.printing.words import (
    named,
    operation_days,
    operation_name,
    sources_line,
    version_name,
    zone_of,
)
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import long_date, time_range

AGENT, TIMES, PLACE, ROLE, SIGNATURE = range(5)
WIDTHS = (40 * mm, 27 * mm, 40 * mm, 38 * mm, 35 * mm)
ROOM_TO_SIGN = 14 * mm

Day = dict[str, tuple[Assignment, ...]]  # by staff number, in the order of time


def write_unit_book(snapshot: PlanSnapshot, unit_code: str, file: Path, edited_at: datetime) -> Path:
    """Writes the service bulletin and sign-in sheet of a unit (PDF, A4). Raises SheetNotWrittenError."""
    return write_document(_unit_book(snapshot, unit_code), file, edited_at)


def _unit_book(snapshot: PlanSnapshot, unit_code: str) -> Document:
    unit, version = snapshot.unit[unit_code], version_name(snapshot.plan)
    document = _("Service bulletin and sign-in sheet")
    subject = f"{unit.name} ({unit.code})" if unit.name else unit.code
    days = _assignments_by_day(snapshot, unit_code)
    operation = operation_name(snapshot.operation)
    facts = [
        (_("Operation"), operation),
        (_("Dates"), operation_days(snapshot.operation)),
        (_("Agents assigned"), _figures(snapshot, unit_code, days)),
    ]
    heading = Heading(service_name(), document, subject, version, published=not snapshot.plan.is_draft)
    return Document(
        title=f"{document} – {subject}",
        subject=f"{operation} – {version}",
        furniture=Furniture(f"{subject} · {snapshot.operation.name}", operation, version, sources_line(snapshot)),
        story=[heading, Facts(facts), *_days(snapshot, unit_code, days)],
    )


def _assignments_by_day(snapshot: PlanSnapshot, unit_code: str) -> dict[date, Day]:
    """For each day of the operation's needs, the assignments of each agent of the unit who has one."""
    days: dict[date, Day] = {day: {} for day in sorted({need.start.date() for need in snapshot.needs})}
    for agent in snapshot.agents_of_unit.get(unit_code, ()):
        assignments = snapshot.assignments_of_agent.get(agent.staff_number, ())
        for day, group in groupby(assignments, key=lambda assignment: snapshot.need[assignment.need].start.date()):
            days[day][agent.staff_number] = tuple(group)
    return days


def _figures(snapshot: PlanSnapshot, unit_code: str, days: dict[date, Day]) -> str:
    """How many of the unit are assigned, and to how many needs."""
    assigned = {agent for day in days.values() for agent in day}
    count = sum(len(assignments) for day in days.values() for assignments in day.values())
    agents = snapshot.agents_of_unit.get(unit_code, ())
    present = sum(agent.active or agent.staff_number in assigned for agent in agents)
    needs = ngettext("{count} assignment", "{count} assignments", count).format(count=count)
    return _("{assigned} of {agents}, {needs}").format(assigned=len(assigned), agents=present, needs=needs)


def _days(snapshot: PlanSnapshot, unit_code: str, days: dict[date, Day]) -> Iterable[Ledger | Note]:
    if not any(days.values()):
        yield Note(Phrase(_("No agent of this unit is assigned to this operation."), SECTION), leads=True)
        agents = ", ".join(named(agent) for agent in snapshot.agents_of_unit.get(unit_code, ()) if agent.active)
        if agents:
            yield Note(Phrase(_("Agents of the unit: {agents}").format(agents=agents), BODY))
        return
    for day, assigned in days.items():
        yield _day(snapshot, unit_code, day, assigned)
        if idle := _idle(snapshot, unit_code, day):
            label = _("Without assignment on {day}:").format(day=long_date(day))
            yield Note(Phrase(label, SMALL_STRONG), Phrase(idle, SMALL))


def _idle(snapshot: PlanSnapshot, unit_code: str, day: date) -> str:
    """Who of the unit does not work that day. Why is nobody's business: an absence has a private reason."""
    agents = snapshot.agents_of_unit.get(unit_code, ())
    idle = (agent for agent in agents if agent.active and not snapshot.works_on(agent.staff_number, day))
    return ", ".join(map(named, idle))


def _day(snapshot: PlanSnapshot, unit_code: str, day: date, assigned: Day) -> Ledger:
    heads = (_("Agent"), _("Duty"), _("Place"), _("Role and chief"), _("Signature"))
    grid = Grid(heads, WIDTHS, boxed=frozenset({SIGNATURE}))
    agents = [agent for agent in snapshot.agents_of_unit.get(unit_code, ()) if agent.staff_number in assigned]
    blocks = [_block(snapshot, grid, agent, assigned[agent.staff_number]) for agent in agents]
    if not blocks:
        nobody = grid.cell(AGENT, Phrase(_("Nobody of the unit is assigned this day."), BODY), span=len(WIDTHS))
        blocks = [Block((), (Row((nobody,)),), ())]
        grid = Grid(heads, WIDTHS)
    count = ngettext("{count} agent", "{count} agents", len(agents)).format(count=len(agents))
    title = long_date(day)
    return Ledger(title[0].upper() + title[1:], count, grid, blocks, bookmark=f"day-{day.isoformat()}")


def _block(snapshot: PlanSnapshot, grid: Grid, agent: Agent, assignments: tuple[Assignment, ...]) -> Block:
    number = " · ".join(part for part in (agent.staff_number, agent.corps) if part)
    texts = (agent.full_name, STRONG), (number, SMALL_STRONG), (agent.grade, SMALL)
    name = [Phrase(text, style) for text, style in texts if text]
    again = Phrase(_("(continued)"), SMALL)
    rows = [row for visit in visits_of(snapshot, assignments) for row in _rows(snapshot, grid, agent, visit)]
    return Block((grid.cell(AGENT, *name),), tuple(rows), (grid.cell(AGENT, *name, again),), ROOM_TO_SIGN)


def _rows(snapshot: PlanSnapshot, grid: Grid, agent: Agent, visit: Visit) -> Iterable[Row]:
    for times in grid.cells(TIMES, map(_times, visit.needs)):
        yield Row((times, _place(snapshot, grid, visit.site), _role(grid, agent, visit)))


def _times(need: Need) -> list[Phrase]:
    hours = Phrase(time_range(need.start, need.end), BODY_STRONG)
    return [hours, Phrase(_("Relieved break"), SMALL)] if need.relieved else [hours]


def _place(snapshot: PlanSnapshot, grid: Grid, site: Site) -> Cell:
    where = [Phrase(part, SMALL) for part in (site.address, zone_of(site.zone, snapshot)) if part]
    return grid.cell(PLACE, Phrase(site.name or site.code, BODY_STRONG), *where)


def _role(grid: Grid, agent: Agent, visit: Visit) -> Cell:
    role = Phrase(role_name(visit.role), BODY)
    return grid.cell(ROLE, role, chief_of_visit(agent, visit), *radio_and_equipment(visit.orders))
