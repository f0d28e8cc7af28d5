"""Where QtWebEngine's system libraries are missing, the map page says so and everything else works."""

import os
import subprocess
import sys
from pathlib import Path

RUN = """
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

class Missing(MetaPathFinder):
    '''As the dynamic linker says it where a system library is not installed.'''
    def find_spec(self, name, path=None, target=None):
        if name.startswith("PySide6.QtWebEngine"):
            raise ImportError("libnss3.so: cannot open shared object file: No such file or directory")

sys.meta_path.insert(0, Missing())
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from otp_desktop.services.workspace import open_workspace
from otp_desktop.texts import use_language
from otp_desktop.ui.application import make_application
from otp_desktop.ui.main_window import MainWindow
from tests.ui.records import fill

folder = Path(sys.argv[1])
use_language("fr")
application = make_application(["without"])
workspace = open_workspace(str(folder / "otp.sqlite"))
fill(workspace)
window = MainWindow(workspace, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
window.show()

def settle():
    while True:
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        if not window.desk.background.busy:
            return

settle()
for page in window.pages:
    for part in page.parts:
        window.go_to(part)
        settle()
window.map.desk.settings.setValue("map/used", "true")
window.map.warm()
window.go_to(window.map)
settle()
assert window.map.view is None
assert window.map.empty.isVisible()
print(window.map.empty.heading.text(), window.map.empty.text.text())
window.go_to(window.dashboard)
settle()
assert window.dashboard.tables is not None
from otp_desktop.services import maps
written = maps.export_map(workspace, window.desk.operation_id, folder / "carte.html")
assert written.stat().st_size > 100_000
window.close()
workspace.close()
"""


def test_the_map_page_says_what_is_missing_and_the_rest_works(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert "La carte ne peut pas être affichée dans cette fenêtre" in ran.stdout
    assert "libnss3.so" in ran.stdout
    assert "Ctrl+M" in ran.stdout
    assert "Traceback" not in ran.stderr
