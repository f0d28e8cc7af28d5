"""The migrations make the tables that the program expects, from nothing and from every older format."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.schema import CreateTable

from otp_desktop.db import Database, backup, migrate, schema
from otp_desktop.db.errors import DatabaseCorruptError, DatabaseError, DiskFullError
from otp_desktop.db.rows import Base
from tests.db.examples import store_example

OLD = Path(__file__).parent / "old"


def load_dump(dump: Path, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(dump.read_text("utf-8"))


def test_the_program_names_the_newest_migration() -> None:
    assert migrate.all_revisions()[0].revision == schema.CURRENT_REVISION


def test_migrated_tables_are_those_of_the_rows(database: Database) -> None:
    with database._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrated_tables_have_the_same_rules_as_those_of_the_rows(database: Database) -> None:
    """What the comparison above does not see: checks, cascades, ids used once."""
    fresh = sqlite3.connect(":memory:")
    with closing(fresh), database._engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            fresh.execute(str(CreateTable(table).compile(connection)))
            query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
            wanted = fresh.execute(query, (table.name,)).fetchone()[0]
            found = connection.exec_driver_sql(query, (table.name,)).scalar_one()
            assert _clauses(found) == _clauses(wanted)
            for pragma in ("foreign_key_list", "table_info"):
                wanted_rows = {tuple(row[2:]) for row in fresh.execute(f"PRAGMA {pragma}({table.name})")}
                found_rows = {tuple(row[2:]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}({table.name})")}
                assert found_rows == wanted_rows


@pytest.mark.parametrize("dump", sorted(OLD.glob("*.sql")), ids=lambda dump: dump.stem)
def test_a_database_of_each_older_format_opens_with_all_it_held(dump: Path, file: Path) -> None:
    load_dump(dump, file)
    database = Database.open(file)
    with database.unit_of_work() as work:
        martin, durand = work.agents.list()
        (operation,) = work.operations.list()
        assert operation.id is not None
        morning, evening = work.needs.list(operation.id)
        draft, published = work.plans.list(operation.id)
        assert (martin.full_name, martin.unit, martin.qualifications[0].code) == ("MARTIN Élise", "DT13", "leader")
        assert [(absence.start.fold, absence.end.fold) for absence in martin.absences] == [(0, 1)]
        assert (durand.corps, operation.rules.duty_minutes, morning.heads, evening.site) == ("ASP", 600, 3, "E13-07")
        assert (len(draft.assignments), len(published.assignments), published.number) == (2, 2, 1)
        assert [site.code for site in work.sites.list()] == ["E13-07"]
        assert [layer.features[0].code for layer in work.layers.list()] == ["75113"]
        assert work.settings.list() == {"language": "fr"}
    database.close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == schema.CURRENT_REVISION
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_each_format_has_a_stored_database() -> None:
    revisions = {script.revision for script in migrate.all_revisions()}
    assert {dump.stem for dump in OLD.glob("*.sql")} == revisions


def test_an_older_database_is_backed_up_before_it_is_migrated(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_example(database)
    database.close()
    _pretend_a_newer_program(monkeypatch)
    for _ in range(backup.KEPT + 2):
        with pytest.raises(RuntimeError, match="stop here"):
            Database.open(file)
    copies = backup.backups_of(file)
    assert len(copies) == backup.KEPT
    for copy in copies:
        assert copy.name.startswith(f"otp.backup-{migrate.all_revisions()[0].revision}-")
        assert os.name != "posix" or stat.S_IMODE(copy.stat().st_mode) == 0o600
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT count(*) FROM agents").fetchone()[0] == 2
    names = {path.name for path in file.parent.iterdir()}
    assert names == {file.name, *(copy.name for copy in copies)}


def test_without_room_for_the_backup_nothing_is_migrated(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    _pretend_a_newer_program(monkeypatch)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_copy", no_room)
    with pytest.raises(DiskFullError):
        Database.open(file)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_example(database)

    def half_way(config: object, target: str) -> None:
        connection = config.attributes["connection"]  # type: ignore[attr-defined]  # alembic's Config
        connection.execute(text("DROP TABLE settings"))
        connection.execute(text("DELETE FROM sites"))  # leaves needs without a site

    monkeypatch.setattr(command, "upgrade", half_way)
    with pytest.raises((DatabaseError, ValueError)):
        migrate.upgrade(database._engine)
    with database.unit_of_work() as work:
        assert work.settings.list() == {}
        assert len(work.sites.list()) == 1
        foreign_keys = work._transaction._connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    assert foreign_keys == 1


def test_a_damaged_list_of_formats_is_named(database: Database, file: Path) -> None:
    database.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(DatabaseCorruptError):
        Database.open(file)


def _pretend_a_newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(engine: object) -> None:
        raise RuntimeError("stop here")

    monkeypatch.setattr(schema, "CURRENT_REVISION", "9999")
    monkeypatch.setattr(migrate, "upgrade", stop)


def _clauses(sql: str) -> set[str]:
    """The constraints of a table's SQL, without their order and spaces."""
    return {line.strip(" ,\n\t") for line in sql.splitlines() if "CONSTRAINT" in line or "CHECK" in line}
