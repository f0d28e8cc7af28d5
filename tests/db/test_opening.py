"""Opening a database: safe settings, private files, and one sentence for each thing that can be wrong."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from otp_desktop.db import Database, engine, schema
from otp_desktop.db.errors import (
    DatabaseCorruptError,
    DatabaseLockedError,
    DatabaseNewerError,
    DatabaseNotWritableError,
    DatabaseUnreachableError,
    DiskFullError,
    ForeignDatabaseError,
)
from otp_desktop.domain.force import Unit
from otp_desktop.domain.sites import Site
from tests.db.examples import store_example

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")


@contextmanager
def wide_umask() -> Iterator[None]:
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_the_files_and_new_folders_are_private_even_with_a_wide_umask(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "otp.sqlite"
    with wide_umask():
        database = Database.open(file)
        with database.unit_of_work() as work:
            work.units.add(Unit(code="DT13", name="x"))
            work.commit()
            modes = {path.name: mode(path) for path in file.parent.iterdir()}
    assert modes == {"otp.sqlite": 0o600, "otp.sqlite-wal": 0o600, "otp.sqlite-shm": 0o600}
    assert mode(file.parent) == mode(file.parent.parent) == 0o700
    database.close()
    assert [path.name for path in file.parent.iterdir()] == ["otp.sqlite"]


@posix
def test_a_database_copied_with_a_wide_mode_is_made_private(database: Database, file: Path) -> None:
    database.close()
    file.chmod(0o644)
    Database.open(file).close()
    assert mode(file) == 0o600


def test_every_connection_checks_foreign_keys_and_writes_through(database: Database) -> None:
    with database._engine.connect() as first, database._engine.connect() as second:
        for connection in (first, second):
            settings = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
            ]
            assert settings == [1, "wal", 2, 5000]


def test_what_was_stored_is_there_after_opening_again(database: Database, file: Path) -> None:
    example = store_example(database)
    database.close()
    again = Database.open(str(file))
    with again.unit_of_work() as work:
        assert work.agents.list() == (example.martin, example.durand)
        assert work.needs.list(example.operation_id) == (example.morning, example.evening)
    again.close()


def test_a_database_of_today_opens_without_alembic(database: Database, file: Path) -> None:
    database.close()
    code = "import sys; from otp_desktop.db import Database; Database.open(sys.argv[1]).close(); print('alembic' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_two_programs_may_create_one_database_at_once(file: Path) -> None:
    code = "import sys; from otp_desktop.db import Database; Database.open(sys.argv[1]).close()"
    programs = [subprocess.Popen([sys.executable, "-c", code, str(file)], stderr=subprocess.PIPE) for _ in range(3)]
    assert [(program.communicate()[1], program.returncode) for program in programs] == [(b"", 0)] * 3
    Database.open(file).close()


def test_a_database_url_and_memory_work_too(tmp_path: Path) -> None:
    for location in (f"sqlite:///{tmp_path}/url.sqlite", "sqlite://"):
        database = Database.open(location)
        with database.unit_of_work() as work:
            work.units.add(Unit(code="DT13", name="x"))
            work.commit()
        with database.unit_of_work() as work:
            assert len(work.units.list()) == 1
        database.close()
    assert mode(tmp_path / "url.sqlite") == 0o600


def test_a_text_file_named_sqlite_is_refused_and_left_alone(file: Path) -> None:
    for content in (b"x", b"matricule;nom\n0001;Martin\n" * 1000, b"SQLite format 3\0"):
        file.write_bytes(content)
        with pytest.raises(DatabaseCorruptError, match=r"otp\.sqlite"):
            Database.open(file)
        assert file.read_bytes() == content


def test_an_empty_file_becomes_a_database(file: Path) -> None:
    file.touch()
    Database.open(file).close()
    assert file.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("kept", [600, 5000, 0.5, 0.9])
def test_a_truncated_file_is_called_damaged(database: Database, file: Path, kept: float) -> None:
    with database.unit_of_work() as work:
        work.sites.add_all(Site(code=f"{number}", name="École") for number in range(2000))
        work.commit()
    database.close()
    whole = file.read_bytes()
    file.write_bytes(whole[: int(kept if kept > 1 else kept * len(whole))])
    with pytest.raises(DatabaseCorruptError):
        Database.open(file)


def test_a_file_damaged_in_the_middle_is_called_damaged_when_it_is_read(database: Database, file: Path) -> None:
    with database.unit_of_work() as work:
        work.sites.add_all(Site(code=f"{number}", name="École") for number in range(2000))
        work.commit()
    database.close()
    whole = bytearray(file.read_bytes())
    whole[100 * 1024 : -4096] = b"\xff" * len(whole[100 * 1024 : -4096])
    file.write_bytes(whole)
    with pytest.raises(DatabaseCorruptError):
        damaged = Database.open(file)
        try:
            with damaged.unit_of_work() as work:
                work.sites.list()
        finally:
            damaged.close()


def test_a_value_this_program_never_writes_is_called_damage(database: Database, file: Path) -> None:
    store_example(database)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("""UPDATE operations SET rules = '{"duty_minutes": "ten"}'""")
    with database.unit_of_work() as work, pytest.raises(DatabaseCorruptError):
        work.operations.list()


def test_the_database_of_another_program_is_refused_and_left_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("CREATE TABLE moz_places (id INTEGER)")
    before = file.read_bytes()
    with pytest.raises(ForeignDatabaseError):
        Database.open(file)
    assert file.read_bytes() == before


def test_a_newer_database_is_refused_with_both_versions(database: Database, file: Path) -> None:
    database.close()
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()
    with pytest.raises(DatabaseNewerError, match=f"9999.*{schema.CURRENT_REVISION}"):
        Database.open(file)
    assert file.read_bytes() == before


def test_a_folder_or_a_place_below_a_file_cannot_be_a_database(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("x")
    for place in (tmp_path, tmp_path / "note.txt" / "otp.sqlite"):
        with pytest.raises(DatabaseNotWritableError):
            Database.open(place)


@as_root
def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DatabaseNotWritableError):
        Database.open(tmp_path / "otp.sqlite")


@pytest.mark.parametrize(
    "address",
    ["nosuchdatabase://server/otp", "postgresql+nosuchdriver://u:secret@server/otp", "sqlite+nonsense:///x", "://"],
)
def test_an_address_that_leads_nowhere_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(DatabaseUnreachableError) as refusal:
        Database.open(address)
    assert "secret" not in str(refusal.value)


def test_a_database_that_another_program_holds_is_called_locked(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    again = Database.open(file)
    holder = _hold_lock(file)
    try:
        with again.unit_of_work() as work:
            with pytest.raises(DatabaseLockedError, match=r"otp\.sqlite"):
                work.units.add(Unit(code="DT13", name="x"))
            assert work.units.list() == ()  # reading goes on
    finally:
        holder.kill()
        holder.communicate()
    with again.unit_of_work() as work:
        work.units.add(Unit(code="DT13", name="x"))
        work.commit()
    again.close()


def test_a_full_disk_loses_nothing_that_was_committed(database: Database) -> None:
    example = store_example(database)
    with database.unit_of_work() as work:
        connection = work._transaction._connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # as a full disk: no page can be added
        with pytest.raises(DiskFullError):
            work.sites.add_all(Site(code=f"{number}", name="x" * 500) for number in range(5000))
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
        work.units.add(Unit(code="DT14", name="x"))  # room was made
        work.commit()
    with database.unit_of_work() as work:
        assert work.sites.list() == (example.site,)
        assert work.agents.list() == (example.martin, example.durand)
        assert [unit.code for unit in work.units.list()] == ["DT13", "DT14"]


def test_work_that_the_database_undid_by_itself_is_not_committed_in_silence(database: Database) -> None:
    with database.unit_of_work() as work:
        work.units.add(Unit(code="DT13", name="x"))
        with pytest.raises(ZeroDivisionError), work._transaction.step():
            # What SQLite does on some full disks and failed writes: https://www.sqlite.org/lang_transaction.html
            work._transaction._connection.exec_driver_sql("ROLLBACK")
            _ = 1 / 0
        with pytest.raises(RuntimeError, match="undone"):
            work.commit()
    with database.unit_of_work() as work:
        assert work.units.list() == ()


def _hold_lock(file: Path) -> subprocess.Popen[str]:
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
        "print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder
