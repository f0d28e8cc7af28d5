"""Taking back a gesture: its steps in reverse, each through the repository that wrote it, or nothing at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from otp_desktop.db.errors import BlockedUndoError, ChangedSinceError, TooOldToUndoError, UsedSinceError
from otp_desktop.db.journal.encoding import record_of
from otp_desktop.db.journal.privacy import with_reasons
from otp_desktop.db.repositories.assignments import Difference
from otp_desktop.db.repositories.base import Repository
from otp_desktop.db.repositories.journal import Journal, LaterChange, Steps
from otp_desktop.db.repositories.plan_records import Place
from otp_desktop.db.repositories.plans import Plans
from otp_desktop.db.repositories.settings import Settings
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import UNDO_DAYS, ChangeKind, Gesture, JournalEntry, PlanRow
from otp_desktop.domain.plans import AssignmentOrigin, Plan

Reasons = Mapping[int, Sequence[str]]


class Reverter:
    """Brings the records of one gesture back to what they were before it."""

    def __init__(
        self, journal: Journal, repositories: Iterable[Repository[Any]], plans: Plans, settings: Settings
    ) -> None:
        self._journal = journal
        self._repositories = {repository.kind: repository for repository in repositories}
        self._plans = plans
        self._settings = settings

    def revert(self, gesture: Gesture, touched: Callable[[], frozenset[tuple[Kind, int]]]) -> None:
        """``touched`` tells what the transaction has written so far.

        Raises TooOldToUndoError, ChangedSinceError when a record of the gesture was written since, UsedSinceError when
        taking it back would take other records with it, BlockedUndoError when what would come back has no place.
        """
        steps = self._journal.steps(gesture.id)
        _refuse_old(gesture, steps)
        if changed := standing(self._journal.later_changes(gesture.id)):
            later = changed[0].gesture
            raise ChangedSinceError(
                gesture=gesture.name, record=changed[0].title, person=later.person, later=later.name
            )
        reasons = self._journal.reasons(gesture.id)
        try:
            for step in reversed(steps):
                self._revert_step(step, reasons)
        except IntegrityError as error:  # another draft or version stands there, or an agent or a need is gone
            raise BlockedUndoError(gesture=gesture.name) from error
        if touched() - {(entry.kind, entry.record_id) for step in steps for entry in step}:
            raise UsedSinceError(gesture=gesture.name)

    def _revert_step(self, step: Sequence[JournalEntry], reasons: Reasons) -> None:
        kind = step[0].kind
        if kind is Kind.PLAN:
            self._revert_plan(step[0])
        elif kind is Kind.SETTING:
            self._revert_setting(step[0])
        else:
            self._revert_records(self._repositories[kind], step, reasons)

    def _revert_records(self, repository: Repository[Any], step: Sequence[JournalEntry], reasons: Reasons) -> None:
        if step[0].change is ChangeKind.ADDED:
            repository.remove(entry.record_id for entry in step)
            return
        before = [record_of(repository.shape, _fields(entry, reasons)) for entry in step]
        if step[0].change is ChangeKind.REMOVED:
            repository.restore_all(before)
        else:
            repository.put_back(before)

    def _revert_plan(self, entry: JournalEntry) -> None:
        before = record_of(Plan, entry.before) if entry.before is not None else None
        after = record_of(Plan, entry.after) if entry.after is not None else None
        self._plans.revert(before, after, Difference(_places(entry.added), _places(entry.removed)))

    def _revert_setting(self, entry: JournalEntry) -> None:
        if entry.before is None:
            self._settings.remove(entry.title)
        else:
            self._settings.set(entry.title, entry.before["value"])


def standing(later: Iterable[LaterChange]) -> list[LaterChange]:
    """Without the gestures that another one took back: together these two changed nothing."""
    kept: dict[tuple[Kind, int, int], LaterChange] = {}
    for change in later:
        record = (change.kind, change.record_id)
        undone = (*record, change.gesture.undoes or 0)
        if undone in kept:
            del kept[undone]
        else:
            kept[(*record, change.gesture.id)] = change
    return list(kept.values())


def _refuse_old(gesture: Gesture, steps: Steps) -> None:
    old = gesture.moment < datetime.now(UTC) - timedelta(days=UNDO_DAYS)
    if old or not all(entry.detailed for step in steps for entry in step):
        raise TooOldToUndoError(gesture=gesture.name)


def _fields(entry: JournalEntry, reasons: Reasons) -> Mapping[str, Any]:
    assert entry.before is not None, "only what was there can be put back"
    return with_reasons(entry.before, reasons.get(entry.number, ())) if entry.kind is Kind.AGENT else entry.before


def _places(rows: Iterable[PlanRow]) -> set[Place]:
    return {Place(row.need_id, row.agent_id, row.role, row.locked, AssignmentOrigin(row.origin)) for row in rows}
