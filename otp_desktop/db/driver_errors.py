"""From the errors of the database's driver to sentences: one table, read at the one place that runs statements."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError, StatementError

from otp_desktop.db.errors import (
    DatabaseCorruptError,
    DatabaseError,
    DatabaseLockedError,
    DatabaseNotWritableError,
    DatabaseUnreachableError,
    DiskFailureError,
    DiskFullError,
)
from otp_desktop.domain.errors import KnownError

# Primary result codes: https://www.sqlite.org/rescode.html
_SQLITE: dict[int, type[DatabaseError]] = {
    sqlite3.SQLITE_BUSY: DatabaseLockedError,
    sqlite3.SQLITE_LOCKED: DatabaseLockedError,
    sqlite3.SQLITE_CORRUPT: DatabaseCorruptError,
    sqlite3.SQLITE_NOTADB: DatabaseCorruptError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_IOERR: DiskFailureError,
    sqlite3.SQLITE_READONLY: DatabaseNotWritableError,
    sqlite3.SQLITE_CANTOPEN: DatabaseNotWritableError,
    sqlite3.SQLITE_PERM: DatabaseNotWritableError,
    sqlite3.SQLITE_AUTH: DatabaseNotWritableError,
}
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}


class StoredValueError(ValueError):
    """A stored value that this program never writes: the database was damaged or edited by another program."""


@contextmanager
def known_errors(location: str) -> Iterator[None]:
    """Turns what a user can mend into a KnownError that names the database; all else passes as it is."""
    try:
        yield
    except StatementError as error:
        if isinstance(error.orig, KnownError):  # raised by a column type while it prepared a value
            raise error.orig from None
        known = _known(error)
        if known is None:
            raise
        raise known(location=location) from error
    except sqlite3.Error as error:
        kind = error_of_sqlite(error)
        if kind is None:
            raise
        raise kind(location=location) from error
    except StoredValueError as error:
        raise DatabaseCorruptError(location=location) from error


@contextmanager
def known_driver_errors(location: str) -> Iterator[None]:
    """The same where the driver of a database is looked for."""
    try:
        yield
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseUnreachableError(location=location) from error


@contextmanager
def known_file_errors(location: str) -> Iterator[None]:
    """The same where the database's own files are made and copied."""
    try:
        yield
    except OSError as error:
        raise (DiskFullError if error.errno in _DISK_FULL else DatabaseNotWritableError)(location=location) from error


def _known(error: StatementError) -> type[DatabaseError] | None:
    if isinstance(error.orig, sqlite3.Error):
        return error_of_sqlite(error.orig)
    lost = isinstance(error, OperationalError) or (isinstance(error, DBAPIError) and error.connection_invalidated)
    return DatabaseUnreachableError if lost else None


def error_of_sqlite(error: sqlite3.Error) -> type[DatabaseError] | None:
    """What the user is told of it; None where it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SQLITE.get(code & 0xFF)  # the low byte is the primary code
