"""What an empty page says: why it is empty and what to do first."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from otp_desktop.ui.icons import icon
from otp_desktop.ui.widgets.labels import label

_ICON_SIZE = QSize(48, 48)
_TEXT_WIDTH = 440
_LEAST_TEXT_WIDTH = 160
_SIDE = 12
_ROOM_FOR_ICON = 160


class EmptyState(QWidget):
    """An icon, a heading, one sentence and the buttons of the first steps."""

    def __init__(self, icon_name: str, heading: str, text: str, buttons: tuple[QPushButton, ...] = ()) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._picture = label()
        self._picture.setFixedSize(_ICON_SIZE)
        self.heading = label(role="heading")
        self.text = label(role="muted")
        self.text.setWordWrap(True)
        self.text.setFixedWidth(_TEXT_WIDTH)
        self.heading.setWordWrap(True)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for widget in (self._picture, self.heading, self.text, *buttons):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.say(heading, text)

    def say(self, heading: str, text: str) -> None:
        self.heading.setText(heading)
        self.text.setText(text)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Most empty states are never seen: the picture is painted for those that are."""
        super().showEvent(event)
        self.repaint_icon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the words matter more than the picture."""
        super().resizeEvent(event)
        self._fit()
        self._picture.setVisible(self.height() >= _ROOM_FOR_ICON)

    def _fit(self) -> None:
        """As wide as reads well, or as there is room."""
        width = max(_LEAST_TEXT_WIDTH, min(_TEXT_WIDTH, self.width() - 2 * _SIDE))
        for words in (self.heading, self.text):
            words.setFixedWidth(width)
            # A layout that centres a wrapped label gives it the height of its first line only.
            words.setMinimumHeight(max(0, words.heightForWidth(width)))

    def repaint_icon(self) -> None:
        """After a change of theme."""
        self._picture.setPixmap(icon(self._icon_name).pixmap(_ICON_SIZE))
