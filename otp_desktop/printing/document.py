"""From a story of flowables to the bytes of a PDF: pages are laid out first, so that each says how many there are."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.printing.binding import Part, Step, keep
from otp_desktop.printing.bookmarks import add_bookmark
from otp_desktop.printing.files import write_private
from otp_desktop.printing.fonts import Face, font, printable
from otp_desktop.printing.frame import MARGIN, frame, page_format
from otp_desktop.printing.furniture import Furniture, draw_furniture
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.page_format import Imposition
from otp_desktop.printing.sheet_canvas import SheetCanvas
from otp_desktop.texts import current_language

rl_config.useA85 = 0  # PDF holds bytes: writing them as letters takes an eighth of the time and a quarter more room

CREATOR = "OTP Desktop"
LANGUAGE_TAGS = {"fr": "fr-FR", "en": "en-GB"}

Page = list[tuple[Flowable, float]]  # each with its height, in points


@dataclass(frozen=True)
class Document:
    """A story with what its file and its pages say of it. ``subject`` is for the file's properties.

    ``bookmark`` is the entry of the outline that leads to its first page, where several stand in one file.
    """

    title: str
    subject: str
    furniture: Furniture
    story: Sequence[Flowable] = field(repr=False)
    bookmark: str = ""


def write_document(document: Document, file: Path, edited_at: datetime) -> Path:
    """Writes a PDF in one move. The same document and time give the same bytes. Raises SheetNotWrittenError."""
    return write_documents(document.title, document.subject, [document], file, edited_at)


def write_documents(title: str, subject: str, documents: Iterable[Document], file: Path, edited_at: datetime) -> Path:
    """Writes several documents into one PDF, each with page numbers of its own. Raises SheetNotWrittenError."""
    if keep(Part(title, documents)):
        return file
    return write_private(file, _bytes(title, subject, documents, edited_at))


def write_parts(
    title: str, subject: str, parts: Iterable[Part], file: Path, edited_at: datetime, step: Step = lambda: None
) -> Path:
    """Binds into one PDF what would be a file each: an entry of the outline for each part, and its own below."""
    canvas = new_canvas(title, subject, page_format().imposition)
    for number, part in enumerate(parts, start=1):
        canvas.part = 0
        canvas.close_sheet()
        add_bookmark(canvas, printable(part.title), f"part-{number}", 0, page_format().imposition.sheet[1], closed=True)
        canvas.part = number
        for document in part.documents:
            step()
            _draw_document(canvas, document, edited_at)
    canvas.close_sheet()
    return write_private(file, bytes(canvas.getpdfdata()))


def _bytes(title: str, subject: str, documents: Iterable[Document], edited_at: datetime) -> bytes:
    canvas = new_canvas(title, subject, page_format().imposition)
    for document in documents:
        _draw_document(canvas, document, edited_at)
    canvas.close_sheet()
    return bytes(canvas.getpdfdata())


def _draw_document(canvas: SheetCanvas, document: Document, edited_at: datetime) -> None:
    pages = paginate(canvas, document.story)
    for number, page in enumerate(pages, start=1):
        canvas.begin_page()
        if document.bookmark and number == 1:
            title, top = printable(document.title), frame().page_height
            add_bookmark(canvas, title, document.bookmark, 0, top, closed=True)
        draw_furniture(canvas, document.furniture, number, len(pages), edited_at)
        _draw(canvas, page, frame().first_top if number == 1 else frame().top)
        canvas.end_page()


def paginate(canvas: Canvas, story: Sequence[Flowable]) -> list[Page]:
    """Spreads the story over pages.

    What doesn't fit starts on a new page, so that a day can be pinned up by itself; it is split where it is longer than
    a page, or where only leading parts (a heading) would be left behind. What ``starts_page`` begins one in any case.
    """
    pages: list[Page] = [[]]
    room = frame().first_height
    waiting = deque(story)
    while waiting:
        item = waiting.popleft()
        if getattr(item, "starts_page", False) and pages[-1]:
            pages.append([])
            room = frame().height
        _width, height = item.wrapOn(canvas, frame().width, room)
        if height <= room:
            pages[-1].append((item, height))
            room -= height + item.getSpaceAfter()
            continue
        only_led = all(getattr(before, "leads", False) for before, _height in pages[-1])
        parts = item.splitOn(canvas, frame().width, room) if only_led else []
        if not pages[-1] and len(parts) < 2:
            raise ValueError(f"{type(item).__name__} of {height:.0f} points is higher than a page and cannot be split")
        if len(parts) > 1:
            waiting.extendleft(reversed(parts))  # the first part now fits
        else:
            waiting.appendleft(item)
            pages.append([])
            room = frame().height
    return pages


def new_canvas(title: str, subject: str, imposition: Imposition, cut: bool = False) -> SheetCanvas:
    """An empty file with its properties; pages lie on its sheets as ``imposition`` says."""
    # Invariant: no clock and no random number in the file, so that an unchanged sheet is an unchanged file.
    canvas = SheetCanvas(
        BytesIO(),
        imposition,
        cut,
        invariant=1,
        pageCompression=1,
        lang=LANGUAGE_TAGS[current_language()],
        initialFontName=font(Face.REGULAR).fontName,  # else every page would name Helvetica, which is not embedded
    )
    canvas.setTitle(printable(title))
    canvas.setSubject(printable(subject))
    canvas.setAuthor(service_name())
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _draw(canvas: Canvas, page: Page, top: float) -> None:
    for item, height in page:
        top -= height
        item.drawOn(canvas, MARGIN, top)
        top -= item.getSpaceAfter()
