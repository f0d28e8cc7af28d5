"""Users write procedure cards of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    texts = ("code", "title", "text", "templates", "site_kinds")
    op.create_table(
        "procedure_cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.PrimaryKeyConstraint("id", name="pk_procedure_cards"),
        sa.UniqueConstraint("code", name="uq_procedure_cards_code"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("procedure_cards")
