"""Site files: open data of a city, or an office's own list, as CSV, XLSX or GeoJSON."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.contents import site_columns_by_content
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.headings import significant_words
from otp_desktop.exchange.position_columns import position_of_row
from otp_desktop.exchange.position_meanings import POSITION_FIELDS
from otp_desktop.exchange.results import Row, SiteRecord, SitesRead
from otp_desktop.exchange.site_keys import are_codes, code_key, place_key, register_key, tells_apart
from otp_desktop.exchange.site_kinds import kind_of_cell, kind_of_name, kind_of_words
from otp_desktop.exchange.site_meanings import SITE_MEANINGS
from otp_desktop.exchange.source import open_source
from otp_desktop.exchange.tables import UnderstoodTable
from otp_desktop.exchange.understood import told, usable_tables
from otp_desktop.exchange.words import words
from otp_desktop.exchange.zones_text import zone_of_code, zone_of_insee, zone_of_rank
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.folding import plain_words

NEEDED = N_("a name or an address, and a position (latitude and longitude), an address or an arrondissement")
NO_NAME = N_("the name is missing: fill it in.")
UNKNOWN_RANK = N_("“{value}” is not a danger rank: write 1, the most dangerous, to 5.")
NO_POSITION = N_("no position is given: the site will not show on the map.")
SAME_CODE = N_("the code {code} already stands on line {line} for another site: change one of them.")
REPEATED = N_("the same site as line {line} with other details: line {line} was kept.")

_RANK = re.compile(r"(?:rang|niveau|r|n)?\s*([1-5])(?:\s*[-–:/(].*)?", re.IGNORECASE)


def read_sites(path: Path, choices: Choices = AS_IT_STANDS) -> SitesRead:
    """The sites of a file, with every fault; valid rows are kept. A workbook may have a sheet an arrondissement.

    Raises an UnreadableFileError where the file as a whole cannot be read.
    """
    log = FaultLog()
    source = open_source(path, log, choices)
    tables = usable_tables(source, SITE_MEANINGS, lists_sites, NEEDED, choices, site_columns_by_content)
    found = []
    for table in tables:
        reader = _SiteReader(table, log, kind_of_words(words(path.stem)))
        found += [
            _Found(table, row, record)
            for row in table.safe_rows(log, source.ragged)
            if (record := reader.read(row)) is not None
        ]
    records = tuple(_without_repeats(_told_apart(found), log))
    return SitesRead(records=records, **told(log, tables))


def lists_sites(table: UnderstoodTable) -> bool:
    fields = table.fields
    placed = not fields.keys().isdisjoint((*POSITION_FIELDS, "address", "street_name", "zone", "arrondissement"))
    return placed and not fields.keys().isdisjoint(("name", "address", "street_name"))


@dataclass(frozen=True)
class _Found:
    """A record and the row it comes from."""

    table: UnderstoodTable
    row: Row
    record: SiteRecord


@dataclass
class _SiteReader:
    """Reads one row after the other; ``file_kind`` is what the file's own name says of its sites."""

    table: UnderstoodTable
    log: FaultLog
    file_kind: SiteKind | None

    def __post_init__(self) -> None:
        rows = self.table.table.rows
        pairs = [(self.table.cell(row, "register"), self.table.cell(row, "name")) for row in rows]
        self._register_identifies = tells_apart(pairs)
        self._code_identifies = are_codes(self.table.cell(row, "code") for row in rows)
        heading = significant_words(self.table.heading("name")) + significant_words(self.table.heading("kind"))
        self._heading_kind = kind_of_words(heading)

    def read(self, row: Row) -> SiteRecord | None:
        """The site of a row, or None when the row has a fault."""
        cell = self.table.cell
        street = self._street(row)
        name = cell(row, "name") or street
        if not name:
            self._refuse(row, "name", NO_NAME)
        zone = self._zone(row)
        position = position_of_row(self.table, row, self.log, NO_POSITION)
        rank = self._danger_rank(row)
        kind = kind_of_cell(cell(row, "kind")) or kind_of_name(name) or self._heading_kind or self.file_kind
        if self.log.refuses(self.table.table, row):
            return None
        code = cell(row, "code") if self._code_identifies else ""
        site = Site(
            code=code,
            name=" ".join(name.split()),
            kind=kind or SiteKind.FIXED,
            address=self._address(row, street),
            zone=zone,
            position=position,
            danger_rank=rank or 3,
            note=cell(row, "note"),
            import_key=self._key(row, name, street, zone),
        )
        values = {"code": code, "address": site.address, "zone": zone, "position": position, "danger_rank": rank}
        given = {field for field, value in (values | {"kind": kind, "note": site.note}).items() if value}
        return SiteRecord(row.line, site, frozenset(given | {"name", "import_key"}), self.table.table.name)

    def _refuse(self, row: Row, field: str, template: str, value: str = "") -> None:
        message = sentence(template, value=value[:60]) if value else sentence(template)
        self.log.refuse(self.table.table, row, message, self.table.heading(field), value)

    def _street(self, row: Row) -> str:
        cell = self.table.cell
        if address := cell(row, "address"):
            return " ".join(address.split())
        if not cell(row, "street_name"):
            return ""
        parts = (cell(row, "street_number"), cell(row, "street_kind"), cell(row, "street_name"))
        return " ".join(" ".join(parts).split())

    def _address(self, row: Row, street: str) -> str:
        """The street, then the postal code and the town where the file has them and the street has not."""
        code, city = self.table.cell(row, "postal_code"), self.table.cell(row, "city")
        town = " ".join(part for part in (code, city) if part and part not in street)
        return ", ".join(part for part in (street, town) if part) if street else ""

    def _zone(self, row: Row) -> str:
        cell = self.table.cell
        return (
            zone_of_insee(cell(row, "zone"))
            or zone_of_rank(cell(row, "arrondissement"), cell(row, "city"))
            or zone_of_code(cell(row, "postal_code"))
        )

    def _danger_rank(self, row: Row) -> int | None:
        text = self.table.cell(row, "danger_rank")
        found = _RANK.fullmatch(text)
        if text and not found:
            self._refuse(row, "danger_rank", UNKNOWN_RANK, text)
        return int(found[1]) if found else None

    def _key(self, row: Row, name: str, street: str, zone: str) -> str:
        register, code = self.table.cell(row, "register"), self.table.cell(row, "code")
        if register and self._register_identifies:
            return register_key(register)
        if code and self._code_identifies:
            return code_key(code)
        return place_key(name, street, zone)


