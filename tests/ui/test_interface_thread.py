"""The interface thread is never blocked: a heartbeat runs while the window works. Figures are in the log."""

import csv
from pathlib import Path

from pytestqt.qtbot import QtBot

from otp_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Settle
from tests.ui.importing.walk import opened, step_on
from tests.ui.watchdog import Watchdog

AGENTS = 3000


def roll(folder: Path) -> Path:
    file = folder / "effectif.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(("matricule", "nom", "prénom", "corps", "grade", "unité"))
        writer.writerows((f"{n:06d}", f"Dupré{n}", "Élise", "PM", "brigadier", f"DT{n % 17}") for n in range(AGENTS))
    return file


def test_importing_and_filtering_never_block_the_window(
    window: MainWindow, qtbot: QtBot, settle: Settle, watchdog: Watchdog, tmp_path: Path
) -> None:
    file = roll(tmp_path)
    window.go_to(window.agents)
    settle(window)
    watchdog.start()
    assistant = opened(window, qtbot, file)
    watchdog.assert_never_blocked(f"columns of {AGENTS} agents")
    watchdog.start()
    step_on(assistant, qtbot)
    watchdog.assert_never_blocked(f"preview of {AGENTS} agents")
    watchdog.start()
    step_on(assistant, qtbot)
    settle(window)
    watchdog.assert_never_blocked(f"import of {AGENTS} agents")
    assistant.reject()
    records = window.agents.records
    assert records.model.rowCount() == AGENTS
    watchdog.start()
    for query in ("d", "du", "dup", "dupre1", "dupre12 elise", ""):
        records.filter_box.setText(query)
        qtbot.wait(20)
    records.model.sort(1)
    qtbot.wait(20)
    watchdog.assert_never_blocked("filter and sort")
