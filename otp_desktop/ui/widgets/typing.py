"""One way to hear that something was typed or chosen, whatever the control."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget


def on_change(control: QWidget, heard: Callable[[], object]) -> None:
    """Calls ``heard`` whenever the value of a line, a choice, a figure or a box changes."""
    match control:
        case QLineEdit():
            control.textChanged.connect(lambda _text: heard())
        case QComboBox():
            control.currentTextChanged.connect(lambda _text: heard())
        case QSpinBox():
            control.valueChanged.connect(lambda _value: heard())
        case QCheckBox():
            control.toggled.connect(lambda _ticked: heard())
        case _:
            raise TypeError(type(control).__name__)
