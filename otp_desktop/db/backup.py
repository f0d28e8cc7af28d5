"""A copy of a SQLite file, taken while it is in use, before its tables are changed."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from otp_desktop.private_files import PRIVATE_FILE

KEPT = 5


def back_up(file: Path, revision: str) -> Path:
    """Copies ``file`` to ``<name>.backup-<revision>-<time, UTC>.sqlite`` beside it and keeps the last five copies.

    Raises sqlite3.Error or OSError when there is no room or no right; no half copy is left under that name.
    """
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    backup = file.with_name(f"{file.stem}.backup-{revision}-{moment}.sqlite")
    unfinished = backup.with_suffix(".unfinished")
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    try:
        _copy(file, unfinished)
        unfinished.rename(backup)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in backups_of(file)[:-KEPT]:
        old.unlink()
    return backup


def backups_of(file: Path) -> list[Path]:
    """The copies beside ``file``, oldest first."""
    start = f"{file.stem}.backup-"
    copies = [path for path in file.parent.iterdir() if path.name.startswith(start) and path.suffix == ".sqlite"]
    return sorted(copies, key=lambda path: path.stem.rpartition("-")[2])


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        writing.execute("PRAGMA synchronous = FULL")
        reading.backup(writing)
        # A copy is one file that can be carried away: it must not need a log beside it.
        writing.execute("PRAGMA journal_mode = DELETE")
