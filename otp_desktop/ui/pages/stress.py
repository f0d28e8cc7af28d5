"""The stress test: what falls when some do not come, how often, and the reserve to hold."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSplitter, QVBoxLayout, QWidget

from otp_desktop.domain.operations import Operation
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.stress import MODEL, FragilePost, StressReport, distribution, export_stress, fallen_sentence
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.list_actions import ListActions
from otp_desktop.ui.messages import show_error, show_notice
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.models.stress import FragileModel, ReserveModel, fragile_rows, reserve_rows
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.save_file import choose_new_file
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.stress_run import StressRun
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.fallen_chart import FallenChart
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList
from otp_desktop.ui.widgets.stress_form import StressForm

_SIZES = (360, 220)
_RESERVE_WIDTH = 220
_POSTS_WIDTH = 320
_CHART_WIDTH = 180


class StressPage(Page):
    """Enter on a post goes to the board. The result is that of the plan when the test began, and says so when it is not
    the plan in hand any more."""

    name = "stress"
    icon_name = "dice-multiple-outline"
    openPost = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Stress test"))
        self._run: StressRun | None = None
        self.report: StressReport | None = None
        self.form = StressForm(desk.settings)
        self.start_button = button(_("Start the test"), "play", self.start, primary=True)
        self.stop_button = button(_("Stop"), "stop", self.stop)
        self.export_button = button(_("Export the test…"), "file-table-outline", self.choose_file)
        self.board_button = button(_("Go to the board"), "chart-gantt", self.edit)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Draws made"))
        kept = self.bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the form under it does not jump
        self.bar.setSizePolicy(kept)
        self.result = label("", "heading")
        self.result.setWordWrap(True)
        self.model = label(str(MODEL), "muted")
        self.model.setWordWrap(True)
        self.chart = FallenChart()
        self.chart.setMinimumWidth(_CHART_WIDTH)
        empty = EmptyState("dice-multiple-outline", "", "")
        self.posts = RecordList(FragileModel(), _("Fragile posts"), _posts_text, empty)
        self.reserve = RecordList(
            ReserveModel(), _("Reserve"), _reserve_text, EmptyState("account-multiple-outline", _("No reserve yet"), "")
        )
        self.reserve.filter_box.hide()
        self.posts.setMinimumWidth(_POSTS_WIDTH)  # of a small screen: the columns scroll
        self.reserve.setMinimumWidth(_RESERVE_WIDTH)  # less than an empty list asks: it stands beside the chart
        self.list_actions = ListActions(desk, self, lambda: self.posts)
        self._lay_out()
        self._connect()
        self._show_nothing()

    @property
    def running(self) -> bool:
        return self._run is not None

    def start(self) -> None:
        operation_id = self.desk.operation_id
        if operation_id is None or self._why_not_now():
            return
        self.form.remember()
        self._run = StressRun(self.desk, operation_id, self.form.request)
        self._run.stepped.connect(self.bar.setValue)
        self._run.ended.connect(self._end)
        self._run.failed.connect(self._fail)
        self.bar.setRange(0, self.form.request.draws)
        self.bar.setValue(0)
        self.result.setText(_("Drawing…"))
        self.result.show()
        self._show_possible()
        self.stop_button.setFocus()
        self._run.start()

    def stop(self) -> None:
        """The draws made so far are the result."""
        if self._run is not None:
            self.stop_button.setEnabled(False)
            self._run.stop()

    def edit(self) -> None:
        """To the selected post on the board."""
        selected: list[FragilePost] = self.posts.selected()
        if len(selected) == 1:
            self.openPost.emit(selected[0].need.code)

    def entries(self) -> Sequence[Entry]:
        return (
            Entry(_("Start the test"), self.start, "Ctrl+Shift+R", "play", self._why_not_now),
            Entry(_("Export the test…"), self.choose_file, icon="file-table-outline", why_not=self._why_no_report),
            *self.list_actions.copy_entries(),
            *self.list_actions.view_entries(),
        )

    def focus_filter(self) -> None:
        self.posts.focus_filter()

    def repaint_icons(self) -> None:
        self.posts.repaint_icons()
        self.reserve.repaint_icons()

    def choose_file(self) -> None:
        if self.report is None:
            return
        name = f"{self.title} {self.report.snapshot.operation.code}"
        choose_new_file(self.window(), _("Export the test"), name, {"xlsx": _("Excel workbook (*.xlsx)")}, self.export)

    def export(self, file: Path) -> None:
        report = self.report
        if report is not None:
            self.desk.background.query(self, lambda: export_stress(file, report), self._tell_written)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.stop_button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(buttons)
        left.addWidget(self.bar)
        left.addWidget(self.form, 1)
        self.posts.tools.addWidget(self.board_button)
        self.posts.tools.addWidget(self.export_button)
        self._below = QWidget()
        foot = QHBoxLayout(self._below)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(16)
        foot.addWidget(self.chart, 3)
        foot.addWidget(self.reserve, 2)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.posts)
        splitter.addWidget(self._below)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes(list(_SIZES))
        keep_splitter(self.desk.settings, self.name, splitter)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.result)
        right.addWidget(splitter, 1)
        right.addWidget(self.model)
        whole = QHBoxLayout()
        whole.setSpacing(24)
        whole.addLayout(left)
        whole.addLayout(right, 1)
        self.body.addLayout(whole, 1)
        self.posts.remember(self.desk.settings, self.name)

    def _connect(self) -> None:
        self.desk.operationChanged.connect(self._take_operation)
        self.desk.snapshotChanged.connect(self._take_snapshot)
        self.posts.opened.connect(self.edit)
        self.posts.columnsWanted.connect(lambda: self.list_actions.choose_columns(self.posts))
        self.posts.selectionChanged.connect(self._show_possible)

    def _take_operation(self, operation: Operation | None) -> None:
        """The result of another operation goes away."""
        shown = self.report.snapshot.operation.id if self.report is not None else None
        if operation is None or operation.id != shown:
            self._show_nothing()

    def _take_snapshot(self, snapshot: PlanSnapshot | None) -> None:
        if snapshot is not None:
            active = {agent.unit for agent in snapshot.agents if agent.active}
            units = (unit for unit in snapshot.units if unit.code in active)
            self.form.show_operation(snapshot.operation.code, units)
        self._say_result()
        self._show_possible()

    def _end(self, report: StressReport | None) -> None:
        self._run = None
        if report is not None and report.snapshot.operation.id == self.desk.operation_id:
            self.report = report
            self.posts.empty.say(_("Nothing falls"), _("In no draw did a post fall below its minimum."))
            self.posts.show_rows(fragile_rows(report))
            self.reserve.show_rows(reserve_rows(report.reserve))
            self.chart.show_distribution(distribution(report), str(fallen_sentence(report)))
            self._below.show()
            self.bar.setValue(self.bar.maximum())
            self.posts.table.setFocus()
        self._say_result()
        self._show_possible()

    def _fail(self, error: Exception) -> None:
        self._run = None
        self._say_result()
        self._show_possible()
        show_error(self.window(), error)

    def _show_nothing(self) -> None:
        self.report = None
        self.posts.empty.say(
            _("No test yet"), _("Say how many agents do not come, then start: the plan itself does not change.")
        )
        self.posts.show_rows(Rows())
        self.reserve.show_rows(Rows())
        self.chart.show_distribution((), "")
        self._below.hide()  # the room is for what to do first
        self.bar.reset()
        self._say_result()
        self._show_possible()

    def _say_result(self) -> None:
        text = str(fallen_sentence(self.report)) if self.report is not None else ""
        snapshot = self.desk.snapshot
        if self.report is not None and snapshot is not None and _rows(snapshot) != _rows(self.report.snapshot):
            text = _("{result} The plan has changed since: start again.").format(result=text)
        self.result.setText(text)
        self.result.setVisible(bool(text))

    def _show_possible(self) -> None:
        self.start_button.setEnabled(not self._why_not_now())
        self.stop_button.setEnabled(self.running)
        self.bar.setVisible(self.running)
        self.export_button.setEnabled(self.report is not None)
        self.board_button.setEnabled(self.posts.selected_count == 1)

    def _why_not_now(self) -> str:
        if self.running:
            return _("The test is running.")
        snapshot = self.desk.snapshot
        if snapshot is None or not snapshot.plan.assignments:
            return _("The plan has no assignment yet.")
        return ""

    def _why_no_report(self) -> str:
        return "" if self.report is not None else _("Start the test first.")

    def _tell_written(self, written: Path) -> None:
        show_notice(self.window(), _("The test is written."), str(written))


def _rows(snapshot: PlanSnapshot) -> set[tuple[str, str, str]]:
    """What a draw judges: neither locks, nor what is proved of the plan."""
    return {(row.agent, row.need, row.role) for row in snapshot.plan.assignments}


def _posts_text(count: int) -> str:
    return ngettext("{count} post falls at least once", "{count} posts fall at least once", count).format(
        count=number(count)
    )


def _reserve_text(count: int) -> str:
    return ngettext("{count} day and arrondissement", "{count} days and arrondissements", count).format(
        count=number(count)
    )
