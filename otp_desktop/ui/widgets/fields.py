"""Fields of a form: a label with its buddy, the control, and its fault beside it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from otp_desktop.ui.widgets.labels import label, set_property

_FIRST_LINE = 9
_UNBOUNDED = 16_777_215  # Qt's QWIDGETSIZE_MAX


@dataclass(frozen=True)
class Field:
    control: QWidget
    fault: QLabel

    def show_fault(self, text: str) -> None:
        """An empty text takes the fault away."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        set_property(self.control, "faulty", "true" if text else "false")
        self.control.setAccessibleDescription(text)


def add_field(form: QFormLayout, text: str, control: QWidget, hint: str = "") -> Field:
    """Adds a row to the form; the label's letter after ``&`` leads to the control."""
    fault = label(role="fault")
    fault.setWordWrap(True)
    fault.setVisible(False)
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(control)
    if hint:
        layout.addWidget(label(hint, "muted"))
    layout.addWidget(fault)
    if control.maximumHeight() < _UNBOUNDED:
        layout.setAlignment(control, Qt.AlignmentFlag.AlignTop)  # level with its name where the row is higher
    name = label(text)
    name.setBuddy(control)
    name.setContentsMargins(0, _FIRST_LINE, 0, 0)  # level with the first line of the control, whatever follows it
    name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    control.setAccessibleName(text.replace("&", ""))
    form.addRow(name, holder)
    return Field(control, fault)


def new_form() -> QFormLayout:
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    return form


def choice(options: dict[str, str], chosen: str, *, name: str = "") -> QComboBox:
    """A closed choice; ``options`` gives the text of each value. A value that is no longer known stays choosable."""
    box = QComboBox()
    if name:
        box.setAccessibleName(name)
    for value, text in options.items():
        box.addItem(text, value)
    if box.findData(chosen) < 0:
        box.addItem(chosen, chosen)
    box.setCurrentIndex(box.findData(chosen))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def chosen_value(box: QComboBox) -> str:
    """The value of a closed choice, or the text typed in an open one."""
    if box.isEditable():
        return box.currentText().strip()
    return str(box.currentData())


def open_choice(options: tuple[str, ...], text: str) -> QComboBox:
    """Suggestions; anything else may be typed."""
    box = QComboBox()
    box.setEditable(True)
    box.addItems(options)
    box.setCurrentText(text)
    return box
