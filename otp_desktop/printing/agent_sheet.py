"""The sheet each agent carries: day by day where, when, in which role, under whom and with whom, and a small map."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sheet_codes import sheet_code
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import elapsed_minutes
from otp_desktop.domain.words import role_name
from otp_desktop.printing.blocks import Heading, Note
from otp_desktop.printing.code_panel import CodedFacts
from otp_desktop.printing.document import Document, write_documents
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.ledger import Block, Cell, Grid, Ledger, Row
from otp_desktop.printing.map_panel import MapPanel
from otp_desktop.printing.map_shapes import MapShapes
from otp_desktop.printing.styles import BODY, BODY_STRONG, SECTION, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.visits import Visit, visits_of
from otp_desktop.printing.words import (
    NOBODY,
    named,
    operation_days,
    operation_name,
    service_name,
    sources_line,
    version_name,
    zone_of,
)
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import duration, long_date, time_range

DAY, TIMES, PLACE, ROLE = range(4)
WIDTHS = (40 * mm, 32 * mm, 56 * mm, 52 * mm)
MOST_NAMES = 5  # of the others on a post: forty crews would hide the agent's own lines
MOST_TIMES = 24  # in one row: it must never be higher than a page

Numbers = Mapping[str, int]  # of the sites on the agent's map, by code


def write_agent_sheets(
    snapshot: PlanSnapshot,
    unit_code: str,
    file: Path,
    edited_at: datetime,
    replaces: int = 0,
    only: Collection[str] | None = None,
) -> Path:
    """Writes the sheets of a unit's agents who have an assignment, one after another (PDF, A4).

    Each has page numbers and an outline entry of its own. ``replaces`` is the published version whose sheets these
    take the place of, ``only`` the staff numbers of those who get one. Raises SheetNotWrittenError.
    """
    unit = snapshot.unit[unit_code]
    agents = [
        agent
        for agent in snapshot.agents_of_unit.get(unit_code, ())
        if agent.staff_number in snapshot.assignments_of_agent and (only is None or agent.staff_number in only)
    ]
    title = _("Assignment sheets of {unit}").format(unit=unit.name or unit.code)
    subject = f"{operation_name(snapshot.operation)} – {version_name(snapshot.plan, replaces)}"
    shapes = MapShapes(snapshot)
    documents = (_agent_sheet(snapshot, shapes, agent, replaces) for agent in agents)
    return write_documents(title, subject, documents, file, edited_at)


def _agent_sheet(snapshot: PlanSnapshot, shapes: MapShapes, agent: Agent, replaces: int) -> Document:
    version, operation = version_name(snapshot.plan, replaces), operation_name(snapshot.operation)
    assignments = snapshot.assignments_of_agent[agent.staff_number]
    sites = _sites(snapshot, assignments)
    numbers = {site.code: number for number, site in enumerate(sites, start=1)}
    code = str(sheet_code(snapshot, agent))
    return Document(
        title=named(agent),
        subject=f"{operation} – {version}",
        furniture=Furniture(f"{named(agent)} · {code}", operation, version, sources_line(snapshot)),
        story=[
            Heading(service_name(), _("Assignment sheet"), agent.full_name, version, not snapshot.plan.is_draft),
            CodedFacts(_facts(snapshot, agent, assignments), code),
            _duties(snapshot, agent, assignments, numbers),
            *_instructions(sites, numbers),
            *_map(snapshot, shapes, sites),
        ],
        bookmark=f"agent-{agent.staff_number}",
    )


def _sites(snapshot: PlanSnapshot, assignments: Iterable[Assignment]) -> list[Site]:
    """The agent's posts in the order of time; those with a position come first, numbered as on the map."""
    codes = dict.fromkeys(snapshot.need[assignment.need].site for assignment in assignments)
    return sorted((snapshot.site[code] for code in codes), key=lambda site: site.position is None)


def _facts(snapshot: PlanSnapshot, agent: Agent, assignments: Sequence[Assignment]) -> list[tuple[str, str]]:
    unit = snapshot.unit.get(agent.unit)
    body = " · ".join(part for part in (agent.staff_number, agent.corps, agent.grade) if part)
    return [
        (_("Staff number"), body),
        (_("Unit"), (unit.name or unit.code) if unit else agent.unit or NOBODY),
        (_("Operation"), operation_name(snapshot.operation)),
        (_("Dates"), operation_days(snapshot.operation)),
        (_("Work"), _work(snapshot, assignments)),
    ]


def _work(snapshot: PlanSnapshot, assignments: Iterable[Assignment]) -> str:
    """``16 h 40 in 5 duties``."""
    needs = [snapshot.need[assignment.need] for assignment in assignments]
    count = len({need.start.date() for need in needs})
    text = ngettext("{hours} on {count} day", "{hours} on {count} days", count)
    return text.format(hours=duration(_minutes(snapshot, needs)), count=count)


def _minutes(snapshot: PlanSnapshot, needs: Iterable[Need]) -> int:
    return sum(elapsed_minutes(need.start, need.end, snapshot.operation.timezone) for need in needs)


