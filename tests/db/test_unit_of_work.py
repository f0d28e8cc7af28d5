"""All or nothing, and nobody's change overwritten in silence."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Executable

from otp_desktop.db import Database
from otp_desktop.db.errors import DuplicateRecordError, RecordRemovedError, StaleRecordError, UnknownReferenceError
from otp_desktop.domain.force import Absence, Agent, HeldQualification, Unit
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.sites import Layer, LayerKind, Site
from otp_desktop.texts import use_language
from tests.db.examples import id_of, store_example


def test_leaving_without_commit_undoes_all(database: Database) -> None:
    with database.unit_of_work() as work:
        work.units.add(Unit(code="DT13", name="x"))
    with pytest.raises(ZeroDivisionError), database.unit_of_work() as work:
        work.units.add(Unit(code="DT14", name="x"))
        _ = 1 / 0
    with database.unit_of_work() as work:
        assert work.units.list() == ()


def test_a_commit_in_the_middle_keeps_what_came_before(database: Database) -> None:
    with database.unit_of_work() as work:
        work.units.add(Unit(code="DT13", name="x"))
        work.commit()
        work.units.add(Unit(code="DT14", name="x"))
        work.roll_back()
        work.units.add(Unit(code="DT15", name="x"))
        work.commit()
        work.units.add(Unit(code="DT16", name="x"))
    with database.unit_of_work() as work:
        assert [unit.code for unit in work.units.list()] == ["DT13", "DT15"]


def test_nothing_shows_to_others_before_commit(database: Database) -> None:
    with database.unit_of_work() as writer, database.unit_of_work() as reader:
        writer.units.add(Unit(code="DT13", name="x"))
        assert reader.units.list() == ()
        writer.commit()
        assert reader.units.list() == ()  # one state for the whole reading
    with database.unit_of_work() as reader:
        assert len(reader.units.list()) == 1


def test_of_two_who_change_one_record_the_second_is_told(database: Database) -> None:
    example = store_example(database)
    with database.unit_of_work() as first, database.unit_of_work() as second:
        mine = second.agents.get(id_of(example.martin))
        first.agents.update(replace(first.agents.get(id_of(example.martin)), grade="brigadier"))
        first.commit()
        with pytest.raises(StaleRecordError, match="0001"):
            second.agents.update(replace(mine, grade="gardien"))
    with database.unit_of_work() as work:
        assert work.agents.get(id_of(example.martin)) == replace(example.martin, grade="brigadier", version=2)


def test_a_change_of_the_children_alone_raises_the_version(database: Database) -> None:
    example = store_example(database)
    absence = Absence(start=example.morning.start, end=example.morning.end, reason="x")
    with database.unit_of_work() as work:
        agent = work.agents.update(replace(example.martin, absences=(absence,)))
        need = work.needs.update(replace(example.morning, roles=(RoleLine(code="guard", count=5),)))
        work.commit()
    assert (agent.version, need.version) == (2, 2)
    with database.unit_of_work() as work:
        assert work.agents.get(id_of(agent)) == agent
        assert work.needs.get(id_of(need)) == need
        with pytest.raises(StaleRecordError):
            work.agents.update(example.martin)
        with pytest.raises(StaleRecordError):
            work.needs.update(example.morning)


def test_a_record_that_is_gone_is_told_apart(database: Database) -> None:
    example = store_example(database)
    with database.unit_of_work() as work:
        work.agents.remove([id_of(example.durand), 12345])
        with pytest.raises(RecordRemovedError, match="0002"):
            work.agents.update(example.durand)
        with pytest.raises(RecordRemovedError, match=str(example.durand.id)):
            work.agents.get(id_of(example.durand))
        assert work.agents.find("0002") is None


def test_an_id_is_never_given_twice(database: Database) -> None:
    with database.unit_of_work() as work:
        first = work.units.add(Unit(code="DT13", name="x"))
        work.units.remove([id_of(first)])
        assert id_of(work.units.add(first)) > id_of(first)


def test_a_taken_identifier_is_named(database: Database) -> None:
    example = store_example(database)
    with database.unit_of_work() as work:
        for refused in (
            lambda: work.agents.add(Agent(staff_number="0001", last_name="x")),
            lambda: work.agents.add_all([Agent(staff_number="0001", last_name="x")] * 2),
            lambda: work.agents.update(replace(example.durand, staff_number="0001")),
            lambda: work.needs.add(replace(example.morning, id=None)),
            lambda: work.needs.update(replace(example.morning, code="soir")),
        ):
            with pytest.raises(DuplicateRecordError, match=r"0001|matin|soir"):
                refused()
        work.operations.add(replace(example.operation, code="autre"))
        other = work.operations.find("autre")
        assert other is not None
        work.needs.add(replace(example.morning, operation_id=other.id))  # the same code in another operation


def test_layers_may_share_a_name(database: Database) -> None:
    layer = Layer(kind=LayerKind.WATER, name="Seine")
    with database.unit_of_work() as work:
        assert len(work.layers.add_all([layer, layer])) == 2
        changed = work.layers.update(replace(work.layers.list()[0], official=False))
        assert work.layers.list()[0] == changed


def test_a_failed_step_leaves_nothing_and_the_work_goes_on(database: Database) -> None:
    store_example(database)
    bad = Agent(staff_number="9", last_name="x", qualifications=(HeldQualification(code="pilot"),))
    with database.unit_of_work() as work:
        work.units.add(Unit(code="DT14", name="x"))
        with pytest.raises(UnknownReferenceError):
            work.agents.add_all([Agent(staff_number="8", last_name="x"), bad])
        work.commit()
    with database.unit_of_work() as work:
        assert [agent.staff_number for agent in work.agents.list()] == ["0001", "0002"]
        assert work.units.find("DT14") is not None


def test_updating_what_was_never_stored_or_twice_is_a_bug(database: Database) -> None:
    example = store_example(database)
    with database.unit_of_work() as work:
        with pytest.raises(ValueError, match="id of its own"):
            work.units.update(Unit(code="x", name="x"))
        with pytest.raises(ValueError, match="id of its own"):
            work.units.update_all([example.unit, example.unit])


def test_reading_takes_as_many_queries_for_many_agents_as_for_one(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = store_example(database)
    with database.unit_of_work() as work:
        work.agents.add_all(replace(example.martin, staff_number=f"x{number}") for number in range(500))
        work.sites.add_all(Site(code=f"x{number}", name="x") for number in range(500))
        work.needs.add_all(replace(example.morning, code=f"x{number}", site=f"x{number}") for number in range(500))
        queries: list[Executable] = []
        read = work._transaction.read

        def count_and_read(statement: Executable) -> Sequence[Any]:
            queries.append(statement)
            return read(statement)

        monkeypatch.setattr(work._transaction, "read", count_and_read)
        assert (len(work.agents.list()), len(queries)) == (502, 3)
        queries.clear()
        assert (len(work.needs.list(example.operation_id)), len(queries)) == (502, 3)


def test_more_records_than_one_statement_takes_are_stored_changed_and_removed(database: Database) -> None:
    with database.unit_of_work() as work:
        sites = work.sites.add_all(Site(code=f"{number}", name="x") for number in range(12_000))
        changed = work.sites.update_all(replace(site, name="y") for site in sites)
        assert [site.id for site in changed] == [site.id for site in sites]
        assert set(work.sites.list()) == set(changed)
        work.sites.remove(id_of(site) for site in sites)
        assert work.sites.list() == ()


def test_refusals_are_in_the_language_of_the_screen(database: Database) -> None:
    store_example(database)
    with database.unit_of_work() as work, pytest.raises(DuplicateRecordError) as refusal:
        work.units.add(Unit(code="DT13", name="x"))
    use_language("en")
    try:
        english = str(refusal.value)
    finally:
        use_language("fr")
    assert english.startswith("Unit DT13: another record")
    assert str(refusal.value).startswith("Unité DT13\N{NO-BREAK SPACE}: une autre fiche")
