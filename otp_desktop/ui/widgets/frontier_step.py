"""What each further agent disturbed would win: a small chart, and the same in words to choose from."""

from bisect import insort
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from otp_desktop.services.morning import SECONDS, ReplanChoice
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.replan_choices import ReplanChoiceModel, choice_rows, choice_words
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.frontier_chart import FrontierChart
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

CLOCK_MS = 200


class FrontierStep(QWidget):
    """``changed``: which choice is selected."""

    changed = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: list[ReplanChoice] = []
        self.says = label(role="heading")
        self.says.setWordWrap(True)
        self.note = label(role="muted")
        self.note.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Time spent"))
        self.bar.setRange(0, int(SECONDS * 1000))
        self.chart = FrontierChart()
        self.records = RecordList(
            ReplanChoiceModel(), _("Choices"), _count_text, EmptyState("check-circle-outline", "", "")
        )
        self.records.empty.say(_("No choice found"), _("The search was stopped before it found any: start it again."))
        self._watch = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(lambda: self.bar.setValue(min(self.bar.maximum(), self._watch.elapsed())))
        self.records.selectionChanged.connect(self._after_choosing)
        self.records.opened.connect(self.opened)
        self._lay_out()

    @property
    def chosen(self) -> ReplanChoice | None:
        selected: list[ReplanChoice] = self.records.selected()
        return selected[0] if len(selected) == 1 else None

    def show_searching(self) -> None:
        self._found = []
        self.says.setText(_("Looking for plans that disturb as few agents as possible…"))
        self.bar.show()
        self._watch.start()
        self._clock.start()
        self.records.show_loading()

    def add_choice(self, choice: ReplanChoice) -> None:
        """While it is still looking."""
        insort(self._found, choice, key=lambda known: known.changes)
        self._show(self._found)

    def show_choices(self, choices: Sequence[ReplanChoice]) -> None:
        """All that are worth choosing; the best coverage is selected."""
        self._clock.stop()
        self.bar.hide()
        self.says.setText(_("Choose how many agents to disturb."))
        self._show(choices)
        if choices:
            self.records.table.selectRow(len(choices) - 1)

    def _show(self, choices: Sequence[ReplanChoice]) -> None:
        self.chart.show_choices(choices, "; ".join(map(choice_words, choices)))
        self.records.show_rows(choice_rows(choices))

    def _after_choosing(self) -> None:
        chosen = self.chosen
        self.chart.choose(self.chart.choices.index(chosen) if chosen in self.chart.choices else -1)
        self.changed.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.says, self.note, self.bar, self.chart):
            layout.addWidget(widget)
        layout.addWidget(self.records, 1)


def _count_text(count: int) -> str:
    return ngettext("{count} choice", "{count} choices", count).format(count=number(count))
