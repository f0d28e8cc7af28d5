"""A unit of work becomes a gesture of the journal, in the same transaction as what it wrote."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import insert

from otp_desktop.db.journal.encoding import pack
from otp_desktop.db.journal.forgetting import forget_old
from otp_desktop.db.journal.names import values_of
from otp_desktop.db.journal.privacy import hide_reasons
from otp_desktop.db.journal.recorder import Written
from otp_desktop.db.rows import EntryRow, GestureRow, ReasonsRow, SubjectRow
from otp_desktop.db.transaction import Transaction, Values
from otp_desktop.domain.changes import Kind
from otp_desktop.texts import Sentence
from otp_desktop.texts.folding import fold

SUBJECT_BYTES = 24  # of a row of subjects with its place in the index, about


def store_gesture(transaction: Transaction, name: Sentence, person: str, undoes: int | None) -> int | None:
    """Stores what the transaction wrote so far; returns the gesture's id, None where no content differs."""
    steps = [[one for one in step if not one.same] for step in transaction.recorder.steps]
    if not any(steps):
        return None
    with transaction.step():
        moment = datetime.now(UTC).replace(microsecond=0)
        entries = [_Entry(one, number) for number, step in enumerate(steps) for one in step]
        gesture = {
            "moment": moment,
            "person": person,
            "template": name.template,
            "values": values_of(name),
            "summary": _summary(entries),
            "undoes": undoes,
            "size": sum(entry.size for entry in entries),
        }
        (gesture_id,) = transaction.insert(insert(GestureRow).returning(GestureRow.id), [gesture])
        _store_entries(transaction, gesture_id, moment, entries)
        forget_old(transaction, moment)
    return gesture_id


def _store_entries(transaction: Transaction, gesture_id: int, moment: datetime, entries: Sequence["_Entry"]) -> None:
    numbered = [({"gesture_id": gesture_id, "number": number}, entry) for number, entry in enumerate(entries)]
    reasons = [{**key, "moment": moment, "reasons": entry.reasons} for key, entry in numbered if entry.reasons]
    subjects = [
        {**key, "kind": kind, "record_id": record_id} for key, entry in numbered for kind, record_id in entry.about
    ]
    transaction.write(insert(EntryRow), [{**key, **entry.values} for key, entry in numbered])
    transaction.write(insert(ReasonsRow), reasons)
    transaction.write(insert(SubjectRow), subjects)


def _summary(entries: Sequence["_Entry"]) -> list[list[object]]:
    """For each kind and change: how many entries, and the title of one of them."""
    counts: dict[tuple[str, str], list[object]] = {}
    numbers = Counter((entry.values["kind"], entry.values["change"]) for entry in entries)
    for entry in entries:
        key = entry.values["kind"], entry.values["change"]
        counts.setdefault(key, [*key, numbers[key], entry.values["title"]])
    return list(counts.values())


class _Entry:
    """One record written, as the columns of its row, with its reasons apart."""

    def __init__(self, one: Written, step: int) -> None:
        content, self.reasons = hide_reasons(one.content) if one.kind is Kind.AGENT else (one.content, ())
        packed = pack(content)
        self.about = one.about
        self.size = len(packed) + SUBJECT_BYTES * len(one.about)
        self.values: Values = {
            "step": step,
            "kind": one.kind,
            "change": one.change,
            "record_id": one.record_id,
            "operation_id": one.operation_id,
            "title": one.title,
            "search": fold(one.title),
            "content": packed,
        }
