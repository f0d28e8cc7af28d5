"""The table of files just written."""

from collections.abc import Iterable
from enum import IntEnum, auto
from pathlib import Path

from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, row, rows, text_cell

_KILOBYTE = 1024


class MadeFileColumn(IntEnum):
    NAME = 0
    FOLDER = auto()
    SIZE = auto()


class MadeFileModel(RecordModel[Path]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                MadeFileColumn,
                Heading(N_("File")),
                Heading(N_("Folder"), stretch=True),
                Heading(N_("Size"), figures=True),
            )
        )


def made_file_rows(files: Iterable[Path]) -> Rows[Path]:
    return rows(_row(file) for file in files)


def _row(file: Path) -> Row[Path]:
    return row(file, file, (text_cell(file.name), text_cell(str(file.parent)), _size_cell(file.stat().st_size)))


def _size_cell(size: int) -> Cell:
    """In thousands of bytes as file managers count them, at least one."""
    return Cell(_("{size} kB").format(size=number(max(1, round(size / _KILOBYTE)))), (False, size))
