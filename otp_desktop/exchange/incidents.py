"""Incidents of a file: places with a day, as a layer to be laid over the map. CSV, XLSX or GeoJSON of points."""

from collections.abc import Iterable
from pathlib import Path

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.exchange import errors
from otp_desktop.exchange.choices import AS_IT_STANDS
from otp_desktop.exchange.contents import position_columns_by_content
from otp_desktop.exchange.dates import parse_moment
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.headings import Meaning
from otp_desktop.exchange.position_columns import position_of_row
from otp_desktop.exchange.position_meanings import POSITION_FIELDS, POSITION_MEANINGS
from otp_desktop.exchange.results import LayerRead, Row
from otp_desktop.exchange.rows import RawTable
from otp_desktop.exchange.source import open_source
from otp_desktop.exchange.tables import UnderstoodTable, recognise
from otp_desktop.exchange.understood import told, usable_tables
from otp_desktop.exchange.words import words
from otp_desktop.texts import N_, sentence

INCIDENT_WORDS = frozenset(
    ("incident", "incidents", "intervention", "interventions", "signalement", "signalements", "fait", "faits")
)
INCIDENT_MEANINGS = (
    *POSITION_MEANINGS,
    Meaning(
        "day",
        "date|jour|date incident|date fait|date faits|date intervention|date signalement|date heure|horodatage|"
        "date declaration|datedecl|date time|day|datetime|date debut",
        never="fin naissance",
    ),
    Meaning(
        "name",
        "nature|type|libelle|incident|objet|motif|intitule|categorie|description|nom|name|label|kind|type incident|"
        "nature fait|nature faits|nature intervention|sous type|soustype",
    ),
)
NEEDED = N_("a date, and a position (latitude and longitude, or a point)")
NO_DAY = N_("the day is missing: fill it in.")
BAD_DAY = N_("“{value}” is not a date: write it as 02/09/2024.")
NO_POSITION = N_("no position is given: the incident cannot be drawn.")


def lists_incidents(raw: RawTable, title: str) -> bool:
    """Whether a table has days and positions, and says by a heading or its file's name what it is about."""
    table = UnderstoodTable(*recognise(raw, INCIDENT_MEANINGS, position_columns_by_content))
    named = set(words(title)) | {word for heading in table.table.headings for word in words(heading)}
    return _is_usable(table) and bool(INCIDENT_WORDS & named)


def read_incidents(path: Path) -> LayerRead:
    """Each incident as a point whose code is its day, such as ``2026-09-03``. Rows at fault are left out, and told.

    Raises an UnreadableFileError where the file as a whole cannot be read: UnknownColumnsError, NoTableError or
    NoShapesError among others.
    """
    log = FaultLog()
    source = open_source(path, log)
    tables = usable_tables(
        source, INCIDENT_MEANINGS, _is_usable, NEEDED, AS_IT_STANDS, by_content=position_columns_by_content
    )
    features = tuple(
        feature
        for table in tables
        for row in table.safe_rows(log, source.ragged)
        if (feature := _incident(table, row, log)) is not None
    )
    if not features:
        raise errors.NoShapesError(file=source.file)
    layer = Layer(kind=LayerKind.INCIDENTS, name=path.stem, features=_latest_first(features))
    return LayerRead(layer=layer, **told(log, tables))


def _is_usable(table: UnderstoodTable) -> bool:
    return "day" in table.fields and not table.fields.keys().isdisjoint(POSITION_FIELDS)


def _incident(table: UnderstoodTable, row: Row, log: FaultLog) -> LayerFeature | None:
    text = table.cell(row, "day")
    moment = parse_moment(text)
    if moment is None:
        message = sentence(BAD_DAY, value=text[:40]) if text else sentence(NO_DAY)
        log.refuse(table.table, row, message, table.heading("day"), text)
    position = position_of_row(table, row, log, NO_POSITION)
    if moment is None or position is None:
        return None
    name = " ".join(table.cell(row, "name").split())
    return LayerFeature(code=moment.start.date().isoformat(), name=name, geometry=_point(position))


def _point(position: Position) -> dict[str, object]:
    return {"type": "Point", "coordinates": [position.longitude, position.latitude]}


def _latest_first(features: Iterable[LayerFeature]) -> tuple[LayerFeature, ...]:
    return tuple(sorted(features, key=lambda feature: feature.code, reverse=True))
