"""Every write can be taken back, and done again: the database then holds what it held, to the last row."""

import importlib
import inspect
import pkgutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from otp_desktop import services
from otp_desktop.db import Database
from otp_desktop.db.errors import BlockedUndoError, ChangedSinceError, TooOldToUndoError, UsedSinceError
from otp_desktop.db.unit_of_work import UNNAMED
from otp_desktop.domain import journal
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.force import Unit
from otp_desktop.domain.past_work import PastWork
from otp_desktop.services import force, needs, operations, plans, versions
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import sentence, use_language
from tests.services.contents import contents
from tests.services.small_force import agent, operation_id
from tests.services.writes import WRITES, held_need, id_of

NO_GESTURE_OF_THEIR_OWN = {"undo.undo"}


def written_by(changes: object) -> int:
    gesture = getattr(changes, "gesture", None)
    assert isinstance(gesture, int)
    return gesture


def assert_named(ws: Workspace, gesture_id: int) -> None:
    with ws.unit_of_work() as work:
        gesture = work.journal.gesture(gesture_id)
    assert gesture is not None
    assert gesture.person
    assert gesture.name != UNNAMED


@pytest.fixture
def colleague(small: Workspace) -> Iterator[Workspace]:
    """The same database, open for another person."""
    database = Database.open(small.location, person="chef.martin")
    yield Workspace(database)
    database.close()


@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_undone_and_redone_to_the_last_row(small: Workspace, name: str) -> None:
    write = WRITES[name](small)
    before = contents(small)
    done = write()
    after = contents(small)
    assert after != before
    assert_named(small, written_by(done))
    undone = undo(small, written_by(done))
    assert contents(small) == before
    assert undone.touched == done.touched
    redone = undo(small, written_by(undone))
    assert contents(small) == after
    undo(small, written_by(redone))
    assert contents(small) == before


def test_every_use_case_that_writes_is_tried() -> None:
    found = set()
    for module in pkgutil.iter_modules(services.__path__):
        loaded = importlib.import_module(f"otp_desktop.services.{module.name}")
        functions = [*inspect.getmembers(loaded, inspect.isfunction)]
        for _name, kind in inspect.getmembers(loaded, inspect.isclass):
            functions += inspect.getmembers(kind, inspect.isfunction)
        found |= {
            f"{module.name}.{name}"
            for name, function in functions
            if function.__module__ == loaded.__name__ and not name.startswith("_") and _writes(function)
        }
    tried = {name.partition(",")[0] for name in WRITES}
    assert found - NO_GESTURE_OF_THEIR_OWN == tried


def _writes(function: object) -> bool:
    result = getattr(function, "__annotations__", {}).get("return")
    return getattr(result, "__name__", str(result)) in {"Changes", "ImportReport"}


def test_what_a_colleague_changed_since_is_not_undone(small: Workspace, colleague: Workspace) -> None:
    mine = force.save_agent(small, replace(force.list_agents(small)[0], grade="brigadier"))
    force.save_agent(colleague, replace(force.list_agents(colleague)[0], first_name="Émilie"))
    before = contents(small)
    with pytest.raises(ChangedSinceError) as refused:
        undo(small, written_by(mine))
    assert "001 NOM1 Émilie" in str(refused.value)
    assert "chef.martin" in str(refused.value)
    assert contents(small) == before


def test_a_colleague_who_took_his_change_back_is_not_in_the_way(small: Workspace, colleague: Workspace) -> None:
    before = contents(small)
    mine = force.save_agent(small, replace(force.list_agents(small)[0], grade="brigadier"))
    theirs = force.save_agent(colleague, replace(force.list_agents(colleague)[0], first_name="Émilie"))
    undo(colleague, written_by(theirs))
    undo(small, written_by(mine))
    assert contents(small) == before


def test_a_gesture_is_undone_once(small: Workspace) -> None:
    mine = force.save_unit(small, Unit(code="DT14", name="Le 14e"))
    undo(small, written_by(mine))
    with pytest.raises(ChangedSinceError):
        undo(small, written_by(mine))


def test_an_agent_who_stands_in_a_plan_by_now_is_not_taken_away(small: Workspace) -> None:
    added = force.save_agent(small, agent(7))
    need = held_need(small)
    plans.assign(small, operation_id(small), "007", need.code, need.roles[0].code)
    before = contents(small)
    with pytest.raises(UsedSinceError):
        undo(small, written_by(added))
    assert contents(small) == before


def assign_to_draft(ws: Workspace) -> Changes:
    need = needs.list_needs(ws, operation_id(ws))[0]
    return plans.assign(ws, operation_id(ws), "002", need.code, need.roles[0].code)


def publish(ws: Workspace) -> Changes:
    held_need(ws)
    return versions.publish_plan(ws, operation_id(ws))


def add_past_work(ws: Workspace) -> Changes:
    with ws.unit_of_work(sentence("Earlier work")) as work:
        work.past_work.add(PastWork(agent="002", first_day=date(2026, 1, 5), last_day=date(2026, 1, 11), nights=1))
        return work.commit()


def remove_agent(ws: Workspace) -> Changes:
    return force.remove_agents(ws, [id_of(agent) for agent in force.list_agents(ws) if agent.staff_number == "002"])


def remove_need(ws: Workspace) -> Changes:
    return needs.remove_needs(ws, [id_of(needs.list_needs(ws, operation_id(ws))[0])])


def remove_operation(ws: Workspace) -> Changes:
    return operations.remove_operation(ws, operation_id(ws))


