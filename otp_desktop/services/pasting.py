"""Cells pasted into a list: laid out as a table of records, then previewed and stored as a file would be.

Fields are those of files (``staff_number``, ``grade``…). A blank cell leaves its field as it is.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from otp_desktop.domain.changes import Changes
from otp_desktop.exchange.choices import Choices
from otp_desktop.exchange.subject import Subject
from otp_desktop.private_files import write_whole
from otp_desktop.services.errors import (
    NothingToPasteError,
    PasteCountsDifferError,
    PasteTooWideError,
    UnpasteableColumnError,
)
from otp_desktop.services.field_names import field_name
from otp_desktop.services.importing import pipeline
from otp_desktop.services.importing.pipeline import Preview
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.workspace import Workspace

__all__ = ["ListPlace", "PasteTable", "Preview", "Subject", "laid_out", "preview_paste", "store_paste"]

Cells = Sequence[Sequence[str]]
IDENTITIES = {
    Subject.AGENTS: ("staff_number",),
    Subject.UNITS: ("code",),
    Subject.SITES: ("code",),
    Subject.ABSENCES: ("staff_number",),
    Subject.NEEDS: ("site", "need"),
}
_FEWEST_HEADINGS = 2


@dataclass(frozen=True)
class ListPlace:
    """Where cells are pasted. ``fields`` and ``headings`` are those of the columns shown, from left to right, the field
    empty where nothing can be pasted; ``first`` is the place among them of the current cell.

    ``selected`` and ``below`` tell who the selected rows are, and the rows after them: the fields that name a record,
    with their values.
    """

    subject: Subject
    fields: tuple[str, ...]
    headings: tuple[str, ...]
    first: int
    selected: tuple[Mapping[str, str], ...] = ()
    below: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class PasteTable:
    """Rows to import, under the fields of their columns; an empty one is not used."""

    subject: Subject
    fields: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)


def laid_out(cells: Cells, place: ListPlace) -> PasteTable:
    """Cells with headings are records, whatever is selected; so are cells pasted from the column that names records.

    Others go into the selected rows from the current cell on: one row into all of them, several one by one, or
    downwards from the only one selected. Raises NothingToPasteError, PasteTooWideError, UnpasteableColumnError,
    PasteCountsDifferError.
    """
    if not cells:
        raise NothingToPasteError
    if len(cells) > 1 and (fields := _heading_fields(cells[0], place.subject)):
        return PasteTable(place.subject, fields, _filled(cells[1:], len(fields)))
    width = max(len(row) for row in cells)
    identity = IDENTITIES[place.subject]
    if not place.selected or place.fields[place.first] in identity:
        first = next((rank for rank, one in enumerate(place.fields) if one in identity), 0)
        return PasteTable(place.subject, _columns(place, first, width), _filled(cells, width))
    return _into_rows(cells, place, width)


def preview_paste(ws: Workspace, table: PasteTable, folder: Path, operation_id: int | None = None) -> Preview:
    """What pasting would do, row by row.

    ``folder`` is a private one, for the table as a file; ``operation_id`` is the operation that pasted needs join.
    """
    names = [field_name(one) if one else f"({rank})" for rank, one in enumerate(table.fields, start=1)]
    file = folder / "presse-papiers.csv"
    cells = io.StringIO(newline="")
    csv.writer(cells, delimiter=";").writerows([names, *table.rows])
    write_whole(file, cells.getvalue().encode())
    columns = dict(zip(names, table.fields, strict=True))
    request = ImportRequest(
        path=file,
        subject=table.subject,
        operation_id=operation_id,
        choices=Choices(columns=columns),
        keep_absences=True,
    )
    return pipeline.preview(ws, request)


def store_paste(ws: Workspace, preview: Preview) -> Changes:
    """Stores what the preview shows in one gesture; refused rows are left out, and stay in the clipboard."""
    read = replace(preview.read, refused=())
    return pipeline.import_file(ws, preview.request, read=read).changes


def _heading_fields(cells: Sequence[str], subject: Subject) -> tuple[str, ...]:
    """The fields of a row that is a heading: it names the records, and means something by most of its cells."""
    from otp_desktop.exchange.headings import match_headings  # the readers of files: not at the window's start
    from otp_desktop.exchange.subjects import COLUMNS

    found = match_headings(cells, COLUMNS[subject].meanings)
    named = not set(found).isdisjoint(IDENTITIES[subject])
    if not named or len(found) < max(_FEWEST_HEADINGS, len(cells) / 2):
        return ()
    by_column = {column: one for one, column in found.items()}
    return tuple(by_column.get(column, "") for column in range(len(cells)))


def _columns(place: ListPlace, first: int, width: int) -> tuple[str, ...]:
    fields = place.fields[first : first + width]
    if len(fields) < width:
        raise PasteTooWideError(count=width, room=len(fields))
    return fields


def _into_rows(cells: Cells, place: ListPlace, width: int) -> PasteTable:
    fields = _columns(place, place.first, width)
    for rank, one in enumerate(fields):
        if not one:
            raise UnpasteableColumnError(column=place.headings[place.first + rank])
    targets = _targets(len(cells), place)
    sources = cells if len(cells) > 1 else [cells[0]] * len(targets)
    named = [name for name in targets[0] if name not in fields]
    rows = [
        (*(target[name] for name in named), *row) for target, row in zip(targets, _filled(sources, width), strict=True)
    ]
    return PasteTable(place.subject, (*named, *fields), tuple(rows))


def _targets(count: int, place: ListPlace) -> Sequence[Mapping[str, str]]:
    selected = place.selected
    if count == 1 or count == len(selected):
        return selected
    if len(selected) == 1 and count <= 1 + len(place.below):
        return (*selected, *place.below[: count - 1])
    raise PasteCountsDifferError(pasted=count, selected=len(selected))


def _filled(cells: Cells, width: int) -> tuple[tuple[str, ...], ...]:
    return tuple((*row[:width], *("",) * (width - len(row))) for row in cells)
