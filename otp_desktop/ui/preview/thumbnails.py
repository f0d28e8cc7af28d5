"""Small pictures of the pages, drawn in another thread as they come into sight."""

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QListView, QWidget

from otp_desktop.texts import _
from otp_desktop.texts.formats import number

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
SIDE = 132  # pixels, the longer side of a picture
MOST_KEPT = 300


class ThumbnailModel(QAbstractListModel):
    """One row a page; the pictures seen longest ago are forgotten first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._asked: set[int] = set()
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)

    def show_document(self, document: QPdfDocument) -> None:
        self.beginResetModel()
        self._document = document
        self._pictures.clear()
        self._asked.clear()
        self._renderer.setDocument(document)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() or self._document is None else self._document.pageCount()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return number(page + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Page {page}").format(page=number(page + 1))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures.get(page) or self._ask(page)
        return None

    def _ask(self, page: int) -> QPixmap:
        """An empty page for now."""
        assert self._document is not None, "there are rows"
        size = self._document.pagePointSize(page).scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio).toSize()
        if page not in self._asked:
            self._asked.add(page)
            self._renderer.requestPage(page, size)
        blank = QPixmap(size)
        blank.fill(QColor("white"))
        return blank

    def _take(self, page: int, _size: QSize, image: QImage) -> None:
        self._asked.discard(page)
        self._pictures[page] = _on_paper(image)
        while len(self._pictures) > MOST_KEPT:
            self._pictures.popitem(last=False)
        index = self.index(page)
        if index.isValid():
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


class Thumbnails(QListView):
    """Choosing a picture leads to its page."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages"))
        self.thumbnails = ThumbnailModel(self)
        self.setModel(self.thumbnails)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSpacing(4)
        self.selectionModel().currentChanged.connect(self._choose)

    def show_document(self, document: QPdfDocument) -> None:
        self.thumbnails.show_document(document)

    def show_page(self, page: int) -> None:
        """Follows the page in hand without leading anywhere."""
        index = self.thumbnails.index(page)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())


def _on_paper(image: QImage) -> QPixmap:
    """What is drawn, on white: a page has no ground of its own."""
    paper = QPixmap(image.size())
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
