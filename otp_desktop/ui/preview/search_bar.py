"""The words looked for in a document: Enter and F3 lead from page to page."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.preview.words import PageText, pages_with
from otp_desktop.ui.widgets.buttons import small_button
from otp_desktop.ui.widgets.labels import label


class SearchBar(QWidget):
    """``found`` gives a page that holds the words, and the words; the page is -1 where there is none."""

    found = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._texts: Sequence[PageText] | None = None
        self._pages: list[int] = []
        self._place = 0
        self.box = SearchBox()
        self.previous = small_button(_("Previous page found"), "chevron-up", lambda: self.step(-1))
        self.next = small_button(_("Next page found"), "chevron-down", lambda: self.step(1))
        self.state = label(role="muted")
        self.state.setAccessibleName(_("Pages found"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.box, self.previous, self.next, self.state):
            layout.addWidget(part)
        self.box.textChanged.connect(lambda _text: self._search())
        self.box.stepped.connect(self.step)
        self._show_state()

    def show_texts(self, texts: Sequence[PageText] | None) -> None:
        """The texts of the document in hand; None while they are read."""
        self._texts = texts
        self._search()

    def step(self, by: int) -> None:
        """To the next page found, round the end."""
        if self._pages:
            self._place = (self._place + by) % len(self._pages)
            self._show_found()

    def _search(self) -> None:
        self._pages = pages_with(self._texts, self.box.text()) if self._texts is not None else []
        self._place = 0
        self._show_found()

    def _show_found(self) -> None:
        self._show_state()
        self.found.emit(self._pages[self._place] if self._pages else -1, self.box.text())

    def _show_state(self) -> None:
        for tool in (self.previous, self.next):
            tool.setEnabled(len(self._pages) > 1)
        self.state.setText(self._state_text())

    def _state_text(self) -> str:
        if not self.box.text().strip():
            return ""
        if self._texts is None:
            return _("Reading the pages…")
        if not self._pages:
            return _("Not found")
        count = len(self._pages)
        text = ngettext("{place} of {count} page", "{place} of {count} pages", count)
        return text.format(place=number(self._place + 1), count=number(count))


class SearchBox(QLineEdit):
    """Enter steps forward, Shift+Enter back; Escape empties it, then leaves it to the window."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Search the document"))
        self.setAccessibleName(_("Search the document"))
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Escape is the box's while something stands in it, whatever the window does with it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.text():
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            if event.isAccepted():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
