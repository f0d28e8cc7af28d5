"""Small files for the tests, and where the real ones are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "paris"
needs_real_data = pytest.mark.skipif(not REAL.is_dir(), reason="the real data are not here")

POINTS = "Nom du point;Adresse;Code postal;Latitude;Longitude;Rang de danger\n"
ROLL = "Matricule;Nom;Prénom;Corps;Grade;Unité;Habilitations\n"


def write(folder: Path, text: str | bytes, name: str = "points.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return file


def workbook(folder: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], name: str = "file.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / name)
    return folder / name
