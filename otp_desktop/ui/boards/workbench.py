"""The workbench of the planning board: the plan along time, corrected by hand; beside it who could take a place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.words import role_name
from otp_desktop.services.candidates import RankedCandidate, candidates_for
from otp_desktop.services.edit_words import EditWords, Verdict
from otp_desktop.services.plan_in_hand import PlanInHand
from otp_desktop.texts import N_, _, sentence
from otp_desktop.texts.folding import fold
from otp_desktop.texts.formats import day_and_date, time_range
from otp_desktop.ui.boards.candidate_panel import CandidatePanel, candidate_rows
from otp_desktop.ui.boards.content import Bar, BarKey, BoardContent, Grouping, Look
from otp_desktop.ui.boards.drops import Carried, Drop, Target, drop_of, row_of
from otp_desktop.ui.boards.editable_board import EditableBoard
from otp_desktop.ui.boards.plan_rows import board_of
from otp_desktop.ui.boards.pool_drag import PoolDrag
from otp_desktop.ui.boards.trial_bar import TrialBar
from otp_desktop.ui.boards.verdict_label import VerdictLabel, lines_of
from otp_desktop.ui.boards.walking import NOBODY
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.buttons import button, small_button
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.operation_state import OperationState

TRIAL = sentence(N_("What was tried"))


class BoardWorkbench(QWidget):
    """Rows by post or by agent; every edit is judged while it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._wanted: Callable[[Bar], bool] | None = None
        self._wanted_candidate = ""
        self.board = EditableBoard(_("Board"))
        self.panel = CandidatePanel()
        self._pool_drag = PoolDrag(self.panel, self.board)
        self.trial_bar = TrialBar()
        self.verdict = VerdictLabel(self.board.viewport())
        self.empty = OperationState("chart-gantt", desk)
        self.grouping = choice(
            {Grouping.POST: _("By post"), Grouping.AGENT: _("By agent")}, Grouping.POST, name=_("Rows of the board")
        )
        self.search = _search_box()
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._say_why_empty()

    # what the window asks

    def reload(self) -> None:
        """Lays the plan in hand out again."""
        plan, grouping = self.desk.editor.plan, Grouping(chosen_value(self.grouping))
        self.trial_bar.show_trial(self.desk.editor.trial_effect())
        self._say_why_empty()
        if plan is None:
            self.panel.show_nothing()
            return
        self.desk.background.query(self, lambda: board_of(plan, grouping), self._show, key="board")

    def edit(self) -> None:
        self.panel.records.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remove(self) -> None:
        """Takes the agent of the chosen bar off the post; Undo brings him back."""
        row, plan = self.chosen_row(), self.desk.editor.plan
        if row is None or plan is None:
            return
        agent = plan.snapshot.agent.get(row.agent)
        name = agent.full_name if agent else row.agent
        self._make(Drop(plan.removing([row]), sentence(N_("{agent} taken off"), agent=name)))

    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def repaint_icons(self) -> None:
        self.empty.repaint_icon()
        self.panel.records.repaint_icons()

    # gestures

    def toggle_lock(self) -> None:
        """Locks the chosen row, or unlocks it."""
        row = self.chosen_row()
        if row is not None:
            self.desk.editor.set_locked([row], not row.locked)

    def fit(self) -> None:
        """The whole plan in the width of the board."""
        self.board.fit()

    def begin_trial(self) -> None:
        """From here on edits are only tried, until Apply or Cancel."""
        self.desk.editor.begin_trial()

    def go_to_next_gap(self) -> None:
        """The next place in time where somebody is missing, after the chosen bar."""
        content = self.board.content
        gaps = [place for place, bar in enumerate(content.bars) if bar.look & Look.GAP]
        if not gaps:
            show_notice(self, _("Nobody is missing on this board."))
            return
        after = self.board.chosen
        moment = (int(content.start[after]), after) if after != NOBODY else (-1, NOBODY)
        later = [place for place in gaps if (int(content.start[place]), place) > moment]
        in_time = sorted(later or gaps, key=lambda place: (int(content.start[place]), place))
        self._choose_and_focus(in_time[0])

    def show_gap(self, need: str, role: str) -> None:
        """The gap of a role line, in the rows of posts."""
        self._show_post(lambda bar: bool(bar.look & Look.GAP) and bar.key == BarKey("", need, role))

    def show_bar(self, need: str, agent: str) -> None:
        """The bar of an agent on a need, in the rows of posts; without an agent, the first bar of the need."""
        self._show_post(lambda bar: bar.key.need == need and agent in ("", bar.key.agent))

    def show_candidate(self, need: str, role: str, agent: str) -> None:
        """The candidates of a role line, one agent chosen among them; of a full one, to replace its first agent."""
        self._wanted_candidate = agent
        if (need, role) in self._lines_with_a_gap():
            self.show_gap(need, role)
        else:
            self._show_post(lambda bar: bar.key.need == need and bar.key.role == role)

    def _lines_with_a_gap(self) -> set[tuple[str, str]]:
        plan = self.desk.editor.plan
        return {(gap.need, gap.role) for gap in plan.snapshot.coverage.shortages} if plan is not None else set()

    def _show_post(self, is_wanted: Callable[[Bar], bool]) -> None:
        """Chooses the first such bar, at once or, where the rows have still to be laid out, with the next content."""
        self._wanted = is_wanted
        if Grouping(chosen_value(self.grouping)) is not Grouping.POST:
            self.grouping.setCurrentIndex(self.grouping.findData(Grouping.POST))
        else:
            self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._wanted is None or self.board.content.grouping is not Grouping.POST:
            return
        for place, bar in enumerate(self.board.content.bars):
            if self._wanted(bar):
                self._wanted = None
                self._choose_and_focus(place)
                return

    def show_site(self, site: str) -> None:
        """A bar of the site chosen elsewhere, a gap before others; nothing where the board shows the site already."""
        plan, content = self.desk.editor.plan, self.board.content
        needs = {need.code for need in plan.snapshot.needs if need.site == site} if plan is not None else set()
        if self.board.chosen != NOBODY and content.bars[self.board.chosen].key.need in needs:
            return
        bars = [place for place, bar in enumerate(content.bars) if bar.key.need in needs]
        if bars:
            self.board.choose(min(bars, key=lambda place: not content.bars[place].look & Look.GAP))

    def find_row(self) -> None:
        """The next row whose name holds the words of the search box."""
        words, content = fold(self.search.text()).split(), self.board.content
        after = int(content.row[self.board.chosen]) if self.board.chosen != NOBODY else -1
        rows = [place for place, row in enumerate(content.rows) if not row.heading and len(content.bars_of(place))]
        for place in (*(row for row in rows if row > after), *rows):
            shown = content.rows[place]
            if words and all(word in fold(f"{shown.title} {shown.detail}") for word in words):
                self.board.choose(content.bars_of(place).start)
                return

    # how it works

    def _make_buttons(self) -> None:
        zoom = partial(self.board.zoom, 1.25), partial(self.board.zoom, 0.8)
        self.closer_button = small_button(_("Closer"), "magnify-plus-outline", zoom[0])
        self.wider_button = small_button(_("Wider"), "magnify-minus-outline", zoom[1])
        self.whole_button = small_button(_("Show the whole plan"), "arrow-expand-horizontal", self.board.fit)
        self.gap_button = button(_("Next gap"), "skip-next-outline", self.go_to_next_gap)
        self.lock_button = small_button(_("Lock or unlock"), "lock-outline", self.toggle_lock)
        self.remove_button = small_button(_("Take off the post"), "account-minus-outline", self.remove)
        self.trial_button = button(_("What if…?"), "head-question-outline", self.begin_trial)

    def _lay_out(self) -> None:
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        for tool in (
            self.grouping, self.search, self.wider_button, self.closer_button, self.whole_button, self.gap_button,
            self.lock_button, self.remove_button, self.trial_button,
        ):  # fmt: skip
            self.tools.addWidget(tool)
        self.grouping.setFixedWidth(130)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self.board)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([720, 480])
        keep_splitter(self.desk.settings, "board", self.splitter)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.trial_bar)
        layout.addWidget(self.splitter, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.desk.siteChosen.connect(self.show_site)
        self.grouping.currentIndexChanged.connect(lambda _place: self.reload())
        self.search.returnPressed.connect(self.find_row)
        self.board.chosenChanged.connect(self._after_choosing)
        self.board.opened.connect(lambda _bar: self.edit())
        self.board.pickedUp.connect(self._pick_up)
        self.board.carriedOver.connect(self._show_verdict)
        self.board.dropped.connect(self._drop)
        self.board.letGo.connect(self.verdict.hide)
        self.panel.chosen.connect(self._assign)
        self.trial_bar.kept.connect(lambda: self.desk.editor.end_trial(keep=True, gesture=TRIAL))
        self.trial_bar.dropped.connect(lambda: self.desk.editor.end_trial(keep=False, gesture=TRIAL))
        self.trial_bar.gapWanted.connect(self._go_to_bumped)

    def _show(self, content: BoardContent) -> None:
        self.board.show_content(content)
        self._choose_wanted()
        if self.board.chosen == NOBODY and self.desk.site:
            self.show_site(self.desk.site)  # chosen elsewhere before the board was seen

    def _after_choosing(self, bar: int) -> None:
        self._show_possible()
        plan = self.desk.editor.plan
        key = BarKey("", "", "") if bar == NOBODY else self.board.content.bars[bar].key
        if plan is None or key.need not in plan.snapshot.need:  # an absence, or a need that is gone by now
            self.panel.show_nothing()
            return
        self.desk.choose_site(plan.snapshot.need[key.need].site)
        self.panel.show_looking(*_titles(plan, key))
        self.desk.background.query(
            self,
            lambda: candidate_rows(candidates_for(plan, key.need, key.role, key.agent)),
            self._show_candidates,
            key="candidates",
        )

    def _show_candidates(self, found: Rows[RankedCandidate]) -> None:
        self.panel.show_candidates(found)
        if self._wanted_candidate:
            self.panel.records.select({self._wanted_candidate})
            self._wanted_candidate = ""

    def _assign(self, candidate: RankedCandidate) -> None:
        gesture = sentence(N_("{agent} assigned"), agent=candidate.name)
        self._make(Drop(candidate.edit, gesture), candidate.words)

    def _pick_up(self, bar: int) -> None:
        key, plan = self.board.content.bars[bar].key, self.desk.editor.plan
        if plan is not None and key.agent and key.need:
            self.board.carry(Carried(key.agent, row_of(plan, key)))

    def _show_verdict(self, target: Target | None, copy: bool, place: QPoint) -> None:
        plan, carried = self.desk.editor.plan, self.board.carried
        if plan is None or carried is None:
            return
        agent = plan.snapshot.agent.get(carried.agent)
        drop = self._drop_on(target, copy)
        words = self.desk.editor.consider(drop.edit) if drop is not None else None
        self.verdict.show_words(agent.full_name if agent else carried.agent, words, place)

    def _drop_on(self, target: Target | None, copy: bool) -> Drop | None:
        plan, carried = self.desk.editor.plan, self.board.carried
        if plan is None or carried is None or target is None:
            return None
        return drop_of(plan, self.board.content.grouping, carried, target, copy=copy)

    def _drop(self, target: Target, copy: bool) -> None:
        drop = self._drop_on(target, copy)
        if drop is not None:
            self._make(drop)

    def _make(self, drop: Drop, words: EditWords | None = None) -> None:
        """Makes the edit, or says which rule forbids it."""
        if self.desk.editor.plan is None:
            return
        words = words if words is not None else self.desk.editor.consider(drop.edit)
        if words.verdict is Verdict.FORBIDDEN:
            show_notice(self, _("This would break a rule: nothing was changed."), "\n".join(lines_of(words)))
            return
        self.desk.editor.make(drop.edit, drop.gesture)

    def _go_to_bumped(self) -> None:
        trial = self.desk.editor.trial_effect()
        if trial is not None and trial.bumped:
            self.show_gap(*trial.bumped[0])

    def _choose_and_focus(self, bar: int) -> None:
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self.board.choose(bar)

    def chosen_need(self) -> str:
        """The need of the chosen bar, a gap too; empty where none is chosen."""
        return "" if self.board.chosen == NOBODY else self.board.content.bars[self.board.chosen].key.need

    def chosen_row(self) -> Assignment | None:
        plan, bar = self.desk.editor.plan, self.board.chosen
        return None if plan is None or bar == NOBODY else row_of(plan, self.board.content.bars[bar].key)

    def _show_possible(self) -> None:
        row = self.chosen_row()
        for tool in (
            self.grouping, self.search, self.wider_button, self.closer_button, self.whole_button, self.gap_button,
            self.trial_button,
        ):  # fmt: skip
            tool.setEnabled(self._stack.currentIndex() == 0)
        self.lock_button.setEnabled(row is not None)
        self.remove_button.setEnabled(row is not None)

    def _say_why_empty(self) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            self.empty.say_no_operation()
        else:
            self.empty.say(_("Nothing to staff yet"), _("The operation has no needs: add them on the Needs page."))
        self._stack.setCurrentIndex(0 if snapshot is not None and snapshot.needs else 1)
        self._show_possible()


def _titles(plan: PlanInHand, key: BarKey) -> tuple[str, str]:
    """What the pool says above its list: the post and the role, then when, and who would leave."""
    need = plan.snapshot.need[key.need]
    site = plan.snapshot.site.get(need.site)
    title = f"{site.name if site else need.site} – {role_name(key.role)}"
    detail = f"{day_and_date(need.start.date())} {time_range(need.start, need.end)}"
    if key.agent:
        agent = plan.snapshot.agent.get(key.agent)
        detail += " – " + _("in the place of {agent}").format(agent=agent.full_name if agent else key.agent)
    return title, detail


def _search_box() -> QLineEdit:
    box = QLineEdit()
    box.setPlaceholderText(_("Find a row"))
    box.setAccessibleName(_("Find a row"))
    box.setClearButtonEnabled(True)
    box.setMinimumWidth(80)
    box.setMaximumWidth(220)
    return box
