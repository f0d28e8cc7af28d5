"""Tables of plans: the draft and the published versions of each operation, and who stands where in them."""

from datetime import datetime

from sqlalchemy import Double, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from otp_desktop.db.rows.base import IDS_USED_ONCE, Base, RecordRow
from otp_desktop.db.types import Choice, Moment, Structure, Words
from otp_desktop.domain.plans import AssignmentOrigin, CoverageBound, PlanStatus


class PlanRow(RecordRow):
    """Number 0 is the draft, 1 and up are published."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("operation_id", "number"), IDS_USED_ONCE)

    operation_id: Mapped[int] = mapped_column(ForeignKey("operations.id"))
    number: Mapped[int]
    status: Mapped[PlanStatus] = mapped_column(Choice(PlanStatus))
    bound: Mapped[CoverageBound | None] = mapped_column(Structure[CoverageBound](CoverageBound))
    problem_sha256: Mapped[str] = mapped_column(Words)
    seconds: Mapped[float] = mapped_column(Double)
    seed: Mapped[int]
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    published_by: Mapped[str | None] = mapped_column(Words)


class PublishedContentRow(Base):
    """What a published plan speaks of, packed. No foreign key: it is needed again when a publication is redone."""

    __tablename__ = "published_contents"

    plan_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AssignmentRow(Base):
    """The key says that nobody fills two places of one need. Roles and agents in use cannot be deleted."""

    __tablename__ = "assignments"
    __table_args__ = (
        ForeignKeyConstraint(["need_id", "role"], ["roles.need_id", "roles.code"]),
        Index(None, "need_id", "role"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)
    need_id: Mapped[int] = mapped_column(primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(Words)
    locked: Mapped[bool]
    origin: Mapped[AssignmentOrigin] = mapped_column(Choice(AssignmentOrigin))
