"""Tables of the journal: gestures, the records each of them wrote, and what these are about."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from otp_desktop.db.rows.base import IDS_USED_ONCE, Base
from otp_desktop.db.types import Choice, Json, Moment, Words
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import ChangeKind


def _of_entry() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["gesture_id", "number"], ["journal_entries.gesture_id", "journal_entries.number"], ondelete="CASCADE"
    )


class GestureRow(Base):
    """``template`` and ``values`` are the sentence that names it; ``summary`` counts its entries.

    ``size`` is the bytes of its entries' details.
    """

    __tablename__ = "gestures"
    __table_args__ = (IDS_USED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    moment: Mapped[datetime] = mapped_column(Moment, index=True)
    person: Mapped[str] = mapped_column(Words)
    template: Mapped[str] = mapped_column(Words)
    values: Mapped[Any] = mapped_column(Json)
    summary: Mapped[Any] = mapped_column(Json)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("gestures.id", ondelete="SET NULL"), index=True)
    size: Mapped[int] = mapped_column(index=True)


class EntryRow(Base):
    """One record as one step of a gesture wrote it. ``search`` is its title without case and accents.

    ``content`` holds marks in the place of reasons of absences; it is None where details are no longer kept.
    """

    __tablename__ = "journal_entries"
    __table_args__ = (Index(None, "kind", "record_id"),)

    gesture_id: Mapped[int] = mapped_column(ForeignKey("gestures.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[int]
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    change: Mapped[ChangeKind] = mapped_column(Choice(ChangeKind))
    record_id: Mapped[int]
    operation_id: Mapped[int | None] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(Words)
    search: Mapped[str] = mapped_column(Words)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReasonsRow(Base):
    """The private reasons that the marks of an entry stand for, in their order: only there to undo with."""

    __tablename__ = "journal_reasons"
    __table_args__ = (_of_entry(),)

    gesture_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    moment: Mapped[datetime] = mapped_column(Moment, index=True)
    reasons: Mapped[Any] = mapped_column(Json)


class SubjectRow(Base):
    """Another record in whose history an entry belongs, such as the site of a need, the agents of a plan's rows."""

    __tablename__ = "journal_subjects"
    __table_args__ = (_of_entry(), Index(None, "gesture_id", "number"))

    kind: Mapped[Kind] = mapped_column(Choice(Kind), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    gesture_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
