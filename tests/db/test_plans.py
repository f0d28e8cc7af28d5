"""One draft that changes, published versions that never do, and history that nobody removes by accident."""

from dataclasses import replace

import pytest

from otp_desktop.db import Database, UnitOfWork
from otp_desktop.db.errors import (
    DuplicateRecordError,
    NothingToPublishError,
    PublishedPlanError,
    RecordInUseError,
    RecordRemovedError,
    StaleRecordError,
    UnknownReferenceError,
)
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.plans import Assignment, AssignmentOrigin, Plan, PlanStatus
from tests.db.examples import Example, assigned, id_of, publish, store_draft, store_example


@pytest.fixture
def example(database: Database) -> Example:
    return store_example(database)


def rows_written(work: UnitOfWork) -> int:
    """Rows that this connection has written so far."""
    return int(work._transaction._connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def test_an_operation_without_plan_has_an_empty_draft(database: Database, example: Example) -> None:
    with database.unit_of_work() as work:
        assert work.plans.draft(example.operation_id) == Plan(operation_id=example.operation_id)
        assert work.plans.list(example.operation_id) == ()
        with pytest.raises(NothingToPublishError):
            work.plans.publish(example.operation_id)


def test_assignments_come_in_the_order_of_need_role_and_agent(database: Database, example: Example) -> None:
    late = replace(assigned(example.martin, example.evening), locked=True, origin=AssignmentOrigin.HAND)
    chief, guard = assigned(example.martin, example.morning, "chief"), assigned(example.durand, example.morning)
    stored = store_draft(database, example, late, guard, chief)
    assert stored.assignments == (chief, guard, late)
    with database.unit_of_work() as work:
        assert work.plans.draft(example.operation_id) == stored


def test_saving_writes_only_what_changed(database: Database, example: Example) -> None:
    first, second = assigned(example.martin, example.morning), assigned(example.durand, example.morning)
    draft = store_draft(database, example, first, second)
    with database.unit_of_work() as work:
        before = rows_written(work)
        work.plans.save_draft(replace(draft, assignments=(first, replace(second, locked=True))))
        assert rows_written(work) - before == 3  # the plan; the assignment taken away and put back locked
        work.commit()
    with database.unit_of_work() as work:
        stored = work.plans.draft(example.operation_id)
    assert stored.assignments == (first, replace(second, locked=True))
    assert stored.version == 2


def test_a_draft_that_somebody_else_saved_is_not_overwritten(database: Database, example: Example) -> None:
    draft = store_draft(database, example, assigned(example.martin, example.morning))
    with database.unit_of_work() as work:
        work.plans.save_draft(replace(draft, status=PlanStatus.OPTIMAL))
        work.commit()
    with database.unit_of_work() as work:
        for stale in (draft, Plan(operation_id=example.operation_id)):
            with pytest.raises(StaleRecordError):
                work.plans.save_draft(stale)


def test_a_draft_refuses_what_does_not_exist(database: Database, example: Example) -> None:
    good = assigned(example.martin, example.morning)
    with database.unit_of_work() as work:
        for bad in (replace(good, agent="x"), replace(good, need="x"), replace(good, role="x")):
            with pytest.raises(UnknownReferenceError, match="x"):
                work.plans.save_draft(Plan(operation_id=example.operation_id, assignments=(good, bad)))
        with pytest.raises(DuplicateRecordError, match="0001"):
            work.plans.save_draft(
                Plan(operation_id=example.operation_id, assignments=(good, replace(good, role="chief")))
            )
        with pytest.raises(RecordRemovedError):
            work.plans.save_draft(Plan(operation_id=99))
        assert work.plans.list(example.operation_id) == ()


def test_published_versions_are_numbered_and_frozen(database: Database, example: Example) -> None:
    draft = store_draft(database, example, assigned(example.martin, example.morning))
    first = publish(database, example)
    with database.unit_of_work() as work:
        draft = work.plans.save_draft(replace(draft, assignments=(assigned(example.durand, example.evening),)))
        work.commit()
    second = publish(database, example)
    with database.unit_of_work() as work:
        assert work.plans.list(example.operation_id) == (draft, first, second)
        assert work.plans.published(example.operation_id) == (2, 1)
        assert work.plans.find(example.operation_id, 1) == first
        assert work.plans.find(example.operation_id, 3) is None
        with pytest.raises(PublishedPlanError, match="1"):
            work.plans.save_draft(first)
    assert (first.number, second.number) == (1, 2)
    assert first.assignments == (assigned(example.martin, example.morning),)


def test_a_removed_agent_leaves_the_draft_whose_holder_is_told(database: Database, example: Example) -> None:
    kept = assigned(example.durand, example.morning)
    draft = store_draft(database, example, kept, assigned(example.martin, example.morning))
    with database.unit_of_work() as work:
        work.agents.remove([id_of(example.martin)])
        work.commit()
    with database.unit_of_work() as work:
        assert work.plans.draft(example.operation_id).assignments == (kept,)
        with pytest.raises(StaleRecordError):
            work.plans.save_draft(draft)


def test_a_removed_need_leaves_the_draft(database: Database, example: Example) -> None:
    kept = assigned(example.martin, example.morning)
    store_draft(database, example, kept, assigned(example.martin, example.evening))
    with database.unit_of_work() as work:
        work.needs.remove([id_of(example.evening)])
        work.commit()
    with database.unit_of_work() as work:
        assert work.plans.draft(example.operation_id).assignments == (kept,)
        assert work.needs.list(example.operation_id) == (example.morning,)


def test_a_dropped_role_line_leaves_the_draft_and_the_others_stay(database: Database, example: Example) -> None:
    kept = assigned(example.durand, example.morning)
    store_draft(database, example, kept, assigned(example.martin, example.morning, "chief"))
    with database.unit_of_work() as work:
        work.needs.update(replace(example.morning, roles=(RoleLine(code="guard", count=9),)))
        work.commit()
    with database.unit_of_work() as work:
        assert work.plans.draft(example.operation_id).assignments == (kept,)


def test_what_a_published_plan_speaks_of_cannot_be_removed(database: Database, example: Example) -> None:
    store_draft(
        database,
        example,
        assigned(example.martin, example.morning, "chief"),
        assigned(example.martin, example.evening, "chief"),
    )
    published = publish(database, example)
    with database.unit_of_work() as work:
        with pytest.raises(RecordInUseError, match=r"0001.* 2 "):
            work.agents.remove([id_of(example.martin), id_of(example.durand)])
        with pytest.raises(RecordInUseError, match="matin"):
            work.needs.remove([id_of(example.morning)])
        with pytest.raises(RecordInUseError, match="matin"):
            work.needs.update(replace(example.morning, roles=example.morning.roles[:1]))
        work.commit()
    with database.unit_of_work() as work:
        assert work.plans.find(example.operation_id, 1) == published
        assert len(work.agents.list()) == 2


def test_what_other_records_name_cannot_be_removed(database: Database, example: Example) -> None:
    with database.unit_of_work() as work:
        with pytest.raises(RecordInUseError, match=r"DT13.* 1 "):
            work.units.remove([id_of(example.unit)])
        with pytest.raises(RecordInUseError, match=r"E13-07.* 2 "):
            work.sites.remove([id_of(example.site)])
        with pytest.raises(RecordInUseError, match=r"leader.* 1 "):
            work.qualifications.remove([id_of(example.leader)])
        work.agents.remove([id_of(example.martin)])
        with pytest.raises(RecordInUseError, match=r"leader.* 2 "):
            work.qualifications.remove([id_of(example.leader)])
        work.units.remove([id_of(example.unit)])
        work.needs.remove([id_of(example.morning), id_of(example.evening)])
        work.sites.remove([id_of(example.site)])
        work.qualifications.remove([id_of(example.leader)])


def test_a_removed_operation_takes_its_needs_and_plans_along(database: Database, example: Example) -> None:
    store_draft(database, example, assigned(example.martin, example.morning))
    publish(database, example)
    with database.unit_of_work() as work:
        work.operations.remove([example.operation_id])
        work.commit()
    with database.unit_of_work() as work:
        assert work.operations.list() == ()
        assert work.needs.list(example.operation_id) == ()
        assert work.plans.list(example.operation_id) == ()
        counts = [
            work._transaction._connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in ("assignments", "roles", "role_qualifications")
        ]
    assert counts == [0, 0, 0]


def test_a_draft_of_a_quarter_is_stored_whole(database: Database, example: Example) -> None:
    with database.unit_of_work() as work:
        agents = work.agents.add_all(replace(example.durand, staff_number=f"a{number}") for number in range(100))
        needs = work.needs.add_all(replace(example.morning, code=f"n{number}") for number in range(120))
        plan = Plan(
            operation_id=example.operation_id,
            assignments=tuple(
                Assignment(agent=agent.staff_number, need=need.code, role="guard") for agent in agents for need in needs
            ),
        )
        stored = work.plans.save_draft(plan)
        assert work.plans.draft(example.operation_id) == stored
        assert set(stored.assignments) == set(plan.assignments)
        moved = replace(stored, assignments=stored.assignments[1:])
        assert work.plans.save_draft(moved).assignments == moved.assignments
