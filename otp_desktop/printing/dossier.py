"""The dossier of an operation: cover, contents, organisation chart, sectors with maps, lists and indexes.

Laid out in passes: the body first, then the contents, which take no other room once their pages are known, and last the
indexes, which say on which pages of the body each agent stands.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.domain.chain_of_command import Sector, sectors_of
from otp_desktop.domain.places import Position
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.blocks import Note
from otp_desktop.printing.chapters import Chapter, Contents, Entry, entries_of
from otp_desktop.printing.cover import Cover, CoverTitle
from otp_desktop.printing.document import Document
from otp_desktop.printing.dossier_lists import index_by_name, index_by_number, list_by_chief, list_by_unit
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.index import pages_by_subject
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.map_shapes import MapShapes
from otp_desktop.printing.organisation import organisation_chart, sector_title
from otp_desktop.printing.pagination import Page, paginate
from otp_desktop.printing.sector_pages import sector_pages
from otp_desktop.printing.styles import SECTION
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.wide_map import MapKey, WideMap
from otp_desktop.printing.words import (
    heads_held,
    missing_heads,
    operation_days,
    operation_name,
    sources_line,
    version_name,
)
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _
from otp_desktop.texts.formats import number

BY_NAME, BY_NUMBER = "index-names", "index-numbers"


def write_dossier(snapshot: PlanSnapshot, fingerprint: str, file: Path, edited_at: datetime) -> Path:
    """Writes the dossier (PDF); ``fingerprint`` is the plan's, in hexadecimal. Raises SheetNotWrittenError."""
    name, version, operation = _("Dossier"), version_name(snapshot.plan), operation_name(snapshot.operation)
    subject = snapshot.operation.name or snapshot.operation.code
    document = Document(
        title=f"{name} – {subject}",
        subject=f"{operation} – {version}",
        furniture=Furniture(f"{name} · {subject}", operation, version, sources_line(snapshot)),
        story=_story(snapshot, _cover(snapshot, fingerprint)),
    )
    return write_document(document, file, edited_at)


def _story(snapshot: PlanSnapshot, cover: Cover) -> list[Flowable]:
    body = list(_body(snapshot))
    indexes = (Entry(_("Index by name"), BY_NAME, 0), Entry(_("Index by staff number"), BY_NUMBER, 0))
    entries = (*entries_of(body), *indexes)
    front = [cover, Chapter(_("Contents"), "contents")]
    of_subject = pages_by_subject(_pages([*front, Contents(entries, {}), *body]))
    names = [Chapter(indexes[0].title, BY_NAME), index_by_name(snapshot, of_subject)]
    numbers = [Chapter(indexes[1].title, BY_NUMBER), index_by_number(of_subject)]
    back = [*body, *names, *numbers]
    of_bookmark = _pages_of_bookmarks(_pages([*front, Contents(entries, {}), *back]))
    return [*front, Contents(entries, of_bookmark), *back]


def _pages(story: Sequence[Flowable]) -> list[Page]:
    return paginate(Canvas(BytesIO()), story)


def _pages_of_bookmarks(pages: Sequence[Page]) -> dict[str, int]:
    return {
        bookmark: number
        for number, page in enumerate(pages, start=1)
        for item, _height in page
        if (bookmark := getattr(item, "bookmark", ""))
    }


def _cover(snapshot: PlanSnapshot, fingerprint: str) -> Cover:
    plan, count = snapshot.plan, snapshot.coverage.total
    title = CoverTitle(
        service=service_name(),
        document=_("Dossier"),
        subject=snapshot.operation.name or snapshot.operation.code,
        days=operation_days(snapshot.operation),
        version=version_name(plan),
        published=not plan.is_draft,
    )
    heads = [heads_held(count), *([missing_heads(count)] if count.missing else [])]
    facts = [
        (_("Posts"), number(len(snapshot.sites))),
        (_("Agents assigned"), number(len(snapshot.assignments_of_agent))),
        (_("Heads"), " · ".join(heads)),
        (_("Fingerprint of the plan (SHA-256)"), fingerprint),
    ]
    return Cover(title, facts, _("Holds the names of agents: not to be handed on outside the service."))


def _body(snapshot: PlanSnapshot) -> Iterator[Flowable]:
    shapes, sectors = MapShapes(snapshot), sectors_of(snapshot)
    yield Chapter(_("Organisation chart"), "organisation")
    yield from organisation_chart(snapshot, sectors, level=1)
    if not sectors:
        yield Note(Phrase(_("Nothing is needed during the operation."), SECTION))
    yield Chapter(_("Sectors"), "sectors")
    yield from _general_map(snapshot, shapes, sectors)
    yield from sector_pages(snapshot, shapes, sectors)
    yield Chapter(_("List by chief"), "chiefs")
    yield from list_by_chief(snapshot)
    yield Chapter(_("List by unit"), "units")
    yield from list_by_unit(snapshot)


def _general_map(snapshot: PlanSnapshot, shapes: MapShapes, sectors: Sequence[Sector]) -> Iterator[Flowable]:
    """All sectors on one map, each numbered in the middle of its posts."""
    middles = {sector.key: _middle([site.position for site in sector.sites if site.position]) for sector in sectors}
    placed = [(sector, middle) for sector in sectors if (middle := middles[sector.key])]
    if len(placed) > 1:
        yield WideMap(shapes, [shapes.place(middle) for _sector, middle in placed])
        yield MapKey([sector_title(snapshot, sector) for sector, _middle_of in placed])


def _middle(positions: Sequence[Position]) -> Position | None:
    if not positions:
        return None
    latitude = sum(position.latitude for position in positions) / len(positions)
    return Position(latitude, sum(position.longitude for position in positions) / len(positions))
