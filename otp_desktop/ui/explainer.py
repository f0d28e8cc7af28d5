"""Asks why a post is short or what the plan lacks, and carries out the remedy that the planner chooses."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.explain.remedy import Kind, Legality, Remedy
from otp_desktop.services import remedies
from otp_desktop.services.explaining import GapExplanation, MissingCapacity, ask_capacity, ask_reasons
from otp_desktop.services.explanation_words import NamedRemedy, post_words
from otp_desktop.services.plan_in_hand import PlanInHand
from otp_desktop.texts import N_, Sentence, _, sentence
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.explain_run import ExplainRun
from otp_desktop.ui.messages import ask, show_notice
from otp_desktop.ui.models.explanations import capacity_rows, remedy_rows
from otp_desktop.ui.models.rows import Rows


class Explainer(QObject):
    """One question at a time: a new one ends the one before. ``tried`` tells that a trial stands on the board.

    ``explained`` and ``capacityFound`` hand out what is known so far; ``ended`` says that nothing more comes.
    """

    explained = Signal(object)
    capacityFound = Signal(object)
    ended = Signal()
    failed = Signal(object)
    tried = Signal()
    openAgent = Signal(str)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._run: ExplainRun | None = None

    def ask_why(self, need: str, role: str) -> None:
        """Answers with ``explained``: the explanation of the role line and the rows of its remedies; with nothing where
        it is short no longer."""
        plan = self._desk.editor.plan
        if plan is not None:
            self._start(
                lambda: ask_reasons(plan, (need, role)), lambda found: (found, remedy_rows(found)), self.explained.emit
            )

    def ask_capacity(self) -> None:
        """Answers with ``capacityFound``."""
        plan = self._desk.editor.plan
        if plan is not None:
            self._start(lambda: ask_capacity(plan), capacity_rows, self.capacityFound.emit)

    def stop(self) -> None:
        """What was found so far stays."""
        if self._run is not None:
            self._run.stop()

    def end(self) -> None:
        """Nobody waits for the answer any longer."""
        if self._run is not None:
            self._run.cancel()
            self._run = None

    def simulate(self, chosen: NamedRemedy) -> None:
        """A trial on the board; under other limits or hours the plan is judged again first."""
        plan = self._desk.editor.plan
        if plan is None or self._refuses_in_trial():
            return
        remedy = chosen.remedy
        self._desk.background.query(
            self, lambda: remedies.tried_plan(plan, remedy), lambda tried: self._try_out(plan, tried, chosen), key="try"
        )

    def apply(self, chosen: NamedRemedy) -> None:
        """Legal moves at once; what changes the operation is asked first; a recall is the planner's own to do."""
        if self._desk.editor.plan is not None and not self._refuses_in_trial():
            self._carry_out(chosen, chosen.remedy.edit)

    def _carry_out(self, chosen: NamedRemedy, moves: Edit) -> None:
        remedy = chosen.remedy
        if remedy.kind is Kind.RECALL:
            self.openAgent.emit(remedy.moves[0].takes.agent)
        elif remedy.legality is Legality.FORBIDDEN:
            show_notice(self._page, _("The law forbids it: nothing was changed."), str(chosen.text))
        elif chosen.is_an_edit:
            self._desk.editor.make(moves, GESTURE)
        else:
            ask(self._page, _question(remedy), _("Apply"), lambda: self._store(chosen, moves), str(chosen.text))

    def _store(self, chosen: NamedRemedy, moves: Edit) -> None:
        operation_id, workspace, remedy = self._desk.operation_id, self._desk.workspace, chosen.remedy
        plan = self._desk.editor.plan
        if operation_id is None or plan is None:
            return
        post = post_words(remedy.line[0], plan.snapshot)
        self._desk.background.write(
            self, lambda: remedies.apply_remedy(workspace, operation_id, remedy, moves, post, GESTURE)
        )

    def _try_out(self, asked_of: PlanInHand, tried: PlanInHand, chosen: NamedRemedy) -> None:
        editor = self._desk.editor
        if editor.plan is not asked_of:
            return
        keep: Callable[[Edit], None] | None = None
        if not chosen.is_an_edit:
            keep = lambda moves: self._carry_out(chosen, moves)  # noqa: E731 - one of two
        editor.try_out(tried, chosen.remedy.edit, keep)
        self.tried.emit()

    def _refuses_in_trial(self) -> bool:
        """One trial at a time."""
        if self._desk.editor.trial is None:
            return False
        show_notice(self._page, _("A trial is under way on the board: apply or cancel it first."))
        return True

    def _start(
        self, begin: Callable[[], Any], prepare: Callable[[Any], Any], answered: Callable[[Any], object]
    ) -> None:
        self.end()
        run = ExplainRun(self._desk, begin, prepare)
        run.stepped.connect(answered)
        run.ended.connect(lambda _: self.ended.emit())
        run.failed.connect(self.failed)
        self._run = run
        run.start()


GESTURE: Sentence = sentence(N_("Remedy"))

Explained = tuple[GapExplanation, Rows[NamedRemedy]]
CapacityRows = Rows[MissingCapacity]


def _question(remedy: Remedy) -> str:
    if remedy.kind is Kind.DEROGATION:
        return _("Add this derogation to the operation? It is not signed yet: nothing can rest on it before it is.")
    return _("Change the hours of this need?")
