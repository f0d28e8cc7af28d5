"""Where a database is: a SQLite file, private from its first byte, or the address of a server."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from otp_desktop.db.errors import DatabaseCorruptError, DatabaseUnreachableError
from otp_desktop.private_files import PRIVATE_FILE, make_private_folder

_SQLITE = URL.create("sqlite")
_SQLITE_HEADER = b"SQLite format 3\0"
_SMALLEST_SQLITE_FILE = 512  # bytes: one page of the smallest size


@dataclass(frozen=True)
class Location:
    """``file`` is None for a database in memory or on a server. ``str()`` hides the password."""

    url: URL
    file: Path | None

    def __str__(self) -> str:
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)


def parse_location(location: str | Path) -> Location:
    """Reads a file path or any SQLAlchemy URL; a ``~`` at the start of a path is the home folder."""
    text = str(location)
    if "://" not in text:
        return _of_file(Path(text))
    try:
        url = make_url(text)
    except ArgumentError:
        raise DatabaseUnreachableError(location=text.partition("://")[0] + "://…") from None
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return _of_file(Path(url.database or ""), url)
    return Location(url, None)


def prepare_file(file: Path) -> None:
    """Creates the file, and the folders that are missing, readable by their owner only, before SQLite opens it.

    SQLite gives its ``-wal`` and ``-shm`` files the mode of the database. An older file of ours with a wider mode is
    narrowed. Raises DatabaseCorruptError for a file that is not SQLite's, which it would else overwrite when short;
    OSError where the place cannot be written.
    """
    make_private_folder(file.parent)
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    except FileExistsError:
        _refuse_other_files(file)
    _narrow_mode(file)


def _of_file(path: Path, url: URL = _SQLITE) -> Location:
    file = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - resolve() would follow links
    return Location(url.set(database=str(file)), file)


def _narrow_mode(file: Path) -> None:
    if os.name == "posix":
        status = file.stat()
        if status.st_mode & 0o077 and status.st_uid == os.geteuid():
            file.chmod(PRIVATE_FILE)


def _refuse_other_files(file: Path) -> None:
    with file.open("rb") as stream:
        header = stream.read(_SMALLEST_SQLITE_FILE)
    if header and (len(header) < _SMALLEST_SQLITE_FILE or not header.startswith(_SQLITE_HEADER)):
        raise DatabaseCorruptError(location=str(file))
