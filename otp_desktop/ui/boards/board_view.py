"""A plan along time: rows scroll, time zooms, and only what is seen is drawn.

The wheel scrolls rows, with Shift it scrolls time and with Ctrl it zooms around the mouse. Arrows go from bar to bar,
Page Up and Page Down by a screen, Home and End along a row, + and − zoom, 0 shows all.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from otp_desktop.ui.boards.bar_words import describe
from otp_desktop.ui.boards.content import BarKey, BoardContent, Grouping, content_of
from otp_desktop.ui.boards.geometry import HEADING, BoardGeometry
from otp_desktop.ui.boards.margins import NAMES_WIDTH, TIME_HEIGHT, NamesMargin, TimeMargin
from otp_desktop.ui.boards.painting import BarPainter
from otp_desktop.ui.boards.time_scale import DAY, TimeScale
from otp_desktop.ui.boards.walking import NOBODY, Step, neighbour
from otp_desktop.ui.theme import current_theme
from otp_desktop.ui.tips import tip

ZOOM = 1.25  # of one notch of the wheel, or one press of +
WHEEL_ROWS = 3 * 28
EDGE = 40  # pixels kept free around the chosen bar

STEPS = {
    Qt.Key.Key_Left: Step.LEFT,
    Qt.Key.Key_Right: Step.RIGHT,
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Home: Step.FIRST,
    Qt.Key.Key_End: Step.LAST,
}


class BoardView(QAbstractScrollArea):
    """Shows a content. ``chosen`` is the place of the bar the keyboard is on, ``NOBODY`` for none."""

    chosenChanged = Signal(int)
    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chosen = NOBODY
        self._fitted = False
        empty = content_of(Grouping.POST, "Europe/Paris", ())
        self.geometry_of_board = BoardGeometry(empty, TimeScale(empty.timezone, 0))
        self.setViewportMargins(NAMES_WIDTH, TIME_HEIGHT, 0, 0)
        self.names = NamesMargin(self._place, self)
        self.times = TimeMargin(self._place, self)
        self.viewport().setMouseTracking(True)

    # content and scale

    @property
    def content(self) -> BoardContent:
        return self.geometry_of_board.content

    def show_content(self, content: BoardContent) -> None:
        """Takes the place of what was shown; scale, place and chosen bar stay where they can."""
        kept = self._chosen_key()
        before = self.geometry_of_board.scale
        first, _last = content.span
        scale = TimeScale(content.timezone, first, before.pixels_per_minute)
        left = self.horizontalScrollBar().value()
        moment = before.minute(left)
        self.geometry_of_board = BoardGeometry(content, scale)
        self._set_ranges()
        if self._fitted and content.bars:
            self.horizontalScrollBar().setValue(round(scale.x(moment)))
        elif content.bars:
            self.fit()
            self._fitted = True
        self.choose(_same_place(content, kept) if kept is not None else NOBODY, scroll=False)
        self._repaint()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zooms around a place of the view, by default its middle."""
        anchor = self.viewport().width() / 2 if x is None else x
        before = self.geometry_of_board.scale
        minute = before.minute(self.horizontalScrollBar().value() + anchor)
        scale = before.zoomed(factor)
        self.geometry_of_board = BoardGeometry(self.content, scale)
        self._set_ranges()
        self.horizontalScrollBar().setValue(round(scale.x(minute) - anchor))
        self._repaint()

    def fit(self) -> None:
        """The whole plan in the width of the view."""
        first, last = self.content.span
        if last > first:
            wanted = (self.viewport().width() - EDGE) / (last - first)
            self.zoom(wanted / self.geometry_of_board.scale.pixels_per_minute)
            self.horizontalScrollBar().setValue(0)

    def show_day(self, minute: int) -> None:
        """One day in the width of the view, from this minute."""
        wanted = self.viewport().width() / DAY
        self.zoom(wanted / self.geometry_of_board.scale.pixels_per_minute)
        self.horizontalScrollBar().setValue(round(self.geometry_of_board.scale.x(minute)))

    # the chosen bar

    def choose(self, bar: int, *, scroll: bool = True) -> None:
        """Puts the keyboard on a bar; a screen reader hears what it is."""
        self.chosen = bar
        self.names.chosen_row = int(self.content.row[bar]) if bar != NOBODY else None
        if scroll and bar != NOBODY:
            self.make_visible(bar)
        self.setAccessibleDescription(self._words(bar))
        self.chosenChanged.emit(bar)
        self._repaint()

    def make_visible(self, bar: int) -> None:
        """Scrolls as little as it takes; to a bar that is far away, so that what surrounds it is seen as well."""
        left, top, width, height = self.geometry_of_board.rectangle(bar)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if left < across.value() + EDGE:
            across.setValue(round(left - EDGE))
        elif left + width > across.value() + self.viewport().width() - EDGE:
            across.setValue(round(min(left - EDGE, left + width - self.viewport().width() + EDGE)))
        page = self.viewport().height()
        if not down.value() - page < top < down.value() + 2 * page:
            down.setValue(top - page // 3)
        elif top < down.value() + HEADING:
            down.setValue(top - HEADING)
        elif top + height > down.value() + page - EDGE:
            down.setValue(top + height - page + EDGE)

    def bar_under(self, point: QPoint | QPointF) -> int:
        """The bar under a point of the view."""
        found = self.geometry_of_board.bar_at(
            point.x() + self.horizontalScrollBar().value(), int(point.y()) + self.verticalScrollBar().value()
        )
        return NOBODY if found is None else found

    def rectangle_of(self, bar: int) -> QRectF:
        """Where a bar lies in the view."""
        left, top, width, height = self.geometry_of_board.rectangle(bar)
        return QRectF(left - self.horizontalScrollBar().value(), top - self.verticalScrollBar().value(), width, height)

    # what Qt asks

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self.viewport()), current_theme()
        geometry, left, top = self._place()
        painter.fillRect(self.viewport().rect(), QColor(theme.surface))
        rows = geometry.rows_between(top, top + self.viewport().height())
        self._paint_ground(painter, rows)
        bars = geometry.bars_between(rows, left, left + self.viewport().width())
        drawing = BarPainter(theme)
        drawing.paint(painter, geometry, bars, left, top)
        if self.chosen != NOBODY:
            drawing.paint_chosen(painter, self.rectangle_of(self.chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        frame = self.viewport().geometry()
        self.names.setGeometry(frame.left() - NAMES_WIDTH, frame.top(), NAMES_WIDTH, frame.height())
        self.times.setGeometry(frame.left(), frame.top() - TIME_HEIGHT, frame.width(), TIME_HEIGHT)
        self._set_ranges()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._repaint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (turn / 120), event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.angleDelta().x():
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - turn)
        else:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - turn * WHEEL_ROWS // 120)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.choose(neighbour(self.content, self.chosen, STEPS[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = self.viewport().height() * (1 if key == Qt.Key.Key_PageDown else -1)
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + page)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen != NOBODY:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self.bar_under(event.position()), scroll=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        bar = self.bar_under(event.position())
        if bar != NOBODY:
            self.opened.emit(bar)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.chosen == NOBODY and self.content.bars:
            self.choose(neighbour(self.content, NOBODY, Step.RIGHT), scroll=False)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self.bar_under(event.pos())
            QToolTip.showText(event.globalPos(), tip(self._words(bar)), self.viewport())
            return True
        return super().viewportEvent(event)

    # how it is done

    def _place(self) -> tuple[BoardGeometry, int, int]:
        return self.geometry_of_board, self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _set_ranges(self) -> None:
        view, geometry = self.viewport().size(), self.geometry_of_board
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, geometry.width - view.width()))
        across.setPageStep(view.width())
        across.setSingleStep(EDGE)
        down.setRange(0, max(0, geometry.height - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(HEADING)

    def _paint_ground(self, painter: QPainter, rows: range) -> None:
        """Lines of time, groups, the row of the chosen bar."""
        geometry, left, top = self._place()
        theme, view = current_theme(), self.viewport().rect()
        for row in rows:
            if row % 2:
                upper, lower = int(geometry.tops[row]) - top, int(geometry.tops[row + 1]) - top
                painter.fillRect(0, upper, view.width(), lower - upper, QColor(theme.stripe))
        for tick in geometry.scale.ticks(left, left + view.width()):
            painter.setPen(QPen(QColor(theme.control_border if tick.day else theme.border), 1))
            x = round(tick.x - left)
            painter.drawLine(x, 0, x, view.height())
        for row in rows:
            if geometry.content.rows[row].heading:
                place = QRectF(0, int(geometry.tops[row]) - top, view.width(), HEADING)
                painter.fillRect(place, QColor(theme.raised))
                painter.setPen(QColor(theme.muted))
                text = geometry.content.rows[row].detail
                painter.drawText(place.adjusted(10, 0, -10, 0), int(Qt.AlignmentFlag.AlignVCenter), text)

    def _words(self, bar: int) -> str:
        """What a bar is, for a tooltip and for a screen reader."""
        if bar == NOBODY:
            return ""
        return describe(self.geometry_of_board, bar)

    def _chosen_key(self) -> tuple[str, BarKey] | None:
        if self.chosen == NOBODY:
            return None
        return self.content.rows[int(self.content.row[self.chosen])].key, self.content.bars[self.chosen].key

    def _repaint(self) -> None:
        for part in (self.viewport(), self.names, self.times):
            part.update()


def _same_place(content: BoardContent, kept: tuple[str, BarKey]) -> int:
    """The bar of this key; where it is gone, another one of the same role line in the same row."""
    if kept in content.place_of:
        return content.place_of[kept]
    row, key = content.row_of.get(kept[0]), kept[1]
    places = content.bars_of(row) if row is not None else ()
    return next((place for place in places if content.bars[place].key[1:] == key[1:]), NOBODY)
