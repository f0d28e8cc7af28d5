"""A board on which agents are carried from place to place, with the mouse or with the keyboard.

Mouse: press on a bar and draw it; with Ctrl the agent stays where he was too. Keyboard: Space takes the agent of the
chosen bar into the hand, arrows choose the place, Space or Enter drops, Escape lets go.
"""

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from otp_desktop.ui.boards.board_view import BoardView
from otp_desktop.ui.boards.content import BoardContent
from otp_desktop.ui.boards.drops import Carried, Target
from otp_desktop.ui.boards.walking import NOBODY

CONTROL = Qt.KeyboardModifier.ControlModifier


class EditableBoard(BoardView):
    """``carriedOver`` tells the place under the hand: a Target or None, whether to copy, and where in the view."""

    pickedUp = Signal(int)
    carriedOver = Signal(object, bool, QPoint)
    dropped = Signal(object, bool)
    letGo = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.carried: Carried | None = None
        self._pressed: tuple[QPoint, int] | None = None
        self._by_keyboard = False
        self._over: tuple[Target | None, bool] | None = None

    def show_content(self, content: BoardContent) -> None:
        """The plan may be read again between the press on a bar and its drawing: the bar then stands elsewhere."""
        super().show_content(content)
        if self._pressed is not None:
            self._pressed = (self._pressed[0], self.chosen) if self.chosen != NOBODY else None

    def carry(self, carried: Carried) -> None:
        """Takes an agent into the hand."""
        self.carried = carried
        self._over = None
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def let_go(self) -> None:
        """Nothing is carried any more."""
        if self.carried is None:
            return
        self.carried, self._pressed, self._over = None, None, None
        self._by_keyboard = False
        self.viewport().unsetCursor()
        self.letGo.emit()

    def carry_over(self, place: QPoint | QPointF, copy: bool) -> None:
        """The hand is over a place of the view."""
        point = place.toPoint() if isinstance(place, QPointF) else place
        self._tell(self.target_at(point), copy, point)

    def drop(self) -> None:
        """Drops where the hand is."""
        if self.carried is not None and self._over is not None and self._over[0] is not None:
            self.dropped.emit(*self._over)
        self.let_go()

    def target_at(self, point: QPoint) -> Target | None:
        """The row and the bar under a point of the view."""
        if not self.viewport().rect().contains(point):
            return None
        row = self.geometry_of_board.row_at(point.y() + self.verticalScrollBar().value())
        if row is None or self.content.rows[row].heading:
            return None
        bar = self.bar_under(point)
        return Target(self.content.rows[row].key, None if bar == NOBODY else self.content.bars[bar].key)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.chosen != NOBODY:
            self._pressed = event.position().toPoint(), self.chosen

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and self.carried is None:
            start, bar = self._pressed
            if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
                self.pickedUp.emit(bar)
        if self.carried is not None and not self._by_keyboard:
            self.carry_over(event.position(), bool(event.modifiers() & CONTROL))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None
        if self.carried is not None and not self._by_keyboard:
            self.drop()

    # keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.carried is not None and key == Qt.Key.Key_Escape:
            self.let_go()
        elif self.carried is not None and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.drop()
        elif key == Qt.Key.Key_Space and self.chosen != NOBODY:
            self.pickedUp.emit(self.chosen)
            self._by_keyboard = self.carried is not None
        else:
            super().keyPressEvent(event)
            if self._by_keyboard:
                self._over_chosen(bool(event.modifiers() & CONTROL))

    def _over_chosen(self, copy: bool) -> None:
        """Carried by keyboard, the hand is over the chosen bar."""
        if self.chosen == NOBODY:
            return
        row = self.content.rows[int(self.content.row[self.chosen])]
        target = Target(row.key, self.content.bars[self.chosen].key)
        self._tell(target, copy, self.rectangle_of(self.chosen).bottomLeft().toPoint())

    def _tell(self, target: Target | None, copy: bool, place: QPoint) -> None:
        self._over = (target, copy)
        self.carriedOver.emit(target, copy, place)
