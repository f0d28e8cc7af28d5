"""What the journal no longer keeps. Done with each gesture: an index says at once that there is nothing to forget."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from otp_desktop.db.rows import EntryRow, GestureRow, PlanRow, PublishedContentRow, ReasonsRow, SubjectRow
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import BULKY, KEPT_BULK, KEPT_DAYS, UNDO_DAYS


def forget_old(transaction: Transaction, now: datetime) -> None:
    """Drops gestures older than KEPT_DAYS, private reasons older than UNDO_DAYS, details beyond KEPT_BULK bytes."""
    transaction.write(delete(GestureRow).where(GestureRow.moment < now - timedelta(days=KEPT_DAYS)))
    transaction.write(delete(ReasonsRow).where(ReasonsRow.moment < now - timedelta(days=UNDO_DAYS)))
    _forget_publications(transaction)
    _forget_bulk(transaction)


def _forget_publications(transaction: Transaction) -> None:
    """What plans spoke of that are gone, and that no gesture could bring back."""
    content = PublishedContentRow
    known = select(EntryRow.record_id).where(EntryRow.kind == Kind.PLAN, EntryRow.record_id == content.plan_id)
    stored = select(PlanRow.id).where(PlanRow.id == content.plan_id)
    transaction.write(delete(content).where(~known.exists(), ~stored.exists()))


def _forget_bulk(transaction: Transaction) -> None:
    bulky = select(GestureRow.id, GestureRow.size).where(GestureRow.size > BULKY).order_by(GestureRow.id.desc())
    kept = 0
    for gesture_id, size in transaction.read(bulky):
        kept += size
        if kept > KEPT_BULK:
            _forget_details(transaction, gesture_id)


def _forget_details(transaction: Transaction, gesture_id: int) -> None:
    transaction.write(delete(SubjectRow).where(SubjectRow.gesture_id == gesture_id))
    transaction.write(delete(ReasonsRow).where(ReasonsRow.gesture_id == gesture_id))
    transaction.write(update(EntryRow).where(EntryRow.gesture_id == gesture_id).values(content=None))
    transaction.write(update(GestureRow).where(GestureRow.id == gesture_id).values(size=0))
