"""Pages of a PDF on a printer: drawn at 300 dots an inch, band by band, off the interface thread.

QtPdf gives pictures, not lines: a whole page at this resolution takes 35 MB, and holds up whoever reads another page.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from otp_desktop.domain.errors import KnownError
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Control
from otp_desktop.ui.widgets.progress import Report

RESOLUTION = 300
BAND_HEIGHT = 400  # dots
POINTS_AN_INCH = 72
WHITE = 0xFFFFFFFF


class PrinterNotReadyError(KnownError):
    template = N_("The printer “{printer}” does not answer. Check that it is on and connected, then print again.")


class DocumentGoneError(KnownError):
    template = N_("The file {file} cannot be read any more. Make the documents again.")


@dataclass(frozen=True, slots=True)
class Printing:
    """``sheets`` is the level of its outline whose entries are sheets to hand out, from 0; None where it has none.

    Printed on both sides, each of these begins on a front.
    """

    file: Path
    sheets: int | None = None


def print_pages(control: Control, file: Path, fronts: Collection[int] | None, printer: QPrinter) -> int:
    """Prints the pages that the printer was told to; returns how many. Stop takes back what was not yet sent.

    ``fronts``: pages, from 0, that begin on a front; None where only one side is printed.

    Raises PrinterNotReadyError and DocumentGoneError.
    """
    document = QPdfDocument()
    if document.load(str(file)) != QPdfDocument.Error.None_:
        raise DocumentGoneError(file=file.name)
    sides = list(_sides(fronts, _pages(printer, document.pageCount()), printer))
    _set_up(printer, document, sides)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterNotReadyError(printer=printer.printerName() or printer.outputFileName())
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    printed = 0
    try:
        for side, page in enumerate(sides):
            if control.stop_requested():
                printer.abort()
                break
            if side:
                _turn(printer, document, page)
                printer.newPage()
            if page is not None:
                _draw_page(painter, printer, document, page)
                printed += 1
                _report(control, printed, sum(page is not None for page in sides))
    finally:
        painter.end()
    return printed


def _pages(printer: QPrinter, count: int) -> Sequence[int]:
    """The pages chosen, from 0, in the order in which they come out."""
    first, last = printer.fromPage() or 1, min(printer.toPage() or count, count)
    pages = range(first - 1, last)
    return pages[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else pages


def _sides(fronts: Collection[int] | None, pages: Sequence[int], printer: QPrinter) -> Iterator[int | None]:
    """The sides of paper in order; None is a back left white, so that what follows begins on a front."""
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    side = 0
    for copy in range(copies):
        for place, page in enumerate(pages):
            if fronts is not None and side % 2 and (page in fronts or (copy > 0 and place == 0)):
                side += 1
                yield None
            side += 1
            yield page


def _set_up(printer: QPrinter, document: QPdfDocument, sides: Sequence[int | None]) -> None:
    printer.setResolution(RESOLUTION)
    printer.setFullPage(True)  # the margins are the document's own
    printer.setDocName(document.metaData(QPdfDocument.MetaDataField.Title) or "OTP Desktop")
    _turn(printer, document, next((page for page in sides if page is not None), None))


def _turn(printer: QPrinter, document: QPdfDocument, page: int | None) -> None:
    """The paper lies as the next page does."""
    if page is None:
        return
    size = document.pagePointSize(page)
    wide = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def _draw_page(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """At its own size, or smaller where the paper is; in the middle then."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel).size()
    own = document.pagePointSize(page) * (printer.resolution() / POINTS_AN_INCH)
    shown = own if _fits(own, paper) else own.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
    size = shown.toSize()
    corner = QPointF((paper.width() - shown.width()) / 2, (paper.height() - shown.height()) / 2)
    for top in range(0, size.height(), BAND_HEIGHT):
        height = min(BAND_HEIGHT, size.height() - top)
        painter.drawImage(corner + QPointF(0, top), _band(document, page, size, top, height))


def _band(document: QPdfDocument, page: int, size: QSize, top: int, height: int) -> QImage:
    """Some lines of a page drawn at ``size``, on white: printers take long over what lets the ground through."""
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(size)
    options.setScaledClipRect(QRect(0, top, size.width(), height))
    drawn = document.render(page, QSize(size.width(), height), options)
    band = QImage(drawn.size(), QImage.Format.Format_RGB32)
    band.fill(WHITE)
    painter = QPainter(band)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return band


def _fits(own: QSizeF, paper: QSizeF) -> bool:
    """A dot more or less comes from rounding."""
    return own.width() <= paper.width() + 2 and own.height() <= paper.height() + 2


def _report(control: Control, printed: int, total: int) -> None:
    text = _("{done} of {total} pages").format(done=number(printed), total=number(total))
    control.report(Report(printed, total, text))
