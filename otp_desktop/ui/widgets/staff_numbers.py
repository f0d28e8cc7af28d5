"""A box for staff numbers, typed or pasted from a sheet."""

from PySide6.QtWidgets import QPlainTextEdit

_LINES = 4


def staff_numbers_box(text: str = "") -> QPlainTextEdit:
    """Some lines high; Tab goes on to the next field."""
    box = QPlainTextEdit(text)
    box.setTabChangesFocus(True)
    box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + 20)
    return box