def _duties(snapshot: PlanSnapshot, agent: Agent, assignments: Iterable[Assignment], numbers: Numbers) -> Ledger:
    """One block a day."""
    grid = Grid((_("Duty"), _("Times"), _("Post"), _("Role and chief")), WIDTHS)
    days = groupby(assignments, key=lambda assignment: snapshot.need[assignment.need].start.date())
    blocks = [_duty(snapshot, grid, agent, day, tuple(group), numbers) for day, group in days]
    count = ngettext("{count} day", "{count} days", len(blocks)).format(count=len(blocks))
    return Ledger(_("Where and when"), count, grid, blocks, bookmark=f"duties-{agent.staff_number}", level=1)


def _duty(
    snapshot: PlanSnapshot, grid: Grid, agent: Agent, day: date, assignments: tuple[Assignment, ...], numbers: Numbers
) -> Block:
    needs = [snapshot.need[assignment.need] for assignment in assignments]
    title = Phrase(_capital(long_date(day)), STRONG)
    work = _("{hours} of work").format(hours=duration(_minutes(snapshot, needs)))
    side = grid.cell(
        DAY, title, Phrase(time_range(needs[0].start, max(need.end for need in needs)), BODY), Phrase(work, SMALL)
    )
    again = grid.cell(DAY, title, Phrase(_("(continued)"), SMALL))
    rows = (row for visit in visits_of(snapshot, assignments) for row in _rows(snapshot, grid, agent, visit, numbers))
    return Block((side,), tuple(rows), (again,))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _rows(snapshot: PlanSnapshot, grid: Grid, agent: Agent, visit: Visit, numbers: Numbers) -> Iterator[Row]:
    """One row a visit, or several where its times are very many."""
    place, role = _place(snapshot, grid, visit, numbers), _role(snapshot, grid, agent, visit)
    for first in range(0, len(visit.needs), MOST_TIMES):
        times = [phrase for need in visit.needs[first : first + MOST_TIMES] for phrase in _times(need)]
        yield Row((grid.cell(TIMES, *times), place, role))


def _times(need: Need) -> Iterator[Phrase]:
    yield Phrase(time_range(need.start, need.end), STRONG)
    if need.relieved:
        yield Phrase(_("Relieved break"), SMALL)


def _place(snapshot: PlanSnapshot, grid: Grid, visit: Visit, numbers: Numbers) -> Cell:
    site = visit.site
    name = f"{numbers[site.code]} · {site.name or site.code}" if site.position else site.name or site.code
    where = [part for part in (site.address, zone_of(site.zone, snapshot), site.sector) if part]
    labels = {need.label for need in visit.needs if need.label}
    if len(labels) == 1:
        where.append(_(labels.pop()))  # one that came from a template is a text of the program: it has a translation
    return grid.cell(PLACE, Phrase(name, STRONG), *(Phrase(part, SMALL) for part in where))


def _role(snapshot: PlanSnapshot, grid: Grid, agent: Agent, visit: Visit) -> Cell:
    phrases = [Phrase(role_name(visit.role), BODY_STRONG)]
    if visit.chief == agent:
        phrases.append(Phrase(_("Chief of the post"), SMALL_STRONG))
    else:
        phrases.append(Phrase(_("Chief: {name}").format(name=named(visit.chief) if visit.chief else NOBODY), SMALL))
    if asked := _qualifications(snapshot, visit):
        phrases.append(Phrase(_("Asked for: {qualifications}").format(qualifications=asked), SMALL))
    if others := _others(snapshot, agent, visit):
        phrases.append(Phrase(_("With: {names}").format(names=others), SMALL))
    return grid.cell(ROLE, *phrases)


def _qualifications(snapshot: PlanSnapshot, visit: Visit) -> str:
    lines = (role for need in visit.needs for role in need.roles if role.code == visit.role)
    codes = dict.fromkeys(code for role in lines for code in role.qualifications)
    known = snapshot.qualification
    return ", ".join(known[code].label if code in known else code for code in codes)


def _others(snapshot: PlanSnapshot, agent: Agent, visit: Visit) -> str:
    """Who else is on the post; the chief is named already."""
    numbers = {row.agent for need in visit.needs for row in snapshot.assignments_of_need.get(need.code, ())}
    others = sorted((snapshot.agent[number] for number in numbers), key=lambda other: other.name_order)
    names = [other.full_name for other in others if other not in (agent, visit.chief)]
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    left = len(names) - MOST_NAMES
    more = ngettext("and {count} other", "and {count} others", left).format(count=left)
    return f"{', '.join(names[:MOST_NAMES])} {more}"


def _map(snapshot: PlanSnapshot, shapes: MapShapes, sites: Sequence[Site]) -> list[Flowable]:
    placed = [site for site in sites if site.position]
    return [MapPanel(snapshot, shapes, placed)] if placed else []


def _instructions(sites: Iterable[Site], numbers: Numbers) -> Iterator[Note]:
    """The heading stands in the first note: it is never left behind at the foot of a page."""
    heading = [Phrase(_("Instructions"), SECTION)]
    for site in sites:
        if site.note:
            name = site.name or site.code
            title = f"{numbers[site.code]} · {name}" if site.position else name
            yield Note(*heading, Phrase(title, BODY_STRONG), Phrase(site.note, BODY))
            heading = []
