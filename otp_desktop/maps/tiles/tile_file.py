"""A base map in one file: what it holds, and its tiles one by one. Source: the Leaflet map shows Web Mercator tiles."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Protocol

from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.faults import Fault
from otp_desktop.texts import N_, Sentence, sentence

MAP_ZOOMS = (9, 19)  # that the map shows
DEEPEST_ZOOM = 24
LONGEST_TEXT = 300

VECTOR = N_(
    "its tiles are vectors ({format}): this map draws pictures. Export the base map as PNG, JPEG or WebP tiles."
)
UNKNOWN_FORMAT = N_("its tiles are neither PNG, JPEG nor WebP pictures ({format}): export the base map again.")
BAD_ZOOMS = N_("its zooms {least} to {most} make no sense: they go from 0 to 24. Export the file again.")
FAR_ZOOMS = N_("it ends at zoom {most}, and the map begins at {first}: export it down to the streets (zoom 16).")
DEEP_ZOOMS = N_("it begins at zoom {least}, and the map ends at {last}: export the zooms {first} to {last}.")
NO_TILE = N_("there is no tile in it: export the file again.")
OTHER_PICTURE = N_("its first tile is no {format} picture: the file is damaged. Copy or export it again.")

_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_VECTORS = frozenset({"pbf", "mvt", "mlt"})
_TAG = re.compile(r"<[^>]*>")


class BadTilesError(KnownError):
    """All that is wrong with a file of tiles: one sentence a fault."""

    template = N_("The base map “{file}” cannot be used: {faults}")

    @classmethod
    def of(cls, file: str, faults: "list[Fault]") -> "BadTilesError":
        return cls(file=file, faults=" ".join(str(fault.message) for fault in faults))


@dataclass(frozen=True, slots=True)
class TileInfo:
    """``bounds`` are west, south, east and north in degrees; ``picture`` is png, jpg or webp."""

    name: str
    attribution: str
    picture: str
    least_zoom: int
    most_zoom: int
    bounds: tuple[float, float, float, float] | None = None

    @property
    def media_type(self) -> str:
        return {"jpg": "image/jpeg"}.get(self.picture, f"image/{self.picture}")


class TileFile(Protocol):
    """Belongs to the thread that opened it."""

    @property
    def info(self) -> TileInfo: ...

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """The picture of a tile, rows counted from the north; None where the file has none."""

    def close(self) -> None: ...


def faults_of(info: TileInfo, sample: bytes | None) -> list[Fault]:
    """Everything that keeps the file from being a base map; ``sample`` is one of its tiles."""
    faults: list[Sentence] = []
    if info.picture in _VECTORS:
        faults.append(sentence(VECTOR, format=info.picture))
    elif info.picture not in {"png", "jpg", "webp"}:
        faults.append(sentence(UNKNOWN_FORMAT, format=info.picture or "?"))
    elif sample is None:
        faults.append(sentence(NO_TILE))
    elif picture_kind(sample) != info.picture:
        faults.append(sentence(OTHER_PICTURE, format=info.picture))
    faults += _zoom_faults(info)
    return [Fault(fault) for fault in faults]


def _zoom_faults(info: TileInfo) -> list[Sentence]:
    (first, last), least, most = MAP_ZOOMS, info.least_zoom, info.most_zoom
    if not 0 <= least <= most <= DEEPEST_ZOOM:
        return [sentence(BAD_ZOOMS, least=least, most=most)]
    if most < first:
        return [sentence(FAR_ZOOMS, most=most, first=first)]
    return [sentence(DEEP_ZOOMS, least=least, first=first, last=last)] if least > last else []


def picture_kind(content: bytes) -> str:
    """What the first bytes say: png, jpg, webp, or nothing known."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _PICTURES.items() if content.startswith(start)), "")


def plain_text(value: object) -> str:
    """A name or an attribution without its tags: files carry links, which nothing here may follow."""
    return unescape(_TAG.sub("", str(value or ""))).strip()[:LONGEST_TEXT]


def bounds_of(values: list[float]) -> tuple[float, float, float, float] | None:
    """None where they enclose nothing."""
    if len(values) != 4:
        return None
    west, south, east, north = values
    sound = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if sound else None
