"""The refused rows of a file, to be corrected and imported again: the same headings and cells, and why."""

import json
from collections.abc import Iterable
from pathlib import Path

from otp_desktop.exchange.export import ExportSheet, export_sheets, write_private
from otp_desktop.exchange.results import FileKind, FileRead, RefusedRow, Table
from otp_desktop.exchange.tables import REASON_HEADING, is_reason_heading
from otp_desktop.texts import _

_SUFFIXES = {FileKind.CSV: ".csv", FileKind.XLSX: ".xlsx", FileKind.GEOJSON: ".geojson"}


def write_rejected(path: Path, read: FileRead) -> Path:
    """Writes the refused rows as a file of the kind that was read, whose ending replaces that of ``path``.

    The last column says why, and is ignored when the file is imported again. The file is for its owner only (0600).
    Returns where it is. Raises ValueError when nothing was refused, UnwritableFileError.
    """
    if not read.refused:
        raise ValueError("no row was refused")
    kind = read.refused[0].table.kind
    path = path.with_suffix(_SUFFIXES[kind])
    if kind is FileKind.GEOJSON:
        write_private(path, _collection(read.refused))
        return path
    sheets = [
        _sheet(table, [refused for refused in read.refused if refused.table is table])
        for table in read.tables
        if any(refused.table is table for refused in read.refused)
    ]
    return export_sheets(path, sheets)


def _sheet(table: Table, refused: list[RefusedRow]) -> ExportSheet:
    kept = [column for column, heading in enumerate(table.headings) if not is_reason_heading(heading)]
    headings = [table.headings[column] for column in kept]
    width = max((len(one.row.cells) for one in refused), default=0)
    extra = list(range(len(table.headings), width))  # cells beyond the headings are kept for the eye
    rows = []
    for one in refused:
        cells = one.row.cells
        values = [cells[column] if column < len(cells) else "" for column in (*kept, *extra)]
        rows.append([*values, _reasons(one)])
    return ExportSheet(table.name, [*headings, *("" for _column in extra), _(REASON_HEADING)], rows)


def _collection(refused: Iterable[RefusedRow]) -> bytes:
    features = []
    for one in refused:
        feature = dict(one.row.feature or {})
        properties = feature.get("properties")
        feature["properties"] = {
            **(properties if isinstance(properties, dict) else {}),
            _(REASON_HEADING): _reasons(one),
        }
        features.append(feature)
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1).encode()


def _reasons(refused: RefusedRow) -> str:
    return " · ".join(str(reason) for reason in refused.reasons)
