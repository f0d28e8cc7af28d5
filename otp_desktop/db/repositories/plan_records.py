"""Plans in the journal: their heading before and after, and the rows that came and went."""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import select

from otp_desktop.db.journal.recorder import Subject, Written, change_of
from otp_desktop.db.rows import AssignmentRow, OperationRow
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.plans import AssignmentOrigin, Plan


class Place(NamedTuple):
    """An assignment by ids."""

    need_id: int
    agent_id: int
    role: str
    locked: bool
    origin: AssignmentOrigin


def stored_places(transaction: Transaction, plan_id: int | None) -> set[Place]:
    row = AssignmentRow
    columns = select(row.need_id, row.agent_id, row.role, row.locked, row.origin)
    return {Place(*columns) for columns in transaction.read(columns.where(row.plan_id == plan_id))}


def record_plan(
    transaction: Transaction,
    before: Plan | None,
    after: Plan | None,
    added: Collection[Place] = (),
    removed: Collection[Place] = (),
) -> None:
    """Notes a plan that was added, changed or removed. It belongs in the history of the agents and needs concerned."""
    plan = after or before
    assert plan is not None
    assert plan.id is not None
    transaction.recorder.add(
        [
            Written(
                kind=Kind.PLAN,
                change=change_of(before, after),
                record_id=plan.id,
                title=_operation_code(transaction, plan.operation_id),
                operation_id=plan.operation_id,
                content={
                    "before": _heading(before),
                    "after": _heading(after),
                    "added": sorted(added),
                    "removed": sorted(removed),
                },
                about=_concerned(added, removed),
                same=not added and not removed and _same(before, after),
            )
        ]
    )


def _heading(plan: Plan | None) -> Plan | None:
    return replace(plan, assignments=()) if plan is not None else None


def _same(before: Plan | None, after: Plan | None) -> bool:
    if before is None or after is None:
        return False
    return _heading(replace(before, version=after.version)) == _heading(after)


def _concerned(added: Collection[Place], removed: Collection[Place]) -> set[Subject]:
    agents: set[Subject] = {(Kind.AGENT, place.agent_id) for places in (added, removed) for place in places}
    needs: set[Subject] = {(Kind.NEED, place.need_id) for places in (added, removed) for place in places}
    return agents | needs


def _operation_code(transaction: Transaction, operation_id: int | None) -> str:
    codes = transaction.read(select(OperationRow.code).where(OperationRow.id == operation_id))
    return str(codes[0][0]) if codes else ""
