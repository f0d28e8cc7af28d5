"""The sheet each agent carries: day by day where, when, in which role, under whom and with whom, and a small map."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.printing.agent_source import AgentSource
from otp_desktop.printing.blocks import Heading, Note
from otp_desktop.printing.code_panel import CodedFacts
from otp_desktop.printing.document import Document
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.ledger import Block, Cell, Grid, Ledger, Row
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.map_panel import MapPanel
from otp_desktop.printing.post_words import (
    chief_of_visit,
    crew_of,
    place_of_meeting,
    qualifications_of,
    radio_and_equipment,
    times_of,
)
from otp_desktop.printing.procedure_card import procedure_cards
from otp_desktop.printing.styles import BODY, BODY_STRONG, SECTION, SMALL, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.visits import Visit, visits_of
from otp_desktop.printing.words import (
    NOBODY,
    capital,
    named,
    operation_days,
    operation_name,
    sources_line,
    version_name,
    zone_of,
)
from otp_desktop.printing.writing import write_documents
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import duration, long_date, time_range

DAY, TIMES, PLACE, ROLE = range(4)
WIDTHS = (36 * mm, 38 * mm, 53 * mm, 53 * mm)

Numbers = Mapping[str, int]  # of the sites on the agent's map, by code


def write_agent_sheets(
    snapshot: PlanSnapshot,
    unit_code: str,
    file: Path,
    edited_at: datetime,
    replaces: int = 0,
    only: Collection[str] | None = None,
    why: Mapping[str, object] | None = None,
    cards: tuple[ProcedureCard, ...] = (),
) -> Path:
    """Writes the sheets of a unit's agents who have an assignment, one after another (PDF).

    Each has page numbers and an outline entry of its own. ``replaces``, ``only``, ``why`` and ``cards``: see
    AgentSource. Raises SheetNotWrittenError.
    """
    source = AgentSource(snapshot, replaces, only, why or {}, cards)
    unit = snapshot.unit[unit_code]
    title = _("Assignment sheets of {unit}").format(unit=unit.name or unit.code)
    subject = f"{operation_name(snapshot.operation)} – {version_name(snapshot.plan, replaces)}"
    documents = (part for agent in source.agents(unit_code) for part in _agent_file(source, agent))
    return write_documents(title, subject, documents, file, edited_at)


def _agent_file(source: AgentSource, agent: Agent) -> Iterator[Document]:
    """The sheet, and after it the cards that concern its holder; the outline leads to the sheet alone."""
    yield _agent_sheet(source, agent)
    for card in procedure_cards(source.snapshot, source.cards_of(agent)):
        yield replace(card, bookmark="")


def _agent_sheet(source: AgentSource, agent: Agent) -> Document:
    snapshot, version = source.snapshot, source.version
    operation = operation_name(snapshot.operation)
    assignments, code = source.assignments(agent), source.code(agent)
    needs = [snapshot.need[assignment.need] for assignment in assignments]
    sites = _sites(snapshot, needs)
    numbers = {site.code: number for number, site in enumerate(sites, start=1)}
    return Document(
        title=named(agent),
        subject=f"{operation} – {version}",
        furniture=Furniture(f"{named(agent)} · {code}", operation, version, sources_line(snapshot)),
        story=[
            Heading(service_name(), _("Assignment sheet"), agent.full_name, version, not snapshot.plan.is_draft),
            CodedFacts(_facts(source, agent, needs), code),
            _duties(source, agent, assignments, numbers),
            *_instructions(snapshot, sites, needs, numbers),
            *_map(source, sites),
        ],
        bookmark=f"agent-{agent.staff_number}",
    )


def _sites(snapshot: PlanSnapshot, needs: Iterable[Need]) -> list[Site]:
    """The agent's posts in the order of time; those with a position come first, numbered as on the map."""
    codes = dict.fromkeys(need.site for need in needs)
    return sorted((snapshot.site[code] for code in codes), key=lambda site: site.position is None)


def _facts(source: AgentSource, agent: Agent, needs: Sequence[Need]) -> list[tuple[str, str]]:
    snapshot = source.snapshot
    unit = snapshot.unit.get(agent.unit)
    body = " · ".join(part for part in (agent.staff_number, agent.corps, agent.grade) if part)
    facts = [
        (_("Staff number"), body),
        (_("Unit"), (unit.name or unit.code) if unit else agent.unit or NOBODY),
        (_("Operation"), operation_name(snapshot.operation)),
        (_("Dates"), operation_days(snapshot.operation)),
        (_("Work"), _work(source, needs)),
    ]
    if line := source.why.get(agent.staff_number):
        facts.append((_("Why me"), str(line)))
    return facts


