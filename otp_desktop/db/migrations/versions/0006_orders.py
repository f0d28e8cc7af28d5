"""Needs carry orders for those who hold them (call sign … instructions); operations those that hold for all."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SHARED = ("channel", "equipment", "meeting_place", "instructions")
TEXTS = {"needs": ("call_sign", *SHARED), "operations": SHARED}
MINUTES = "meeting_minutes"


def upgrade() -> None:
    for table, names in TEXTS.items():
        op.add_column(table, sa.Column(MINUTES, sa.Integer(), nullable=True))
        _add_empty_texts(table, names)


def downgrade() -> None:
    for table, names in TEXTS.items():
        with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
            for name in (*names, MINUTES):
                batch.drop_column(name)


def _add_empty_texts(table: str, names: tuple[str, ...]) -> None:
    for name in names:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=True))
    columns = sa.table(table, *(sa.column(name) for name in names))
    op.execute(columns.update().values(dict.fromkeys(names, "")))
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name in names:
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)
