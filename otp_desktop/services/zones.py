"""The arrondissement of a position: the polygon of the reference layer it stands in."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from shapely import Point, STRtree
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind, Site


@dataclass(frozen=True)
class ZoneFinder:
    """Polygons of the arrondissements in an index; empty where no layer is known."""

    features: tuple[LayerFeature, ...]
    index: STRtree

    def zone_of(self, position: Position | None) -> str:
        """The INSEE code such as ``75113``, or an empty text outside every polygon."""
        if position is None:
            return ""
        found = self.index.query(Point(position.longitude, position.latitude), predicate="intersects")
        return self.features[min(found)].code if len(found) else ""

    def filled(self, site: Site) -> Site:
        """The site with the zone it stands in, where it has none."""
        return site if site.zone else replace(site, zone=self.zone_of(site.position))


def zone_finder(layers: Collection[Layer]) -> ZoneFinder:
    """From the layers in use; those of other kinds are ignored."""
    features = tuple(
        feature for layer in layers if layer.kind is LayerKind.ARRONDISSEMENTS for feature in layer.features
    )
    geometries: list[BaseGeometry] = [shape(dict(feature.geometry)) for feature in features]
    return ZoneFinder(features, STRtree(geometries))
