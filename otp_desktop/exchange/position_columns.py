"""The position of a row, from whichever of its columns hold it."""

from otp_desktop.domain.places import Position
from otp_desktop.exchange.coordinates import PositionError, position_of_cell, position_of_columns
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.headings import significant_words
from otp_desktop.exchange.position_meanings import POSITION_FIELDS
from otp_desktop.exchange.results import Row
from otp_desktop.exchange.tables import UnderstoodTable
from otp_desktop.texts import sentence


def position_of_row(table: UnderstoodTable, row: Row, log: FaultLog, missing: str) -> Position | None:
    """From the first kind of columns that is filled in; a fault of its column where it cannot be taken.

    A row that leaves all of them blank gets the warning ``missing``.
    """
    cell = table.cell
    field = next((field for field in POSITION_FIELDS if cell(row, field)), "")
    try:
        if field in ("latitude", "longitude"):
            return position_of_columns(cell(row, "latitude"), cell(row, "longitude"))
        if field in ("x", "y"):
            return position_of_columns(cell(row, "y"), cell(row, "x"))
        if field:
            return position_of_cell(cell(row, field), _longitude_first(table.heading(field)))
    except PositionError as error:
        log.refuse(table.table, row, error.message, table.heading(field), cell(row, field))
        return None
    known = next((field for field in POSITION_FIELDS if field in table.fields), "")
    if known:
        log.warn(table.table, row, sentence(missing), table.heading(known))
    return None


def _longitude_first(heading: str) -> bool:
    """``lon_lat`` says so; ``geom_x_y`` and ``geo_point_2d`` hold the latitude first, whatever their names suggest."""
    text = "".join(significant_words(heading))
    return text.startswith(("lonlat", "longitudelatitude", "lnglat", "longlat"))
