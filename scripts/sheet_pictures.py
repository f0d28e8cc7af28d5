"""Pictures of the sheets for the user guide, of the demonstration: ``sheet_pictures.py [--seconds 5]``.

A sheet and cards, a bulletin and a sign-in sheet, beside one another; in grey, as most printers give them. The first
page of each kind goes to ``docs/guide`` as well.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from screenshots import prepare

from otp_desktop.domain.operations import Operation
from otp_desktop.services import operations
from otp_desktop.services.demonstration import CODE
from otp_desktop.services.need_edits import NeedEdit, edit_needs
from otp_desktop.services.needs import list_needs
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.services.sheets import SheetChoice, print_operation
from otp_desktop.services.workspace import Workspace, open_workspace
from otp_desktop.texts import use_language
from otp_desktop.texts.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
FOLDER, DOCUMENTS_SHOWN = ROOT / "resources" / "guide" / "images", ROOT / "docs" / "guide"
PICTURES = {
    "sheets": (SheetKind.AGENT_SHEETS, SheetKind.AGENT_CARDS),
    "bulletins": (SheetKind.SERVICE_BULLETIN, SheetKind.SIGN_IN),
}
ONE_EACH = (*PICTURES["sheets"], *PICTURES["bulletins"], SheetKind.SITE_SHEET, SheetKind.UNIT_BOOK)
PAGE_WIDTH, WIDE, GAP = 345, 560, 10  # pixels
GREYS = 16
TOLD: dict[str, Any] = {
    "channel": "Conférence 12",
    "equipment": "Gilet haute visibilité, sifflet",
    "meeting_place": "Cour de la division",
    "meeting_minutes": 20,
    "instructions": "Rester visible des conducteurs. Compte rendu à la fin de chaque créneau.",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="time given to the optimiser")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as private:
        workspace = open_workspace(str(Path(private) / "otp.sqlite"))
        prepare(workspace, arguments.seconds)
        operation = told(workspace)
        for language in LANGUAGES:
            use_language(language)
            take(workspace, operation, Path(private) / language, language)
        workspace.close()


def told(workspace: Workspace) -> Operation:
    """The demonstration with orders for all its needs."""
    operations.save_operation(workspace, replace(operations.find_operation(workspace, CODE), **TOLD))
    operation = operations.find_operation(workspace, CODE)
    assert operation.id is not None
    needs = list_needs(workspace, operation.id)
    for place, site in enumerate(sorted({need.site for need in needs})[:80], start=1):
        ids = [need.id for need in needs if need.site == site and need.id is not None]
        edit_needs(workspace, operation.id, ids, NeedEdit(call_sign=f"ÉCHO {place}"))
    return operation


def take(workspace: Workspace, operation: Operation, folder: Path, language: str) -> None:
    assert operation.id is not None
    files = print_operation(workspace, operation.id, folder, choice=SheetChoice(frozenset(ONE_EACH)))
    for name, pair in PICTURES.items():
        pages = [first_page(first_of(files, kind)) for kind in pair]
        save_beside(pages, FOLDER / f"{name}-{language}.png")
    if language == "fr":
        for kind in ONE_EACH:
            page = first_page(first_of(files, kind), WIDE)
            page.quantize(GREYS).save(DOCUMENTS_SHOWN / f"{kind}-1.png", optimize=True)


def first_of(files: Sequence[Path], kind: SheetKind) -> Path:
    from otp_desktop.services.documents import DOCUMENTS

    return next(file for file in files if file.parent.name == DOCUMENTS[kind].place)


def first_page(file: Path, width: int = PAGE_WIDTH) -> Image.Image:
    document = pypdfium2.PdfDocument(file)
    page = document[0]
    picture: Image.Image = page.render(scale=2 * width / page.get_width()).to_pil().convert("L")
    document.close()
    height = round(picture.height * width / picture.width)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def save_beside(pages: Sequence[Image.Image], file: Path) -> None:
    """On a grey ground."""
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    ground = Image.new("L", (width, max(page.height for page in pages) + 2 * GAP), 190)
    left = GAP
    for page in pages:
        ground.paste(page, (left, GAP))
        left += page.width + GAP
    ground.quantize(GREYS).save(file, optimize=True)


if __name__ == "__main__":
    main()
