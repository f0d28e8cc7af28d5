"""Draws bars: what a bar is shows by its shape as well as by its colour.

Chief: a star. Locked: a solid edge. By hand: a dashed frame. Imported: a dotted one. A rule broken: a thick frame and
a warning sign. Legal only by a derogation: a frame and a section sign. Heads missing: hatched, without fill. Absent:
hatched in grey.
"""

from dataclasses import dataclass

import numpy as np
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
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


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
        rectangles = _rectangles(geometry, bars, left, top)
        kinds = style_of(geometry.content.look[bars])
        for kind in np.unique(kinds).tolist():
            self._paint_kind(
                painter, self._styles[kind], [rectangles[place] for place in np.flatnonzero(kinds == kind)]
            )
        self._paint_marks(painter, geometry.content, bars, rectangles, kinds)

    def paint_chosen(self, painter: QPainter, rectangle: QRectF) -> None:
        """The frame around the bar that the keyboard is on."""
        painter.setPen(self._chosen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rectangle.adjusted(-2, -2, 2, 2), ROUND, ROUND)

    def _paint_kind(self, painter: QPainter, style: Style, rectangles: list[QRectF]) -> None:
        """Narrow bars are filled only: a frame would be all one sees of them."""
        narrow = [rectangle for rectangle in rectangles if rectangle.width() < MARK_FROM]
        wide = [rectangle for rectangle in rectangles if rectangle.width() >= MARK_FROM]
        painter.setPen(Qt.PenStyle.NoPen)
        solid = style.fill.style() == Qt.BrushStyle.SolidPattern
        painter.setBrush(QBrush(style.frame.color()) if not solid or narrow else style.fill)
        painter.drawRects(narrow)
        painter.setBrush(style.fill)
        painter.setPen(style.frame)
        for rectangle in wide:
            painter.drawRoundedRect(rectangle, ROUND, ROUND)

    def _paint_marks(
        self, painter: QPainter, content: BoardContent, bars: Ints, rectangles: list[QRectF], kinds: Ints
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        for place, bar in enumerate(bars.tolist()):
            rectangle = rectangles[place]
            width = rectangle.width()
            if width < MARK_FROM:
                continue
            look = int(content.look[bar])
            if look & Look.LOCKED:
                painter.fillRect(QRectF(rectangle.left(), rectangle.top(), EDGE, rectangle.height()), self._edge)
            if width >= TEXT_FROM:
                painter.setPen(self._styles[int(kinds[place])].text)
                inner = rectangle.adjusted(TEXT_MARGIN, 0, -2, 0)
                inner.setLeft(max(inner.left(), 2.0))  # a bar that begins out of sight keeps its text in sight
                if inner.width() < LEAST_TEXT:
                    continue
                text = metrics.elidedText(
                    marked(content.bars[bar].text, look), Qt.TextElideMode.ElideRight, inner.width()
                )
                painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


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
        PLAIN: Style(fill, QPen(QColor(theme.selection), 1), text),
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


def _rectangles(geometry: BoardGeometry, bars: Ints, left: float, top: float) -> list[QRectF]:
    content, scale = geometry.content, geometry.scale
    start = (content.start[bars] - scale.origin) * scale.pixels_per_minute
    end = (content.end[bars] - scale.origin) * scale.pixels_per_minute
    width = np.maximum(LEAST_WIDTH, end - start - 1)
    tops = geometry.tops[content.row[bars]] + PADDING + content.lane[bars] * LANE + 1
    return [
        QRectF(x, y, w, LANE - 2)
        for x, y, w in zip((start - left).tolist(), (tops - top).tolist(), width.tolist(), strict=True)
    ]
