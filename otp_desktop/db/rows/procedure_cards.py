"""The table of the procedure cards that users wrote themselves."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from otp_desktop.db.rows.base import IDS_USED_ONCE, RecordRow
from otp_desktop.db.types import Structure, Words
from otp_desktop.domain.sites import SiteKind

Codes = tuple[str, ...]
Kinds = tuple[SiteKind, ...]


class ProcedureCardRow(RecordRow):
    __tablename__ = "procedure_cards"
    __table_args__ = (UniqueConstraint("code"), IDS_USED_ONCE)

    code: Mapped[str] = mapped_column(Words)
    title: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)
    templates: Mapped[Codes] = mapped_column(Structure[Codes](Codes))
    site_kinds: Mapped[Kinds] = mapped_column(Structure[Kinds](Kinds))
