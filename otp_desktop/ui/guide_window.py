"""The user guide in a window of its own: contents, search, pages. It reads its own files and nothing else."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from otp_desktop.resources import resource
from otp_desktop.texts import _
from otp_desktop.ui.guide import FIRST_PAGE, GuidePage, find_pages, read_guide
from otp_desktop.ui.widgets.buttons import small_button
from otp_desktop.ui.widgets.labels import label

_SIZE = (1060, 720)
_CONTENTS_WIDTH = 240
_MARGIN = 24
_NAME = Qt.ItemDataRole.UserRole


class GuideBrowser(QTextBrowser):
    """Files of the guide only: no link and no picture leads out of its folder."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = self.source().resolved(QUrl(name))
        if not url.isLocalFile() or not Path(url.toLocalFile()).resolve().is_relative_to(resource("guide").resolve()):
            return ""
        return super().loadResource(kind, url)


class GuideWindow(QWidget):
    """Nobody's child: a dialog blocks the windows it belongs to, and the guide is read beside it."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(_("User guide"))
        self._pages = read_guide()
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText(_("Search the guide"))
        self.filter_box.setAccessibleName(_("Search the guide"))
        self.filter_box.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents"))
        self.nothing = label(_("No page holds these words."), "muted")
        self.nothing.setWordWrap(True)
        self.text = GuideBrowser()
        self.text.setAccessibleName(_("Page of the guide"))
        self.text.setOpenLinks(True)
        self.text.document().setDocumentMargin(_MARGIN)
        self.back = small_button(_("Back"), "arrow-left", self.text.backward)
        self.forward = small_button(_("Forward"), "arrow-right", self.text.forward)
        self._lay_out()
        self._connect()
        self._show_contents("")
        self.show_page(FIRST_PAGE)
        self.resize(*_SIZE)

    @property
    def page_name(self) -> str:
        """Of the page that is read."""
        return Path(self.text.source().toLocalFile()).stem

    def show_page(self, name: str) -> None:
        """The page of this name; the first steps where the guide has none."""
        pages = {page.name: page for page in self._pages}
        file = pages.get(name, pages[FIRST_PAGE]).file
        self.text.setSource(QUrl.fromLocalFile(str(file)), QTextDocument.ResourceType.MarkdownResource)

    def _show_contents(self, query: str) -> None:
        found = find_pages(self._pages, query) if query.strip() else self._pages
        self.contents.blockSignals(True)
        self.contents.clear()
        for page in found:
            self.contents.addItem(_item(page))
        self.contents.blockSignals(False)
        self.nothing.setVisible(not found)
        self._mark_page()

    def _mark_page(self) -> None:
        """The contents show where one is, whichever way one came."""
        self.contents.blockSignals(True)
        names = [self.contents.item(place).data(_NAME) for place in range(self.contents.count())]
        self.contents.setCurrentRow(names.index(self.page_name) if self.page_name in names else -1)
        self.contents.blockSignals(False)
        self.back.setEnabled(self.text.isBackwardAvailable())
        self.forward.setEnabled(self.text.isForwardAvailable())

    def _go_to_row(self, place: int) -> None:
        if 0 <= place < self.contents.count():
            self.show_page(self.contents.item(place).data(_NAME))

    def _connect(self) -> None:
        self.filter_box.textChanged.connect(self._show_contents)
        self.filter_box.returnPressed.connect(lambda: self._go_to_row(0))
        self.contents.currentRowChanged.connect(self._go_to_row)
        self.text.sourceChanged.connect(lambda _url: self._mark_page())
        self.text.historyChanged.connect(self._mark_page)
        for keys, done in (
            (QKeySequence.StandardKey.Find, self.filter_box.setFocus),
            (QKeySequence.StandardKey.Back, self.text.backward),
            (QKeySequence.StandardKey.Forward, self.text.forward),
            (Qt.Key.Key_Escape, self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(done)

    def _lay_out(self) -> None:
        steps = QHBoxLayout()
        steps.addWidget(self.back)
        steps.addWidget(self.forward)
        steps.addStretch(1)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(12, 12, 0, 12)
        side.setSpacing(8)
        side.addLayout(steps)
        for widget in (self.filter_box, self.contents, self.nothing):
            side.addWidget(widget)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(left)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_CONTENTS_WIDTH, _SIZE[0] - _CONTENTS_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)


def _item(page: GuidePage) -> QListWidgetItem:
    item = QListWidgetItem(page.title)
    item.setData(_NAME, page.name)
    return item
