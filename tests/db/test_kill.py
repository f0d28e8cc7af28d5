"""Killed at any moment, the program loses nothing that it had committed, and keeps no half of a unit of work."""

import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from otp_desktop.db import Database
from tests.db.examples import store_example
from tests.db.writer import BATCH, write_without_end

KILLS = 32
MOST_ROUNDS = 100
AT_ONCE = 2
LONGEST_LIFE = 0.4  # seconds after the first commit
# Writers are forked where that can be: starting Python anew each time took two thirds of this test.
if sys.platform == "win32":
    PROCESSES = get_context("spawn")
else:
    PROCESSES = get_context("forkserver")
    PROCESSES.set_forkserver_preload(["pytest", "tests.db.writer"])


@dataclass
class Told:
    """What a writer said that it had committed."""

    batches: set[str] = field(default_factory=set)
    draft: int = 0
    agent: int = 0

    def hear(self, committed: dict[str, Any]) -> None:
        self.batches |= {committed["batch"]} if "batch" in committed else set()
        self.draft = committed.get("draft", self.draft)
        self.agent = committed.get("agent", self.agent)


def test_kill_at_any_moment_loses_no_committed_row(tmp_path: Path) -> None:
    seed = time.time_ns()
    moments = random.Random(seed)
    files = [_new_database(tmp_path / f"{number}.sqlite") for number in range(AT_ONCE)]
    told = {file: Told() for file in files}
    for round_number in range(MOST_ROUNDS):
        if round_number >= KILLS // AT_ONCE and all(_heard_all(heard) for heard in told.values()):
            break  # on a busy machine the first writers may die before they have written all there is to write
        writers = {file: _start(file, round_number) for file in files}
        for file, (writer, pipe) in writers.items():
            told[file].hear(pipe.recv())  # it works: the clock of its life starts
            time.sleep(moments.uniform(0, LONGEST_LIFE))
            writer.kill()
            for committed in _rest(pipe):
                told[file].hear(committed)
            writer.join()
            writer.close()
            pipe.close()
        for file in files:
            _check(file, told[file], f"seed {seed}, round {round_number}")
    assert all(_heard_all(heard) for heard in told.values())


def _heard_all(heard: Told) -> bool:
    return bool(heard.batches and heard.draft and heard.agent)


def _new_database(file: Path) -> Path:
    database = Database.open(file)
    example = store_example(database)
    with database.unit_of_work() as work:
        work.needs.add_all(replace(example.morning, code=f"n{number}") for number in range(400))
        work.commit()
    database.close()
    return file


def _start(file: Path, round_number: int) -> tuple[BaseProcess, Connection]:
    here, there = PROCESSES.Pipe(duplex=False)
    writer = PROCESSES.Process(target=write_without_end, args=(str(file), f"run{round_number}", there))
    writer.start()
    there.close()
    return writer, here


def _rest(pipe: Connection) -> Iterator[dict[str, Any]]:
    """What it told before it died; the last word may be cut by the kill."""
    while True:
        try:
            yield pipe.recv()
        except (EOFError, OSError):
            return


def _check(file: Path, told: Told, where: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], where
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], where
        batches = dict(connection.execute("SELECT name, count(*) FROM sites WHERE name LIKE 'run%' GROUP BY name"))
    assert set(batches.values()) <= {BATCH}, where
    assert told.batches <= batches.keys(), where
    database = Database.open(file)
    with database.unit_of_work() as work:
        (operation,) = work.operations.list()
        assert operation.id is not None
        draft = work.plans.draft(operation.id)
        needs = work.needs.list(operation.id)
        assert draft.version >= told.draft, where
        assert work.agents.list()[0].version >= told.agent, where
    database.close()
    if draft.version:
        assert len({assignment.agent for assignment in draft.assignments}) == 1, where
        assert {assignment.need for assignment in draft.assignments} == {need.code for need in needs}, where
