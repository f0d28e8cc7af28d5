"""Where one agent stands, over all operations: one index look-up, whatever the size of the plans."""

from typing import NamedTuple

from sqlalchemy import func, select

from otp_desktop.db.rows import AssignmentRow, PlanRow
from otp_desktop.db.transaction import Transaction


class AgentPlace(NamedTuple):
    """An assignment of a plan; ``number`` 0 is the draft."""

    operation_id: int
    number: int
    need_id: int
    role: str
    locked: bool


class Places:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of_agent(self, agent_id: int) -> tuple[AgentPlace, ...]:
        """In the last published plan of each operation, else in its draft."""
        last = select(PlanRow.operation_id, func.max(PlanRow.number).label("number")).group_by(PlanRow.operation_id)
        newest = last.subquery()
        rows = (
            select(
                PlanRow.operation_id, PlanRow.number, AssignmentRow.need_id, AssignmentRow.role, AssignmentRow.locked
            )
            .join_from(AssignmentRow, PlanRow, PlanRow.id == AssignmentRow.plan_id)
            .join(newest, (newest.c.operation_id == PlanRow.operation_id) & (newest.c.number == PlanRow.number))
            .where(AssignmentRow.agent_id == agent_id)
            .order_by(PlanRow.operation_id, AssignmentRow.need_id)
        )
        return tuple(AgentPlace(*row) for row in self._transaction.read(rows))
