"""The pages of a document, one below another; a very long document shows one page at a time."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from otp_desktop.texts import _
from otp_desktop.texts.formats import number

MOST_CONTINUOUS = 200  # pages: laying out more holds the window for longer than a blink
POINTS_AN_INCH = 72
SMALLEST, LARGEST, STEP = 0.1, 8.0, 1.25
PAGE_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Space: 1, Qt.Key.Key_Backspace: -1}


class FoundWords(QPdfSearchModel):
    """Marks the words on the pages seen. Which pages hold them is found in the background, not by this model."""

    def timerEvent(self, event: object) -> None:
        """Qt would look through all pages in the interface thread."""


class PageView(QPdfView):
    """The keyboard turns pages; the scale is a factor, or follows the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages of the document"))
        self.words = FoundWords(self)
        self.setSearchModel(self.words)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.pageNavigator().currentPageChanged.connect(self._say_page)

    def show_document(self, document: QPdfDocument) -> None:
        """A document that is loaded, from its first page."""
        few = document.pageCount() <= MOST_CONTINUOUS
        self.setPageMode(QPdfView.PageMode.MultiPage if few else QPdfView.PageMode.SinglePage)
        self.words.setDocument(document)
        self.setDocument(document)
        self.go_to(0)
        self._say_page(0)

    @property
    def page(self) -> int:
        """The page in hand, from 0."""
        return self.pageNavigator().currentPage()

    def go_to(self, page: int, place: QPointF | None = None) -> None:
        """To a page that there is; ``place`` in points from its upper left corner."""
        document = self.document()
        if document is not None and 0 <= page < document.pageCount():
            self.pageNavigator().jump(page, place if place is not None else QPointF())

    def mark(self, words: str) -> None:
        """Marks the words wherever the pages seen hold them."""
        self.words.setSearchString(words)

    def zoom(self, factor: float) -> None:
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(min(max(factor, SMALLEST), LARGEST))

    def zoom_in(self) -> None:
        self.zoom(self.shown_factor * STEP)

    def zoom_out(self) -> None:
        self.zoom(self.shown_factor / STEP)

    @property
    def shown_factor(self) -> float:
        """The scale as it is seen, also where it follows the window; 1 is the size on paper."""
        document = self.document()
        if self.zoomMode() == QPdfView.ZoomMode.Custom or document is None or not document.pageCount():
            return self.zoomFactor()
        size, margins = document.pagePointSize(self.page), self.documentMargins()
        inch = self.logicalDpiX() / POINTS_AN_INCH
        across = (self.viewport().width() - margins.left() - margins.right()) / (size.width() * inch)
        if self.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return across
        return min(across, (self.viewport().height() - self.pageSpacing()) / (size.height() * inch))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            document = self.document()
            self.go_to(0 if key == Qt.Key.Key_Home or document is None else document.pageCount() - 1)
        elif key in PAGE_KEYS and self._turns(PAGE_KEYS[key]):
            self.go_to(self.page + PAGE_KEYS[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            return
        step = -1 if event.angleDelta().y() > 0 else 1
        if event.angleDelta().y() and self._turns(step):
            self.go_to(self.page + step)
        else:
            super().wheelEvent(event)

    def _turns(self, step: int) -> bool:
        """Whether the end of a page shown alone is reached in this direction."""
        bar = self.verticalScrollBar()
        end = bar.maximum() if step > 0 else bar.minimum()
        return self.pageMode() == QPdfView.PageMode.SinglePage and bar.value() == end

    def _say_page(self, page: int) -> None:
        document = self.document()
        count = document.pageCount() if document is not None else 0
        said = _("Page {page} of {pages}").format(page=number(page + 1), pages=number(count))
        self.setAccessibleDescription(said if count else "")
