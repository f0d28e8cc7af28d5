"""The journal: gestures, their entries, and the records these are about."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ENTRY = ("gesture_id", "number")


def upgrade() -> None:
    op.create_table(
        "gestures",
        _integer("id"),
        *(_text(name) for name in ("moment", "person", "template", "values", "summary")),
        sa.Column("undoes", sa.Integer(), nullable=True),
        _integer("size"),
        sa.PrimaryKeyConstraint("id", name="pk_gestures"),
        sa.ForeignKeyConstraint(["undoes"], ["gestures.id"], name="fk_gestures_undoes", ondelete="SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "journal_entries",
        *(_integer(name) for name in ("gesture_id", "number", "step")),
        *(_text(name) for name in ("kind", "change")),
        _integer("record_id"),
        sa.Column("operation_id", sa.Integer(), nullable=True),
        *(_text(name) for name in ("title", "search")),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("gesture_id", "number", name="pk_journal_entries"),
        sa.ForeignKeyConstraint(
            ["gesture_id"], ["gestures.id"], name="fk_journal_entries_gesture_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "journal_reasons",
        *(_integer(name) for name in ENTRY),
        *(_text(name) for name in ("moment", "reasons")),
        sa.PrimaryKeyConstraint(*ENTRY, name="pk_journal_reasons"),
        _of_entry("journal_reasons"),
    )
    op.create_table(
        "journal_subjects",
        _text("kind"),
        *(_integer(name) for name in ("record_id", *ENTRY)),
        sa.PrimaryKeyConstraint("kind", "record_id", *ENTRY, name="pk_journal_subjects"),
        _of_entry("journal_subjects"),
    )
    for table, *columns in (
        ("gestures", "moment"),
        ("gestures", "undoes"),
        ("gestures", "size"),
        ("journal_entries", "kind", "record_id"),
        ("journal_entries", "operation_id"),
        ("journal_reasons", "moment"),
        ("journal_subjects", *ENTRY),
    ):
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def downgrade() -> None:
    for table in ("journal_subjects", "journal_reasons", "journal_entries", "gestures"):
        op.drop_table(table)


def _of_entry(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ENTRY, [f"journal_entries.{name}" for name in ENTRY], name=f"fk_{table}_gesture_id_number", ondelete="CASCADE"
    )


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)
