"""The table of settings that belong to the database rather than to one workstation."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from otp_desktop.db.rows.base import Base
from otp_desktop.db.types import Json, Words


class SettingRow(Base):
    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(Words, primary_key=True)
    value: Mapped[Any] = mapped_column(Json)
