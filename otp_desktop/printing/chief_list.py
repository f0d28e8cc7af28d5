"""The list by chief: each chief's posts in the order of time, with everybody who stands there."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.printing.blocks import Note
from otp_desktop.printing.ledger import Block, Cell, Grid, Ledger, Row
from otp_desktop.printing.operation_document import operation_document
from otp_desktop.printing.styles import ALERT, BODY, BODY_STRONG, SECTION, SMALL, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.words import missing_heads, named, zone_of
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import day_and_date, number, time_range

TIME, POST, AGENT, ROLE = range(4)
WIDTHS = (38 * mm, 52 * mm, 62 * mm, 28 * mm)


def write_chief_list(snapshot: PlanSnapshot, file: Path, edited_at: datetime) -> Path:
    """Writes the list by chief (PDF, A4). Raises SheetNotWrittenError."""
    posts = _posts_by_chief(snapshot)
    led = sum(len(needs) for needs in posts.values())
    without = [need for need in snapshot.needs if snapshot.chief_of(need.code) is None]
    facts = [
        (_("Chiefs"), number(len(posts))),
        (_("Posts led"), _("{count} of {whole}").format(count=number(led), whole=number(led + len(without)))),
    ]
    story = list(_chiefs(snapshot, posts)) or [
        Note(Phrase(_("No post of this plan has a chief."), SECTION), leads=True)
    ]
    return write_document(operation_document(snapshot, _("List by chief"), facts, story), file, edited_at)


def _posts_by_chief(snapshot: PlanSnapshot) -> dict[str, list[Need]]:
    """The needs that each chief leads, by staff number, in the order of the chiefs' names."""
    found: dict[str, list[Need]] = {}
    for need in snapshot.needs:
        if chief := snapshot.chief_of(need.code):
            found.setdefault(chief.staff_number, []).append(need)
    return dict(sorted(found.items(), key=lambda item: snapshot.agent[item[0]].name_order))


def _chiefs(snapshot: PlanSnapshot, posts: dict[str, list[Need]]) -> Iterator[Flowable]:
    grid = Grid((_("Times"), _("Post"), _("Agent"), _("Role")), WIDTHS)
    for staff_number, needs in posts.items():
        count = ngettext("{count} post", "{count} posts", len(needs)).format(count=len(needs))
        blocks = [_block(snapshot, grid, need) for need in needs]
        yield Ledger(named(snapshot.agent[staff_number]), count, grid, blocks, bookmark=f"chief-{staff_number}")


def _block(snapshot: PlanSnapshot, grid: Grid, need: Need) -> Block:
    site = snapshot.site[need.site]
    time = (Phrase(day_and_date(need.start.date()), STRONG), Phrase(time_range(need.start, need.end), BODY))
    place = [Phrase(site.name or site.code, BODY_STRONG)]
    where = (Phrase(part, SMALL) for part in (site.address, zone_of(site.zone, snapshot)) if part)
    side = (grid.cell(TIME, *time), grid.cell(POST, *place, *where))
    again = (grid.cell(TIME, *time, Phrase(_("(continued)"), SMALL)), grid.cell(POST, *place))
    return Block(side, tuple(_rows(snapshot, grid, need)), again)


def _rows(snapshot: PlanSnapshot, grid: Grid, need: Need) -> Iterator[Row]:
    for agent, role in _people(snapshot, need):
        yield Row((grid.cell(AGENT, Phrase(named(agent), BODY)), grid.cell(ROLE, Phrase(role_name(role), SMALL))))
    count = snapshot.coverage.by_need[need.code]
    if count.missing:
        missing: Cell = grid.cell(AGENT, Phrase(missing_heads(count), ALERT), span=2)
        yield Row((missing,))


def _people(snapshot: PlanSnapshot, need: Need) -> Sequence[tuple[Agent, str]]:
    """Role by role as the need asks for them, then by name."""
    order = {role.code: place for place, role in enumerate(need.roles)}
    rows = [(snapshot.agent[row.agent], row.role) for row in snapshot.assignments_of_need.get(need.code, ())]
    return sorted(rows, key=lambda row: (order[row[1]], row[0].name_order))