def _told_apart(found: list[_Found]) -> list[_Found]:
    """Sites of one name and no address, such as ten "Passage piéton", get keys that hold their positions."""
    counts = Counter(one.record.import_key for one in found)
    return [
        _keyed_by_position(one) if counts[one.record.import_key] > 1 and not one.record.site.address else one
        for one in found
    ]


def _keyed_by_position(one: _Found) -> _Found:
    site = one.record.site
    if site.import_key != place_key(site.name, "", site.zone):
        return one
    key = place_key(site.name, "", site.zone, site.position)
    return replace(one, record=replace(one.record, site=replace(site, import_key=key)))


def _without_repeats(found: list[_Found], log: FaultLog) -> list[SiteRecord]:
    """The first row of each site; a later one that differs is told, and refused where it is another site."""
    kept: dict[str, SiteRecord] = {}
    for one in found:
        first = kept.setdefault(one.record.import_key, one.record)
        if first.site == one.record.site:
            continue
        if first.site.code and plain_words(first.site.name) != plain_words(one.record.site.name):
            message = sentence(SAME_CODE, code=first.site.code, line=first.line)
            log.refuse(one.table.table, one.row, message, one.table.heading("code"), first.site.code)
        else:
            log.warn(one.table.table, one.row, sentence(REPEATED, line=first.line))
    return list(kept.values())
