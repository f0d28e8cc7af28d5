"""The plan in hand: its figures, who stands where, and who is missing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import plans
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.list_actions import ListActions
from otp_desktop.ui.menus import Menu
from otp_desktop.ui.messages import ask
from otp_desktop.ui.models.assignments import AssignmentModel, assignment_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.models.shortages import ShortageModel, shortage_rows
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.operation_state import OperationState
from otp_desktop.ui.widgets.plan_cards import PlanCards
from otp_desktop.ui.widgets.record_list import RecordList

Place = tuple[str, str]
Lists = tuple[Rows[Assignment], Rows[object]]


LEAST_HEIGHT = 220  # of both lists on a small screen: they scroll


class AssignmentsPage(Page):
    name = "assignment-lists"
    icon_name = "account-check-outline"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Lists"))
        self.cards = PlanCards()
        self._empty = OperationState("account-check-outline", desk)
        self.assignments = RecordList(AssignmentModel(), _("Assignments"), _assignment_count, self._empty)
        self.shortages = RecordList(
            ShortageModel(), _("Shortages"), _shortage_count, EmptyState("check-circle-outline", "", "")
        )
        self.lock_button = button(_("Lock"), "lock-outline", lambda: self._set_locked(True))
        self.unlock_button = button(_("Unlock"), "lock-open-variant-outline", lambda: self._set_locked(False))
        self.remove_button = button(_("Unassign…"), "account-minus-outline", self.remove)
        for tool in (self.lock_button, self.unlock_button, self.remove_button):
            self.assignments.tools.addWidget(tool)
        self.list_actions = ListActions(desk, self, self._list_in_hand)
        for name, records in (("assignments", self.assignments), ("shortages", self.shortages)):
            records.remember(desk.settings, name)
            records.menuWanted.connect(self._open_menu)
            records.columnsWanted.connect(partial(self.list_actions.choose_columns, records))
        self._lay_out()
        self.assignments.selectionChanged.connect(self.show_possible)
        desk.snapshotChanged.connect(lambda _snapshot: self.refresh())
        self._say_why_empty(None)
        self.show_possible()

    def reload(self) -> None:
        snapshot = self.desk.snapshot
        self.cards.show_plan(snapshot)
        self._say_why_empty(snapshot)
        if snapshot is not None:
            self.desk.background.query(
                self, lambda: (assignment_rows(snapshot), shortage_rows(snapshot)), self._show, key="rows"
            )
        elif self.desk.operation is not None:
            self.assignments.show_loading()
            self.shortages.show_loading()
        else:
            self._show((Rows(), Rows()))

    def entries(self) -> Sequence[Entry]:
        return (*self.list_actions.copy_entries(), *self.list_actions.view_entries())

    def focus_filter(self) -> None:
        self.assignments.focus_filter()

    def repaint_icons(self) -> None:
        self.assignments.repaint_icons()
        self.shortages.repaint_icons()

    def remove(self) -> None:
        """Takes the selected agents off their posts, locked ones too: the question says how many are."""
        selected = self._selected()
        operation_id, workspace = self.desk.operation_id, self.desk.workspace
        if not selected or operation_id is None:
            return
        locked = sum(row.locked for row in selected)
        question = ngettext("Unassign one agent?", "Undo {count} assignments?", len(selected))
        details = ngettext("{count} is locked.", "{count} are locked.", locked) if locked else ""
        places = _places(selected)
        ask(
            self,
            question.format(count=number(len(selected))),
            _("Unassign"),
            lambda: self.desk.background.write(self, lambda: plans.unassign(workspace, operation_id, places)),
            details.format(count=number(locked)),
        )

    def show_possible(self) -> None:
        selected = self._selected()
        self.lock_button.setEnabled(any(not row.locked for row in selected))
        self.unlock_button.setEnabled(any(row.locked for row in selected))
        self.remove_button.setEnabled(bool(selected))

    def _list_in_hand(self) -> RecordList:
        """The list that has the keyboard, else the assignments."""
        return self.shortages if self.shortages.isAncestorOf(self.focusWidget() or self) else self.assignments

    def _open_menu(self, place: QPoint) -> None:
        menu = Menu("", self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.fill(self.entries())
        menu.popup(place)

    def _selected(self) -> list[Assignment]:
        return self.assignments.selected()

    def _set_locked(self, locked: bool) -> None:
        operation_id, workspace = self.desk.operation_id, self.desk.workspace
        places = _places(self._selected())
        if operation_id is not None and places:
            self.desk.background.write(self, lambda: plans.set_locked(workspace, operation_id, places, locked))

    def _show(self, lists: Lists) -> None:
        assignments, shortages = lists
        self.assignments.show_rows(assignments)
        self.shortages.show_rows(shortages)

    def _say_why_empty(self, snapshot: PlanSnapshot | None) -> None:
        if snapshot is None:
            self._empty.say_no_operation()
            self.shortages.empty.say(_("No operation in hand"), "")
        elif not snapshot.needs:
            heading, text = _("Nothing to staff yet"), _("The operation has no needs: add them on the Needs page.")
            self._empty.say(heading, text)
            self.shortages.empty.say(heading, "")
        else:
            optimise = _("Press Optimise (Ctrl+Return): agents are assigned under the working-time rules.")
            self._empty.say(_("Nobody is assigned yet"), optimise)
            self.shortages.empty.say(_("No shortage"), _("Every post has all its agents."))

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setMinimumHeight(LEAST_HEIGHT)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.assignments)
        splitter.addWidget(_titled(_("Shortages"), self.shortages))
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        keep_splitter(self.desk.settings, self.name, splitter)
        self.body.addWidget(self.cards)
        self.body.addWidget(splitter, 1)


def _titled(title: str, content: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(label(title, "heading"))
    layout.addWidget(content, 1)
    return holder


def _places(rows: list[Assignment]) -> list[Place]:
    return [(row.agent, row.need) for row in rows]


def _assignment_count(count: int) -> str:
    return ngettext("{count} assignment", "{count} assignments", count).format(count=number(count))


def _shortage_count(count: int) -> str:
    return ngettext("{count} role line short", "{count} role lines short", count).format(count=number(count))
