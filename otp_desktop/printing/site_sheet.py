"""The sheet of a site: its needs day by day, who holds them, and in plain words who is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from reportlab.lib.units import mm

from otp_desktop.domain.chain_of_command import heads_of
from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.order_words import order_facts
from otp_desktop.domain.orders import Orders, shared_orders, without
from otp_desktop.domain.reliefs import Reliefs
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name, site_kind_name
from otp_desktop.printing.blocks import Facts, Heading, Note
from otp_desktop.printing.document import Document
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.ledger import Block, Cell, Grid, Ledger, Row
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.post_words import relief_of_post
from otp_desktop.printing.styles import ALERT, BODY, BODY_SMALLER, BODY_STRONG, SECTION, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.words import (
    NOBODY,
    capital,
    heads_held,
    missing_heads,
    named,
    operation_days,
    operation_name,
    part_facts,
    sources_line,
    version_name,
    zone_of,
)
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _
from otp_desktop.texts.formats import clock, long_date, time_range

TIME, ROLE, AGENT, NUMBER, UNIT = range(5)
WIDTHS = (35 * mm, 29 * mm, 59 * mm, 18 * mm, 39 * mm)
LOWEST_DANGER = 5


def write_site_sheet(snapshot: PlanSnapshot, site_code: str, file: Path, edited_at: datetime) -> Path:
    """Writes the sheet of a site (PDF, A4). Raises SheetNotWrittenError."""
    return write_document(_site_sheet(snapshot, site_code), file, edited_at)


def _site_sheet(snapshot: PlanSnapshot, site_code: str) -> Document:
    site, version = snapshot.site[site_code], version_name(snapshot.plan)
    document, operation = _("Post sheet"), operation_name(snapshot.operation)
    subject = site.name or site.code
    needs = sorted(snapshot.coverage.needs_by_site.get(site.code, ()), key=lambda need: (need.start, need.end))
    shared = shared_orders(snapshot.orders_of(need.code) for need in needs)
    heading = Heading(service_name(), document, subject, version, published=not snapshot.plan.is_draft)
    return Document(
        title=f"{document} – {subject}",
        subject=f"{operation} – {version}",
        furniture=Furniture(
            f"{subject} ({site.code}) · {snapshot.operation.name}", operation, version, sources_line(snapshot)
        ),
        story=[
            heading,
            Facts([*_facts(snapshot, site), *order_facts(shared)]),
            *_instructions(snapshot, site, shared),
            *_days(snapshot, needs, shared),
        ],
    )


def _facts(snapshot: PlanSnapshot, site: Site) -> list[tuple[str, str]]:
    rank = _("{rank} of {lowest} (1 is the most dangerous)").format(rank=site.danger_rank, lowest=LOWEST_DANGER)
    facts = [
        (_("Address"), ", ".join(part for part in (site.address, zone_of(site.zone, snapshot)) if part) or NOBODY),
        (_("Post"), f"{site_kind_name(site.kind)} · {site.code}"),
        (_("Danger rank"), rank),
        (_("Operation"), operation_name(snapshot.operation)),
        (_("Dates"), operation_days(snapshot.operation)),
        *part_facts(snapshot),
    ]
    if count := snapshot.coverage.by_site.get(site.code):
        facts.append((_("Heads"), " · ".join([heads_held(count), *_missing(count)])))
    return facts


def _missing(count: HeadCount) -> list[str]:
    return [missing_heads(count)] if count.missing else []


def _instructions(snapshot: PlanSnapshot, site: Site, shared: Orders) -> list[Note]:
    texts = [text for text in (snapshot.operation.instructions, site.note, shared.instructions) if text]
    if not texts:
        return []
    return [Note(Phrase(_("Instructions"), BODY_STRONG), *(Phrase(text, BODY) for text in texts), leads=True)]


def _days(snapshot: PlanSnapshot, needs: Sequence[Need], shared: Orders) -> Iterable[Ledger | Note]:
    """``shared`` orders stand at the top already."""
    reliefs = Reliefs(snapshot)
    if not needs:
        yield Note(Phrase(_("Nothing is needed at this post during the operation."), SECTION), leads=True)
    for day, needs_of_day in groupby(needs, key=lambda need: need.start.date()):
        yield _day(snapshot, reliefs, day, tuple(needs_of_day), shared)


def _day(snapshot: PlanSnapshot, reliefs: Reliefs, day: date, needs: tuple[Need, ...], shared: Orders) -> Ledger:
    grid = Grid((_("Time and chief"), _("Role"), _("Agent"), _("Staff number"), _("Unit")), WIDTHS)
    count = heads_of(snapshot, needs)
    side = " · ".join([heads_held(count), *_missing(count)])
    blocks = [_block(snapshot, reliefs, grid, need, shared) for need in needs]
    return Ledger(capital(long_date(day)), side, grid, blocks, bookmark=f"day-{day.isoformat()}")


def _block(snapshot: PlanSnapshot, reliefs: Reliefs, grid: Grid, need: Need, shared: Orders) -> Block:
    time = Phrase(time_range(need.start, need.end), STRONG)
    notes = [Phrase(text, SMALL) for text in _time_notes(snapshot, reliefs, need)]
    rows = [row for role in need.roles for row in _role_rows(snapshot, grid, need, role)]
    if not rows:
        rows = [Row((grid.cell(ROLE, Phrase(_("Nobody is required."), BODY), span=len(WIDTHS) - ROLE),))]
    again = grid.cell(TIME, time, Phrase(_("(continued)"), SMALL))
    rows = [*_order_rows(snapshot, grid, need, shared), *rows]
    return Block((grid.cell(TIME, time, *notes),), tuple(rows), (again,))


def _order_rows(snapshot: PlanSnapshot, grid: Grid, need: Need, shared: Orders) -> Iterable[Row]:
    """What those on the post are told that is not said at the top, over the whole width."""
    orders = replace(without(snapshot.orders_of(need.code), shared), meeting_at=None)
    facts = " · ".join(_("{term}: {value}").format(term=term, value=value) for term, value in order_facts(orders))
    phrases = [Phrase(facts, BODY_STRONG)] if facts else []
    phrases += [Phrase(orders.instructions, BODY)] if orders.instructions else []
    if phrases:
        yield Row((grid.cell(ROLE, *phrases, span=len(WIDTHS) - ROLE),))


def _time_notes(snapshot: PlanSnapshot, reliefs: Reliefs, need: Need) -> Iterable[str]:
    if need.label:
        yield _(need.label)  # one that came from a template is a text of the program: it has a translation
    chief = snapshot.chief_of(need.code)
    yield _("Chief: {name}").format(name=named(chief) if chief else NOBODY)
    if (at := snapshot.orders_of(need.code).meeting_at) and not _stay(reliefs, need, at):
        yield _("Meeting at {time}").format(time=clock(at))
    if relief := relief_of_post(snapshot, reliefs, need):
        yield relief
    if need.relieved:
        yield _("Relieved break")


def _stay(reliefs: Reliefs, need: Need, at: datetime) -> bool:
    """Whether those of the need stand there already when they are to meet."""
    before = reliefs.before(need)
    return before is not None and before.end > at and not reliefs.newcomers(before)


def _role_rows(snapshot: PlanSnapshot, grid: Grid, need: Need, role: RoleLine) -> Iterable[Row]:
    """The agents on a role line, one a row, and last how many are missing."""
    count = snapshot.coverage.by_role[need.code, role.code]
    chief = snapshot.chief_of(need.code)
    name = Phrase(role_name(role.code), BODY)
    opening: tuple[Cell, ...] = (grid.cell(ROLE, name, Phrase(heads_held(count), SMALL)),)
    again = None
    for agent in _agents(snapshot, need, role):
        yield Row((*opening, *_agent_cells(snapshot, grid, agent, agent == chief)), again)
        opening, again = (), grid.cell(ROLE, name, Phrase(_("(continued)"), SMALL))
    if count.missing:
        texts = [missing_heads(count)]
        if not snapshot.assignments_of_need.get(need.code):
            texts.insert(0, _("Post not held"))
        yield Row((*opening, grid.cell(AGENT, Phrase("\n".join(texts), ALERT), span=len(WIDTHS) - AGENT)), again)


def _agents(snapshot: PlanSnapshot, need: Need, role: RoleLine) -> list[Agent]:
    assignments = snapshot.assignments_of_need.get(need.code, ())
    agents = [snapshot.agent[assignment.agent] for assignment in assignments if assignment.role == role.code]
    return sorted(agents, key=lambda agent: agent.name_order)


def _agent_cells(snapshot: PlanSnapshot, grid: Grid, agent: Agent, leads: bool) -> tuple[Cell, ...]:
    unit = snapshot.unit.get(agent.unit)
    names = [Phrase(agent.full_name, BODY_STRONG)]
    if leads:
        names.append(Phrase(_("Chief of the post"), SMALL_STRONG))
    return (
        grid.cell(AGENT, *names),
        grid.cell(NUMBER, Phrase(agent.staff_number, BODY)),
        grid.cell(UNIT, Phrase(unit.name or unit.code if unit else agent.unit, BODY_SMALLER)),
    )
