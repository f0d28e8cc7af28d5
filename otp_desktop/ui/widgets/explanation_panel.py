"""Why a post is short: the ways to fill it, and the whole force step by step down to those who are left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QProgressBar, QSplitter, QTabWidget, QVBoxLayout, QWidget

from otp_desktop.planning.explain.remedy import Kind, Legality
from otp_desktop.services.explaining import GapExplanation
from otp_desktop.services.explanation_words import FallenAgent, NamedRemedy
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.explanations import FallenModel, RemedyModel, fallen_rows, remedy_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.buttons import button, small_button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

LEAST_HEIGHT = 220


class ExplanationPanel(QWidget):
    """``simulated`` and ``applied`` hand out the remedy chosen; ``stopWanted`` while the question is under way."""

    simulated = Signal(object)
    applied = Signal(object)
    stopWanted = Signal()
    askedAgain = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.explanation: GapExplanation | None = None
        self._stale = False
        self.heading = label(role="heading")
        self.heading.setWordWrap(True)
        self.detail = label(role="muted")
        self.detail.setWordWrap(True)
        self.again_button = button(_("Ask again"), "refresh", self.askedAgain.emit)
        self.looking = label(role="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Kinds of remedies looked for"))
        self.stop_button = button(_("Stop"), "stop", self.stopWanted.emit)
        self.close_button = small_button(_("Close the explanation"), "close", self.closed.emit)
        self.remedies = RecordList(
            RemedyModel(), _("Remedies"), _remedy_count, EmptyState("lightbulb-off-outline", "", "")
        )
        self.remedies.empty.say(_("No remedy was found"), _("Nothing that was tried fills this post."))
        self.simulate_button = button(_("Simulate"), "head-question-outline", self.simulate)
        self.apply_button = button(_("Apply"), "check", self.apply, primary=True)
        self.says = label()
        self.says.setWordWrap(True)
        self.why_not = label(role="muted")
        self.steps = QListWidget()
        self.steps.setWordWrap(True)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setAccessibleName(_("From the whole force to who is left"))
        self.agents = RecordList(FallenModel(), _("Who drops out"), _agent_count, EmptyState("account-outline", "", ""))
        self.agents.empty.say(_("Nobody"), _("No agent drops out at this step."))
        self._lay_out()
        self._connect()
        self._show_possible()

    def show_looking(self, post: str) -> None:
        """While the answer is being looked for."""
        self.explanation = None
        self.heading.setText(post)
        self.detail.setText(_("Looking for the reasons and the remedies…"))
        self.again_button.hide()
        self.stop_button.show()
        self._tabs.hide()
        self.looking.hide()
        self.bar.hide()
        self.remedies.show_loading()

    def show_explanation(self, found: GapExplanation, rows: Rows[NamedRemedy]) -> None:
        """What is known so far; ``rows``: its remedies, made off the interface thread."""
        is_first = self.explanation is None
        self.explanation = found
        self._show_progress(found)
        if is_first:
            self._stale = False
            self.heading.setText(found.post)
            self.detail.setText(_missing_text(found))
            self._tabs.show()
            self._show_steps(found)
        if rows.items or found.done == found.ways > 0:
            self.remedies.show_rows(rows)
        if rows.items and not self.remedies.selected_count:
            self.remedies.table.selectRow(0)
        self._show_possible()

    def show_end(self) -> None:
        """Nothing more comes: all kinds of remedies were looked for, or Stop was heard."""
        self.stop_button.hide()
        self.bar.hide()
        self.looking.hide()
        if self.explanation is not None and self.explanation.done < max(1, self.explanation.ways):
            self.looking.setText(_("Stopped: other remedies may exist."))
            self.looking.show()
            self.again_button.show()
            self.remedies.show_rows(remedy_rows(self.explanation))

    def _show_progress(self, found: GapExplanation) -> None:
        """How far the search for remedies is."""
        self.looking.setText(_("Looking for remedies; each one shown is proved."))
        self.looking.show()
        self.bar.setRange(0, found.ways)
        self.bar.setValue(found.done)
        self.bar.show()

    def show_stopped(self, why: str) -> None:
        """No answer came."""
        self.explanation = None
        self.detail.setText(why)
        self.looking.hide()
        self.bar.hide()
        self.stop_button.hide()
        self.again_button.show()
        self._tabs.hide()

    def mark_stale(self) -> None:
        """The plan is another one by now: what was found may be wrong."""
        if self.explanation is not None and not self._stale:
            self._stale = True
            self.detail.setText(_("The plan has changed since: ask again before applying anything."))
            self.again_button.show()
            self._show_possible()

    def simulate(self) -> None:
        remedy = self._chosen()
        if remedy is not None and not self._stale:
            self.simulated.emit(remedy)

    def apply(self) -> None:
        remedy = self._chosen()
        if remedy is not None and self.apply_button.isEnabled():
            self.applied.emit(remedy)

    def repaint_icons(self) -> None:
        self.remedies.repaint_icons()
        self.agents.repaint_icons()

    def _chosen(self) -> NamedRemedy | None:
        selected: list[NamedRemedy] = self.remedies.selected()
        return selected[0] if len(selected) == 1 else None

    def _show_steps(self, found: GapExplanation) -> None:
        self.steps.clear()
        self.steps.addItem(_("The whole force: {count}").format(count=number(found.force)))
        for step in found.steps:
            text = _("{step}: {count} (−{fallen})")
            self.steps.addItem(
                text.format(count=number(step.remaining), step=step.name, fallen=number(len(step.fallen)))
            )
        self.steps.addItem(_("Left, who could take the post: {count}").format(count=number(len(found.left))))
        deepest = max(range(len(found.steps)), key=lambda place: len(found.steps[place].fallen), default=0)
        self.steps.setCurrentRow(deepest + 1)

    def _show_agents(self, place: int) -> None:
        found = self.explanation
        fallen: tuple[FallenAgent, ...] = ()
        if found is not None and 1 <= place <= len(found.steps):
            fallen = found.steps[place - 1].fallen
        elif found is not None and place == len(found.steps) + 1:
            fallen = found.left
        self.agents.show_rows(fallen_rows(fallen))

    def _show_possible(self) -> None:
        chosen = self._chosen()
        ready = chosen is not None and not self._stale
        forbidden = chosen is not None and chosen.remedy.legality is Legality.FORBIDDEN
        self.simulate_button.setEnabled(ready)
        self.apply_button.setEnabled(ready and not forbidden)
        self.apply_button.setText(
            _("Open the absences") if chosen is not None and chosen.remedy.kind is Kind.RECALL else _("Apply")
        )
        self.says.setText(str(chosen.text) if chosen is not None else "")
        self.why_not.setText(
            _("Forbidden: it can be looked at, not applied.")
            if forbidden
            else _("Each remedy was tried on the whole plan and judged by the check of the rules.")
        )

    def _connect(self) -> None:
        self.steps.currentRowChanged.connect(self._show_agents)
        self.remedies.selectionChanged.connect(self._show_possible)
        self.remedies.opened.connect(self.simulate)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.detail)
        head.addLayout(words, 1)
        for tool in (self.again_button, self.stop_button, self.close_button):
            head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        for tool in (self.simulate_button, self.apply_button):
            self.remedies.tools.addWidget(tool)
        ways = QWidget()
        of_ways = QVBoxLayout(ways)
        of_ways.setContentsMargins(0, 8, 0, 0)
        of_ways.addWidget(self.looking)
        of_ways.addWidget(self.bar)
        of_ways.addWidget(self.remedies, 1)
        of_ways.addWidget(self.says)
        of_ways.addWidget(self.why_not)
        reasons = QSplitter(Qt.Orientation.Horizontal)
        reasons.setChildrenCollapsible(False)
        reasons.setHandleWidth(12)
        reasons.addWidget(self.steps)
        reasons.addWidget(self.agents)
        reasons.setSizes([420, 540])
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(_("Explanation"))
        self._tabs.addTab(ways, _("Remedies"))
        self._tabs.addTab(reasons, _("Step by step"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._tabs, 1)
        self.setMinimumHeight(LEAST_HEIGHT)


def _missing_text(found: GapExplanation) -> str:
    text = ngettext("{count} agent missing", "{count} agents missing", found.missing).format(
        count=number(found.missing)
    )
    if found.below_minimum:
        text += " – " + _("{count} below the minimum").format(count=number(found.below_minimum))
    return text


def _remedy_count(count: int) -> str:
    return ngettext("{count} remedy", "{count} remedies", count).format(count=number(count))


def _agent_count(count: int) -> str:
    return ngettext("{count} agent", "{count} agents", count).format(count=number(count))