def _work(source: AgentSource, needs: Sequence[Need]) -> str:
    """``16 h 40 in 5 duties``."""
    count = len({need.start.date() for need in needs})
    text = ngettext("{hours} on {count} day", "{hours} on {count} days", count)
    return text.format(hours=duration(source.minutes(needs)), count=count)


def _duties(source: AgentSource, agent: Agent, assignments: Iterable[Assignment], numbers: Numbers) -> Ledger:
    """One block a day."""
    need = source.snapshot.need
    grid = Grid((_("Duty"), _("Times and relief"), _("Post"), _("Role and chief")), WIDTHS)
    days = groupby(assignments, key=lambda assignment: need[assignment.need].start.date())
    blocks = [_duty(source, grid, agent, day, tuple(group), numbers) for day, group in days]
    count = ngettext("{count} day", "{count} days", len(blocks)).format(count=len(blocks))
    return Ledger(_("Where and when"), count, grid, blocks, bookmark=f"duties-{agent.staff_number}", level=1)


def _duty(
    source: AgentSource, grid: Grid, agent: Agent, day: date, assignments: tuple[Assignment, ...], numbers: Numbers
) -> Block:
    needs = [source.snapshot.need[assignment.need] for assignment in assignments]
    title = Phrase(capital(long_date(day)), STRONG)
    work = _("{hours} of work").format(hours=duration(source.minutes(needs)))
    side = grid.cell(
        DAY, title, Phrase(time_range(needs[0].start, max(need.end for need in needs)), BODY), Phrase(work, SMALL)
    )
    again = grid.cell(DAY, title, Phrase(_("(continued)"), SMALL))
    visits = visits_of(source.snapshot, assignments)
    return Block(
        (side,), tuple(row for visit in visits for row in _rows(source, grid, agent, visit, numbers)), (again,)
    )


def _rows(source: AgentSource, grid: Grid, agent: Agent, visit: Visit, numbers: Numbers) -> Iterator[Row]:
    """One row a visit, or several where its times are very many."""
    place, role = _place(source.snapshot, grid, visit, numbers), _role(source.snapshot, grid, agent, visit)
    for times in grid.cells(TIMES, (times_of(source, agent, visit, need) for need in visit.needs)):
        yield Row((times, place, role))


def _place(snapshot: PlanSnapshot, grid: Grid, visit: Visit, numbers: Numbers) -> Cell:
    site = visit.site
    name = f"{numbers[site.code]} · {site.name or site.code}" if site.position else site.name or site.code
    where = [part for part in (site.address, zone_of(site.zone, snapshot), site.sector) if part]
    labels = {need.label for need in visit.needs if need.label}
    if len(labels) == 1:
        where.append(_(labels.pop()))  # one that came from a template is a text of the program: it has a translation
    return grid.cell(PLACE, Phrase(name, STRONG), *(Phrase(part, SMALL) for part in where), *place_of_meeting(visit))


def _role(snapshot: PlanSnapshot, grid: Grid, agent: Agent, visit: Visit) -> Cell:
    return grid.cell(
        ROLE,
        Phrase(role_name(visit.role), BODY_STRONG),
        chief_of_visit(agent, visit),
        *radio_and_equipment(visit.orders),
        *qualifications_of(snapshot, visit),
        *crew_of(snapshot, agent, visit),
    )


def _map(source: AgentSource, sites: Sequence[Site]) -> list[Flowable]:
    placed = [site for site in sites if site.position]
    return [MapPanel(source.snapshot, source.shapes, placed)] if placed else []


def _instructions(
    snapshot: PlanSnapshot, sites: Iterable[Site], needs: Sequence[Need], numbers: Numbers
) -> Iterator[Note]:
    """Those for all, then those of each post. The heading stands in the first note: it is never left behind."""
    heading = [Phrase(_("Instructions"), SECTION)]
    for title, texts in _told(snapshot, sites, needs, numbers):
        if texts:
            yield Note(*heading, Phrase(title, BODY_STRONG), *(Phrase(text, BODY) for text in texts))
            heading = []


def _told(
    snapshot: PlanSnapshot, sites: Iterable[Site], needs: Sequence[Need], numbers: Numbers
) -> Iterator[tuple[str, list[str]]]:
    yield _("For all"), list(filter(None, [snapshot.operation.instructions]))
    for site in sites:
        name = site.name or site.code
        own = (need.instructions for need in needs if need.site == site.code)
        title = f"{numbers[site.code]} · {name}" if site.position else name
        yield title, list(dict.fromkeys(filter(None, (site.note, *own))))
