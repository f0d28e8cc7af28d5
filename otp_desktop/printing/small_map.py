"""A small map in black and white: where an agent's posts are, among arrondissements, water and the other posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, pi, sin

from reportlab.pdfgen.canvas import Canvas
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from otp_desktop.printing.fonts import Face
from otp_desktop.printing.map_shapes import MapShapes, Place, Window
from otp_desktop.printing.strokes import FILL_AND_STROKE, FILL_EVEN_ODD, STROKE, draw_boxes, draw_lines_through
from otp_desktop.printing.styles import HAIRLINE, RULE
from otp_desktop.printing.text import Line, Style, draw_line, draw_right
from otp_desktop.texts import _
from otp_desktop.texts.formats import NO_BREAK_SPACE, number

LEAST_KM = 2.2  # of the map's height: enough of the surroundings to know the place again
AIR = 1.35  # of the window around the posts
RADIUS = 6.5  # of a numbered marker, in points
DOT = 1.3  # half the side of the square of another post
SCALES_KM = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0)
STRIP = 13.0  # under the map, for its scale
NUMBER = Style(Face.BOLD, 8.5, 10, grey=1.0)
ZONE = Style(Face.REGULAR, 8.5, 10, grey=0.35)
SCALE = Style(Face.REGULAR, 8, 10)

Spot = tuple[float, float]  # points from the lower left corner of the map


@dataclass(frozen=True)
class SmallMap:
    """``places`` are numbered from 1 in their order; there is at least one. Width and height are in points.

    ``least_km`` is the least that the map's height shows.
    """

    shapes: MapShapes
    places: tuple[Place, ...]
    width: float
    height: float
    least_km: float = LEAST_KM

    def draw(self, canvas: Canvas, left: float, bottom: float) -> None:
        canvas.saveState()
        canvas.translate(left, bottom)
        self._draw_ground(canvas)
        spots = self._marker_spots()
        self._draw_names(canvas, spots)
        self._draw_markers(canvas, spots)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(RULE)
        canvas.rect(0, STRIP, self.width, self._map_height, stroke=1, fill=0)
        self._draw_scale(canvas)
        canvas.restoreState()

    @property
    def _map_height(self) -> float:
        return self.height - STRIP

    @cached_property
    def _window(self) -> Window:
        """A rectangle with the map's proportions, around all places."""
        easts, norths = zip(*self.places, strict=True)
        ratio = self.width / self._map_height
        north = max(self.least_km, AIR * (max(norths) - min(norths)), AIR * (max(easts) - min(easts)) / ratio)
        middle_east, middle_north = (max(easts) + min(easts)) / 2, (max(norths) + min(norths)) / 2
        half_east, half_north = north * ratio / 2, north / 2
        return middle_east - half_east, middle_north - half_north, middle_east + half_east, middle_north + half_north

    @cached_property
    def _points_per_km(self) -> float:
        _west, south, _east, north = self._window
        return self._map_height / (north - south)

    def _spot(self, place: Place) -> Spot:
        west, south, _east, _north = self._window
        scale = self._points_per_km
        return (place[0] - west) * scale, STRIP + (place[1] - south) * scale

    def _draw_ground(self, canvas: Canvas) -> None:
        shapes = self.shapes.within(self._window)
        for grey, areas in ((0.94, shapes.ground), (0.83, shapes.water)):
            canvas.setFillGray(grey)
            for area in areas:
                draw_lines_through(canvas, self._lines(area), FILL_EVEN_ODD)
        canvas.setStrokeGray(0.5)
        canvas.setLineWidth(HAIRLINE * 2)
        for border in shapes.borders:
            draw_lines_through(canvas, self._lines(border), STROKE)
        self._draw_other_posts(canvas)

    def _draw_other_posts(self, canvas: Canvas) -> None:
        canvas.setStrokeGray(0.25)
        canvas.setFillGray(1)
        canvas.setLineWidth(HAIRLINE)
        own = set(self.places)
        spots = [self._spot(place) for place in self.shapes.posts_within(self._window) if place not in own]
        boxes = (
            (east - DOT, north - DOT, 2 * DOT, 2 * DOT)
            for east, north in spots
            if DOT < east < self.width - DOT and STRIP + DOT < north < self.height - DOT
        )
        draw_boxes(canvas, boxes, FILL_AND_STROKE)

    def _lines(self, geometry: BaseGeometry) -> Iterator[list[Spot]]:
        for line in _lines_of(geometry):
            yield [self._spot((east, north)) for east, north, *_height in line]

    def _marker_spots(self) -> list[Spot]:
        """Where each number stands: on its place, or beside it where another number stands there already."""
        spots: list[Spot] = []
        for place in self.places:
            spots.append(self._free_spot(self._spot(place), spots))
        return spots

    def _free_spot(self, wanted: Spot, taken: Sequence[Spot]) -> Spot:
        for ring in range(40):
            for step in range(max(1, 6 * ring)):
                angle = 2 * pi * step / max(1, 6 * ring)
                spot = wanted[0] + 2.3 * RADIUS * ring * cos(angle), wanted[1] + 2.3 * RADIUS * ring * sin(angle)
                if self._fits(spot) and all(_apart(spot, other) > 2.2 * RADIUS for other in taken):
                    return spot
        return wanted

    def _fits(self, spot: Spot) -> bool:
        east, north = spot
        inside = RADIUS < east < self.width - RADIUS
        return inside and STRIP + RADIUS < north < self.height - RADIUS

    def _draw_names(self, canvas: Canvas, taken: Sequence[Spot]) -> None:
        """Names of arrondissements where they hide no number and no other name."""
        spots = list(taken)
        for name, places in self.shapes.within(self._window).names:
            line = Line(name, ZONE)
            free = (spot for spot in map(self._spot, places) if self._is_free(spot, line.width, spots))
            if spot := next(free, None):
                draw_line(canvas, line, spot[0] - line.width / 2, spot[1] + ZONE.leading / 2)
                spots.append(spot)

    def _is_free(self, spot: Spot, width: float, taken: Sequence[Spot]) -> bool:
        east, north = spot
        room = width / 2 + RADIUS + 2
        inside = room < east < self.width - room and STRIP + 8 < north < self.height - 8
        return inside and all(_apart(spot, other) > room + 6 for other in taken)

    def _draw_markers(self, canvas: Canvas, spots: Sequence[Spot]) -> None:
        canvas.setStrokeGray(0)
        canvas.setLineWidth(RULE)
        for place, spot in zip(self.places, spots, strict=True):
            if _apart(self._spot(place), spot) > 1:
                canvas.line(*self._spot(place), *spot)
        for mark, spot in enumerate(spots, start=1):
            draw_marker(canvas, mark, spot)

    def _draw_scale(self, canvas: Canvas) -> None:
        most = 0.4 * self.width / self._points_per_km
        kilometres = max((scale for scale in SCALES_KM if scale <= most), default=SCALES_KM[0])
        length = kilometres * self._points_per_km
        canvas.setStrokeGray(0)
        canvas.setLineWidth(1.2)
        canvas.line(0, 5, length, 5)
        for end in (0, length):
            canvas.line(end, 3, end, 7)
        text = f"{number(kilometres, 1 if kilometres < 1 else 0)}{NO_BREAK_SPACE}km"
        draw_line(canvas, Line(text, SCALE), length + 5, 10)
        self._draw_legend(canvas)

    def _draw_legend(self, canvas: Canvas) -> None:
        line = Line(_("other post of the operation"), SCALE)
        draw_right(canvas, line, self.width, 10)
        canvas.setStrokeGray(0.25)
        canvas.setLineWidth(HAIRLINE)
        canvas.rect(self.width - line.width - 5 - DOT, 4.8 - DOT, 2 * DOT, 2 * DOT, stroke=1, fill=0)


def draw_marker(canvas: Canvas, mark: int, spot: Spot) -> None:
    """A number on a black disc around the spot."""
    canvas.setFillGray(0)
    canvas.setStrokeGray(1)
    canvas.setLineWidth(RULE)
    canvas.circle(*spot, RADIUS, stroke=1, fill=1)
    line = Line(str(mark), NUMBER)
    draw_line(canvas, line, spot[0] - line.width / 2, spot[1] + 4.6)


def _apart(spot: Spot, other: Spot) -> float:
    return hypot(spot[0] - other[0], spot[1] - other[1])


def _lines_of(geometry: BaseGeometry) -> list[list[tuple[float, ...]]]:
    """Every ring and line of a geometry, as its coordinates."""
    if geometry.is_empty:
        return []
    match geometry:
        case Polygon():
            return [list(ring.coords) for ring in (geometry.exterior, *geometry.interiors)]
        case LineString():
            return [list(geometry.coords)]
        case BaseMultipartGeometry():
            return [line for part in geometry.geoms for line in _lines_of(part)]
    return []
