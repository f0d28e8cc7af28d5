"""Operations belong to an axis of the prevention contract, and name their partners."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FIRST_VALUES = {"cpps_priority": "", "partners": "[]"}


def upgrade() -> None:
    op.add_column("operations", sa.Column("cpps_axis", sa.Integer(), nullable=True))
    for name in FIRST_VALUES:
        op.add_column("operations", sa.Column(name, sa.Text(), nullable=True))
    operations = sa.table("operations", *(sa.column(name) for name in FIRST_VALUES))
    op.execute(operations.update().values(**FIRST_VALUES))
    with op.batch_alter_table("operations", table_kwargs={"sqlite_autoincrement": True}) as table:
        for name in FIRST_VALUES:
            table.alter_column(name, existing_type=sa.Text(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("operations", table_kwargs={"sqlite_autoincrement": True}) as table:
        for name in ("cpps_axis", *FIRST_VALUES):
            table.drop_column(name)
