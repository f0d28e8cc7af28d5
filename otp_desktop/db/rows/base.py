"""What all tables share."""

from sqlalchemy import CheckConstraint, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Every constraint has a name, so that a migration can change it in any database.
NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
# Ids are never given twice: a screen that still holds the id of a removed record must not meet another one.
IDS_USED_ONCE = {"sqlite_autoincrement": True}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class RecordRow(Base):
    """A record with its id and its row version, which every change of it or of its children raises by one."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    version: Mapped[int] = mapped_column(default=1, sort_order=-1)


def whole_position() -> CheckConstraint:
    """A latitude without a longitude is no position."""
    return CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_position")
