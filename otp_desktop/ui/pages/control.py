"""The control of the plan in hand: every broken rule and every shortage, by kind, each one key away from its place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter

from otp_desktop.services.checking import RuleBreach
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.models.findings import ALL, Finding, FindingKind, FindingModel, finding_kinds
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.record_list import RecordList

_KIND_WIDTH = 200


class ControlPage(Page):
    """Enter goes to the need, or to the agent where no need is named."""

    name = "control"
    icon_name = "shield-check-outline"
    openNeed = Signal(str)
    openAgent = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Control"))
        self._breaches: Sequence[RuleBreach] | None = None
        self._kinds: tuple[FindingKind, ...] = ()
        self.kinds_list = QListWidget()
        self.kinds_list.setObjectName("kinds")
        self.kinds_list.setAccessibleName(_("Kinds of findings"))
        self.records = RecordList(
            FindingModel(), _("Findings"), _count_text, EmptyState("shield-check-outline", "", "")
        )
        self.need_button = button(_("Go to the need"), "clipboard-list-outline", self._go_to_need)
        self.agent_button = button(_("Go to the agent"), "account-outline", self._go_to_agent)
        for tool in (self.need_button, self.agent_button):
            self.records.tools.addWidget(tool)
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        snapshot, breaches = self.desk.snapshot, self._breaches
        self._say_why_empty()
        if snapshot is not None and breaches is not None:
            self.desk.background.query(self, lambda: finding_kinds(snapshot, breaches), self._show, key="rows")
        elif self.desk.operation is not None:
            self.records.show_loading()
        else:
            self._show(())

    def edit(self) -> None:
        """To where the selected finding is."""
        finding = self._selected()
        if finding is not None:
            self._go_to_need() if finding.need else self._go_to_agent()

    def focus_filter(self) -> None:
        self.records.focus_filter()

    def repaint_icons(self) -> None:
        self.records.repaint_icons()

    def show_kind(self, code: str) -> None:
        """Leaves only the findings of one kind, in the table."""
        places = [place for place, kind in enumerate(self._kinds) if kind.code == code]
        self.kinds_list.setCurrentRow(places[0] if places else 0)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.kinds_list)
        splitter.addWidget(self.records)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_KIND_WIDTH, 3 * _KIND_WIDTH])
        keep_splitter(self.desk.settings, self.name, splitter)
        self.body.addWidget(splitter, 1)

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
        self.agent_button.setEnabled(finding is not None and bool(finding.agent))

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
            self.records.empty.say(
                _("No operation in hand"), _("Choose or create an operation first (Operations page).")
            )
        elif snapshot is not None and not snapshot.needs:
            self.records.empty.say(
                _("Nothing to control yet"), _("The operation has no needs: add them on the Needs page.")
            )
        else:
            self.records.empty.say(_("Nothing to report"), _("No rule is broken, and every post has all its agents."))


def _count_text(count: int) -> str:
    return ngettext("{count} finding", "{count} findings", count).format(count=number(count))
