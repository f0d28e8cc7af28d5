"""The controls of a post's orders: what its people are told besides where and when."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QWidget

from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.orders import MOST_MEETING_MINUTES
from otp_desktop.texts import _
from otp_desktop.texts.formats import number

NOT_SAID = -1
INSTRUCTION_LINES = 3

AddField = Callable[[str, str, QWidget, str], None]  # the field's name, its label, the control, a hint


class MeetingBox(QSpinBox):
    """Minutes before the start; its lowest step says that no time is given here."""

    def __init__(self, minutes: int | None, not_said: str, least: int = NOT_SAID) -> None:
        super().__init__()
        self.setRange(least, MOST_MEETING_MINUTES)
        self.setSingleStep(5)
        self.setSpecialValueText(not_said)
        self.setSuffix(_(" min before the start"))
        self.setValue(least if minutes is None else minutes)
        self.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's padding does not reach this line

    def minutes(self) -> int | None:
        return None if self.value() == self.minimum() else self.value()


class OrderFields:
    """Those of an operation, or of a need: what the need leaves empty shows what its ``operation`` says."""

    def __init__(self, record: Need | Operation, operation: Operation | None = None) -> None:
        self.call_sign = QLineEdit(record.call_sign) if isinstance(record, Need) else None
        self.channel = _line(record.channel, operation.channel if operation else "")
        self.equipment = _line(record.equipment, operation.equipment if operation else "")
        self.meeting_place = _line(record.meeting_place, operation.meeting_place if operation else "")
        self.meeting_minutes = MeetingBox(record.meeting_minutes, _meeting_said(operation))
        self.instructions = QPlainTextEdit(record.instructions)
        self.instructions.setTabChangesFocus(True)
        self.instructions.setFixedHeight(self.instructions.fontMetrics().lineSpacing() * INSTRUCTION_LINES + 20)
        self.instructions.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add_to(self, add_field: AddField) -> None:
        if self.call_sign is not None:
            add_field("call_sign", _("Call si&gn"), self.call_sign, "")
        add_field("channel", _("Radio c&hannel"), self.channel, "")
        add_field("equipment", _("E&quipment"), self.equipment, "")
        add_field("meeting_place", _("&Meeting point"), self.meeting_place, "")
        add_field("meeting_minutes", _("Meeting &time"), self.meeting_minutes, "")
        add_field("instructions", _("I&nstructions"), self.instructions, "")

    def read(self) -> dict[str, Any]:
        """The values of the fields, by name."""
        own = {} if self.call_sign is None else {"call_sign": self.call_sign.text().strip()}
        return own | {
            "channel": self.channel.text().strip(),
            "equipment": self.equipment.text().strip(),
            "meeting_place": self.meeting_place.text().strip(),
            "meeting_minutes": self.meeting_minutes.minutes(),
            "instructions": self.instructions.toPlainText().strip(),
        }


def _line(text: str, inherited: str) -> QLineEdit:
    line = QLineEdit(text)
    if inherited:
        line.setPlaceholderText(_("As the operation says: {text}").format(text=inherited))
    return line


def _meeting_said(operation: Operation | None) -> str:
    if operation is None or operation.meeting_minutes is None:
        return _("No time given")
    return _("As the operation says: {count} min before").format(count=number(operation.meeting_minutes))
