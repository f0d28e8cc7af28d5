"""The gestures made on the map that write, each prepared on a small force; see ``writes``."""

from collections.abc import Callable
from dataclasses import replace

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.places import Position
from otp_desktop.services import sectors, site_moves, sites
from otp_desktop.services.sectors import Sector
from otp_desktop.services.workspace import Workspace

Write = Callable[[], Changes]
SOUTH, NORTH, WEST, EAST = 48.8305, 48.8325, 2.350, 2.362  # around the first two points of the small force


def rectangle(south: float = SOUTH, north: float = NORTH) -> tuple[Position, ...]:
    return (Position(south, WEST), Position(south, EAST), Position(north, EAST), Position(north, WEST))


def save_sector(ws: Workspace) -> Write:
    """Another outline and another name: one point comes in, one goes."""
    sectors.save_sector(ws, Sector(name="Nord", outline=rectangle()))
    (stored,) = sectors.list_sectors(ws)
    changed = replace(stored, name="Centre", outline=rectangle(SOUTH + 0.001, NORTH + 0.001))
    return lambda: sectors.save_sector(ws, changed)


def remove_sector(ws: Workspace) -> Write:
    sectors.save_sector(ws, Sector(name="Nord", outline=rectangle()))
    (stored,) = sectors.list_sectors(ws)
    assert stored.id is not None
    number = stored.id
    return lambda: sectors.remove_sector(ws, number)


def move_site(ws: Workspace) -> Write:
    code = sites.list_sites(ws)[0].code
    move = site_moves.preview_move(ws, code, Position(48.8726, 2.3126))
    return lambda: site_moves.move_site(ws, move)


MAP_WRITES: dict[str, Callable[[Workspace], Write]] = {
    "sectors.save_sector": save_sector,
    "sectors.remove_sector": remove_sector,
    "site_moves.move_site": move_site,
}