@pytest.mark.parametrize(
    ("write", "meanwhile"),
    [
        (assign_to_draft, assign_to_draft),
        (publish, publish),
        (add_past_work, add_past_work),
        (assign_to_draft, remove_agent),
        (assign_to_draft, remove_need),
        (assign_to_draft, remove_operation),
    ],
)
def test_what_has_no_place_any_more_is_not_done_again(
    small: Workspace, write: Callable[[Workspace], Changes], meanwhile: Callable[[Workspace], Changes]
) -> None:
    """The journal offers to redo what was undone however long ago, whatever was done since."""
    undone = undo(small, written_by(write(small)))
    meanwhile(small)
    before = contents(small)
    with pytest.raises(BlockedUndoError):
        undo(small, written_by(undone))
    assert contents(small) == before


def test_gestures_are_undone_one_after_the_other_back_to_the_start(small: Workspace) -> None:
    start = contents(small)
    need = needs.list_needs(small, operation_id(small))[0]
    gestures = [
        written_by(changes)
        for changes in (
            force.save_unit(small, Unit(code="DT14", name="Le 14e")),
            force.save_agent(small, replace(force.list_agents(small)[0], unit="DT14")),
            plans.assign(small, operation_id(small), "001", need.code, need.roles[0].code),
            force.remove_agents(small, [id_of(force.list_agents(small)[0])]),
        )
    ]
    end = contents(small)
    undone = [written_by(undo(small, gesture)) for gesture in reversed(gestures)]
    assert contents(small) == start
    for gesture in reversed(undone):
        undo(small, gesture)
    assert contents(small) == end


def test_a_restored_record_refuses_a_screen_that_read_it_before(small: Workspace) -> None:
    """Its row version is one that nobody has seen."""
    read = force.list_agents(small)[0]
    removed = force.remove_agents(small, [id_of(read)])
    undo(small, written_by(removed))
    restored = force.list_agents(small)[0]
    assert restored.id == read.id
    assert restored.version > read.version


def test_reasons_of_absences_are_forgotten_by_the_journal_and_with_them_the_undo(small: Workspace) -> None:
    away = force.list_agents(small)[5]
    removed = force.remove_agents(small, [id_of(away)])
    raw = _journal_text(small)
    assert "arrêt maladie" in raw["journal_reasons"]
    assert "arrêt maladie" not in raw["journal_entries"]
    _let_days_pass(small, journal.UNDO_DAYS + 1)
    force.save_unit(small, Unit(code="DT15", name="Le 15e"))
    assert "arrêt maladie" not in _journal_text(small)["journal_reasons"]
    with pytest.raises(TooOldToUndoError):
        undo(small, written_by(removed))


def test_the_journal_keeps_gestures_for_some_time_only(small: Workspace) -> None:
    old = force.save_unit(small, Unit(code="DT14", name="Le 14e"))
    _let_days_pass(small, journal.KEPT_DAYS + 1)
    force.save_unit(small, Unit(code="DT15", name="Le 15e"))
    with small.unit_of_work() as work:
        assert work.journal.gesture(written_by(old)) is None
    with pytest.raises(TooOldToUndoError):
        undo(small, written_by(old))


def test_details_of_bulky_gestures_are_kept_while_there_is_room(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("otp_desktop.db.journal.forgetting.BULKY", 10)
    monkeypatch.setattr("otp_desktop.db.journal.forgetting.KEPT_BULK", 700)
    first, *_others, last = [
        force.save_unit(small, Unit(code=f"DT{number}", name=f"Le {number}e")) for number in range(20, 28)
    ]
    with small.unit_of_work() as work:
        ((forgotten,),) = work.journal.steps(written_by(first))
        ((kept,),) = work.journal.steps(written_by(last))
    assert (forgotten.title, forgotten.after, forgotten.detailed) == ("DT20 Le 20e", None, False)
    assert kept.after is not None
    with pytest.raises(TooOldToUndoError):
        undo(small, written_by(first))
    undo(small, written_by(last))


def test_a_setting_comes_back(small: Workspace) -> None:
    with small.unit_of_work() as work:
        work.settings.set("notice_hours", 24)
        work.commit()
    before = contents(small)
    with small.unit_of_work() as work:
        work.settings.set("notice_hours", {"hours": 48})
        work.settings.set("language", "fr")
        changed = work.commit()
    undone = undo(small, written_by(changed))
    assert contents(small) == before
    undo(small, written_by(undone))
    with small.unit_of_work() as work:
        assert work.settings.list() == {"language": "fr", "notice_hours": {"hours": 48}}


def test_names_of_undo_and_redo_tell_what_is_undone(small: Workspace) -> None:
    done = force.save_unit(small, Unit(code="DT14", name="Le 14e"))
    undone = undo(small, written_by(done))
    redone = undo(small, written_by(undone))
    again = undo(small, written_by(redone))
    use_language("en")
    with small.unit_of_work() as work:
        names = [work.journal.gesture(written_by(changes)) for changes in (done, undone, redone, again)]
    assert [str(gesture and gesture.name) for gesture in names] == [
        "Unit DT14", "Undone: Unit DT14", "Done again: Unit DT14", "Undone: Unit DT14",
    ]  # fmt: skip


def _journal_text(ws: Workspace) -> dict[str, str]:
    with closing(sqlite3.connect(ws.location)) as connection:
        return {
            table: "\n".join(map(str, connection.execute(f"SELECT * FROM {table}")))
            for table in ("journal_entries", "journal_reasons")
        }


def _let_days_pass(ws: Workspace, days: int) -> None:
    """As if all that was done had been done so many days earlier."""
    with closing(sqlite3.connect(ws.location)) as connection, connection:
        for table in ("gestures", "journal_reasons"):
            for (moment,) in connection.execute(f"SELECT DISTINCT moment FROM {table}").fetchall():
                earlier = (datetime.fromisoformat(moment) - timedelta(days=days)).isoformat()
                connection.execute(f"UPDATE {table} SET moment = ? WHERE moment = ?", (earlier, moment))
