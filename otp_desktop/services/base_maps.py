"""What may lie under the map: the schematic map, a file of tiles of the user's, or an online service he agreed to."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otp_desktop.texts import _

if TYPE_CHECKING:
    from otp_desktop.maps.tiles.tile_file import TileFile, TileInfo

TILE_ADDRESS = "otp-tiles://base/{z}/{x}/{y}"


class BaseKind(StrEnum):
    """``SCHEMATIC``: the program's own map, and the official layers that were imported."""

    SCHEMATIC = "schematic"
    FILE = "file"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class OnlineService:
    """One that can be agreed to: ``host`` is the only address it is asked at."""

    key: str
    label: str
    service: str
    host: str


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What the map's page needs to draw a base map. ``host`` may be asked; empty where nothing leaves the machine."""

    kind: BaseKind
    name: str = ""
    layer: dict[str, Any] | None = None
    host: str = ""


SCHEMATIC = BaseMap(BaseKind.SCHEMATIC)


def open_tiles(path: Path) -> "TileFile":
    """Raises a KnownError with all that is wrong with the file. It belongs to the thread that opens it."""
    from otp_desktop.maps.tiles.opening import open_tiles as opened  # for who has such a file

    return opened(path)


def look_at_tiles(path: Path) -> "TileInfo":
    """What a file of tiles holds. Raises as ``open_tiles`` does."""
    file = open_tiles(path)
    try:
        return file.info
    finally:
        file.close()


def file_base(path: Path) -> BaseMap:
    """The base map of a file. Raises as ``open_tiles`` does."""
    info = look_at_tiles(path)
    return BaseMap(BaseKind.FILE, info.name, _layer(TILE_ADDRESS, info))


def online_services() -> tuple[OnlineService, ...]:
    from otp_desktop.maps.tiles.online import ONLINE_BASES

    return tuple(OnlineService(base.key, _(base.label), base.service, base.host) for base in ONLINE_BASES)


def online_base(key: str) -> BaseMap:
    """The base map of a service. Whoever asks for it has the user's agreement."""
    from otp_desktop.maps.tiles.online import ONLINE_BASES

    base = next(base for base in ONLINE_BASES if base.key == key)
    return BaseMap(BaseKind.ONLINE, base.info.name, _layer(base.address, base.info), base.host)


def image_sources(base: BaseMap) -> tuple[str, ...]:
    """What the page's policy has to let through for the base map."""
    if base.layer is None:
        return ()
    return (f"https://{base.host}" if base.host else "otp-tiles:",)


def _layer(address: str, info: "TileInfo") -> dict[str, Any]:
    """As the page's script takes it; the attribution is text, never HTML."""
    return {
        "address": address,
        "attribution": info.attribution or info.name,
        "least": info.least_zoom,
        "most": info.most_zoom,
        "bounds": info.bounds,
    }
