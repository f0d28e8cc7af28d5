"""Small helpers of the repositories: positions, children, references by natural key, and what is in use."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from otp_desktop.db.errors import UnknownReferenceError
from otp_desktop.db.repositories.base import Condition
from otp_desktop.db.repositories.plan_records import Place, record_plan
from otp_desktop.db.rows import AssignmentRow, Base, PlanRow
from otp_desktop.db.transaction import Transaction, Values, chunks
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import DRAFT, Plan
from otp_desktop.texts import Sentence

ValueT = TypeVar("ValueT")


def position_of(latitude: float | None, longitude: float | None) -> Position | None:
    return None if latitude is None or longitude is None else Position(latitude, longitude)


def position_values(position: Position | None) -> Values:
    return {
        "latitude": position.latitude if position else None,
        "longitude": position.longitude if position else None,
    }


def grouped(rows: Iterable[Sequence[Any]], make: Callable[..., ValueT]) -> dict[int, tuple[ValueT, ...]]:
    """Children by the id of their parent, which is the first column; ``make`` takes the other columns."""
    groups: dict[int, list[ValueT]] = {}
    for parent_id, *columns in rows:
        groups.setdefault(parent_id, []).append(make(*columns))
    return {parent_id: tuple(children) for parent_id, children in groups.items()}


def delete_children(transaction: Transaction, child: type[Base], parent: str, ids: Iterable[int | None]) -> None:
    """Deletes the rows of ``child`` whose column ``parent`` is one of the ids."""
    for portion in chunks(ids):
        transaction.write(delete(child).where(child.__table__.c[parent].in_(portion)))


class References:
    """The ids of the records that others name by code, read in one go."""

    def __init__(
        self,
        transaction: Transaction,
        columns: tuple[InstrumentedAttribute[str], InstrumentedAttribute[int]],
        codes: Iterable[str],
        describe: Callable[[str], Sentence],
    ) -> None:
        code, record_id = columns
        self._describe = describe
        self._ids: dict[str, int] = {}
        for portion in chunks(set(codes)):
            self._ids.update(transaction.read(select(code, record_id).where(code.in_(portion))))

    def id(self, code: str, named_by: Sentence) -> int:
        """Raises UnknownReferenceError, which tells what is missing and where it is named."""
        try:
            return self._ids[code]
        except KeyError:
            raise UnknownReferenceError(record=named_by, missing=self._describe(code)) from None


def first_in_use(
    transaction: Transaction, column: InstrumentedAttribute[Any], ids: Sequence[int], *conditions: Condition
) -> tuple[int, int] | None:
    """The first of the ids that ``column`` refers to, and how many rows do; None when none does."""
    counts = select(column, func.count()).where(column.in_(ids), *conditions).group_by(column).order_by(column).limit(1)
    for record_id, count in transaction.read(counts):
        return record_id, count
    return None


def is_published() -> Condition:
    """Whether an assignment stands in a published plan."""
    return AssignmentRow.plan_id.in_(select(PlanRow.id).where(PlanRow.number != DRAFT))


def release_from_drafts(transaction: Transaction, *conditions: Condition) -> None:
    """Takes assignments out of the drafts, whose versions rise: whoever holds such a draft must read it again."""
    in_draft = AssignmentRow.plan_id.in_(select(PlanRow.id).where(PlanRow.number == DRAFT))
    row = AssignmentRow
    columns = select(row.plan_id, row.need_id, row.agent_id, row.role, row.locked, row.origin)
    released = grouped(transaction.read(columns.where(in_draft, *conditions).order_by(row.plan_id)), Place)
    raised = update(PlanRow).where(PlanRow.id.in_(released)).values(version=PlanRow.version + 1)
    transaction.write(raised)
    transaction.write(delete(AssignmentRow).where(in_draft, *conditions))
    for plan in transaction.read(select(*PlanRow.__table__.c).where(PlanRow.id.in_(released))):
        heading = Plan(**plan._mapping)
        record_plan(transaction, heading, heading, removed=released[plan.id])
