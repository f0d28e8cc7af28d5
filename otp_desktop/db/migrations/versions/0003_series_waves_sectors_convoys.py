"""Needs belong to a series and a wave, sites to a sector; convoys are kept to be changed and made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

EMPTY_TEXTS = {"needs": ("series", "wave"), "sites": ("sector",)}


def upgrade() -> None:
    for table, names in EMPTY_TEXTS.items():
        _add_empty_texts(table, names)
    _create_convoys()


def downgrade() -> None:
    op.drop_table("convoys")
    for table, names in EMPTY_TEXTS.items():
        with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
            for name in names:
                batch.drop_column(name)


def _add_empty_texts(table: str, names: tuple[str, ...]) -> None:
    for name in names:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=True))
    columns = sa.table(table, *(sa.column(name) for name in names))
    op.execute(columns.update().values(dict.fromkeys(names, "")))
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name in names:
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)


def _create_convoys() -> None:
    texts = ("code", "name", "route", "departure", "paces", "halts")
    numbers = ("spacing_metres", "near_metres", "closes_before", "opens_after", "priority", "burden")
    op.create_table(
        "convoys",
        _integer("id"),
        _integer("version"),
        _integer("operation_id"),
        *(_text(name) for name in texts),
        *(_integer(name) for name in numbers),
        sa.Column("relieved", sa.Boolean(), nullable=False),
        _text("roles"),
        sa.PrimaryKeyConstraint("id", name="pk_convoys"),
        sa.ForeignKeyConstraint(["operation_id"], ["operations.id"], name="fk_convoys_operation_id"),
        sa.UniqueConstraint("operation_id", "code", name="uq_convoys_operation_id_code"),
        sqlite_autoincrement=True,
    )


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)
