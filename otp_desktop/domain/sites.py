"""Where agents stand: sites, and the reference polygons drawn under them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from otp_desktop.domain.places import Position


class SiteKind(StrEnum):
    SCHOOL = "school"
    FIXED = "fixed"
    MOBILE = "mobile"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A school point, a post or a sector.

    ``danger_rank`` goes from 1, the most dangerous, to 5. ``zone`` is the INSEE code of the arrondissement, such as
    ``75113``. ``import_key`` recognises the site when its file is imported again, whatever was edited since. ``sector``
    is the name that the sites of one sector share.
    """

    id: int | None = None
    version: int = 0
    code: str
    name: str
    kind: SiteKind = SiteKind.FIXED
    address: str = ""
    zone: str = ""
    position: Position | None = None
    danger_rank: int = 3
    note: str = ""
    import_key: str = ""
    active: bool = True
    sector: str = ""


class LayerKind(StrEnum):
    """``SECTORS``: the outline of one sector, drawn on the map; the layer has the sector's name."""

    ARRONDISSEMENTS = "arrondissements"
    WATER = "water"
    INCIDENTS = "incidents"
    OTHER = "other"
    SECTORS = "sectors"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerFeature:
    """One shape of a layer; ``geometry`` is a GeoJSON geometry object (RFC 7946), longitude first.

    The ``code`` of an incident is its day, such as ``2026-09-03``.
    """

    code: str
    name: str
    geometry: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A reference layer. ``official`` ones, imported by the user, replace the schematic ones of the same kind."""

    id: int | None = None
    version: int = 0
    kind: LayerKind
    name: str
    attribution: str = ""
    official: bool = True
    features: tuple[LayerFeature, ...] = field(default=(), repr=False)
