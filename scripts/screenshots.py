"""Pictures of each page and dialog on the demonstration, light and dark: ``screenshots.py FOLDER [--seconds 10]``.

No screen is needed. The pictures illustrate the user guide, and somebody looks at them after each change of the window.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from otp_desktop.services import plans
from otp_desktop.services.demonstration import create_demonstration
from otp_desktop.services.optimise import OptimiseOptions, start_optimisation
from otp_desktop.services.workspace import Workspace, open_workspace
from otp_desktop.ui.main_window import MainWindow

from PySide6.QtCore import QEventLoop, QSettings, QTimer  # isort: skip
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # isort: skip

from otp_desktop.ui.application import make_application  # isort: skip
from otp_desktop.ui.importing.assistant import ImportAssistant  # isort: skip
from otp_desktop.ui.dialogs.optimise_dialog import OptimiseDialog  # isort: skip
from otp_desktop.ui.theme import DARK, LIGHT, apply_theme  # isort: skip

SIZE = (1360, 850)
SETTLE_MS = 400
MAP_MS = 4000
LONGEST_WAIT_MS = 60_000
FAULTY_ROLL = (
    "matricule;nom;prénom;corps;date de fin\n0001;Martin;Élise;PM;\n;Sans Matricule;Zoé;PM;\n0001;Double;Ali;PM;\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0, help="time given to the optimiser")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    application = make_application(["screenshots"])
    with tempfile.TemporaryDirectory() as private:
        workspace = open_workspace(str(Path(private) / "otp.sqlite"))
        take_empty(workspace, Path(private), arguments.folder)
        prepare(workspace, arguments.seconds)
        for name, theme in (("light", LIGHT), ("dark", DARK)):
            apply_theme(application, theme)
            take_all(workspace, Path(private), arguments.folder, name)
        workspace.close()


def prepare(workspace: Workspace, seconds: float) -> None:
    """The demonstration with an optimised draft and some locked rows."""
    operation = create_demonstration(workspace)
    assert operation.id is not None
    with start_optimisation(workspace, operation.id, OptimiseOptions(seconds=seconds)) as optimisation:
        *_, plan = optimisation.events()
        optimisation.store(plan)  # type: ignore[arg-type]  # the last event is the plan
    rows = plans.load_snapshot(workspace, operation.id).plan.assignments[:3]
    plans.set_locked(workspace, operation.id, [(row.agent, row.need) for row in rows], True)


def take_empty(workspace: Workspace, private: Path, folder: Path) -> None:
    window = shown(workspace, private / "empty.ini")
    save(window, folder / "operations-empty-light.png")
    close(window)


def take_all(workspace: Workspace, private: Path, folder: Path, theme: str) -> None:
    window = shown(workspace, private / f"{theme}.ini")
    names = ("operations", "agents", "units", "sites", "needs", "assignments", "map")
    pages = (
        window.operations,
        window.agents,
        window.units,
        window.sites,
        window.needs,
        window.assignments,
        window.map,
    )
    for name, page in zip(names, pages, strict=True):
        window.go_to(page)
        settle(window)
        wait(MAP_MS if page is window.map else SETTLE_MS)
        save(window, folder / f"{name}-{theme}.png")
    take_forms(window, folder, theme)
    take_needs(window, folder, theme)
    take_optimise(window, folder, theme)
    take_import(window, private, folder, theme)
    close(window)


def take_forms(window: MainWindow, folder: Path, theme: str) -> None:
    for name, page in (
        ("agent", window.agents),
        ("unit", window.units),
        ("site", window.sites),
        ("need", window.needs),
    ):
        window.go_to(page)
        settle(window)
        page.records.table.selectRow(1)
        page.edit()
        take_dialog(window, folder / f"form-{name}-{theme}.png")
    window.go_to(window.operations)
    window.operations.add()
    take_dialog(window, folder / f"form-operation-{theme}.png")
    window.go_to(window.agents)
    window.agents.add()
    take_dialog(window, folder / f"form-faults-{theme}.png", lambda form: form.submit())  # type: ignore[attr-defined]


def take_needs(window: MainWindow, folder: Path, theme: str) -> None:
    """What changes and makes many needs."""
    page, actions = window.needs, window.needs.actions_of_many
    window.go_to(page)
    settle(window)
    page.records.table.selectAll()
    page.edit()
    take_dialog(window, folder / f"form-needs-{theme}.png")
    page.records.table.selectRow(1)
    for name, opened in (("series", actions.repeat), ("day-copy", actions.copy_day), ("convoy", actions.new_convoy)):
        opened()
        take_dialog(window, folder / f"form-{name}-{theme}.png")


def take_optimise(window: MainWindow, folder: Path, theme: str) -> None:
    dialog = OptimiseDialog(window.desk, window)
    dialog.open()
    save(dialog, folder / f"optimise-choice-{theme}.png")
    dialog.choices.time.setCurrentIndex(0)
    dialog.start()
    wait(4000)
    save(dialog, folder / f"optimise-running-{theme}.png")
    dialog.stop()
    wait_until(dialog.outcome.isVisible)
    save(dialog, folder / f"optimise-result-{theme}.png")
    dialog.discard()
    settle(window)


def take_import(window: MainWindow, private: Path, folder: Path, theme: str) -> None:
    roll = private / f"effectif-{theme}.csv"
    roll.write_text(FAULTY_ROLL, encoding="utf-8")
    assistant = ImportAssistant(window.desk, roll, window)
    assistant.open()
    for step in ("columns", "preview", "report"):
        wait_until(lambda: not assistant.busy)
        save(assistant, folder / f"import-{step}-{theme}.png")
        assistant.next_step()
    settle(window)


def take_dialog(window: MainWindow, file: Path, before: Callable[[QDialog], object] = lambda _dialog: None) -> None:
    """The dialog that is about to open."""
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    before(dialog)
    save(dialog, file)
    dialog.done(0)
    settle(window)


def shown(workspace: Workspace, settings: Path) -> MainWindow:
    window = MainWindow(workspace, QSettings(str(settings), QSettings.Format.IniFormat))
    window.resize(*SIZE)
    window.show()
    wait(SETTLE_MS)
    settle(window)
    return window


def close(window: MainWindow) -> None:
    settle(window)
    window.close()
    window.deleteLater()
    wait(SETTLE_MS)


def save(widget: QWidget, file: Path) -> None:
    wait(SETTLE_MS)
    widget.grab().save(str(file))


def settle(window: MainWindow) -> None:
    wait_until(lambda: not window.desk.background.busy)


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(reached: Callable[[], bool]) -> None:
    for _step in range(LONGEST_WAIT_MS // 50):
        wait(50)
        if reached():
            return
    raise TimeoutError("the window did not get there")


if __name__ == "__main__":
    main()
