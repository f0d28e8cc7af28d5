"""Points placed and moved on the map: the address stays, the arrondissement and the sector are found anew."""

from dataclasses import dataclass, replace
from itertools import count

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.places import Position, distance_km
from otp_desktop.domain.sites import LayerKind, Site
from otp_desktop.domain.zones import zone_number
from otp_desktop.maps.basemap import shown_layers
from otp_desktop.services.errors import InvalidRecordError, UnknownSitesError
from otp_desktop.services.field_faults import in_france
from otp_desktop.services.sectors import covers, read_sectors, sector_at
from otp_desktop.services.sites import layers_in_use
from otp_desktop.services.workspace import Workspace
from otp_desktop.services.zones import zone_finder
from otp_desktop.texts import N_, sentence

METRES = 1000


@dataclass(frozen=True, slots=True)
class SiteMove:
    """A point before and after. ``official``: the arrondissement was read in an imported layer, not in the schema."""

    before: Site
    after: Site
    metres: float
    official: bool


def new_site_at(ws: Workspace, position: Position) -> SiteMove:
    """A point still to be named, with its arrondissement, its sector and a code that is free. Nothing is stored.

    Raises InvalidRecordError outside France.
    """
    with ws.unit_of_work() as work:
        zone, official = _zone_at(work, position)
        code = _free_code({site.code for site in work.sites.list()}, zone)
        site = Site(code=code, name="", zone=zone, position=position, sector=sector_at(position, read_sectors(work)))
        return SiteMove(site, site, 0.0, official)


def preview_move(ws: Workspace, code: str, position: Position) -> SiteMove:
    """What moving a point would change. Stores nothing; raises UnknownSitesError, InvalidRecordError outside France."""
    with ws.unit_of_work() as work:
        before = work.sites.find(code)
        if before is None:
            raise UnknownSitesError(codes=code)
        zone, official = _zone_at(work, position)
        after = replace(before, position=position, zone=zone, sector=_sector_after(work, before, position))
        metres = distance_km(before.position, position) * METRES if before.position is not None else 0.0
        return SiteMove(before, after, metres, official)


def move_site(ws: Workspace, move: SiteMove) -> Changes:
    """Stores a move that was previewed. Raises StaleRecordError when somebody changed the point meanwhile."""
    with ws.unit_of_work(sentence(N_("Point {code} moved"), code=move.after.code)) as work:
        work.sites.save(move.after)
        return work.commit()


def _zone_at(work: UnitOfWork, position: Position) -> tuple[str, bool]:
    """The arrondissement by the layers that the map shows, and whether they are official ones."""
    if faults := in_france("position", position):
        raise InvalidRecordError(faults)
    layers = shown_layers(layers_in_use(work.layers.list()))
    official = any(layer.official for layer in layers if layer.kind is LayerKind.ARRONDISSEMENTS)
    return zone_finder(layers).zone_of(position), official


def _sector_after(work: UnitOfWork, site: Site, position: Position) -> str:
    """A sector that was given by hand, to a point outside its outline, stays."""
    sectors = read_sectors(work)
    own = next((sector for sector in sectors if sector.name == site.sector), None)
    by_hand = bool(site.sector) and (own is None or site.position is None or not covers(own, site.position))
    return sector_at(position, sectors, site.sector) or (site.sector if by_hand else "")


def _free_code(taken: set[str], zone: str) -> str:
    """``P13-01`` for the first point placed in the 13th."""
    stem = f"P{zone[-2:]}" if zone_number(zone) else "P"
    return next(code for rank in count(1) if (code := f"{stem}-{rank:02d}") not in taken)
