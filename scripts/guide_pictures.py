"""The pictures that the user guide ships, in both languages: ``guide_pictures.py [--seconds 10]``.

Small on purpose: they travel with the program. No screen is needed.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import screenshots
from map_pictures import take_map
from plan_pictures import Save, take_plan
from screenshots import close, prepare, settle, shown, wait

from otp_desktop.domain.sheet_codes import sheet_code
from otp_desktop.services import plans
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.services.workspace import Workspace, open_workspace
from otp_desktop.texts import use_language
from otp_desktop.texts.language import LANGUAGES
from otp_desktop.ui.application import look_of, make_application
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.theme import ThemeChoice
from otp_desktop.ui.widgets.scope_choice import ScopeTab

from PySide6.QtCore import QSize, Qt  # isort: skip
from PySide6.QtGui import QImage  # isort: skip
from PySide6.QtWidgets import QWidget  # isort: skip

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "guide" / "images"
PAGES = ("operations", "needs", "assignments", "dashboard", "printing", "control")
WINDOW = QSize(1100, 680)
PREVIEW_MS = 1500  # pages are drawn in another thread
COLOURS = 256
COLOURED = 50  # between the strongest and the weakest channel
WIDTH = 700  # pixels: what the guide's window shows beside its contents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="time given to the optimiser")
    parser.add_argument("--only", choices=("pages", "map", "plan"), help="not all of them")
    parser.add_argument("--dark", action="store_true", help="in the dark theme, to be looked at")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    look = look_of(make_application(["guide-pictures"]))
    look.choose_theme(ThemeChoice.DARK if arguments.dark else ThemeChoice.LIGHT)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        use_language(language)
        look.speak()
        with tempfile.TemporaryDirectory() as private:
            workspace = open_workspace(str(Path(private) / "otp.sqlite"))
            prepare(workspace, arguments.seconds)
            take(workspace, Path(private), arguments.folder, language, arguments.only)
            workspace.close()


def take(workspace: Workspace, private: Path, folder: Path, language: str, only: str | None) -> None:
    window = shown(workspace, private / "window.ini")
    window.resize(WINDOW)

    def save(widget: QWidget, name: str) -> None:
        save_small(widget, folder / f"{name}-{language}.png")

    if only in (None, "map"):
        take_map(window, lambda name: save(window, name))
    if only in (None, "pages"):
        take_pages(window, workspace, save)
    if only in (None, "plan"):
        take_plan(window, workspace, save)
    close(window)


def take_pages(window: MainWindow, workspace: Workspace, save: Save) -> None:
    window.printing.folder_box.setText(str(Path("Documents")))
    pages = {part.name: part for page in window.pages for part in (*page.parts, page)}
    for name in PAGES:
        window.go_to(pages[name])
        settle(window)
        wait(screenshots.SETTLE_MS)
        save(window, name)
    take_preview(window, save)
    take_sheet_check(window, workspace, save)


def take_preview(window: MainWindow, save: Save) -> None:
    """The assignment sheets of one unit, a word looked for in them."""
    page = window.printing
    window.go_to(page)
    documents, units = page.choices.documents, page.choices.scope.lists[ScopeTab.UNITS]
    documents.tick(documents.model.choices, {SheetKind.AGENT_SHEETS.value})
    units.tick(units.model.choices, {units.model.choices[0].code})
    page.look()
    settle(window)
    wait(PREVIEW_MS)
    assert page.preview is not None, "there are documents to look at"
    page.preview.zoom.fit_page()
    page.preview.search.box.setText("école")
    wait(PREVIEW_MS)
    save(window, "preview")
    page.close_preview()


def take_sheet_check(window: MainWindow, workspace: Workspace, save: Save) -> None:
    """The code of a sheet whose agent lost a post since."""
    snapshot = window.desk.snapshot
    assert snapshot is not None and snapshot.operation.id is not None
    row = next(row for row in snapshot.plan.assignments if not row.locked)
    code = sheet_code(snapshot, snapshot.agent[row.agent])
    plans.unassign(workspace, snapshot.operation.id, [(row.agent, row.need)])
    window.check_sheet(str(code))
    settle(window)
    wait(screenshots.SETTLE_MS)
    save(window, "sheet-check")


def save_small(widget: QWidget, file: Path) -> None:
    """At the width of the guide, in the 256 colours it uses most."""
    picture = widget.grab().toImage().scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    picture.convertToFormat(QImage.Format.Format_Indexed8, most_used(pixels)).save(str(file), quality=0)


def most_used(pixels: Iterable[int]) -> list[int]:
    """Half of the room is for the greys, half for the few pixels with a colour, which say good and bad."""
    counts = Counter(pixels)
    coloured = Counter({pixel: count for pixel, count in counts.items() if _is_coloured(pixel)})
    kept = [pixel for pixel, _count in coloured.most_common(COLOURS // 2)]
    known = set(kept)
    others = [pixel for pixel, _count in counts.most_common() if pixel not in known]
    return kept + others[: COLOURS - len(kept)]


def _is_coloured(pixel: int) -> bool:
    channels = pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255
    return max(channels) - min(channels) > COLOURED


if __name__ == "__main__":
    main()
