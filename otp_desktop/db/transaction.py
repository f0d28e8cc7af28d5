"""One connection with its transaction: the only place where statements run and driver errors become sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, NestedTransaction
from sqlalchemy.exc import SQLAlchemyError

from otp_desktop.db.driver_errors import known_errors
from otp_desktop.db.engine import BEGIN_OPTION
from otp_desktop.db.journal.recorder import Recorder

ItemT = TypeVar("ItemT")
Values = Mapping[str, Any]
CHUNK = 10_000  # values in one IN list: SQLite takes 32,766 at most, PostgreSQL 65,535


class Transaction:
    """Reads see one state of the database; the first write starts afresh from the newest one.

    SQLite refuses to write on a state that is no longer the newest, whatever the write is. Since nothing is written
    yet, beginning again loses nothing, and the row versions tell whether what was read has changed since.
    """

    def __init__(self, connection: Connection, location: str) -> None:
        self._connection = connection
        self._location = location
        self._writing = False
        self._lost = False
        self.recorder = Recorder()

    @contextmanager
    def step(self) -> Iterator[None]:
        """One write with the reading it depends on. If it fails nothing of it stays, and the transaction can go on."""
        self.begin_writing()
        with known_errors(self._location):
            savepoint = self._connection.begin_nested()
        mark = self.recorder.mark()
        try:
            yield
        except BaseException:
            self.recorder.forget(mark)
            self._undo(savepoint)
            raise
        with known_errors(self._location):
            savepoint.commit()

    def _undo(self, savepoint: NestedTransaction) -> None:
        try:
            savepoint.rollback()
        except SQLAlchemyError:
            # On a full disk SQLite undoes the whole transaction by itself: what came before is lost too.
            self._lost = True

    def begin_writing(self) -> None:
        """Waits for other writers for a few seconds; what is read after it stays true until the end."""
        if self._writing:
            return
        self.roll_back()
        if self._connection.dialect.name == "sqlite":
            self._connection.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"})
        try:
            with known_errors(self._location):
                self._connection.begin()
        except BaseException:
            self._stop_writing()
            raise
        self._writing = True

    def read(self, statement: Executable) -> Sequence[Any]:
        """The rows of a query, whose columns are its own."""
        with known_errors(self._location):
            return self._connection.execute(statement).all()

    def write(self, statement: Executable, rows: Sequence[Values] | None = None) -> CursorResult[Any] | None:
        """Runs a statement once, or once for each of ``rows`` (not at all when there are none)."""
        if rows is not None and not rows:
            return None
        assert self._writing, "a write belongs in a step()"
        with known_errors(self._location):
            return self._connection.execute(statement, rows)

    def insert(self, statement: Executable, rows: Sequence[Values]) -> tuple[int, ...]:
        """Inserts the rows and returns their new ids, in the same order; ``statement`` returns the id."""
        result = self.write(statement, rows)
        return tuple(result.scalars()) if result is not None else ()

    def commit(self) -> None:
        if self._lost:
            raise RuntimeError("a transaction that the database has undone cannot be committed")
        with known_errors(self._location):
            self._connection.commit()
        self._stop_writing()

    def roll_back(self) -> None:
        with known_errors(self._location):
            self._connection.rollback()
        self._stop_writing()

    def close(self) -> None:
        try:
            self.roll_back()
        finally:
            self._connection.close()

    def _stop_writing(self) -> None:
        self._writing = False
        self._lost = False
        self.recorder.forget()
        if self._connection.dialect.name == "sqlite":
            self._connection.execution_options(**{BEGIN_OPTION: "BEGIN"})


def chunks(items: Iterable[ItemT]) -> Iterator[tuple[ItemT, ...]]:
    """The items in portions that fit in one statement."""
    rest = iter(items)
    while portion := tuple(islice(rest, CHUNK)):
        yield portion
