"""Sectors drawn on the map: an outline each, and the points that stand in it belong to the sector.

A point is in one sector at most. Where outlines overlap, it goes to the sector that was saved last. A point that was
given the sector's name by hand, outside its outline, keeps it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import cos, radians
from typing import TYPE_CHECKING

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind, Site
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.field_faults import in_france, required, unique
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence

if TYPE_CHECKING:
    from shapely import Polygon

LEAST_CORNERS, MOST_CORNERS = 3, 500
KM_PER_DEGREE = 111.195  # of latitude, mean radius


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """``outline`` has the corners in order; the last one is joined to the first."""

    id: int | None = None
    version: int = 0
    name: str
    outline: tuple[Position, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SectorPreview:
    """What saving would do: ``inside`` stand in the outline; ``joining`` come in, those ``taken`` from another sector;

    ``leaving`` are no longer in the outline; ``kept`` were given the name by hand and stand outside.
    """

    sector: Sector
    area_km2: float
    inside: tuple[Site, ...] = field(repr=False)
    joining: tuple[Site, ...] = field(repr=False)
    taken: tuple[Site, ...] = field(repr=False)
    leaving: tuple[Site, ...] = field(repr=False)
    kept: tuple[Site, ...] = field(repr=False)

    @property
    def changed(self) -> tuple[Site, ...]:
        """The points whose sector is another one afterwards, as they are then."""
        members = (site for site in (*self.inside, *self.kept) if site.sector != self.sector.name)
        named = (replace(site, sector=self.sector.name) for site in members)
        return (*named, *(replace(site, sector="") for site in self.leaving))


def list_sectors(ws: Workspace) -> tuple[Sector, ...]:
    """The sectors that have an outline, by name."""
    with ws.unit_of_work() as work:
        return read_sectors(work)


def preview_sector(ws: Workspace, sector: Sector) -> SectorPreview:
    """Stores nothing. Raises InvalidRecordError with one Fault a field."""
    with ws.unit_of_work() as work:
        return _previewed(work, sector)


def save_sector(ws: Workspace, sector: Sector) -> Changes:
    """Stores the outline and gives its points the sector. Raises InvalidRecordError, StaleRecordError."""
    with ws.unit_of_work(sentence(N_("Sector {name}"), name=sector.name)) as work:
        preview = _previewed(work, sector)
        work.layers.save(_layer(sector))
        work.sites.update_all(preview.changed)
        return work.commit()


def remove_sector(ws: Workspace, sector_id: int) -> Changes:
    """Removes the outline; its points are in no sector then. Raises RecordRemovedError."""
    with ws.unit_of_work(sentence(N_("Deletion of a sector"))) as work:
        name = work.layers.get(sector_id).name
        work.layers.remove([sector_id])
        work.sites.update_all([replace(site, sector="") for site in work.sites.list() if site.sector == name])
        return work.commit()


def read_sectors(work: UnitOfWork) -> tuple[Sector, ...]:
    """The same as ``list_sectors`` inside a unit of work that is already open."""
    return sectors_of(work.layers.list())


def sectors_of(layers: Iterable[Layer]) -> tuple[Sector, ...]:
    """The sectors among reference layers, by name."""
    found = (_sector(layer) for layer in layers if layer.kind is LayerKind.SECTORS and layer.features)
    return tuple(sorted(found, key=lambda sector: sector.name.casefold()))


def sector_at(position: Position, sectors: Collection[Sector], current: str = "") -> str:
    """The sector in whose outline a position lies: the current one if it does, else the newest; empty outside all."""
    holding = [sector for sector in sectors if covers(sector, position)]
    if current in {sector.name for sector in holding}:
        return current
    return max(holding, key=lambda sector: sector.id or 0).name if holding else ""


def covers(sector: Sector, position: Position) -> bool:
    """Whether a position lies in the outline or on it."""
    from shapely import Point  # it brings numpy, a fifth of a second: not at the window's start

    return bool(_polygon(sector.outline).covers(Point(position.longitude, position.latitude)))


def _previewed(work: UnitOfWork, sector: Sector) -> SectorPreview:
    others = [other for other in read_sectors(work) if other.id != sector.id]
    if faults := _faults(sector, others):
        raise InvalidRecordError(faults)
    before = _sector(work.layers.get(sector.id)) if sector.id is not None else None
    sites = work.sites.list()
    inside = _inside(sector, sites)
    known = {sector.name, before.name if before is not None else sector.name}
    members = {site.code: site for site in sites if site.sector in known}
    outside = [site for code, site in members.items() if code not in inside]
    leaving = _inside(before, outside) if before is not None else {}
    joining = tuple(site for code, site in inside.items() if code not in members)
    return SectorPreview(
        sector=sector,
        area_km2=_area_km2(sector.outline),
        inside=tuple(inside.values()),
        joining=joining,
        taken=tuple(site for site in joining if site.sector),
        leaving=tuple(leaving.values()),
        kept=tuple(site for site in outside if site.code not in leaving),
    )


def _inside(sector: Sector, sites: Iterable[Site]) -> dict[str, Site]:
    """The sites that stand in the outline or on it, by code."""
    from shapely import Point, prepare  # it brings numpy, a fifth of a second: not at the window's start

    outline = _polygon(sector.outline)
    prepare(outline)
    placed = ((site, site.position) for site in sites if site.position is not None)
    return {site.code: site for site, place in placed if outline.covers(Point(place.longitude, place.latitude))}


def _faults(sector: Sector, others: Iterable[Sector]) -> list[Fault]:
    return [
        *required("name", sector.name),
        *unique("name", sector.name, [other.name for other in others]),
        *_outline_faults(sector.outline),
    ]


def _outline_faults(outline: Sequence[Position]) -> list[Fault]:
    if not LEAST_CORNERS <= len(set(outline)) <= len(outline) <= MOST_CORNERS:
        text = N_("An outline has from {least} to {most} different corners.")
        return [Fault(sentence(text, least=LEAST_CORNERS, most=MOST_CORNERS), column="outline")]
    if not _polygon(outline).is_valid:
        return [Fault(sentence(N_("The outline crosses itself: move a corner.")), column="outline")]
    return [fault for corner in outline for fault in in_france("outline", corner)][:1]


def _polygon(outline: Sequence[Position]) -> "Polygon":
    from shapely import Polygon

    return Polygon([(corner.longitude, corner.latitude) for corner in outline])


def _area_km2(outline: Sequence[Position]) -> float:
    """Of a small outline, as if the Earth were flat there."""
    shrunk = cos(radians(outline[0].latitude))
    return float(_polygon(outline).area) * KM_PER_DEGREE**2 * shrunk


def _layer(sector: Sector) -> Layer:
    """Of the same shape as the layers imported from files: GeoJSON, the ring closed."""
    ring = [[corner.longitude, corner.latitude] for corner in (*sector.outline, sector.outline[0])]
    feature = LayerFeature(code="", name=sector.name, geometry={"type": "Polygon", "coordinates": [ring]})
    return Layer(id=sector.id, version=sector.version, kind=LayerKind.SECTORS, name=sector.name, features=(feature,))


def _sector(layer: Layer) -> Sector:
    ring = layer.features[0].geometry["coordinates"][0][:-1]
    outline = tuple(Position(latitude, longitude) for longitude, latitude in ring)
    return Sector(id=layer.id, version=layer.version, name=layer.name, outline=outline)
