"""Tables of the force: units, qualifications, agents and what belongs to each agent."""

from datetime import date, datetime

from sqlalchemy import Double, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from otp_desktop.db.rows.base import IDS_USED_ONCE, Base, RecordRow, whole_position
from otp_desktop.db.types import CivilTime, Words


class UnitRow(RecordRow):
    __tablename__ = "units"
    __table_args__ = (whole_position(), IDS_USED_ONCE)

    code: Mapped[str] = mapped_column(Words, unique=True)
    name: Mapped[str] = mapped_column(Words)
    latitude: Mapped[float | None] = mapped_column(Double)
    longitude: Mapped[float | None] = mapped_column(Double)


class QualificationRow(RecordRow):
    __tablename__ = "qualifications"
    __table_args__ = (IDS_USED_ONCE,)

    code: Mapped[str] = mapped_column(Words, unique=True)
    label: Mapped[str] = mapped_column(Words)


class AgentRow(RecordRow):
    __tablename__ = "agents"
    __table_args__ = (whole_position(), IDS_USED_ONCE)

    staff_number: Mapped[str] = mapped_column(Words, unique=True)
    last_name: Mapped[str] = mapped_column(Words)
    first_name: Mapped[str] = mapped_column(Words)
    corps: Mapped[str] = mapped_column(Words)
    grade: Mapped[str] = mapped_column(Words)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    latitude: Mapped[float | None] = mapped_column(Double)
    longitude: Mapped[float | None] = mapped_column(Double)
    active: Mapped[bool]


class HeldQualificationRow(Base):
    __tablename__ = "held_qualifications"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualifications.id"), index=True)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]


class AbsenceRow(Base):
    __tablename__ = "absences"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[datetime] = mapped_column(CivilTime)
    end: Mapped[datetime] = mapped_column(CivilTime)
    reason: Mapped[str] = mapped_column(Words)
    recallable: Mapped[bool]


class PastWorkRow(RecordRow):
    """``agent_id`` has no cascade: what goes with an agent is removed record by record, for Undo to bring back."""

    __tablename__ = "past_work"
    __table_args__ = (UniqueConstraint("agent_id", "first_day", "last_day"), IDS_USED_ONCE)

    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    minutes: Mapped[int | None]
    nights: Mapped[int]
    sundays: Mapped[int]
    holidays: Mapped[int]
    events: Mapped[int]
    hard_posts: Mapped[int]
