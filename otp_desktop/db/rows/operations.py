"""Tables of what has to be done: operations, their needs and role lines."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from otp_desktop.db.rows.base import IDS_USED_ONCE, Base, RecordRow
from otp_desktop.db.types import CivilTime, Structure, Words
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules

Derogations = tuple[Derogation, ...]
Codes = tuple[str, ...]


class OperationRow(RecordRow):
    __tablename__ = "operations"
    __table_args__ = (IDS_USED_ONCE,)

    code: Mapped[str] = mapped_column(Words, unique=True)
    name: Mapped[str] = mapped_column(Words)
    template: Mapped[str] = mapped_column(Words)
    first_day: Mapped[date]
    last_day: Mapped[date]
    timezone: Mapped[str] = mapped_column(Words)
    rules: Mapped[WorkingTimeRules] = mapped_column(Structure[WorkingTimeRules](WorkingTimeRules))
    derogations: Mapped[Derogations] = mapped_column(Structure[Derogations](Derogations))
    travel: Mapped[TravelModel] = mapped_column(Structure[TravelModel](TravelModel))
    weights: Mapped[ObjectiveWeights] = mapped_column(Structure[ObjectiveWeights](ObjectiveWeights))
    note: Mapped[str] = mapped_column(Words)
    cpps_axis: Mapped[int | None]
    cpps_priority: Mapped[str] = mapped_column(Words)
    partners: Mapped[Codes] = mapped_column(Structure[Codes](Codes))
    channel: Mapped[str] = mapped_column(Words)
    equipment: Mapped[str] = mapped_column(Words)
    meeting_place: Mapped[str] = mapped_column(Words)
    meeting_minutes: Mapped[int | None]
    instructions: Mapped[str] = mapped_column(Words)


class NeedRow(RecordRow):
    __tablename__ = "needs"
    __table_args__ = (UniqueConstraint("operation_id", "code"), IDS_USED_ONCE)

    operation_id: Mapped[int] = mapped_column(ForeignKey("operations.id"))
    code: Mapped[str] = mapped_column(Words)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    start: Mapped[datetime] = mapped_column(CivilTime)
    end: Mapped[datetime] = mapped_column(CivilTime)
    priority: Mapped[int]
    burden: Mapped[int]
    relieved: Mapped[bool]
    group: Mapped[str] = mapped_column(Words)
    label: Mapped[str] = mapped_column(Words)
    series: Mapped[str] = mapped_column(Words)
    wave: Mapped[str] = mapped_column(Words)
    call_sign: Mapped[str] = mapped_column(Words)
    channel: Mapped[str] = mapped_column(Words)
    equipment: Mapped[str] = mapped_column(Words)
    meeting_place: Mapped[str] = mapped_column(Words)
    meeting_minutes: Mapped[int | None]
    instructions: Mapped[str] = mapped_column(Words)


class RoleRow(Base):
    __tablename__ = "roles"

    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(Words, primary_key=True)
    position: Mapped[int]
    count: Mapped[int]
    minimum: Mapped[int]
    corps: Mapped[Codes] = mapped_column(Structure[Codes](Codes))


class RoleQualificationRow(Base):
    __tablename__ = "role_qualifications"
    __table_args__ = (ForeignKeyConstraint(["need_id", "role"], ["roles.need_id", "roles.code"], ondelete="CASCADE"),)

    need_id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(Words, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualifications.id"), index=True)
