"""Tables of places: sites and reference layers."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Double, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from otp_desktop.db.rows.base import IDS_USED_ONCE, Base, RecordRow, whole_position
from otp_desktop.db.types import Choice, Json, Words
from otp_desktop.domain.sites import LayerKind, SiteKind


class SiteRow(RecordRow):
    __tablename__ = "sites"
    __table_args__ = (whole_position(), IDS_USED_ONCE)

    code: Mapped[str] = mapped_column(Words, unique=True)
    name: Mapped[str] = mapped_column(Words)
    kind: Mapped[SiteKind] = mapped_column(Choice(SiteKind))
    address: Mapped[str] = mapped_column(Words)
    zone: Mapped[str] = mapped_column(Words)
    latitude: Mapped[float | None] = mapped_column(Double)
    longitude: Mapped[float | None] = mapped_column(Double)
    danger_rank: Mapped[int]
    note: Mapped[str] = mapped_column(Words)
    import_key: Mapped[str] = mapped_column(Words, index=True)
    active: Mapped[bool]
    sector: Mapped[str] = mapped_column(Words)


class LayerRow(RecordRow):
    __tablename__ = "layers"
    __table_args__ = (IDS_USED_ONCE,)

    kind: Mapped[LayerKind] = mapped_column(Choice(LayerKind))
    name: Mapped[str] = mapped_column(Words)
    attribution: Mapped[str] = mapped_column(Words)
    official: Mapped[bool]


class LayerFeatureRow(Base):
    __tablename__ = "layer_features"

    layer_id: Mapped[int] = mapped_column(ForeignKey("layers.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Words)
    name: Mapped[str] = mapped_column(Words)
    geometry: Mapped[Mapping[str, Any]] = mapped_column(Json)
