"""Nothing is cut at 125, 150 and 200 %: Qt reads its scale at the start of a process, so each has one of its own."""

import os
import subprocess
import sys

import pytest

LOOK = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from otp_desktop.services.workspace import open_workspace
from otp_desktop.texts import use_language
from otp_desktop.ui.application import make_application
from otp_desktop.ui.main_window import MainWindow
from tests.ui.records import fill

folder, width, height, scale = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
use_language("fr")  # the longer words
application = make_application(["scaling"])
workspace = open_workspace(str(folder / "otp.sqlite"))
fill(workspace)
window = MainWindow(workspace, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
window.resize(width, height)
window.show()

def settle():
    # Two quiet rounds: on a busy machine what was read is laid out in the second.
    quiet = 0
    while quiet < 2:
        loop = QEventLoop()
        QTimer.singleShot(30, loop.quit)
        loop.exec()
        quiet = 0 if window.desk.background.busy else quiet + 1

settle()
window.resize(width, height)
settle()
assert window.devicePixelRatio() == float(scale), window.devicePixelRatio()
assert (window.width(), window.height()) == (width, height), (window.width(), window.height())
for page in window.pages:
    for part in page.parts:
        if part is window.map:
            continue
        window.go_to(part)
        settle()
        for shown in (*window.findChildren(QLabel), *window.findChildren(QAbstractButton)):
            if not shown.isVisible() or not shown.text() or isinstance(shown, QLabel) and shown.wordWrap():
                continue
            if isinstance(shown.parent(), QLineEdit):
                continue  # an icon at the end of a line, which has no words to cut
            least = shown.minimumSizeHint()
            cut = shown.width() < least.width() and shown is not window.status.operation
            assert not cut, f"{part.name}: {type(shown).__name__} {shown.text()!r} {shown.width()} < {least.width()}"
        window.grab().save(str(folder / f"{part.name}.png"))
window.close()
workspace.close()
"""


@pytest.mark.parametrize(
    ("scale", "width", "height"),
    [("1.25", 1024, 640), ("1.5", 1280, 720), ("2.0", 960, 540)],
    ids=["125 % of 1280 × 800", "150 % of 1920 × 1080", "200 % of 1920 × 1080"],
)
def test_no_word_is_cut(scale: str, width: int, height: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("scaling")
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder), str(width), str(height), scale],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
