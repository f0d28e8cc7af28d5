"""Keyboard and mouse of the tests. QTest types ASCII only; names are not."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def click(control: QWidget) -> None:
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)


def press(control: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    QTest.keyClick(control, key, modifier)


def write(control: QWidget, text: str) -> None:
    """Types letter by letter, any letter."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(control, QKeyEvent(kind, 0, NO_MODIFIER, letter))


def type_in(control: QWidget, text: str) -> None:
    """Replaces what stands in a control."""
    control.setFocus()
    press(control, Qt.Key.Key_A, CONTROL)
    write(control, text)


def mouse_press(control: QWidget, place: QPoint) -> None:
    _mouse(control, QEvent.Type.MouseButtonPress, place, Qt.MouseButton.LeftButton)


def mouse_move(control: QWidget, place: QPoint) -> None:
    """With the left button held."""
    _mouse(control, QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton)


def mouse_release(control: QWidget, place: QPoint) -> None:
    _mouse(control, QEvent.Type.MouseButtonRelease, place, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton)


def _mouse(
    control: QWidget,
    kind: QEvent.Type,
    place: QPoint,
    button: Qt.MouseButton,
    held: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    event = QMouseEvent(kind, QPointF(place), QPointF(control.mapToGlobal(place)), button, held, NO_MODIFIER)
    QApplication.sendEvent(control, event)
