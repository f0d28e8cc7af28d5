"""Columns recognised by what they hold: pairs of degrees, geometries, arrondissements, streets."""

import re
from collections.abc import Callable, Collection, Sequence

from otp_desktop.exchange.coordinates import looks_like_geometry, parse_number, parse_pair
from otp_desktop.exchange.lambert import X_RANGE, Y_RANGE
from otp_desktop.exchange.position_meanings import POSITION_FIELDS
from otp_desktop.exchange.results import Row
from otp_desktop.exchange.site_meanings import STREET_WORDS
from otp_desktop.exchange.zones_text import zone_of_code, zone_of_rank
from otp_desktop.texts.folding import plain_words

SAMPLE_ROWS = 200
_CLEAR = 0.8
_MANY_ROWS = 5  # fewer tell little of what a column holds, and an address names a site well enough
_LETTERS = re.compile(r"[^\W\d_]{2}")


def column_values(rows: Sequence[Row], column: int) -> list[str]:
    """The first cells of a column that are not blank."""
    return [row.cells[column] for row in rows[:SAMPLE_ROWS] if column < len(row.cells) and row.cells[column]]


def holds(field: str, values: Sequence[str]) -> bool:
    """Whether a column clearly holds this field."""
    test = _TESTS[field]
    return bool(values) and sum(map(test, values)) >= _CLEAR * len(values)


def site_columns_by_content(rows: Sequence[Row], width: int, known: dict[str, int]) -> dict[str, int]:
    """The columns of a site file that no heading named; ``known`` are those already recognised."""
    found = dict(known)
    values = {column: column_values(rows, column) for column in range(width) if column not in known.values()}
    for group in _GROUPS:
        if group.isdisjoint(found):
            _add_group(found, values, [field for field in _TESTS if field in group])
    if "name" not in found and (len(rows) >= _MANY_ROWS or not {"address", "street_name"} & known.keys()):
        _add_name(found, values)
    return found


def position_columns_by_content(rows: Sequence[Row], width: int, known: dict[str, int]) -> dict[str, int]:
    """The columns of a position that no heading named; ``known`` are those already recognised."""
    found = dict(known)
    values = {column: column_values(rows, column) for column in range(width) if column not in known.values()}
    if _POSITION.isdisjoint(found):
        _add_group(found, values, POSITION_FIELDS)
    return {
        field: column for field, column in found.items() if field in known or _OTHER_HALF.get(field, field) in found
    }


def _add_group(found: dict[str, int], values: dict[int, list[str]], fields: Collection[str]) -> None:
    for field in fields:
        column = next((column for column, cells in values.items() if holds(field, cells)), None)
        if column is not None:
            found[field] = column
            del values[column]


def _add_name(found: dict[str, int], values: dict[int, list[str]]) -> None:
    """The first column of words that hardly repeat."""
    for column, cells in values.items():
        lettered = [cell for cell in cells if _LETTERS.search(cell) and not cell.startswith(("{", "http"))]
        if len(lettered) >= _CLEAR * len(cells) > 0 and len(set(lettered)) >= _CLEAR * len(lettered):
            found["name"] = column
            return


def _between(low: float, high: float) -> Callable[[str], bool]:
    def test(cell: str) -> bool:
        number = parse_number(cell)
        return number is not None and low <= number <= high

    return test


def _degrees(low: float, high: float) -> Callable[[str], bool]:
    """Degrees have decimals: whole numbers in the same range are counts, floors, numbers of streets."""
    within = _between(low, high)
    return lambda cell: within(cell) and ("." in cell or "," in cell)


def _is_arrondissement(cell: str) -> bool:
    return bool(zone_of_code(cell) or (zone_of_rank(cell) and not cell.isdigit()))


def _is_address(cell: str) -> bool:
    return bool(STREET_WORDS & set(plain_words(cell).split()))


def is_position(cell: str) -> bool:
    """Whether a cell alone can be a position: a pair of degrees, WKT or GeoJSON."""
    return _is_pair(cell) or looks_like_geometry(cell)


def _is_pair(cell: str) -> bool:
    return parse_pair(cell) is not None and ("." in cell or "," in cell)


_TESTS: dict[str, Callable[[str], bool]] = {
    "point": is_position,
    "shape": looks_like_geometry,
    "latitude": _degrees(41.0, 51.5),
    "longitude": _degrees(-5.6, 10.0),
    "x": _between(*X_RANGE),
    "y": _between(*Y_RANGE),
    "zone": _is_arrondissement,
    "address": _is_address,
    "danger_rank": lambda cell: cell in {"1", "2", "3", "4", "5"},
}
_POSITION = frozenset(POSITION_FIELDS)
# A column alone that looks like half a position is a postal code or a count.
_OTHER_HALF = {"latitude": "longitude", "longitude": "latitude", "x": "y", "y": "x"}
_GROUPS = (_POSITION, frozenset(("zone", "arrondissement", "postal_code")), frozenset(("address", "street_name")))
