"""The lists and indexes at the end of a dossier: by chief, by unit, by name and by staff number."""

from collections.abc import Iterator, Mapping

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.printing.blocks import Note
from otp_desktop.printing.index import Index, IndexEntry
from otp_desktop.printing.ledger import Block, Cell, Grid, Ledger, Row
from otp_desktop.printing.styles import BODY, BODY_STRONG, SMALL
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.visits import Visit, visits_of
from otp_desktop.printing.words import heads_held, named, times_by_day, times_of
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.folding import fold, natural_key
from otp_desktop.texts.formats import number

WHO, TIMES, POST, WHAT = range(4)
WIDTHS = (60 * mm, 49 * mm, 46 * mm, 25 * mm)
NAME_COLUMNS, NUMBER_COLUMNS = 3, 5
TIMES_A_ROW = 8  # a row must never be higher than a page


def list_by_chief(snapshot: PlanSnapshot) -> Iterator[Flowable]:
    """Each chief with his posts in the order of time, one line each."""
    grid = Grid((_("Chief"), _("Times"), _("Post"), _("Heads")), WIDTHS)
    led: dict[str, list[Need]] = {}
    for need in snapshot.needs:
        if chief := snapshot.chief_of(need.code):
            led.setdefault(chief.staff_number, []).append(need)
    chiefs = sorted((snapshot.agent[staff_number] for staff_number in led), key=lambda agent: agent.name_order)
    if not chiefs:
        yield Note(Phrase(_("No post of this plan has a chief."), BODY))
        return
    blocks = [_chief_block(snapshot, grid, chief, led[chief.staff_number]) for chief in chiefs]
    count = ngettext("{count} chief", "{count} chiefs", len(chiefs)).format(count=number(len(chiefs)))
    yield Ledger(_("Chiefs and their posts"), count, grid, blocks)


def list_by_unit(snapshot: PlanSnapshot) -> Iterator[Flowable]:
    """A table for each unit with somebody on the plan: who, when, where and in which role."""
    grid = Grid((_("Agent"), _("Times"), _("Post"), _("Role")), WIDTHS)
    codes = [*snapshot.unit, *(code for code in snapshot.agents_of_unit if code not in snapshot.unit)]
    for code in codes:
        agents = [
            agent
            for agent in snapshot.agents_of_unit.get(code, ())
            if agent.staff_number in snapshot.assignments_of_agent
        ]
        if agents:
            unit = snapshot.unit.get(code)
            title = (unit.name or unit.code) if unit else code or _("Without unit")
            count = ngettext("{count} agent", "{count} agents", len(agents)).format(count=number(len(agents)))
            blocks = [_agent_block(snapshot, grid, agent) for agent in agents]
            yield Ledger(title, count, grid, blocks, bookmark=f"unit-{code}", level=1)


def index_by_name(snapshot: PlanSnapshot, pages: Mapping[str, tuple[int, ...]]) -> Index:
    """``pages`` by staff number. A letter stands over the names that begin with it."""
    entries: list[IndexEntry] = []
    letter = ""
    for agent in sorted((snapshot.agent[staff_number] for staff_number in pages), key=lambda agent: agent.name_order):
        first = fold(agent.last_name)[:1].upper()
        if first != letter:
            letter = first
            entries.append(IndexEntry(letter, is_heading=True))
        entries.append(IndexEntry(named(agent), pages[agent.staff_number]))
    return Index(entries, NAME_COLUMNS)


def index_by_number(pages: Mapping[str, tuple[int, ...]]) -> Index:
    return Index([IndexEntry(code, pages[code]) for code in sorted(pages, key=natural_key)], NUMBER_COLUMNS)


def _chief_block(snapshot: PlanSnapshot, grid: Grid, chief: Agent, needs: list[Need]) -> Block:
    side, again = _who(grid, chief)
    rows = tuple(
        Row(
            (
                grid.cell(TIMES, Phrase(times_of(snapshot, need), BODY)),
                _post_cell(snapshot, grid, need.site),
                grid.cell(WHAT, Phrase(heads_held(snapshot.coverage.by_need[need.code]), BODY)),
            )
        )
        for need in needs
    )
    return Block((side,), rows, (again,))


def _agent_block(snapshot: PlanSnapshot, grid: Grid, agent: Agent) -> Block:
    side, again = _who(grid, agent)
    visits = visits_of(snapshot, snapshot.assignments_of_agent[agent.staff_number])
    return Block((side,), tuple(row for visit in visits for row in _visit_rows(snapshot, grid, visit)), (again,))


def _visit_rows(snapshot: PlanSnapshot, grid: Grid, visit: Visit) -> Iterator[Row]:
    lines = times_by_day(snapshot, visit.needs)
    for first in range(0, len(lines), TIMES_A_ROW):
        times = (Phrase(line, BODY) for line in lines[first : first + TIMES_A_ROW])
        role = grid.cell(WHAT, Phrase(role_name(visit.role), BODY))
        yield Row((grid.cell(TIMES, *times), _post_cell(snapshot, grid, visit.site.code), role))


def _who(grid: Grid, agent: Agent) -> tuple[Cell, Cell]:
    name = Phrase(named(agent), BODY_STRONG)
    return grid.cell(WHO, name), grid.cell(WHO, name, Phrase(_("(continued)"), SMALL))


def _post_cell(snapshot: PlanSnapshot, grid: Grid, code: str) -> Cell:
    return grid.cell(POST, Phrase(snapshot.site[code].name or code, BODY))
