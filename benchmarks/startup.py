"""Time from the start of the program to a usable window on the demonstration: ``python -m benchmarks.startup``.

With ``--quarter SECONDS`` on a quarter of 10,681 missions instead, optimised for so long beforehand.

Each run is a process of its own, as a user's start is; no screen is needed. Prints the median and the slowest run of
the time until the modules are loaded, the window is shown, its first page is filled and the plan stands in the status
line, in seconds of wall time.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STEPS = ("modules loaded", "window shown", "first page filled", "plan read")
LONGEST_WAIT = 60.0  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quarter", type=float, metavar="SECONDS", default=0.0)
    parser.add_argument("--start-on", metavar="DATABASE", help=argparse.SUPPRESS)  # what each run is told
    arguments = parser.parse_args()
    if arguments.start_on:
        start(arguments.start_on)
        return
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "measured.sqlite")
        prepare(database, arguments.quarter)
        one_run(database)  # fills the disk's cache and the compiled modules
        runs = [one_run(database) for _rank in range(arguments.runs)]
    for step, seconds in zip(STEPS, zip(*runs, strict=True), strict=True):
        print(f"{step:<20} {statistics.median(seconds):.2f} s (slowest {max(seconds):.2f} s)")


def prepare(database: str, quarter_seconds: float) -> None:
    from benchmarks.quarter_database import make_quarter
    from otp_desktop.services.demonstration import create_demonstration
    from otp_desktop.services.workspace import open_workspace

    if quarter_seconds:
        make_quarter(database, quarter_seconds)
        return
    workspace = open_workspace(database)
    create_demonstration(workspace)
    workspace.close()


def one_run(database: str) -> tuple[float, ...]:
    """Seconds from the start of the process to each of ``STEPS``."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1", **os.environ}
    begun = time.time()
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.startup", "--start-on", database],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=LONGEST_WAIT,
    )
    return tuple(float(moment) - begun for moment in ended.stdout.split())


def start(database: str) -> None:
    """Opens the window as the program does, tells the moment of each step, and ends."""
    from otp_desktop.services.workspace import open_workspace
    from otp_desktop.ui.application import make_application
    from otp_desktop.ui.main_window import MainWindow

    from PySide6.QtCore import QSettings  # isort: skip  # after the window's package, which says why

    tell()
    workspace = open_workspace(database)
    application = make_application(sys.argv[:1])
    window = MainWindow(workspace, QSettings(f"{database}.ini", QSettings.Format.IniFormat))
    window.show()
    application.processEvents()
    tell()
    while not window.operations.records.model.rowCount():
        application.processEvents()
    tell()
    while window.desk.snapshot is None:
        application.processEvents()
    tell()
    while window.desk.background.busy:
        application.processEvents()
    window.close()
    workspace.close()


def tell() -> None:
    print(time.time(), flush=True)


if __name__ == "__main__":
    main()
