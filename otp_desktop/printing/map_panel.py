"""A small map with what its numbers stand for."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.frame import frame
from otp_desktop.printing.map_shapes import MapShapes
from otp_desktop.printing.small_map import RADIUS, SmallMap, draw_marker
from otp_desktop.printing.styles import BODY_STRONG, PADDING, SMALL
from otp_desktop.printing.text import Line, Phrase, draw_lines, height_of, set_lines
from otp_desktop.printing.words import zone_of
from otp_desktop.texts import ngettext

MAP_WIDTH, MAP_HEIGHT = 104 * mm, 60 * mm
KEY_LEFT = MAP_WIDTH + 5 * mm
TEXT_LEFT = KEY_LEFT + 2 * RADIUS + 5
MOST_LINES = 3  # of one field in the key: the table above has it whole


class MapPanel(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """The map at the left and its key at the right. ``sites`` are numbered from 1; those of no position stay out."""

    leads = False
    spaceAfter = 2 * PADDING  # noqa: N815 - ReportLab's name

    def __init__(self, snapshot: PlanSnapshot, shapes: MapShapes, sites: Sequence[Site]) -> None:
        super().__init__()
        places = tuple(shapes.place(site.position) for site in sites if site.position)
        self.map = SmallMap(shapes, places, MAP_WIDTH, MAP_HEIGHT)
        self.keys, self.left_out = _fitting([_key(snapshot, site) for site in sites if site.position])

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, MAP_HEIGHT

    def draw(self) -> None:
        self.map.draw(self.canv, 0, 0)
        top = MAP_HEIGHT
        for number, lines in enumerate(self.keys, start=1):
            draw_marker(self.canv, number, (KEY_LEFT + RADIUS, top - BODY_STRONG.leading / 2 - 0.5))
            draw_lines(self.canv, lines, TEXT_LEFT, top)
            top -= height_of(lines) + PADDING
        if self.left_out:
            more = ngettext("and {count} other post, above", "and {count} other posts, above", self.left_out)
            phrase = Phrase(more.format(count=self.left_out), SMALL)
            draw_lines(self.canv, set_lines([phrase], frame().width - TEXT_LEFT), TEXT_LEFT, top)


def _key(snapshot: PlanSnapshot, site: Site) -> tuple[Line, ...]:
    phrases = [Phrase(site.name or site.code, BODY_STRONG)]
    phrases += [Phrase(text, SMALL) for text in (site.address, zone_of(site.zone, snapshot)) if text]
    return set_lines(phrases, frame().width - TEXT_LEFT, most=MOST_LINES)


def _fitting(keys: Sequence[tuple[Line, ...]]) -> tuple[list[tuple[Line, ...]], int]:
    """The keys that stand beside the map, and how many do not."""
    room = MAP_HEIGHT
    fitting: list[tuple[Line, ...]] = []
    for lines in keys:
        room -= height_of(lines) + PADDING
        if room < 2 * SMALL.leading and len(fitting) + 1 < len(keys):
            break
        fitting.append(lines)
    return fitting, len(keys) - len(fitting)
