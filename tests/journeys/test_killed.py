"""A program killed at any moment of an import or an optimisation leaves a database that opens, with all or nothing.

Single writes and bulk ones are killed in ``tests/db``; here the whole program is, as a power cut would.
"""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from otp_desktop.services.checking import check_plan
from otp_desktop.services.demonstration import create_demonstration
from otp_desktop.services.force import list_agents
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.workspace import open_workspace
from tests.journeys.journey import command, environment

ROWS = 1500
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of Windows")


def _killed(database: Path, home: Path, after: float, *arguments: object) -> bool:
    """Whether the program was killed before its end."""
    process = subprocess.Popen(
        command("--database", database, *arguments),
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def _assert_sound(database: Path) -> None:
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def test_a_killed_import_leaves_all_of_the_file_or_nothing(tmp_path: Path) -> None:
    database, random = tmp_path / "force.sqlite", Random(1)
    open_workspace(str(database)).close()
    killed = stored = 0
    for attempt in range(14):
        roll = tmp_path / f"roll{attempt}.csv"
        lines = [f"{attempt:02d}{number:05d};Martin;Élise;DT13" for number in range(ROWS)]
        roll.write_text("\n".join(["matricule;nom;prénom;unité", *lines]), encoding="utf-8")
        killed += _killed(database, tmp_path, random.uniform(0.3, 1.6), "import", "agents", roll)
        _assert_sound(database)
        workspace = open_workspace(str(database))
        present = sum(agent.staff_number.startswith(f"{attempt:02d}") for agent in list_agents(workspace))
        assert present in (0, ROWS)
        stored += present
        assert len(list_agents(workspace)) == stored, "what was there before is still there"
        workspace.close()
    assert killed > 3


def test_a_killed_optimisation_leaves_the_plan_as_it_was_or_a_whole_new_one(tmp_path: Path) -> None:
    database, random = tmp_path / "demo.sqlite", Random(2)
    workspace = open_workspace(str(database))
    operation = create_demonstration(workspace)
    assert operation.id is not None
    workspace.close()
    killed = 0
    for _attempt in range(5):
        killed += _killed(
            database, tmp_path, random.uniform(0.5, 5.0), "optimise", operation.code, "--seconds", 3, "--workers", 1
        )
        _assert_sound(database)
        workspace = open_workspace(str(database))
        snapshot = load_snapshot(workspace, operation.id)
        assert len(snapshot.needs) == 5600
        assert check_plan(workspace, operation.id) == ()
        workspace.close()
    assert killed > 1
