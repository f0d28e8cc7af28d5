"""The managers' dashboard of the plan in hand: coverage, load of the units, qualifications, versions."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.dashboard import dashboard_of
from otp_desktop.services.dashboard_export import export_dashboard
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.texts.formats import coverage_rate, number, short_date
from otp_desktop.ui.background import Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.models.dashboard import (
    DashboardTables,
    LoadColumn,
    LoadModel,
    StepColumn,
    StepModel,
    dashboard_tables,
    load_bar,
    step_bar,
)
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.plan_figures import coverage_text, missing_tone
from otp_desktop.ui.save_file import choose_new_file
from otp_desktop.ui.widgets.bar_table import BarTable
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.heat_view import HeatView
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.operation_state import OperationState
from otp_desktop.ui.widgets.summary_cards import SummaryCard, SummaryCards

_ICON = "view-dashboard-outline"


class DashboardPage(Page):
    """Reckoned off the interface thread, when the page is seen."""

    name = "dashboard"
    icon_name = _ICON
    kinds = frozenset({Kind.PLAN, Kind.AGENT, Kind.UNIT, Kind.QUALIFICATION})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Dashboard"))
        self.tables: DashboardTables | None = None
        self.rate = SummaryCard(_("Coverage"))
        self.missing = SummaryCard(_("Heads missing"))
        self.not_held = SummaryCard(_("Times not held"))
        self.coverage = HeatView(_("Coverage by day and arrondissement"))
        self.loads = BarTable(LoadModel(), _("Hours and fairness by unit"), LoadColumn.BAR, load_bar)
        self.strains = HeatView(_("Qualifications under strain"))
        self.steps = BarTable(StepModel(), _("From version to version"), StepColumn.BAR, step_bar)
        self.ledger_note = _note("")
        self.export_button = button(_("Export the dashboard…"), "file-export-outline", self.choose_file)
        self.head.addWidget(self.export_button)
        self.empty = OperationState(_ICON, desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._content())
        self.body.addWidget(self._stack, 1)
        desk.snapshotChanged.connect(lambda _snapshot: self.refresh())
        self.reload()

    def reload(self) -> None:
        snapshot, workspace = self.desk.snapshot, self.desk.workspace
        if snapshot is not None and snapshot.needs:
            self.desk.background.query(self, lambda: _read(workspace, snapshot), self._show, key="dashboard")
        else:
            self._show_nothing()

    def entries(self) -> Sequence[Entry]:
        return (Entry(_("Export the dashboard…"), self.choose_file, icon="file-export-outline", why_not=self._why_not),)

    def repaint_icons(self) -> None:
        self.empty.repaint_icon()
        self.coverage.repaint_shades()
        self.strains.repaint_shades()

    def choose_file(self) -> None:
        if self.desk.operation is None:
            return
        kinds = {"pdf": "PDF (*.pdf)", "xlsx": _("Excel workbook (*.xlsx)")}
        name = f"{self.title} {self.desk.operation.code}"
        choose_new_file(self.window(), _("Export the dashboard"), name, kinds, self.export)

    def export(self, file: Path) -> None:
        """A PDF or a workbook, by the ending of the name."""
        snapshot, workspace = self.desk.snapshot, self.desk.workspace
        if snapshot is None:
            return
        self.desk.background.run(
            Job(
                owner=self,
                function=lambda _control: export_dashboard(workspace, snapshot, file),
                done=lambda written: show_notice(self.window(), _("The dashboard is written."), str(written)),
                title=_("Exporting the dashboard"),
            )
        )

    def _content(self) -> QScrollArea:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(SummaryCards((self.rate, self.missing, self.not_held)))
        for notes, table in (
            (
                (_note(_("Stronger shade, bolder figure: less is held. Bar under it: the part that is missing.")),),
                self.coverage,
            ),
            ((_note(_("Bar: mean of an agent. Line: spread. Stroke: 35 hours a week.")), self.ledger_note), self.loads),
            ((_note(_("Agents present over agents required, at the worst hour of each day.")),), self.strains),
            ((_note(_("Bar: heads held. Stroke: heads required.")),), self.steps),
        ):
            layout.addSpacing(8)
            for widget in (label(table.accessibleName(), "heading"), *notes):
                layout.addWidget(widget)
            beginning = Qt.AlignmentFlag.AlignLeft if isinstance(table, HeatView) else Qt.AlignmentFlag(0)
            layout.addWidget(table, 0, beginning)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _show(self, tables: DashboardTables) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        self.tables = tables
        found, total = tables.dashboard, tables.dashboard.coverage.total
        self.rate.show_figure(coverage_rate(total.rate), coverage_text(snapshot))
        self.missing.show_figure(number(total.missing), tone=missing_tone(total.missing, total.below_minimum))
        self.not_held.show_figure(number(found.not_held), _("of {count}").format(count=number(len(snapshot.needs))))
        since = _("Nights and Sundays: equity ledger from {first} to {last}, published plans only.")
        self.ledger_note.setText(since.format(first=short_date(found.ledger_first), last=short_date(found.ledger_last)))
        self.coverage.show_heat(tables.coverage)
        self.loads.show_rows(tables.loads)
        self.strains.show_heat(tables.strains)
        self.steps.show_rows(tables.steps)
        self.export_button.setEnabled(True)
        QTimer.singleShot(0, self, self._reveal)  # filling and laying out, each a piece of work of its own

    def _reveal(self) -> None:
        if self.tables is not None:
            self._stack.setCurrentIndex(1)

    def _show_nothing(self) -> None:
        if self.desk.operation is None:
            self.empty.say_no_operation()
        else:
            self.empty.say(_("Nothing to count yet"), self._why_not())
        self.tables = None
        self._stack.setCurrentWidget(self.empty)
        self.export_button.setEnabled(False)

    def _why_not(self) -> str:
        snapshot = self.desk.snapshot
        return "" if snapshot is not None and snapshot.needs else _("The operation has no needs yet.")


def _read(workspace: Workspace, snapshot: PlanSnapshot) -> DashboardTables:
    return dashboard_tables(dashboard_of(workspace, snapshot))


def _note(text: str) -> QLabel:
    made = label(text, "muted")
    made.setWordWrap(True)
    return made
