"""Sites of a file against the stored ones: which are new, which change, which stay."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.places import distance_km
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.exchange.results import SiteRecord, SitesRead
from otp_desktop.exchange.zones import ZoneFinder
from otp_desktop.services.importing.matching import Matching, Merge, MergedRow
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.sites import layers_in_use
from otp_desktop.services.zones import with_zone, zone_finder
from otp_desktop.texts.folding import plain_words

SAME_PLACE_KM = 0.03
IDENTITY = frozenset({"id", "version", "code", "import_key"})
PARIS_ZONE = re.compile(r"751(\d\d)")


def match_sites(work: UnitOfWork, read: SitesRead, _request: ImportRequest) -> Matching:
    """Zones come from the file, else from the arrondissement in which the position lies."""
    zones = zone_finder(layers_in_use(work.layers.list()))
    merge = merge_sites(read.records, work.sites.list(), zones)

    def store(work: UnitOfWork) -> None:
        work.sites.add_all(merge.added)
        work.sites.update_all(merge.changed)

    return Matching(read, merge.outcomes(lambda site: f"{site.code} {site.name}"), store)


def merge_sites(records: Iterable[SiteRecord], stored: Sequence[Site], zones: ZoneFinder) -> Merge[Site]:
    """Matches by import key, then by code, then by the same name within 30 metres; updates only the fields given.

    A position within these 30 metres is the same place and stays as it is: two files that know one school differ by as
    much, and importing them in turn would move it back and forth.
    Two rows of the file may be the same site. A new site without a code gets one by arrondissement.
    """
    register = _Register(stored)
    originals, rows = dict(enumerate(stored)), dict[int, MergedRow[Site]]()
    for record in records:
        place = register.find(record.site)
        known = register.sites[place] if place is not None else None
        merged = _merged(record, known, zones)
        if known is None:
            merged = replace(merged, code=record.site.code or register.new_code(merged))
        place = register.put(place, merged)
        first = rows.get(place, MergedRow(record.line, originals.get(place), merged, record.sheet))
        rows[place] = replace(first, after=merged)
    return Merge(tuple(rows.values()))


class _Register:
    """The sites known so far, those of the file included, found by key, code or name."""

    def __init__(self, stored: Sequence[Site]) -> None:
        self.sites: list[Site] = []
        self._by_key: dict[str, int] = {}
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = {}
        self._last_number: dict[str, int] = {}
        for site in stored:
            self.put(None, site)

    def find(self, site: Site) -> int | None:
        if site.import_key in self._by_key:
            return self._by_key[site.import_key]
        if site.code and site.code.casefold() in self._by_code:
            return self._by_code[site.code.casefold()]
        return next(self._namesakes_here(site), None)

    def put(self, place: int | None, site: Site) -> int:
        if place is None:
            place = len(self.sites)
            self.sites.append(site)
        self.sites[place] = site
        if site.import_key:
            self._by_key[site.import_key] = place
        self._by_code[site.code.casefold()] = place
        if place not in (namesakes := self._by_name.setdefault(plain_words(site.name), [])):
            namesakes.append(place)
        return place

    def new_code(self, site: Site) -> str:
        """``E13-007``: a school of the 13th; ``P00-001``: a post somewhere unknown."""
        letter = "E" if site.kind is SiteKind.SCHOOL else "P"
        district = match.group(1) if (match := PARIS_ZONE.fullmatch(site.zone)) else "00"
        prefix = f"{letter}{district}-"
        number = self._last_number.get(prefix, 0) + 1
        while (code := f"{prefix}{number:03d}").casefold() in self._by_code:
            number += 1
        self._last_number[prefix] = number
        return code

    def _namesakes_here(self, site: Site) -> Iterator[int]:
        for place in self._by_name.get(plain_words(site.name), ()):
            if _same_place(site, self.sites[place]):
                yield place


def _same_place(site: Site, other: Site) -> bool:
    return (
        site.position is not None
        and other.position is not None
        and distance_km(site.position, other.position) <= SAME_PLACE_KM
    )


def _merged(record: SiteRecord, known: Site | None, zones: ZoneFinder) -> Site:
    if known is None:
        return with_zone(record.site, zones)
    given: dict[str, Any] = {name: getattr(record.site, name) for name in record.given - IDENTITY}
    if _same_place(record.site, known):
        given.pop("position", None)
    merged = replace(known, import_key=known.import_key or record.import_key, **given)
    if "zone" not in given and merged.position != known.position:
        return replace(merged, zone=zones.zone_of(merged.position) or merged.zone)
    return with_zone(merged, zones)
