"""What the whole plan lacks: how many agents of which kind, when, proved or likely."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from otp_desktop.services.explaining import MissingCapacity
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.explanations import MissingCapacityModel
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.buttons import button, small_button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.explanation_panel import LEAST_HEIGHT
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList


class CapacityGaps(QWidget):
    """``opened`` hands out need and role of a line that the gap concerns."""

    opened = Signal(str, str)
    stopWanted = Signal()
    askedAgain = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found = False
        self.detail = label(role="muted")
        self.detail.setWordWrap(True)
        self.again_button = button(_("Ask again"), "refresh", self.askedAgain.emit)
        self.stop_button = button(_("Stop"), "stop", self.stopWanted.emit)
        self.close_button = small_button(_("Close the list"), "close", self.closed.emit)
        self.records = RecordList(
            MissingCapacityModel(), _("What the plan lacks"), _count_text, EmptyState("check-circle-outline", "", "")
        )
        self.records.empty.say(_("Nothing is missing"), _("Every post has all its agents."))
        self.says = label()
        self.says.setWordWrap(True)
        self.records.opened.connect(self._open)
        self.records.selectionChanged.connect(self._show_chosen)
        self._lay_out()

    def show_looking(self) -> None:
        self._found = False
        self.detail.setText(_("Looking for what is missing…"))
        self.stop_button.show()
        self.again_button.hide()
        self.records.show_loading()

    def show_gaps(self, found: Rows[MissingCapacity]) -> None:
        self._found = True
        self.detail.setText(_totals(found))
        self.stop_button.hide()
        self.again_button.hide()
        self.records.show_rows(found)

    def show_stopped(self, why: str) -> None:
        self._found = False
        self.detail.setText(why)
        self.stop_button.hide()
        self.again_button.show()

    def mark_stale(self) -> None:
        """The plan is another one by now."""
        if self._found:
            self._found = False
            self.detail.setText(_("The plan has changed since: ask again."))
            self.again_button.show()

    def _show_chosen(self) -> None:
        """The whole sentence, which the table may cut."""
        selected: list[MissingCapacity] = self.records.selected()
        self.says.setText(str(selected[0].text) if len(selected) == 1 else "")

    def _open(self) -> None:
        selected: list[MissingCapacity] = self.records.selected()
        if len(selected) == 1:
            self.opened.emit(*selected[0].line)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("What is missing in all"), "heading"))
        words.addWidget(self.detail)
        head.addLayout(words, 1)
        for tool in (self.again_button, self.stop_button, self.close_button):
            head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.records, 1)
        layout.addWidget(self.says)
        self.setMinimumHeight(LEAST_HEIGHT)


def _totals(found: Rows[MissingCapacity]) -> str:
    """How many heads are missing, and how many of them whatever is done."""
    missing = sum(row.record.missing for row in found.items)
    proved = sum(row.record.missing for row in found.items if row.record.proved)
    text = ngettext("{count} head missing", "{count} heads missing", missing).format(count=number(missing))
    return _("{missing}, {proved} of them proved: no legal plan holds them.").format(
        missing=text, proved=number(proved)
    )


def _count_text(count: int) -> str:
    return ngettext("{count} gap", "{count} gaps", count).format(count=number(count))
