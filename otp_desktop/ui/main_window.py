"""The window: sidebar, header, pages, menus and status line. It holds the pages together and knows none from inside."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.operations import Operation
from otp_desktop.services.importing.requests import Subject
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.ui.commands import Commands
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.file_drop import FileDrop
from otp_desktop.ui.icons import repaint_icons
from otp_desktop.ui.menus import add_menu
from otp_desktop.ui.messages import ask
from otp_desktop.ui.models.findings import ALL, BELOW_MINIMUM
from otp_desktop.ui.models.journal import ChangedRecord
from otp_desktop.ui.pages.control import ControlPage
from otp_desktop.ui.pages.coverage import CoveragePage
from otp_desktop.ui.pages.force import ForcePage
from otp_desktop.ui.pages.journal import JournalPage
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.pages.needs import NeedsPage
from otp_desktop.ui.pages.operations import OperationsPage
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.pages.places import PlacesPage
from otp_desktop.ui.pages.plan import PlanPage
from otp_desktop.ui.pages.printing import PrintingPage
from otp_desktop.ui.palette import Palette
from otp_desktop.ui.settings import user_settings
from otp_desktop.ui.start_window import FirstStep
from otp_desktop.ui.theme import undressed
from otp_desktop.ui.widgets.header import Header
from otp_desktop.ui.widgets.sidebar import Sidebar
from otp_desktop.ui.widgets.status_line import StatusLine
from otp_desktop.ui.window_entries import edit_entries, file_entries, help_entries, plan_entries, view_entries

if TYPE_CHECKING:
    from otp_desktop.ui.guide_window import GuideWindow

FIRST_SIZE = (1280, 800)
GEOMETRY, PAGE, OPERATION = "window/geometry", "window/page", "window/operation"


class MainWindow(QMainWindow):
    """``settings`` remembers size, page and operation; by default the user's own.

    Another database, language or theme is the program's to give: the window asks for it.
    """

    databaseWanted = Signal(str)
    languageWanted = Signal(str)
    themeWanted = Signal(object)

    def __init__(self, workspace: Workspace, settings: QSettings | None = None) -> None:
        super().__init__()
        self.setWindowTitle("OTP Desktop")
        self.settings = settings if settings is not None else user_settings()
        self.desk = Desk(workspace, self, self.settings)
        self.commands = Commands(self.desk, self)
        self._closing = False
        self.guide: GuideWindow | None = None
        with undressed():
            self._make_pages()
            self._lay_out()
            self._add_menus()
        self._connect()
        self._restore()
        self.desk.start(str(self.settings.value(OPERATION, "")))

    def _make_pages(self) -> None:
        self.operations = OperationsPage(self.desk)
        self.force = ForcePage(self.desk)
        self.agents, self.units = self.force.agents, self.force.units
        self.places = PlacesPage(self.desk)
        self.sites = self.places.sites
        self.needs = NeedsPage(self.desk)
        self.plan = PlanPage(self.desk)
        self.board, self.assignments = self.plan.board, self.plan.lists
        self.coverage = CoveragePage(self.desk)
        self.map, self.dashboard = self.coverage.map, self.coverage.dashboard
        self.printing = PrintingPage(self.desk)
        self.control = ControlPage(self.desk)
        self.journal = JournalPage(self.desk)
        self.pages: tuple[Page, ...] = (
            self.operations, self.force, self.places, self.needs, self.plan, self.coverage, self.printing,
            self.control, self.journal,
        )  # fmt: skip
        self.sidebar = Sidebar(self.pages)
        self.header = Header(self.desk)
        self.status = StatusLine()
        self.stack = QStackedWidget()
        self.palette_box = Palette(self)

    @property
    def page(self) -> Page:
        return self.pages[self.stack.currentIndex()]

    def go_to(self, page: Page) -> None:
        """To a page of the sidebar, or to a tab of one."""
        self.sidebar.setCurrentRow(next(place for place, shown in enumerate(self.pages) if shown.reveal(page)))

    def show_need(self, code: str) -> None:
        """To the need of this code, of the operation in hand."""
        snapshot = self.desk.snapshot
        if snapshot is not None and code in snapshot.need:
            self.show_record(self.needs, snapshot.need[code].id)

    def show_agent(self, staff_number: str) -> None:
        snapshot = self.desk.snapshot
        if snapshot is not None and staff_number in snapshot.agent:
            self.show_record(self.agents, snapshot.agent[staff_number].id)

    def show_changed(self, record: ChangedRecord) -> None:
        """To a record of which the journal tells, in its operation; one that is gone leaves the list as it is."""
        if record.operation_id is not None:
            self.desk.choose_id(record.operation_id)
        page = self._page_of(record.kind)
        if isinstance(page, ListPage):
            self.show_record(page, record.record_id)
        elif page is not None:
            self.go_to(page)

    def _page_of(self, kind: Kind) -> Page | None:
        if kind in {Kind.PLAN, Kind.CONVOY}:
            return self.plan if kind is Kind.PLAN else self.needs
        parts = (part for page in self.pages for part in page.parts)
        return next((part for part in parts if isinstance(part, ListPage) and part.kind is kind), None)

    def show_operation(self, code: str) -> None:
        """Makes it the operation in hand, and shows it in the list."""
        self.desk.choose_code(code)
        self.go_to(self.operations)

    def show_record(self, page: ListPage, record_id: int | None) -> None:
        """To one record of a list."""
        self.go_to(page)
        page.show_record(record_id)

    def print(self) -> None:
        """To the printing page; there, what is looked at goes to the printer."""
        if self.page is self.printing:
            self.printing.print_shown()
        self.go_to(self.printing)

    def check_sheet(self, code: str = "") -> None:
        """To the place for the code of a sheet, which a reader may type; answers for a code that is known."""
        self.go_to(self.printing)
        self.printing.focus_check()
        if code:
            self.printing.check.check_code(code)

    def show_guide(self, name: str) -> None:
        """Opens the user guide at a page, that of the window's own where none is named, in a window of its own."""
        if self.guide is None:
            from otp_desktop.ui.guide_window import GuideWindow  # nobody reads it at every start

            self.guide = GuideWindow()
        self.guide.show_page(name or self.page.name)
        self.guide.show()
        self.guide.activateWindow()

    def begin(self, step: FirstStep) -> None:
        """The first step chosen before the window was there."""
        if step is FirstStep.DEMONSTRATION:
            self.commands.create_demonstration()
        elif step is FirstStep.IMPORT:
            self.go_to(self.agents)
            self.commands.choose_import()

    def why_not_now(self) -> str:
        """Why the window cannot give way to another one."""
        if QApplication.activeModalWidget() is not None:
            return _("Close the open dialog first.")
        return _("Work is still running: wait for its end, or stop it.") if self.desk.background.busy_writing else ""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        restyled = event.type() == QEvent.Type.ThemeChange or event.type() == QEvent.Type.StyleChange
        if restyled and self.isVisible():  # before it is shown it is styled as it is made
            self._repaint_icons()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work that writes is asked about; what runs is stopped, and the window closes when all threads have ended."""
        background = self.desk.background
        if background.busy and not self._closing and background.busy_writing:
            event.ignore()
            ask(
                self,
                _("Work is still running. Stop it and close?"),
                _("Stop and close"),
                self._close_when_idle,
                _("What is already stored stays; what is under way is dropped."),
            )
            return
        if background.busy:
            event.ignore()
            self._close_when_idle()
            return
        self.remember()
        self.map.end()
        if self.guide is not None:
            self.guide.close()
        self.printing.end()
        super().closeEvent(event)

    def _close_when_idle(self) -> None:
        self._closing = True
        background = self.desk.background
        background.idle.connect(self.close, Qt.ConnectionType.UniqueConnection)
        background.stop_all()
        if not background.busy:
            self.close()

    def _lay_out(self) -> None:
        for page in self.pages:
            self.stack.addWidget(page)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.stack, 1)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(self.status)

    def _add_menus(self) -> None:
        file_menu = add_menu(self, _("&File"), file_entries(self))
        edit_menu = add_menu(self, _("&Edit"), edit_entries(self))
        QShortcut(QKeySequence("Ctrl+Shift+Z"), self, self.desk.gestures.redo)
        self.desk.gestures.changed.connect(lambda: edit_menu.fill(edit_entries(self)))
        self._page_menu = add_menu(self, "")
        plan_menu = add_menu(self, _("&Plan"), plan_entries(self))
        view_menu = add_menu(self, _("&View"), view_entries(self))
        help_menu = add_menu(self, _("&Help"), help_entries(self))
        self.menus = (file_menu, edit_menu, plan_menu, view_menu, help_menu)

    def _show_page(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._fill_page_menu()

    def _fill_page_menu(self) -> None:
        self._page_menu.setTitle(self.page.title)
        self._page_menu.fill(self.page.entries())

    def refresh(self) -> None:
        """Reads everything again: a colleague may have written to the same database."""
        self.desk.reload_operations()
        self.page.refresh()

    def _connect(self) -> None:
        self.sidebar.currentRowChanged.connect(self._show_page)
        for page in self.pages:
            page.entriesChanged.connect(self._fill_page_menu)
        self.desk.operationWanted.connect(lambda: self.go_to(self.operations))
        self.desk.importWanted.connect(self.commands.choose_import)
        FileDrop(self).dropped.connect(self.commands.import_files)
        self.commands.recordsWanted.connect(self._show_imported)
        self.commands.reprintWanted.connect(self._reprint)
        self.header.optimise.clicked.connect(self.commands.optimise)
        self.header.printing.clicked.connect(lambda: self.go_to(self.printing))
        self.header.mapping.clicked.connect(self.commands.choose_map_file)
        self.operations.openNeeds.connect(lambda: self.go_to(self.needs))
        self.places.layers.importWanted.connect(self.commands.choose_import)
        self.operations.wantDemonstration.connect(self.commands.create_demonstration)
        self.printing.wantMap.connect(self.commands.choose_map_file)
        self.control.openNeed.connect(self.show_need)
        self.journal.recordWanted.connect(self.show_changed)
        for part in (part for page in self.pages for part in page.parts if isinstance(part, ListPage)):
            part.recordWanted.connect(self.show_changed)
        self.control.openAgent.connect(self.show_agent)
        self.control.openGap.connect(self._show_gap)
        self.control.openBar.connect(self._show_bar)
        self.control.openBoard.connect(lambda: self.go_to(self.board))
        self.board.reachWanted.connect(self._show_reach)
        self.map.assignWanted.connect(self._show_candidate)
        self.plan.stress.openPost.connect(lambda need: self._show_bar(need, ""))
        self.force.equity.openAgent.connect(lambda id: self.show_record(self.agents, id))
        self.status.wantShortages.connect(lambda: self._show_findings(BELOW_MINIMUM))
        self.status.wantBreaches.connect(lambda: self._show_findings(ALL))
        self.desk.snapshotChanged.connect(self.status.show_plan)
        self.desk.background.changed.connect(self._show_saved)
        self.desk.breachesChanged.connect(self.status.show_breaches)
        self.desk.operationChanged.connect(self._show_operation)
        self.desk.background.busyChanged.connect(self.status.show_busy)
        self._show_operation(None)

    def _show_imported(self, subject: Subject) -> None:
        pages: dict[Subject, Page] = {
            Subject.AGENTS: self.agents,
            Subject.ABSENCES: self.force.absences,
            Subject.UNITS: self.units,
            Subject.SITES: self.sites,
            Subject.LAYER: self.map,
            Subject.NEEDS: self.needs,
            Subject.HISTORY: self.force.equity,
            Subject.PROBLEM: self.needs,
        }
        self.go_to(pages.get(subject, self.assignments))

    def _reprint(self) -> None:
        self.go_to(self.printing)
        self.printing.reprint_latest()

    def _show_gap(self, need: str, role: str) -> None:
        self.go_to(self.board)
        self.board.show_gap(need, role)

    def _show_bar(self, need: str, agent: str) -> None:
        self.go_to(self.board)
        self.board.show_bar(need, agent)

    def _show_reach(self, need: str) -> None:
        self.go_to(self.map)
        self.map.show_reach_of(need)

    def _show_candidate(self, need: str, role: str, agent: str) -> None:
        self.go_to(self.board)
        self.board.show_candidate(need, role, agent)

    def _show_findings(self, kind: str) -> None:
        self.go_to(self.control)
        self.control.show_kind(kind)

    def _show_saved(self, changes: Changes) -> None:
        if changes:
            self.status.show_saved(datetime.now())  # noqa: DTZ005 - the reader's own clock

    def _show_operation(self, operation: Operation | None) -> None:
        self.setWindowTitle(f"{operation.name} – OTP Desktop" if operation is not None else "OTP Desktop")
        self.header.show_operation(operation)

    def _repaint_icons(self) -> None:
        repaint_icons(self)
        self.sidebar.repaint_icons()
        for page in self.pages:
            page.repaint_icons()

    def _restore(self) -> None:
        geometry = self.settings.value(GEOMETRY)
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(*FIRST_SIZE)
        names = [page.name for page in self.pages]
        remembered = str(self.settings.value(PAGE, ""))
        self.sidebar.setCurrentRow(names.index(remembered) if remembered in names else 0)

    def remember(self) -> None:
        """Where the window is, for the next one."""
        self.settings.setValue(GEOMETRY, self.saveGeometry())
        self.settings.setValue(PAGE, self.page.name)
        if self.desk.operation is not None:
            self.settings.setValue(OPERATION, self.desk.operation.code)
        self.settings.sync()
