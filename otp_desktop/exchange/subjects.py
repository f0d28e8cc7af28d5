"""How the columns of each subject are recognised, and which subject a table seems to list."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from otp_desktop.exchange.absences import lists_absences
from otp_desktop.exchange.agent_meanings import AGENT_MEANINGS
from otp_desktop.exchange.agent_sheets import SheetKind, sheet_kind
from otp_desktop.exchange.assignments import lists_assignments
from otp_desktop.exchange.contents import position_columns_by_content, site_columns_by_content
from otp_desktop.exchange.geojson import GEOMETRY
from otp_desktop.exchange.headings import Meaning
from otp_desktop.exchange.history import lists_history
from otp_desktop.exchange.history_meanings import HISTORY_MEANINGS
from otp_desktop.exchange.incidents import lists_incidents
from otp_desktop.exchange.need_meanings import ASSIGNMENT_MEANINGS, NEED_MEANINGS
from otp_desktop.exchange.needs import lists_needs
from otp_desktop.exchange.results import FileKind
from otp_desktop.exchange.rows import RawTable
from otp_desktop.exchange.site_meanings import SITE_MEANINGS
from otp_desktop.exchange.sites import lists_sites
from otp_desktop.exchange.subject import Subject
from otp_desktop.exchange.tables import ByContent, UnderstoodTable, recognise
from otp_desktop.exchange.unit_meanings import UNIT_MEANINGS
from otp_desktop.exchange.units import lists_units
from otp_desktop.exchange.words import words

UNIT_TITLES = frozenset(("unite", "unites", "unit", "units", "division", "divisions", "brigade", "brigades"))


@dataclass(frozen=True)
class Columns:
    """How the columns of a subject are recognised, and which tables have enough of them."""

    meanings: Sequence[Meaning]
    is_usable: Callable[[UnderstoodTable], bool]
    by_content: ByContent | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a column may have, each once."""
        return tuple(dict.fromkeys(meaning.field for meaning in self.meanings))


def _lists_agents(table: UnderstoodTable) -> bool:
    """A name alone may be that of anything."""
    if table.fields.keys().isdisjoint(("staff_number", "first_name", "full_name")):
        return False
    return sheet_kind(table, table.table.name) in {SheetKind.ROLL, SheetKind.QUALIFICATIONS}


COLUMNS = {
    Subject.AGENTS: Columns(AGENT_MEANINGS, _lists_agents),
    Subject.ABSENCES: Columns(AGENT_MEANINGS, lists_absences),
    Subject.SITES: Columns(SITE_MEANINGS, lists_sites, site_columns_by_content),
    Subject.UNITS: Columns(UNIT_MEANINGS, lists_units, position_columns_by_content),
    Subject.NEEDS: Columns(NEED_MEANINGS, lists_needs),
    Subject.ASSIGNMENTS: Columns(ASSIGNMENT_MEANINGS, lists_assignments),
    Subject.HISTORY: Columns(HISTORY_MEANINGS, lists_history),
}
# A table that lists several things lists the first of them: a roll has units, an assignment names a site.
_ORDER = (
    Subject.HISTORY,
    Subject.ASSIGNMENTS,
    Subject.NEEDS,
    Subject.AGENTS,
    Subject.ABSENCES,
    Subject.UNITS,
    Subject.SITES,
)
_IN_ROLL = frozenset(("unit", "unit_code", "corps", "grade"))


def guessed_subject(tables: Sequence[RawTable], title: str) -> Subject:
    """What the tables of a file seem to list; sites where nothing tells. ``title`` is the file's own name."""
    if tables[0].kind is FileKind.GEOJSON and _has_shapes(tables[0]):
        return Subject.LAYER
    if any(lists_incidents(raw, title) for raw in tables):
        return Subject.LAYER
    found = {subject for raw in tables for subject in _subjects(raw, title)}
    return next((subject for subject in _ORDER if subject in found), Subject.SITES)


def _subjects(raw: RawTable, title: str) -> set[Subject]:
    tables = {subject: recognised(raw, subject) for subject in COLUMNS}
    found = {subject for subject, table in tables.items() if COLUMNS[subject].is_usable(table)}
    roll = tables[Subject.AGENTS]
    if Subject.AGENTS in found and _IN_ROLL & roll.fields.keys():
        return found - {Subject.ASSIGNMENTS, Subject.NEEDS, Subject.ABSENCES, Subject.UNITS, Subject.SITES}
    titled = set(words(raw.name)) | set(words(title)) | set(words(tables[Subject.UNITS].heading("name")))
    if Subject.SITES in found and not UNIT_TITLES & titled:
        found -= {Subject.UNITS}
    if not _asks_for_heads(tables[Subject.NEEDS]):
        found -= {Subject.NEEDS}
    return found


def recognised(raw: RawTable, subject: Subject) -> UnderstoodTable:
    """The table with the columns of a subject, as its headings and contents tell them."""
    columns = COLUMNS[subject]
    return UnderstoodTable(*recognise(raw, columns.meanings, columns.by_content))


def _asks_for_heads(table: UnderstoodTable) -> bool:
    """Rather than telling since when a site exists, or who stands there."""
    return not table.fields.keys().isdisjoint(("count", "minimum", "role", "day", "times", "priority", "need"))


def _has_shapes(table: RawTable) -> bool:
    """Whether the features are polygons or lines, rather than points."""
    names = table.rows[0].cells
    column = names.index(GEOMETRY)
    kinds = [_geometry_type(row.cells[column]) for row in table.rows[1:50]]
    return bool(kinds) and sum(kind not in {"Point", "MultiPoint", ""} for kind in kinds) > len(kinds) / 2


def _geometry_type(cell: str) -> str:
    geometry = json.loads(cell) if cell.startswith("{") else {}
    return str(geometry.get("type", "")) if isinstance(geometry, dict) else ""
