"""The control of the plan in hand: every broken rule and every shortage, each one key away from its place.

For a shortage it says why, and what would fill it; for the whole plan, what is missing.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QStackedWidget, QWidget

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.services.alerts import alert_limits, overtime_alerts
from otp_desktop.services.checking import RuleBreach
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.models.findings import ALL, Finding, FindingKind, FindingModel, finding_kinds
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.buttons import button, small_button
from otp_desktop.ui.widgets.operation_state import OperationState
from otp_desktop.ui.widgets.record_list import RecordList
from otp_desktop.ui.widgets.rule_card import RuleCard

if TYPE_CHECKING:
    from otp_desktop.ui.pages.control_answers import ControlAnswers

_KIND_WIDTH = 200


class ControlPage(Page):
    """Enter goes to the place on the board, or to the agent where no need is named.

    ``openGap`` takes need and role, ``openBar`` need and agent.
    """

    name = "control"
    icon_name = "shield-check-outline"
    openNeed = Signal(str)
    openAgent = Signal(str)
    openGap = Signal(str, str)
    openBar = Signal(str, str)
    openBoard = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Control"))
        self._breaches: Sequence[RuleBreach] | None = None
        self._kinds: tuple[FindingKind, ...] = ()
        self.kinds_list = QListWidget()
        self.kinds_list.setObjectName("kinds")
        self.kinds_list.setAccessibleName(_("Kinds of findings"))
        self._empty = OperationState("shield-check-outline", desk)
        self.records = RecordList(FindingModel(), _("Findings"), _count_text, self._empty)
        self.rule = RuleCard()
        self.why_button = button(_("Why?"), "help-circle-outline", self.ask_why, primary=True)
        self.board_button = button(_("Go to the board"), "chart-gantt", self._go_to_board)
        self.need_button = small_button(_("Go to the need"), "clipboard-list-outline", self._go_to_need)
        self.agent_button = small_button(_("Go to the agent"), "account-outline", self._go_to_agent)
        self.capacity_button = button(_("What is missing in all?"), "account-alert-outline", self.ask_capacity)
        self.head.addWidget(self.capacity_button)
        for tool in (self.need_button, self.agent_button, self.board_button, self.why_button):
            self.records.tools.addWidget(tool)
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        snapshot, breaches = self.desk.snapshot, self._breaches
        self._say_why_empty()
        if snapshot is not None and breaches is not None:
            plan, workspace = self.desk.editor.plan, self.desk.workspace
            dispensed = plan.dispensed if plan is not None else ()
            self.desk.background.query(
                self,
                lambda: finding_kinds(
                    snapshot, breaches, dispensed, overtime_alerts(snapshot, alert_limits(workspace))
                ),
                self._show,
                key="rows",
            )
        elif self.desk.operation is not None:
            self.records.show_loading()
        else:
            self._show(())

    def entries(self) -> Sequence[Entry]:
        return (
            Entry(_("Why?"), self.ask_why, "Ctrl+Shift+W", "help-circle-outline", self._why_not_why),
            Entry(_("Go to the board"), self._go_to_board, icon="chart-gantt", why_not=self._why_no_place),
            Entry(_("What is missing in all?"), self.ask_capacity, icon="account-alert-outline", why_not=self._no_plan),
            Entry(_("Limits of the warnings…"), self.set_alerts, icon="bell-outline"),
        )

    def edit(self) -> None:
        """To where the selected finding is."""
        finding = self._selected()
        if finding is not None:
            self._go_to_board() if finding.need else self._go_to_agent()

    @cached_property
    def answers(self) -> "ControlAnswers":
        """Made when the first question is asked: what it is answered with is slow to load."""
        from otp_desktop.ui.pages.control_answers import ControlAnswers

        made = ControlAnswers(self.desk)
        made.openGap.connect(self.openGap)
        made.openAgent.connect(self.openAgent)
        made.openBoard.connect(self.openBoard)
        made.closed.connect(self._close_foot)
        self.foot.addWidget(made)
        return made

    def ask_why(self) -> None:
        """Why the selected post is short, and what would fill it."""
        finding = self._selected()
        if finding is not None and finding.is_shortage and self.desk.editor.plan is not None:
            self._show_foot(self.answers)
            self.answers.ask_why(finding.need, finding.role)

    def ask_capacity(self) -> None:
        """Which agents the whole plan lacks, and when."""
        if self.desk.editor.plan is not None:
            self._show_foot(self.answers)
            self.answers.ask_capacity()

    def set_alerts(self) -> None:
        """Overtime of a month, and the notice that the force gives."""
        workspace = self.desk.workspace
        self.desk.background.query(self, lambda: alert_limits(workspace), self._edit_alerts, key="limits")

    def _edit_alerts(self, limits: AlertLimits) -> None:
        from otp_desktop.ui.dialogs.alert_settings import AlertSettings

        form = AlertSettings(self.desk, limits, self)
        form.accepted.connect(self.refresh)
        form.open()

    def focus_filter(self) -> None:
        self.records.focus_filter()

    def repaint_icons(self) -> None:
        self.records.repaint_icons()
        if "answers" in self.__dict__:
            self.answers.repaint_icons()

    def show_kind(self, code: str) -> None:
        """Leaves only the findings of one kind, in the table."""
        places = [place for place, kind in enumerate(self._kinds) if kind.code == code]
        self.kinds_list.setCurrentRow(places[0] if places else 0)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.kinds_list)
        splitter.addWidget(self._findings_and_foot())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_KIND_WIDTH, 3 * _KIND_WIDTH])
        keep_splitter(self.desk.settings, self.name, splitter)
        self.body.addWidget(splitter, 1)

    def _findings_and_foot(self) -> QSplitter:
        """The foot shows the rule that is broken, why a post is short, or what the whole plan lacks."""
        self.foot = QStackedWidget()
        self.foot.addWidget(self.rule)
        self.foot.hide()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.records)
        splitter.addWidget(self.foot)
        splitter.setSizes([300, 340])
        keep_splitter(self.desk.settings, "control-foot", splitter)
        return splitter

    def _show_foot(self, part: QWidget) -> None:
        self.foot.setCurrentWidget(part)
        self.foot.show()

    def _close_foot(self) -> None:
        self.foot.hide()
        self.records.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.desk.snapshotChanged.connect(lambda _snapshot: self._take(None))
        self.desk.breachesChanged.connect(self._take)
        self.kinds_list.currentRowChanged.connect(self._show_rows)
        self.records.opened.connect(self.edit)
        self.records.selectionChanged.connect(self._show_possible)
        self._show_possible()

    def _take(self, breaches: Sequence[RuleBreach] | None) -> None:
        self._breaches = breaches
        self.refresh()

    def _show(self, kinds: tuple[FindingKind, ...]) -> None:
        chosen = self._kinds[self.kinds_list.currentRow()].code if self._kinds else ALL
        self._kinds = kinds
        self.kinds_list.blockSignals(True)
        self.kinds_list.clear()
        for kind in kinds:
            item = QListWidgetItem(f"{kind.name} ({number(len(kind.rows.items))})")
            item.setToolTip(item.text())
            self.kinds_list.addItem(item)
        self.kinds_list.blockSignals(False)
        self.kinds_list.setVisible(bool(kinds))
        self.capacity_button.setEnabled(self.desk.snapshot is not None)
        self.show_kind(chosen)
        self._show_rows(self.kinds_list.currentRow())

    def _show_rows(self, place: int) -> None:
        self.records.show_rows(self._kinds[place].rows if 0 <= place < len(self._kinds) else Rows())

    def _selected(self) -> Finding | None:
        selected: list[Finding] = self.records.selected()
        return selected[0] if len(selected) == 1 else None

    def _show_possible(self) -> None:
        finding = self._selected()
        self.need_button.setEnabled(finding is not None and bool(finding.need))
        self.board_button.setEnabled(finding is not None and bool(finding.need))
        self.agent_button.setEnabled(finding is not None and bool(finding.agent))
        self.why_button.setEnabled(finding is not None and finding.is_shortage)
        if finding is not None and not finding.is_shortage:
            self.rule.show_breach(finding.breach)
            self._show_foot(self.rule)
        elif self.foot.currentWidget() is self.rule:
            self.foot.hide()

    def _why_not_why(self) -> str:
        finding = self._selected()
        return "" if finding is not None and finding.is_shortage else _("Choose a shortage first.")

    def _why_no_place(self) -> str:
        finding = self._selected()
        return "" if finding is not None and finding.need else _("Choose a finding with a post first.")

    def _no_plan(self) -> str:
        return "" if self.desk.editor.plan is not None else _("There is no plan in hand.")

    def _go_to_board(self) -> None:
        finding = self._selected()
        if finding is not None and finding.is_shortage:
            self.openGap.emit(finding.need, finding.role)
        elif finding is not None and finding.need:
            self.openBar.emit(finding.need, finding.agent)

    def _go_to_need(self) -> None:
        finding = self._selected()
        if finding is not None and finding.need:
            self.openNeed.emit(finding.need)

    def _go_to_agent(self) -> None:
        finding = self._selected()
        if finding is not None and finding.agent:
            self.openAgent.emit(finding.agent)

    def _say_why_empty(self) -> None:
        snapshot = self.desk.snapshot
        if self.desk.operation is None:
            self._empty.say_no_operation()
        elif snapshot is not None and not snapshot.needs:
            self._empty.say(_("Nothing to control yet"), _("The operation has no needs: add them on the Needs page."))
        else:
            self._empty.say(_("Nothing to report"), _("No rule is broken, and every post has all its agents."))


def _count_text(count: int) -> str:
    return ngettext("{count} finding", "{count} findings", count).format(count=number(count))
