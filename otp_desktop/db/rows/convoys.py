"""The table of convoys: what their needs are made from, so that they can be made anew."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from otp_desktop.db.rows.base import IDS_USED_ONCE, RecordRow
from otp_desktop.db.types import CivilTime, Structure, Words
from otp_desktop.domain.convoys import Halt, Pace
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.places import Position

Positions = tuple[Position, ...]
Paces = tuple[Pace, ...]
Halts = tuple[Halt, ...]
Roles = tuple[RoleLine, ...]


class ConvoyRow(RecordRow):
    __tablename__ = "convoys"
    __table_args__ = (UniqueConstraint("operation_id", "code"), IDS_USED_ONCE)

    operation_id: Mapped[int] = mapped_column(ForeignKey("operations.id"))
    code: Mapped[str] = mapped_column(Words)
    name: Mapped[str] = mapped_column(Words)
    route: Mapped[Positions] = mapped_column(Structure[Positions](Positions))
    departure: Mapped[datetime] = mapped_column(CivilTime)
    paces: Mapped[Paces] = mapped_column(Structure[Paces](Paces))
    halts: Mapped[Halts] = mapped_column(Structure[Halts](Halts))
    spacing_metres: Mapped[int]
    near_metres: Mapped[int]
    closes_before: Mapped[int]
    opens_after: Mapped[int]
    priority: Mapped[int]
    burden: Mapped[int]
    relieved: Mapped[bool]
    roles: Mapped[Roles] = mapped_column(Structure[Roles](Roles))
