"""All that a database holds, but for its journal and its row versions: what undo must bring back."""

import sqlite3
from collections import Counter
from contextlib import closing
from typing import Any

from otp_desktop.services.workspace import Workspace

NOT_CONTENT = {"alembic_version", "sqlite_sequence"}
JOURNAL = ("gestures", "journal_")

# What a publication that was undone spoke of is kept, for its being done again: it is nobody's content meanwhile.
KEPT_FOR_REDO = {"published_contents": " WHERE plan_id IN (SELECT id FROM plans)"}

Contents = dict[str, Counter[tuple[tuple[str, Any], ...]]]


def contents(ws: Workspace) -> Contents:
    """The rows of each table, in no order."""
    with closing(sqlite3.connect(ws.location)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: Counter(
                _values(row) for row in connection.execute(f"SELECT * FROM {table}{KEPT_FOR_REDO.get(table, '')}")
            )
            for table in tables
            if table not in NOT_CONTENT and not table.startswith(JOURNAL)
        }


def _values(row: sqlite3.Row) -> tuple[tuple[str, Any], ...]:
    return tuple((key, row[key]) for key in row.keys() if key != "version")  # noqa: SIM118 - a Row is no mapping
