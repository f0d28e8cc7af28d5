"""The posts that nobody holds, by arrondissement: what the mayors ask for."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.coverage import CoverageState
from otp_desktop.domain.operations import Need
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.blocks import Note
from otp_desktop.printing.ledger import Block, Grid, Ledger, Row
from otp_desktop.printing.operation_document import operation_document
from otp_desktop.printing.styles import BODY, BODY_STRONG, SECTION, SMALL, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.words import zone_of
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import day_and_date, number, time_range

SITE, DAY, TIMES = range(3)
WIDTHS = (72 * mm, 34 * mm, 74 * mm)
TIMES_SHOWN = 40  # in one row: it must never be higher than a page


def write_not_held(snapshot: PlanSnapshot, file: Path, edited_at: datetime) -> Path:
    """Writes the posts not held by arrondissement (PDF, A4). Raises SheetNotWrittenError."""
    needs = [need for need in snapshot.needs if snapshot.coverage.need_state(need.code) is CoverageState.NOT_HELD]
    sites = {need.site for need in needs}
    held = _("{count} of {whole}")
    facts = [
        (_("Posts concerned"), held.format(count=number(len(sites)), whole=number(len(snapshot.sites)))),
        (_("Times not held"), held.format(count=number(len(needs)), whole=number(len(snapshot.needs)))),
    ]
    story = list(_zones(snapshot, needs)) or [Note(Phrase(_("Every post is held."), SECTION), leads=True)]
    return write_document(operation_document(snapshot, _("Posts not held"), facts, story), file, edited_at)


def _zones(snapshot: PlanSnapshot, needs: Sequence[Need]) -> Iterator[Flowable]:
    def zone(need: Need) -> str:
        return snapshot.site[need.site].zone

    grid = Grid((_("Post"), _("Day"), _("Times")), WIDTHS)
    for code, group in groupby(sorted(needs, key=lambda need: (zone(need), need.site, need.start)), key=zone):
        of_zone = tuple(group)
        count = ngettext("{count} time not held", "{count} times not held", len(of_zone)).format(count=len(of_zone))
        blocks = [
            _block(grid, snapshot.site[site], tuple(of_site))
            for site, of_site in groupby(of_zone, key=lambda need: need.site)
        ]
        title = zone_of(code, snapshot) or _("Outside the arrondissements")
        yield Ledger(title, count, grid, blocks, bookmark=f"zone-{code}")


def _block(grid: Grid, site: Site, needs: Sequence[Need]) -> Block:
    name = Phrase(site.name or site.code, STRONG)
    rows = [
        row
        for day, of_day in groupby(needs, key=lambda need: need.start.date())
        for row in _rows(grid, day_and_date(day), tuple(of_day))
    ]
    side = grid.cell(SITE, name, *([Phrase(site.address, SMALL)] if site.address else []))
    return Block((side,), tuple(rows), (grid.cell(SITE, name, Phrase(_("(continued)"), SMALL)),))


def _rows(grid: Grid, day: str, needs: Sequence[Need]) -> Iterator[Row]:
    for first in range(0, len(needs), TIMES_SHOWN):
        times = "  ·  ".join(time_range(need.start, need.end) for need in needs[first : first + TIMES_SHOWN])
        yield Row((grid.cell(DAY, Phrase(day, BODY)), grid.cell(TIMES, Phrase(times, BODY_STRONG))))
