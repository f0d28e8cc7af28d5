"""Documents looked at before they are printed: pages, contents, search, and the way to the printer."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QTabWidget, QTreeView, QVBoxLayout, QWidget

from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.messages import show_error
from otp_desktop.ui.preview.contents import ContentsModel, Heading, read_contents
from otp_desktop.ui.preview.page_bar import PageBar
from otp_desktop.ui.preview.page_view import PageView
from otp_desktop.ui.preview.paper import DocumentGoneError, Printing
from otp_desktop.ui.preview.print_run import PrintRun
from otp_desktop.ui.preview.search_bar import SearchBar
from otp_desktop.ui.preview.thumbnails import Thumbnails
from otp_desktop.ui.preview.words import PageText, place_of, read_texts
from otp_desktop.ui.preview.zoom_bar import ZoomBar
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.buttons import button

SIDE_WIDTH = 190


class Preview(QWidget):
    """One file is shown at a time, each as it goes to paper. Escape or Back leads back to the choices."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._files: Sequence[Printing] = ()
        self._texts: tuple[PageText, ...] | None = None
        self.document: QPdfDocument | None = None
        self._nothing = QPdfDocument(self)
        self.runner = PrintRun(desk, self)
        self.view = PageView(self)
        self.thumbnails = Thumbnails(self)
        self.contents = QTreeView()
        self.contents.setAccessibleName(_("Contents"))
        self.contents.setHeaderHidden(True)
        self.headings = ContentsModel(self)
        self.contents.setModel(self.headings)
        self.side = QTabWidget()
        self.side.setAccessibleName(_("Pages and contents"))
        self.files = QComboBox()
        self.files.setAccessibleName(_("Document shown"))
        self.pages, self.zoom, self.search = PageBar(self.view), ZoomBar(self.view), SearchBar()
        self.back = button(_("Back to the choices"), "arrow-left", self.close_up)
        self.print_button = button(_("Print…"), "printer-outline", self.print_shown, primary=True)
        self._lay_out()
        self._connect()

    @property
    def shown(self) -> Printing | None:
        place = self.files.currentIndex()
        return self._files[place] if 0 <= place < len(self._files) else None

    def show_files(self, files: Sequence[Printing], first: int = 0) -> None:
        """Each file can be chosen; one is opened."""
        self._files = tuple(files)
        self.files.blockSignals(True)
        self.files.clear()
        self.files.addItems([f"{printing.file.parent.name} / {printing.file.stem}" for printing in files])
        self.files.setCurrentIndex(first)
        self.files.blockSignals(False)
        self.files.setVisible(len(files) > 1)
        self._open()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_up(self) -> None:
        """Lets go of the file, which may be written again, and goes back."""
        self.let_go()
        self.closed.emit()

    def let_go(self) -> None:
        if self.document is not None:
            self._give(self._nothing)
            self.document.close()
            self.document.deleteLater()
            self.document = None

    def print_shown(self) -> None:
        """The file in hand, to the system's print dialog."""
        if self.shown is not None and self.document is not None and self.print_button.isEnabled():
            sheets = self.headings.whole.at_level(self.shown.sheets) if self.shown.sheets is not None else ()
            starts = frozenset(heading.page for heading in sheets)
            self.runner.start(self.shown.file, starts, self.document.pageCount())

    def focus_search(self) -> None:
        self.search.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.box.selectAll()

    def _open(self) -> None:
        self.let_go()
        printing = self.shown
        if printing is None:
            return
        document = QPdfDocument(self)
        if document.load(str(printing.file)) != QPdfDocument.Error.None_:
            document.deleteLater()
            show_error(self, DocumentGoneError(file=printing.file.name))
            return
        self.document = document
        self._give(document)
        self.thumbnails.show_page(0)
        self._read(printing.file)

    def _give(self, document: QPdfDocument) -> None:
        """To all that show it. None of them takes no document: an empty one stands for it."""
        self.view.show_document(document)
        self.thumbnails.show_document(document)
        self.pages.show_document(document)

    def _read(self, file: Path) -> None:
        """Contents and words come a little later than the pages; fronts are known from the contents."""
        self._take((Heading(), None))
        self._desk.background.query(self, lambda: (read_contents(file), read_texts(file)), self._take, key="document")

    def _take(self, read: tuple[Heading, tuple[PageText, ...] | None]) -> None:
        contents, self._texts = read
        self.headings.show_contents(contents)
        self.side.setTabEnabled(1, bool(contents.below))
        self.print_button.setEnabled(self._texts is not None)
        self.search.show_texts(self._texts)

    def _show_found(self, page: int, query: str) -> None:
        if page < 0 or self._texts is None or self.document is None:
            self.view.mark("")
            return
        start, written = place_of(self._texts[page], query)
        box = self.document.getSelectionAtIndex(page, start, len(written)).boundingRectangle()
        self.view.mark(written)
        self.view.go_to(page, QPointF(0, box.top()))

    def _show_heading(self, index: QModelIndex) -> None:
        if index.isValid():
            heading = self.headings.heading(index)
            self.view.go_to(heading.page, heading.place)

    def _connect(self) -> None:
        self.files.currentIndexChanged.connect(lambda _place: self._open())
        self.thumbnails.chosen.connect(self.view.go_to)
        self.view.pageNavigator().currentPageChanged.connect(self.thumbnails.show_page)
        self.contents.selectionModel().currentChanged.connect(self._show_heading)
        self.search.found.connect(self._show_found)
        QShortcut(QKeySequence("Escape"), self, self.close_up, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        top, tools = QHBoxLayout(), QHBoxLayout()
        for line in (top, tools):
            line.setSpacing(8)
        top.addWidget(self.back)
        top.addWidget(self.files, 1)
        top.addStretch(0)
        top.addWidget(self.print_button)
        tools.addWidget(self.pages)
        tools.addWidget(self.zoom)
        tools.addStretch(1)
        tools.addWidget(self.search)
        self.side.addTab(self.thumbnails, _("Pages"))
        self.side.addTab(self.contents, _("Contents"))
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.side)
        splitter.addWidget(self.view)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([SIDE_WIDTH, 4 * SIDE_WIDTH])
        keep_splitter(self._desk.settings, "preview", splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(tools)
        layout.addWidget(splitter, 1)
