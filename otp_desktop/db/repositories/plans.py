"""Plans: one draft an operation, which changes, and its published versions, which never do."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from otp_desktop.db.errors import (
    NothingToPublishError,
    PublishedPlanError,
    RecordRemovedError,
    StaleRecordError,
)
from otp_desktop.db.repositories.assignments import Assignments, Difference
from otp_desktop.db.repositories.base import Condition
from otp_desktop.db.repositories.plan_records import Place, record_plan, stored_places
from otp_desktop.db.rows import OperationRow, PlanRow
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.plans import DRAFT, Plan
from otp_desktop.texts import Sentence, sentence


class Plans:
    """The assignments of a plan come in the order of need code, role code and staff number."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._assignments = Assignments(transaction)

    def draft(self, operation_id: int) -> Plan:
        """The draft of an operation; an empty one, not stored yet, where there is none."""
        return self.find(operation_id, DRAFT) or Plan(operation_id=operation_id)

    def find(self, operation_id: int, number: int) -> Plan | None:
        """The plan of this number, 0 for the draft, with its assignments; None where there is none."""
        found = self._read(PlanRow.operation_id == operation_id, PlanRow.number == number)
        return found[0] if found else None

    def list(self, operation_id: int) -> tuple[Plan, ...]:
        """The draft, where there is one, then the published versions in order, each with its assignments."""
        return self._read(PlanRow.operation_id == operation_id)

    def published(self, operation_id: int) -> tuple[int, ...]:
        """The numbers of the published versions, the latest first, without reading their assignments."""
        is_published = (PlanRow.operation_id == operation_id) & (PlanRow.number != DRAFT)
        numbers = select(PlanRow.number).where(is_published).order_by(PlanRow.number.desc())
        return tuple(number for (number,) in self._transaction.read(numbers))

    def latest(self, operation_id: int) -> int:
        """The number of the version published last; the draft's where none is."""
        return next(iter(self.published(operation_id)), DRAFT)

    def save_draft(self, plan: Plan) -> Plan:
        """Stores the draft in the place of the one that was read; returns it with its id and new version.

        Start from ``draft(operation_id)``: raises StaleRecordError when the stored draft is not the one that ``plan``
        was made from (RecordRemovedError when the draft or its operation is gone), PublishedPlanError for a published
        plan, UnknownReferenceError for an agent, need or role line that does not exist, DuplicateRecordError for an
        agent who is twice on one need.
        """
        if not plan.is_draft:
            raise PublishedPlanError(number=plan.number)
        with self._transaction.step():
            before = self._heading(plan.id)
            stored = self._store(plan)
            rows, difference = self._assignments.replace(stored)
            record_plan(self._transaction, before, stored, *difference)
            return replace(stored, assignments=rows)

    def publish(self, operation_id: int, at: datetime | None = None, by: str = "") -> Plan:
        """Copies the stored draft to the next version, frozen from then on; ``at`` and ``by`` say when and who.

        Raises NothingToPublishError where there is no draft.
        """
        with self._transaction.step():
            draft = self.find(operation_id, DRAFT)
            if draft is None:
                raise NothingToPublishError
            last = select(func.max(PlanRow.number)).where(PlanRow.operation_id == operation_id)
            number = self._transaction.read(last)[0][0] + 1
            published = replace(draft, id=None, number=number, version=1, published_at=at, published_by=by or None)
            (plan_id,) = self._insert(published)
            self._assignments.copy(draft.id, plan_id)
            published = replace(published, id=plan_id)
            record_plan(self._transaction, None, published)
            return published

    def remove_all(self, operation_id: int) -> None:
        """Removes the draft and every published version of an operation that is about to be removed."""
        headings = self._headings(PlanRow.operation_id == operation_id)
        for plan in headings:
            self._remove(plan)

    def revert(self, before: Plan | None, after: Plan | None, difference: Difference) -> None:
        """Takes back a change of a plan: its heading becomes ``before`` again, and ``difference`` goes the other way.

        Raises RecordRemovedError where the plan is gone. Where its number, or a row of the difference, is taken, or an
        agent or a need of the difference is gone, the database refuses it (IntegrityError).
        """
        with self._transaction.step():
            if before is None:
                assert after is not None
                self._remove(after)
            elif after is None:
                self._restore(before, difference.removed)
            else:
                self._put_back(before, Difference(added=difference.removed, removed=difference.added))

    def _remove(self, plan: Plan) -> None:
        stored = self._heading(plan.id)
        if stored is None:
            raise RecordRemovedError(record=_name())
        rows = stored_places(self._transaction, plan.id)
        self._transaction.write(delete(PlanRow).where(PlanRow.id == plan.id))
        record_plan(self._transaction, stored, None, removed=rows)

    def _restore(self, plan: Plan, rows: set[Place]) -> None:
        back = replace(plan, version=plan.version + 1)
        self._transaction.write(insert(PlanRow), [{"id": back.id, **_values(back)}])
        self._assignments.apply(back.id, Difference(rows, set()))
        record_plan(self._transaction, None, back, added=rows)

    def _put_back(self, plan: Plan, difference: Difference) -> None:
        stored = self._heading(plan.id)
        if stored is None:
            raise RecordRemovedError(record=_name())
        back = replace(plan, version=stored.version + 1)
        self._transaction.write(update(PlanRow).where(PlanRow.id == back.id).values(_values(back)))
        self._assignments.apply(back.id, difference)
        record_plan(self._transaction, stored, back, *difference)

    def _heading(self, plan_id: int | None) -> Plan | None:
        """The plan without its assignments."""
        found = self._headings(PlanRow.id == plan_id)
        return found[0] if found else None

    def _headings(self, *conditions: Condition) -> tuple[Plan, ...]:
        rows = self._transaction.read(select(*PlanRow.__table__.c).where(*conditions).order_by(PlanRow.number))
        return tuple(Plan(**row._mapping) for row in rows)

    def _read(self, *conditions: Condition) -> tuple[Plan, ...]:
        plans = self._headings(*conditions)
        return tuple(replace(plan, assignments=self._assignments.of_plan(plan.id)) for plan in plans)

    def _store(self, plan: Plan) -> Plan:
        columns = select(PlanRow.id, PlanRow.version)
        stored = self._transaction.read(
            columns.where(PlanRow.operation_id == plan.operation_id, PlanRow.number == DRAFT).with_for_update()
        )
        if not stored:
            if plan.id is not None or not self._operation_exists(plan.operation_id):
                raise RecordRemovedError(record=_name())
            (plan_id,) = self._insert(plan)
            return replace(plan, id=plan_id, version=1)
        if tuple(stored[0]) != (plan.id, plan.version):
            raise StaleRecordError(record=_name())
        new = replace(plan, version=plan.version + 1)
        self._transaction.write(update(PlanRow).where(PlanRow.id == plan.id).values(_values(new)))
        return new

    def _operation_exists(self, operation_id: int | None) -> bool:
        return bool(self._transaction.read(select(OperationRow.id).where(OperationRow.id == operation_id)))

    def _insert(self, plan: Plan) -> tuple[int, ...]:
        return self._transaction.insert(insert(PlanRow).returning(PlanRow.id), [_values(replace(plan, version=1))])


def _values(plan: Plan) -> dict[str, Any]:
    return {
        "version": plan.version,
        "operation_id": plan.operation_id,
        "number": plan.number,
        "status": plan.status,
        "bound": plan.bound,
        "problem_sha256": plan.problem_sha256,
        "seconds": plan.seconds,
        "seed": plan.seed,
        "made_at": plan.made_at,
        "published_at": plan.published_at,
        "published_by": plan.published_by,
    }


def _name() -> Sentence:
    return sentence("Draft of the plan")
