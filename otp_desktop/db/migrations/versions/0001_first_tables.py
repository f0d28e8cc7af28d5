"""The first tables: force, places, operations, plans, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Types are spelled out rather than taken from the program, whose own may change after this migration has run.
WHOLE_POSITION = "(latitude IS NULL) = (longitude IS NULL)"


def upgrade() -> None:
    _force()
    _places()
    _operations()
    _plans()
    op.create_table(
        "settings",
        _text("key"),
        _text("value"),
        sa.PrimaryKeyConstraint("key", name="pk_settings"),
    )


def downgrade() -> None:
    """There is nothing before the first tables: put back the backup instead."""
    raise RuntimeError("the first migration cannot be undone")


def _force() -> None:
    _record_table(
        "units",
        _text("code"),
        _text("name"),
        *_position("units"),
        sa.UniqueConstraint("code", name="uq_units_code"),
    )
    _record_table(
        "qualifications",
        _text("code"),
        _text("label"),
        sa.UniqueConstraint("code", name="uq_qualifications_code"),
    )
    _record_table(
        "agents",
        *(_text(name) for name in ("staff_number", "last_name", "first_name", "corps", "grade")),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        *_position("agents"),
        _flag("active"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_agents_unit_id"),
        sa.UniqueConstraint("staff_number", name="uq_agents_staff_number"),
    )
    op.create_index("ix_agents_unit_id", "agents", ["unit_id"])
    op.create_table(
        "held_qualifications",
        _integer("agent_id"),
        _integer("position"),
        _integer("qualification_id"),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("agent_id", "position", name="pk_held_qualifications"),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name="fk_held_qualifications_agent_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualifications.id"], name="fk_held_qualifications_qualification_id"
        ),
    )
    op.create_index("ix_held_qualifications_qualification_id", "held_qualifications", ["qualification_id"])
    op.create_table(
        "absences",
        _integer("agent_id"),
        _integer("position"),
        _text("start"),
        _text("end"),
        _text("reason"),
        sa.PrimaryKeyConstraint("agent_id", "position", name="pk_absences"),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_absences_agent_id", ondelete="CASCADE"),
    )


def _places() -> None:
    _record_table(
        "sites",
        *(_text(name) for name in ("code", "name", "kind", "address", "zone")),
        *_position("sites"),
        _integer("danger_rank"),
        _text("note"),
        _text("import_key"),
        _flag("active"),
        sa.UniqueConstraint("code", name="uq_sites_code"),
    )
    op.create_index("ix_sites_import_key", "sites", ["import_key"])
    _record_table("layers", _text("kind"), _text("name"), _text("attribution"), _flag("official"))
    op.create_table(
        "layer_features",
        _integer("layer_id"),
        _integer("position"),
        *(_text(name) for name in ("code", "name", "geometry")),
        sa.PrimaryKeyConstraint("layer_id", "position", name="pk_layer_features"),
        sa.ForeignKeyConstraint(["layer_id"], ["layers.id"], name="fk_layer_features_layer_id", ondelete="CASCADE"),
    )


def _operations() -> None:
    _record_table(
        "operations",
        *(_text(name) for name in ("code", "name", "template")),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        *(_text(name) for name in ("timezone", "rules", "derogations", "travel", "weights", "note")),
        sa.UniqueConstraint("code", name="uq_operations_code"),
    )
    _record_table(
        "needs",
        _integer("operation_id"),
        _text("code"),
        _integer("site_id"),
        _text("start"),
        _text("end"),
        _integer("priority"),
        _integer("burden"),
        _flag("relieved"),
        _text("group"),
        _text("label"),
        sa.ForeignKeyConstraint(["operation_id"], ["operations.id"], name="fk_needs_operation_id"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_needs_site_id"),
        sa.UniqueConstraint("operation_id", "code", name="uq_needs_operation_id_code"),
    )
    op.create_index("ix_needs_site_id", "needs", ["site_id"])
    op.create_table(
        "roles",
        _integer("need_id"),
        _text("code"),
        _integer("position"),
        _integer("count"),
        _integer("minimum"),
        _text("corps"),
        sa.PrimaryKeyConstraint("need_id", "code", name="pk_roles"),
        sa.ForeignKeyConstraint(["need_id"], ["needs.id"], name="fk_roles_need_id", ondelete="CASCADE"),
    )
    op.create_table(
        "role_qualifications",
        _integer("need_id"),
        _text("role"),
        _integer("position"),
        _integer("qualification_id"),
        sa.PrimaryKeyConstraint("need_id", "role", "position", name="pk_role_qualifications"),
        sa.ForeignKeyConstraint(
            ["need_id", "role"],
            ["roles.need_id", "roles.code"],
            name="fk_role_qualifications_need_id_role",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualifications.id"], name="fk_role_qualifications_qualification_id"
        ),
    )
    op.create_index("ix_role_qualifications_qualification_id", "role_qualifications", ["qualification_id"])


def _plans() -> None:
    _record_table(
        "plans",
        _integer("operation_id"),
        _integer("number"),
        _text("status"),
        sa.Column("bound", sa.Text(), nullable=True),
        _text("problem_sha256"),
        sa.Column("seconds", sa.Double(), nullable=False),
        _integer("seed"),
        sa.Column("made_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["operation_id"], ["operations.id"], name="fk_plans_operation_id"),
        sa.UniqueConstraint("operation_id", "number", name="uq_plans_operation_id_number"),
    )
    op.create_table(
        "assignments",
        _integer("plan_id"),
        _integer("need_id"),
        _integer("agent_id"),
        _text("role"),
        _flag("locked"),
        _text("origin"),
        sa.PrimaryKeyConstraint("plan_id", "need_id", "agent_id", name="pk_assignments"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_assignments_plan_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_assignments_agent_id"),
        sa.ForeignKeyConstraint(
            ["need_id", "role"], ["roles.need_id", "roles.code"], name="fk_assignments_need_id_role"
        ),
    )
    op.create_index("ix_assignments_agent_id", "assignments", ["agent_id"])
    op.create_index("ix_assignments_need_id_role", "assignments", ["need_id", "role"])


def _record_table(name: str, *parts: sa.Column[object] | sa.Constraint) -> None:
    op.create_table(
        name,
        _integer("id"),
        _integer("version"),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )


def _position(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.CheckConstraint(WHOLE_POSITION, name=op.f(f"ck_{table}_whole_position")),
    )


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), nullable=False)
