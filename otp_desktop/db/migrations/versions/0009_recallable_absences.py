"""Absences say whether the agent may be asked to come; of those known so far nobody said it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE, NAME = "absences", "recallable"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column(NAME, sa.Boolean(), nullable=True))
    op.execute(sa.table(TABLE, sa.column(NAME)).update().values({NAME: sa.false()}))
    with op.batch_alter_table(TABLE) as batch:
        batch.alter_column(NAME, existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_column(NAME)
