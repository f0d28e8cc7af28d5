"""Which arrondissement a position lies in, from the polygons of a layer."""

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Layer


class ZoneFinder:
    """Looks positions up in the polygons of a layer, through a spatial index built once."""

    def __init__(self, layer: Layer) -> None:
        import shapely  # it brings numpy, a fifth of a second: not at the window's start
        from shapely.geometry import shape

        self._codes = [feature.code for feature in layer.features]
        self._tree = shapely.STRtree([shape(dict(feature.geometry)) for feature in layer.features])

    def zone_of(self, position: Position | None) -> str:
        """The code of the polygon that holds the position, the lowest on a common border; empty outside all."""
        if position is None:
            return ""
        from shapely.geometry import Point  # loaded by now

        found = self._tree.query(Point(position.longitude, position.latitude), predicate="intersects")
        return min((self._codes[index] for index in found), default="")
