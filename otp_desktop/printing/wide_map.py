"""A map over the whole width, with numbers that a table or a key explains."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.printing.frame import frame
from otp_desktop.printing.map_shapes import MapShapes, Place
from otp_desktop.printing.small_map import RADIUS, SmallMap, draw_marker
from otp_desktop.printing.styles import BODY, PADDING
from otp_desktop.printing.text import Line, draw_line, one_line

MAP_HEIGHT = 94 * mm
LEAST_KM = 1.0  # of the map's height
KEY_COLUMNS = 3
KEY_HEIGHT = 2 * RADIUS + 4.0


class WideMap(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """``places`` are numbered from 1 in their order; there is at least one."""

    leads = True
    spaceAfter = 2 * PADDING  # noqa: N815 - ReportLab's name

    def __init__(self, shapes: MapShapes, places: Sequence[Place]) -> None:
        super().__init__()
        self.map = SmallMap(shapes, tuple(places), frame().width, MAP_HEIGHT, LEAST_KM)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, MAP_HEIGHT

    def draw(self) -> None:
        self.map.draw(self.canv, 0, 0)


class MapKey(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """What the numbers from ``first`` on stand for, in columns, split between lines where a page ends."""

    leads = False
    spaceAfter = 2 * PADDING  # noqa: N815 - ReportLab's name

    def __init__(self, names: Sequence[str], first: int = 1) -> None:
        super().__init__()
        self.names, self.first = tuple(names), first
        self.rows = -(-len(names) // KEY_COLUMNS)
        self.height = self.rows * KEY_HEIGHT

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        count = int(height // KEY_HEIGHT) * KEY_COLUMNS
        if not count:
            return []
        rest = self.names[count:]
        return [MapKey(self.names[:count], self.first), *([MapKey(rest, self.first + count)] if rest else [])]

    def draw(self) -> None:
        width = frame().width / KEY_COLUMNS
        for place, name in enumerate(self.names):
            left, top = place // self.rows * width, self.height - place % self.rows * KEY_HEIGHT
            draw_marker(self.canv, self.first + place, (left + RADIUS, top - KEY_HEIGHT / 2))
            line: Line = one_line(name, BODY, width - 2 * RADIUS - 3 * PADDING)
            draw_line(self.canv, line, left + 2 * RADIUS + PADDING, top - (KEY_HEIGHT - BODY.leading) / 2)
