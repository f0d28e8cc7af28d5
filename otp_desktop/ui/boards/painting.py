"""Draws bars: what a bar is shows by its shape as well as by its colour.

Chief: a star. Locked: a solid edge. By hand: a dashed frame. Imported: a dotted one. A rule broken: a thick frame and
a warning sign. Legal only by a derogation: a frame and a section sign. Heads missing: hatched, without fill. Absent:
hatched in grey.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from otp_desktop.ui.boards.content import BoardContent, Ints, Look
from otp_desktop.ui.boards.geometry import LANE, LEAST_WIDTH, PADDING, BoardGeometry
from otp_desktop.ui.theme import Theme

TEXT_FROM = 34.0  # pixels: narrower bars have no text
MARK_FROM = 9.0  # pixels: narrower bars have no frame and no edge
EDGE = 4.0
LEAST_TEXT = 12.0
ROUND = 3.0
TEXT_MARGIN = 6.0
LOCKED = int(Look.LOCKED)  # an enumeration's own arithmetic takes longer than the drawing
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Style:
    """How bars of one kind are drawn."""

    fill: QBrush
    frame: QPen
    text: QColor


class BarPainter:
    """Draws the bars of a content in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._styles = _styles(theme)
        self._edge = QColor(theme.accent)
        self._chosen = QPen(QColor(theme.text), 2)

    def paint(self, painter: QPainter, geometry: BoardGeometry, bars: Ints, left: float, top: float) -> None:
        """Draws some bars; ``left`` and ``top`` are the place of the board that lies at the painter's corner."""
        if not len(bars):
            return
        rectangles, width = _rectangles(geometry, bars, left, top)
        kinds, narrow = style_of(geometry.content.look[bars]), width < MARK_FROM
        for kind in np.flatnonzero(np.bincount(kinds)).tolist():
            of_kind = kinds == kind
            self._paint_narrow(painter, self._styles[kind], _chosen(rectangles, of_kind & narrow))
            self._paint_wide(painter, self._styles[kind], _chosen(rectangles, of_kind & ~narrow))
        for place in np.flatnonzero(~narrow).tolist():
            self._paint_marks(painter, geometry.content, int(bars[place]), rectangles[place], int(kinds[place]))

    def paint_chosen(self, painter: QPainter, rectangle: QRectF) -> None:
        """The frame around the bar that the keyboard is on."""
        painter.setPen(self._chosen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rectangle.adjusted(-2, -2, 2, 2), ROUND, ROUND)

    def _paint_narrow(self, painter: QPainter, style: Style, rectangles: list[QRectF]) -> None:
        """Filled only: a frame would be all one sees of them."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(style.frame.color()))
        painter.drawRects(rectangles)

    def _paint_wide(self, painter: QPainter, style: Style, rectangles: list[QRectF]) -> None:
        painter.setBrush(style.fill)
        painter.setPen(style.frame)
        for rectangle in rectangles:
            painter.drawRoundedRect(rectangle, ROUND, ROUND)

    def _paint_marks(self, painter: QPainter, content: BoardContent, bar: int, place: QRectF, kind: int) -> None:
        """The edge of what is locked, and the text of what is wide enough for it."""
        look = int(content.look[bar])
        if look & LOCKED:
            painter.fillRect(QRectF(place.left(), place.top(), EDGE, place.height()), self._edge)
        inner = place.adjusted(TEXT_MARGIN, 0, -2, 0)
        inner.setLeft(max(inner.left(), 2.0))  # a bar that begins out of sight keeps its text in sight
        if place.width() < TEXT_FROM or inner.width() < LEAST_TEXT:
            return
        painter.setPen(self._styles[kind].text)
        words, metrics = marked(content.bars[bar].text, look), QFontMetricsF(painter.font())
        painter.drawText(inner, LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width()))


def marked(text: str, look: int) -> str:
    """The text of a bar with the signs of what it is."""
    signs = ""
    if look & (Look.BROKEN | Look.BELOW_MINIMUM):
        signs += "⚠ "
    if look & Look.DISPENSED:
        signs += "§ "
    if look & Look.CHIEF and not look & Look.GAP:
        signs += "★ "
    return signs + text


PLAIN, HAND, IMPORTED, BROKEN, GAP, GAP_BELOW, ABSENT, DISPENSED = range(8)


def style_of(look: Ints) -> Ints:
    """The style of each look; what is graver hides what is less."""
    kinds = np.full(len(look), PLAIN, dtype=np.int64)
    for flag, kind in (
        (Look.BY_HAND, HAND),
        (Look.IMPORTED, IMPORTED),
        (Look.DISPENSED, DISPENSED),
        (Look.BROKEN, BROKEN),
        (Look.GAP, GAP),
        (Look.BELOW_MINIMUM, GAP_BELOW),
        (Look.ABSENT, ABSENT),
    ):
        kinds[(look & int(flag)) > 0] = kind
    return kinds


def _styles(theme: Theme) -> dict[int, Style]:
    fill, text = QBrush(QColor(theme.selection)), QColor(theme.on_selection)
    accent, bad, warning, muted = (QColor(name) for name in (theme.accent, theme.bad, theme.warning, theme.muted))
    dashed, dotted = Qt.PenStyle.DashLine, Qt.PenStyle.DotLine
    hatch, dense = Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.DiagCrossPattern
    return {
        PLAIN: Style(fill, QPen(QColor(theme.bar_edge), 1), text),
        HAND: Style(fill, QPen(accent, 1.4, dashed), text),
        IMPORTED: Style(fill, QPen(accent, 1.4, dotted), text),
        DISPENSED: Style(fill, QPen(warning, 2), text),
        BROKEN: Style(fill, QPen(bad, 2.4), text),
        GAP: Style(QBrush(_faded(warning), hatch), QPen(warning, 1.4, dashed), warning),
        GAP_BELOW: Style(QBrush(_faded(bad), dense), QPen(bad, 1.6, dashed), bad),
        ABSENT: Style(QBrush(_faded(muted), hatch), QPen(_faded(muted), 1), muted),
    }


def _faded(colour: QColor) -> QColor:
    """Light enough for a text of the same colour to be read on its hatching."""
    faded = QColor(colour)
    faded.setAlpha(70)
    return faded


def _chosen(rectangles: list[QRectF], chosen: Bools) -> list[QRectF]:
    return [rectangles[place] for place in np.flatnonzero(chosen).tolist()]


def _rectangles(geometry: BoardGeometry, bars: Ints, left: float, top: float) -> tuple[list[QRectF], Floats]:
    """Where bars lie in the view, and how wide they are."""
    content, scale = geometry.content, geometry.scale
    start = (content.start[bars] - scale.origin) * scale.pixels_per_minute
    end = (content.end[bars] - scale.origin) * scale.pixels_per_minute
    width = np.maximum(LEAST_WIDTH, end - start - 1)
    tops = geometry.tops[content.row[bars]] + PADDING + content.lane[bars] * LANE + 1
    places = zip((start - left).tolist(), (tops - top).tolist(), width.tolist(), strict=True)
    return [QRectF(x, y, across, LANE - 2) for x, y, across in places], width
