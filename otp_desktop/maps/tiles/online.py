"""Base maps on the Internet, which nobody calls before the user has agreed: who serves them, and under which terms."""

from dataclasses import dataclass

from otp_desktop.maps.tiles.tile_file import TileInfo
from otp_desktop.texts import N_

_IGN = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
)


@dataclass(frozen=True, slots=True)
class OnlineBase:
    """``address`` has {z}, {x} and {y}; ``host`` is the only one that may be asked; ``label`` is English, marked."""

    key: str
    label: str
    service: str
    host: str
    address: str
    info: TileInfo


ONLINE_BASES = (
    OnlineBase(
        key="ign",
        label=N_("Plan IGN (online)"),
        service="IGN – Géoplateforme",
        host="data.geopf.fr",
        address=_IGN,
        info=TileInfo("Plan IGN", "© IGN – Plan IGN v2", "png", 0, 19),
    ),
    OnlineBase(
        key="osm",
        label=N_("OpenStreetMap (online)"),
        service="OpenStreetMap Foundation",
        host="tile.openstreetmap.org",
        address="https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        info=TileInfo("OpenStreetMap", "© OpenStreetMap (openstreetmap.org/copyright)", "png", 0, 19),
    ),
)
