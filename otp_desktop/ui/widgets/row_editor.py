"""A short list edited in a form: qualifications of an agent, absences, role lines of a need."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from otp_desktop.texts import _
from otp_desktop.ui.widgets.buttons import button, small_button
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.typing import on_change

RowT = TypeVar("RowT", bound="EditorRow")


class EditorRow:
    """Controls of one row, from left to right."""

    def __init__(self, *controls: QWidget) -> None:
        self.controls = controls


class RowEditor(QWidget, Generic[RowT]):
    """Rows of controls under one heading, each with a button that removes it; and one that adds another.

    ``changed`` tells of each letter typed in a row, and of rows that come and go.
    """

    changed = Signal()

    def __init__(
        self, headings: tuple[str, ...], stretches: tuple[int, ...], add_text: str, new_row: Callable[[], RowT]
    ) -> None:
        super().__init__()
        self.rows: list[RowT] = []
        self._new_row = new_row
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._headings: list[QLabel] = [label(heading, "muted") for heading in headings]
        for column, (heading, stretch) in enumerate(zip(self._headings, stretches, strict=True)):
            self._grid.addWidget(heading, 0, column)
            self._grid.setColumnStretch(column, stretch)
        self._next_line = 1
        self.add_button = button(add_text, "plus", self.add_new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._grid)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_headings()

    def add(self, made: RowT) -> None:
        """Adds a row at the end."""
        remove = small_button(_("Remove this row"), "close", lambda: self._remove(made, remove))
        for column, control in enumerate((*made.controls, remove)):
            self._grid.addWidget(control, self._next_line, column)
        for control in made.controls:
            on_change(control, self.changed.emit)
        self._next_line += 1
        self.rows.append(made)
        self._show_headings()
        self.changed.emit()

    def add_new(self) -> None:
        made = self._new_row()
        self.add(made)
        made.controls[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, made: RowT, remove: QWidget) -> None:
        self.rows.remove(made)
        for control in (*made.controls, remove):
            self._grid.removeWidget(control)
            control.hide()
            control.deleteLater()
        self._show_headings()
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _show_headings(self) -> None:
        for heading in self._headings:
            heading.setVisible(bool(self.rows))
