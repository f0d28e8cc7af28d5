"""The journal: gestures, their entries, and the records these are about."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gestures",
        _integer("id"),
        *(_text(name) for name in ("moment", "person", "template", "values")),
        sa.Column("undoes", sa.Integer(), nullable=True),
        _integer("size"),
        sa.PrimaryKeyConstraint("id", name="pk_gestures"),
        sa.ForeignKeyConstraint(["undoes"], ["gestures.id"], name="fk_gestures_undoes", ondelete="SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "journal_entries",
        *(_integer(name) for name in ("id", "gesture_id", "step")),
        *(_text(name) for name in ("kind", "change")),
        _integer("record_id"),
        sa.Column("operation_id", sa.Integer(), nullable=True),
        *(_text(name) for name in ("title", "search")),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_journal_entries"),
        sa.ForeignKeyConstraint(
            ["gesture_id"], ["gestures.id"], name="fk_journal_entries_gesture_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "journal_reasons",
        _integer("entry_id"),
        *(_text(name) for name in ("moment", "reasons")),
        sa.PrimaryKeyConstraint("entry_id", name="pk_journal_reasons"),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["journal_entries.id"], name="fk_journal_reasons_entry_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "journal_subjects",
        _text("kind"),
        *(_integer(name) for name in ("record_id", "entry_id")),
        sa.PrimaryKeyConstraint("kind", "record_id", "entry_id", name="pk_journal_subjects"),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["journal_entries.id"], name="fk_journal_subjects_entry_id", ondelete="CASCADE"
        ),
    )
    for table, *columns in (
        ("gestures", "moment"),
        ("gestures", "undoes"),
        ("gestures", "size"),
        ("journal_entries", "gesture_id"),
        ("journal_entries", "kind", "record_id"),
        ("journal_entries", "operation_id"),
        ("journal_reasons", "moment"),
        ("journal_subjects", "entry_id"),
    ):
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def downgrade() -> None:
    for table in ("journal_subjects", "journal_reasons", "journal_entries", "gestures"):
        op.drop_table(table)


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)
