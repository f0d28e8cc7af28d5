"""What published plans ask of agents, across operations; only the last published version of each operation counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from otp_desktop.db.rows import AgentRow, AssignmentRow, NeedRow, OperationRow, PlanRow, SiteRow, UnitRow
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.bulletin import ServedPost
from otp_desktop.domain.engagements import Engagement
from otp_desktop.domain.equity import CarriedPost
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import DRAFT

Span = tuple[str, datetime, datetime]
"""Staff number, start, end."""


class Engagements:
    """Read only; civil times are compared as they are written (ISO 8601)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def first_start(self, but: int | None) -> datetime | None:
        """The first start of all published plans but those of one operation: before it, nothing is known."""
        starts = _published(select(func.min(NeedRow.start)), but)
        found: datetime | None = self._transaction.read(starts)[0][0]
        return found

    def between(self, since: datetime, until: datetime, but: int | None) -> tuple[Engagement, ...]:
        """Posts that share a moment with an interval, in the order of agents and times."""
        columns = select(
            AgentRow.staff_number, OperationRow.code, NeedRow.code, SiteRow.code, SiteRow.latitude, SiteRow.longitude,
            NeedRow.start, NeedRow.end, NeedRow.relieved,
        )  # fmt: skip
        rows = self._transaction.read(
            _published(columns, but)
            .join(SiteRow, SiteRow.id == NeedRow.site_id)
            .join(OperationRow, OperationRow.id == PlanRow.operation_id)
            .where(NeedRow.end > since, NeedRow.start < until)
            .order_by(AgentRow.staff_number, NeedRow.start, NeedRow.code)
        )
        return tuple(
            Engagement(
                agent=agent,
                operation=operation,
                need=need,
                site=site,
                position=None if latitude is None else Position(latitude, longitude),
                start=start,
                end=end,
                relieved=relieved,
            )
            for agent, operation, need, site, latitude, longitude, start, end, relieved in rows
        )

    def spans(self, since: datetime, until: datetime, but: int | None) -> tuple[Span, ...]:
        """Who works when, for posts that share a moment with an interval."""
        columns = _published(select(AgentRow.staff_number, NeedRow.start, NeedRow.end), but)
        rows = self._transaction.read(columns.where(NeedRow.end > since, NeedRow.start < until))
        return tuple((agent, start, end) for agent, start, end in rows)

    def carried(
        self, since: datetime, until: datetime, but: int | None = None, agent: str | None = None
    ) -> dict[str, list[CarriedPost]]:
        """The posts that start in an interval, by staff number; of one agent only, where one is given."""
        columns = select(
            AgentRow.staff_number, OperationRow.code, OperationRow.template, OperationRow.timezone,
            NeedRow.start, NeedRow.end, NeedRow.burden,
        )  # fmt: skip
        query = _published(columns, but).join(OperationRow, OperationRow.id == PlanRow.operation_id)
        query = query.where(NeedRow.start >= since, NeedRow.start < until)
        if agent is not None:
            query = query.where(AgentRow.staff_number == agent)
        found: dict[str, list[CarriedPost]] = {}
        for number, operation, template, timezone, start, end, burden in self._transaction.read(query):
            post = CarriedPost(
                operation=operation, template=template, timezone=timezone, start=start, end=end, burden=burden
            )
            found.setdefault(number, []).append(post)
        return found

    def served(self, since: datetime, until: datetime) -> tuple[ServedPost, ...]:
        """All posts that start in an interval, with the unit of who serves them."""
        columns = select(
            AgentRow.staff_number, UnitRow.code, NeedRow.id, OperationRow.code, OperationRow.cpps_axis,
            OperationRow.timezone, NeedRow.start, NeedRow.end,
        )  # fmt: skip
        query = (
            _published(columns, None)
            .join(OperationRow, OperationRow.id == PlanRow.operation_id)
            .outerjoin(UnitRow, UnitRow.id == AgentRow.unit_id)
            .where(NeedRow.start >= since, NeedRow.start < until)
        )
        return tuple(
            ServedPost(
                agent=agent,
                unit=unit or "",
                need=need,
                operation=operation,
                cpps_axis=axis,
                timezone=timezone,
                start=start,
                end=end,
            )
            for agent, unit, need, operation, axis, timezone, start, end in self._transaction.read(query)
        )


def _published(columns: Any, but: int | None) -> Any:  # a Select of any columns: their types are variadic
    """Joins the assignments of the last published plan of each operation, one operation aside."""
    last = select(func.max(PlanRow.id)).where(PlanRow.number != DRAFT).group_by(PlanRow.operation_id)
    return (
        columns.select_from(AssignmentRow)
        .join(PlanRow, PlanRow.id == AssignmentRow.plan_id)
        .join(AgentRow, AgentRow.id == AssignmentRow.agent_id)
        .join(NeedRow, NeedRow.id == AssignmentRow.need_id)
        .where(PlanRow.id.in_(last), PlanRow.operation_id != (-1 if but is None else but))
    )
