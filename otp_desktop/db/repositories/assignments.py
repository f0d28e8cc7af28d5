"""The assignments of a plan: natural keys in the domain, ids in the table, only differences written."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, literal, select

from otp_desktop.db.errors import DuplicateRecordError, UnknownReferenceError
from otp_desktop.db.repositories.plan_records import Place, stored_places
from otp_desktop.db.rows import AgentRow, AssignmentRow, NeedRow, RoleRow
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.plans import Assignment, Plan
from otp_desktop.texts import Sentence, sentence


class Difference(NamedTuple):
    """The rows that came and those that went; one that changed is in both."""

    added: set[Place]
    removed: set[Place]


class Assignments:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of_plan(self, plan_id: int | None) -> tuple[Assignment, ...]:
        """In the order of need code, role code and staff number."""
        row = AssignmentRow
        rows = self._transaction.read(
            select(AgentRow.staff_number, NeedRow.code, row.role, row.locked, row.origin)
            .select_from(row)
            .join(AgentRow, AgentRow.id == row.agent_id)
            .join(NeedRow, NeedRow.id == row.need_id)
            .where(row.plan_id == plan_id)
        )
        return _in_order(
            Assignment(agent=agent, need=need, role=role, locked=locked, origin=origin)
            for agent, need, role, locked, origin in rows
        )

    def replace(self, plan: Plan) -> tuple[tuple[Assignment, ...], Difference]:
        """Makes the stored assignments those of ``plan``; a change by hand among thousands writes one row."""
        wanted = self._places(plan)
        stored = stored_places(self._transaction, plan.id)
        difference = Difference(wanted - stored, stored - wanted)
        self.apply(plan.id, difference)
        return _in_order(plan.assignments), difference

    def apply(self, plan_id: int | None, difference: Difference) -> None:
        here = AssignmentRow.plan_id == bindparam("of_plan")
        place = (AssignmentRow.need_id == bindparam("of_need"), AssignmentRow.agent_id == bindparam("of_agent"))
        self._transaction.write(
            delete(AssignmentRow).where(here, *place),
            [{"of_plan": plan_id, "of_need": old.need_id, "of_agent": old.agent_id} for old in difference.removed],
        )
        rows = [{"plan_id": plan_id, **new._asdict()} for new in difference.added]
        self._transaction.write(insert(AssignmentRow), rows)

    def copy(self, from_plan: int | None, to_plan: int) -> None:
        row = AssignmentRow
        names = ["plan_id", "need_id", "agent_id", "role", "locked", "origin"]
        rows = select(literal(to_plan), row.need_id, row.agent_id, row.role, row.locked, row.origin)
        self._transaction.write(insert(row).from_select(names, rows.where(row.plan_id == from_plan)))

    def _places(self, plan: Plan) -> set[Place]:
        agents: dict[str, int] = dict(self._transaction.read(select(AgentRow.staff_number, AgentRow.id)))
        roles = self._roles(plan.operation_id)
        places: set[Place] = set()
        taken: set[tuple[int, int]] = set()
        for assignment in plan.assignments:
            agent_id = agents.get(assignment.agent)
            need_id = roles.get((assignment.need, assignment.role))
            if agent_id is None or need_id is None:
                raise UnknownReferenceError(record=_name(assignment), missing=_missing(assignment, agent_id))
            if (need_id, agent_id) in taken:
                raise DuplicateRecordError(record=_name(assignment))
            taken.add((need_id, agent_id))
            places.add(Place(need_id, agent_id, assignment.role, assignment.locked, assignment.origin))
        return places

    def _roles(self, operation_id: int | None) -> dict[tuple[str, str], int]:
        """Ids of the needs by need code and role code, for each role line of the operation."""
        rows = select(NeedRow.code, RoleRow.code, NeedRow.id).join_from(RoleRow, NeedRow)
        found = self._transaction.read(rows.where(NeedRow.operation_id == operation_id))
        return {(need, role): need_id for need, role, need_id in found}


def _in_order(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    return tuple(sorted(assignments, key=lambda assignment: (assignment.need, assignment.role, assignment.agent)))


def _name(assignment: Assignment) -> Sentence:
    return sentence("Assignment of agent {agent} to need {need}", agent=assignment.agent, need=assignment.need)


def _missing(assignment: Assignment, agent_id: int | None) -> Sentence:
    if agent_id is None:
        return sentence("agent {code}", code=assignment.agent)
    return sentence("role line {role} of need {need}", role=assignment.role, need=assignment.need)
