"""Two plans side by side: measures, who changes, and coverage by arrondissement and by day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from otp_desktop.services.plan_comparison import AgentChange, PlanComparison
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.comparison_words import ComparedLine, compared_lines, group_lines, people_sentence, rules_sentence
from otp_desktop.ui.models.agent_changes import AgentChangeModel
from otp_desktop.ui.models.rows import Rows, Tone
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label, set_tone
from otp_desktop.ui.widgets.record_list import RecordList


class ComparisonView(QWidget):
    """``before`` and ``after`` name the two plans."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__()
        self._headings = ("", before, after, _("Difference"))
        self.people = _wrapped()
        self.rules = _wrapped()
        self.measures = _LineGrid(self._headings)
        self.zones = _LineGrid(self._headings)
        self.days = _LineGrid(self._headings)
        self.agents = RecordList(
            AgentChangeModel(), _("Agents who change"), _agent_count, EmptyState("check-circle-outline", "", "")
        )
        self.agents.empty.say(_("Nobody changes."), "")
        self._lay_out()

    def show_comparison(self, comparison: PlanComparison, changes: Rows[AgentChange]) -> None:
        """``changes``: the rows of the agents, made off the interface thread."""
        self.people.setText(people_sentence(comparison))
        self.rules.setText(rules_sentence(comparison))
        set_tone(self.rules, _rules_tone(comparison))
        self.measures.show_lines(compared_lines(comparison))
        self.zones.show_lines(group_lines(comparison.zones))
        self.days.show_lines(group_lines(comparison.days))
        self.agents.show_rows(changes)

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("Comparison"))
        for part, title in (
            (_scrolled(self.measures), _("Summary")),
            (self.agents, _("Agents who change")),
            (_scrolled(self.zones), _("By arrondissement")),
            (_scrolled(self.days), _("By day")),
        ):
            self.tabs.addTab(part, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.people)
        layout.addWidget(self.rules)
        layout.addWidget(self.tabs, 1)


class _LineGrid(QWidget):
    """Measures before and after, figures aligned."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = headings
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 8, 8, 8)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)

    def show_lines(self, lines: Sequence[ComparedLine]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not lines:
            self._grid.addWidget(label(_("Nothing changes."), "muted"), 0, 0)
        else:
            self._add(0, self._headings, "muted")
        for place, line in enumerate(lines, start=1):
            self._add(place, (line.name, line.before, line.after, line.change))
        self._grid.setRowStretch(len(lines) + 1, 1)

    def _add(self, place: int, texts: Sequence[str], role: str = "") -> None:
        for column, text in enumerate(texts):
            made = label(text, role)
            if column:
                made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(made, place, column)


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(content)
    return area


def _wrapped() -> QLabel:
    made = label()
    made.setWordWrap(True)
    return made


def _rules_tone(comparison: PlanComparison) -> Tone:
    if comparison.broken:
        return Tone.BAD
    return Tone.GOOD if comparison.mended else Tone.PLAIN


def _agent_count(count: int) -> str:
    return ngettext("{count} agent", "{count} agents", count).format(count=number(count))
