"""The plan in hand of one window: judged once when it is read, edited in memory at once, stored behind.

While an edit is on its way to the database, what is read from it is older than what is seen, and is passed over. During
a trial nothing is stored: edits add up, seen as if they were made, until the trial is kept or dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import plan_in_hand, plans
from otp_desktop.services.edit_words import EditWords, TrialWords, trial_words, words_of
from otp_desktop.services.plan_in_hand import Edit, PlanInHand
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import Sentence
from otp_desktop.ui.background import Background

Keep = Callable[[Edit], None]


class PlanEditor(QObject):
    """``planChanged`` hands out the new PlanInHand, None while there is none or it is being judged."""

    planChanged = Signal(object)
    wantReading = Signal()

    def __init__(self, workspace: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background = background
        self._under_way = 0
        self._judging: PlanSnapshot | None = None
        self._before_trial: PlanInHand | None = None
        self._tried: PlanInHand | None = None
        self._keep: Keep | None = None
        self.trial: Edit | None = None
        self.plan: PlanInHand | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether what is seen is newer than what is stored."""
        return self._under_way > 0 or self.trial is not None

    def take(self, snapshot: PlanSnapshot | None) -> bool:
        """A plan that was read, or none; says whether it differs from the one in hand."""
        self._judging = snapshot
        if snapshot is None:
            self._forget_trial()
            self._show(None)
            return True
        if self.plan is not None and self.plan.same_state(snapshot):
            self.plan = replace(self.plan, snapshot=snapshot)
            return False
        self._background.query(
            self,
            lambda: plan_in_hand.take_in_hand(snapshot),
            lambda judged: self._take_judged(snapshot, judged),
            key="judged",
        )
        return True

    def consider(self, edit: Edit) -> EditWords:
        """What an edit would do, in words; milliseconds."""
        assert self.plan is not None, "there is a plan to edit"
        return words_of(self.plan.effect(edit), self.plan.snapshot)

    def make(self, edit: Edit, gesture: Sentence) -> None:
        """Makes an edit: seen at once, stored in the background, taken back with a message where that fails."""
        if self.plan is None or edit == Edit():
            return
        if self.trial is not None:
            self.trial = self.trial.then(edit)
            self._show(self.plan.edited(edit))
            return
        operation_id, workspace = self.plan.snapshot.operation.id, self._workspace
        assert operation_id is not None
        self._show(self.plan.edited(edit))
        self._store(lambda: plan_in_hand.store_edit(workspace, operation_id, edit, gesture))

    def begin_trial(self) -> None:
        """From here on edits are only tried."""
        if self.plan is not None and self.trial is None:
            self._before_trial, self._tried, self._keep = self.plan, self.plan, None
            self.trial = Edit()
            self.planChanged.emit(self.plan)

    def try_out(self, tried: PlanInHand, edit: Edit, keep: Keep | None = None) -> None:
        """A trial of this edit, judged in ``tried``: the plan in hand, or the same under other limits or hours.

        ``keep`` takes what was tried where more than assignments has to be stored.
        """
        if self.plan is None or self.trial is not None:
            return
        self._before_trial, self._tried, self._keep = self.plan, tried, keep
        self.trial = edit
        self._show(tried.edited(edit))

    def trial_effect(self) -> TrialWords | None:
        """What the trial does in all; None while there is none."""
        if self.trial is None or self._tried is None:
            return None
        return trial_words(self._tried, self.trial)

    def end_trial(self, *, keep: bool, gesture: Sentence) -> None:
        """Makes all that was tried, as one gesture, or goes back to the plan before it."""
        before, trial, keeping = self._before_trial, self.trial, self._keep
        self._forget_trial()
        if before is None or trial is None:
            return
        self._show(before)
        if keep and keeping is not None:
            keeping(trial)
        elif keep:
            self.make(trial, gesture)
        self.wantReading.emit()  # what was read during the trial was passed over

    def set_locked(self, rows: Sequence[Assignment], locked: bool) -> None:
        """Locks or unlocks rows; not during a trial, which may still be dropped."""
        if self.plan is None or not rows or self.trial is not None:
            return
        operation_id, workspace = self.plan.snapshot.operation.id, self._workspace
        assert operation_id is not None
        places = [(row.agent, row.need) for row in rows]
        self._show(self.plan.relocked(places, locked))
        self._store(lambda: plans.set_locked(workspace, operation_id, places, locked))

    def _take_judged(self, snapshot: PlanSnapshot, judged: PlanInHand) -> None:
        """Passed over where an edit was made meanwhile, or another operation chosen: a newer plan is on its way."""
        if snapshot is self._judging and not self.is_ahead:
            self._show(judged)

    def _forget_trial(self) -> None:
        self.trial = self._before_trial = self._tried = self._keep = None

    def _store(self, write: Callable[[], Changes]) -> None:
        self._under_way += 1
        self._background.write(self, write, lambda _changes: None, changes=self._stored, failed=self._failed)

    def _stored(self, changes: Changes) -> Changes:
        self._under_way -= 1
        return changes

    def _failed(self, _error: Exception) -> bool:
        """What is seen may be wrong now: it is read again. The message is the usual one."""
        self._under_way -= 1
        self._show(None)
        self.wantReading.emit()
        return False

    def _show(self, plan: PlanInHand | None) -> None:
        self.plan = plan
        self.planChanged.emit(plan)
