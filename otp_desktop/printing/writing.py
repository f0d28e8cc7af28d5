"""Documents become the bytes of a PDF, written in one move."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path

from reportlab import rl_config

from otp_desktop.printing.binding import Part, Step, keep
from otp_desktop.printing.bookmarks import add_bookmark
from otp_desktop.printing.document import Document
from otp_desktop.printing.files import write_private
from otp_desktop.printing.fonts import Face, font, printable
from otp_desktop.printing.frame import frame, page_format
from otp_desktop.printing.furniture import draw_furniture
from otp_desktop.printing.giving_up import go_on
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.page_format import Imposition
from otp_desktop.printing.pagination import draw_page, paginate
from otp_desktop.printing.sheet_canvas import SheetCanvas
from otp_desktop.texts import current_language

rl_config.useA85 = 0  # PDF holds bytes: writing them as letters takes an eighth of the time and a quarter more room

CREATOR = "OTP Desktop"
LANGUAGE_TAGS = {"fr": "fr-FR", "en": "en-GB"}


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
        go_on()
        canvas.begin_page()
        if document.bookmark and number == 1:
            title, top = printable(document.title), frame().page_height
            add_bookmark(canvas, title, document.bookmark, 0, top, closed=True)
        draw_furniture(canvas, document.furniture, number, len(pages), edited_at)
        draw_page(canvas, page, frame().first_top if number == 1 else frame().top)
        canvas.end_page()


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
