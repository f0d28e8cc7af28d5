"""What holds the interface thread while one goes round the pages: ``python -m benchmarks.interface_thread``.

On the demonstration, or with ``--quarter SECONDS`` on a quarter of 10,681 missions optimised for so long beforehand.
Prints for each page, at the first look and at the second, in milliseconds: the longest piece of the interface thread's
own work, and the longest time in which it answered nothing. No screen is needed.
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.startup import prepare

REST = 0.001  # seconds between two looks for events
QUIET_TURNS = 30  # of the event loop with nothing running: the page stands


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quarter", type=float, metavar="SECONDS", default=0.0)
    parser.add_argument("--database", metavar="FILE", help="an existing one instead")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    with tempfile.TemporaryDirectory() as folder:
        database = arguments.database or str(Path(folder) / "measured.sqlite")
        if not arguments.database:
            prepare(database, arguments.quarter)
        go_round(database, Path(folder) / "window.ini")


def go_round(database: str, settings: Path) -> None:
    """Shows every page of the window twice and prints a line for each."""
    from benchmarks.heartbeat import Heartbeat
    from otp_desktop.services.workspace import open_workspace
    from otp_desktop.ui.application import make_application
    from otp_desktop.ui.main_window import MainWindow

    from PySide6.QtCore import QSettings  # isort: skip  # after the window's package, which says why

    workspace = open_workspace(database)
    application = make_application(sys.argv[:1])
    window = MainWindow(workspace, QSettings(str(settings), QSettings.Format.IniFormat))
    window.show()

    def settle() -> None:
        wait_until_quiet(application.processEvents, lambda: window.desk.background.busy)

    settle()
    heartbeat = Heartbeat()
    print(f"{'page':<20} {'look':<7} {'work, ms':>9} {'gap, ms':>8}")
    for look in ("first", "second"):
        for page in itertools.chain.from_iterable(whole.parts for whole in window.pages):
            heartbeat.start()
            window.go_to(page)
            settle()
            heartbeat.stop()
            print(f"{page.name:<20} {look:<7} {heartbeat.longest_work_ms:>9.0f} {heartbeat.longest_ms:>8.0f}")
    window.close()
    settle()
    workspace.close()


def wait_until_quiet(process_events: Callable[[], None], busy: Callable[[], bool]) -> None:
    quiet = 0
    while quiet < QUIET_TURNS:
        process_events()
        quiet = 0 if busy() else quiet + 1
        time.sleep(REST)


if __name__ == "__main__":
    main()
