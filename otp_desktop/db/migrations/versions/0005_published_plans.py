"""Published plans know when and by whom, and keep what they speak of as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plans", sa.Column("published_at", sa.Text(), nullable=True))
    op.add_column("plans", sa.Column("published_by", sa.Text(), nullable=True))
    op.create_table(
        "published_contents",
        sa.Column("plan_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name="pk_published_contents"),
    )


def downgrade() -> None:
    op.drop_table("published_contents")
    op.drop_column("plans", "published_by")
    op.drop_column("plans", "published_at")
