"""The morning's re-plan as the window sees it: choices as they are found, one compared, one stored."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from otp_desktop.domain.changes import Changes
from otp_desktop.services import morning
from otp_desktop.services.morning import Absentees, MorningReplan, ReplanChoice
from otp_desktop.services.plan_comparison import AgentChange, PlanComparison, compare
from otp_desktop.ui.background import Control
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.models.agent_changes import change_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.side_run import SideRun


@dataclass(frozen=True, slots=True)
class ReplanStored:
    """``since``: the number of the version that it is compared with, 0 for the draft as it was."""

    changes: Changes
    comparison: PlanComparison
    agents: Rows[AgentChange]
    since: int


class MorningRun(SideRun[MorningReplan]):
    """``stepped`` hands out each choice, ``ended`` all that are worth choosing."""

    stored = Signal(object)

    def __init__(self, desk: Desk, operation_id: int, absentees: Absentees) -> None:
        super().__init__(desk)
        self._operation_id = operation_id
        self._absentees = absentees

    def cancel(self) -> None:
        """Not waiting for the choice that is being looked for."""
        with self._lock:
            self._cancelled = True
            if self._running is not None:
                self._running.end()

    def store(self, choice: ReplanChoice) -> None:
        """The absences and the choice as the draft, in one gesture."""
        self._desk.background.write(
            self, lambda: self._stored(choice), self.stored.emit, changes=_changes_of, failed=self._tell_failure
        )

    def _work(self, control: Control) -> tuple[ReplanChoice, ...] | None:
        with morning.start_replan(self._desk.workspace, self._operation_id, self._absentees) as search:
            try:
                return self._choices(self._hold(search), control)
            finally:
                self._let_go()

    def _choices(self, search: MorningReplan, control: Control) -> tuple[ReplanChoice, ...] | None:
        self.before = search.before
        for event in search.events():
            if self._cancelled:
                return None
            if isinstance(event, tuple):
                return event
            control.report(event)
        return None

    def _stored(self, choice: ReplanChoice) -> ReplanStored:
        """Compared first: what cannot be compared is not stored either."""
        before, absentees = self.before, self._absentees
        comparison = compare(before, morning.replanned(before, absentees, choice))
        changes = morning.store_replan(self._desk.workspace, self._operation_id, before, absentees, choice)
        return ReplanStored(changes, comparison, change_rows(comparison.changes), before.plan.number)

    def _tell_failure(self, error: Exception) -> bool:
        """What ends because the user gave up is no failure."""
        return self._cancelled or super()._tell_failure(error)


def _changes_of(stored: ReplanStored) -> Changes:
    return stored.changes
