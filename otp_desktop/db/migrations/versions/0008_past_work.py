"""What agents did before, week by week or month by month, as another system counted it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FIGURES = ("nights", "sundays", "holidays", "events", "hard_posts")


def upgrade() -> None:
    op.create_table(
        "past_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in FIGURES),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_past_work_agent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_past_work"),
        sa.UniqueConstraint("agent_id", "first_day", "last_day", name="uq_past_work_agent_id_first_day_last_day"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("past_work")
