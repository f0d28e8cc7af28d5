"""Role lines edited in a form: who, how many, with which qualifications and of which corps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QSpinBox

from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.words import role_name
from otp_desktop.texts import _
from otp_desktop.ui.tips import tip
from otp_desktop.ui.widgets.row_editor import EditorRow, RowEditor

FIRST_ROLE = RoleLine(code="agent", count=2, minimum=1)
MOST_HEADS = 999
_NUMBER_MARGIN = 8


class RoleRow(EditorRow):
    """Qualifications and corps are lists of words separated by commas, completed from the known ones."""

    def __init__(self, role: RoleLine, labels: Mapping[str, str]) -> None:
        self._codes = {label.casefold(): code for code, label in labels.items()}
        self._role = role
        self.code = _line(role_name(role.code), _("Role"))
        self.count = _heads(role.count, _("Required"))
        self.minimum = _heads(role.minimum, _("Minimum"))
        self.qualifications = _line(
            ", ".join(labels.get(code, code) for code in role.qualifications), _("Qualifications asked for"), _("None")
        )
        self.corps = _line(", ".join(role.corps), _("Corps allowed"), _("Any"))
        self.qualifications.setToolTip(tip(", ".join(labels.values())))
        super().__init__(self.code, self.count, self.minimum, self.qualifications, self.corps)

    def read(self) -> RoleLine:
        named = self.code.text().strip()
        return replace(
            self._role,
            code=self._role.code if named == role_name(self._role.code) else named,
            count=self.count.value(),
            minimum=self.minimum.value(),
            qualifications=tuple(self._codes.get(word.casefold(), word) for word in _words(self.qualifications)),
            corps=_words(self.corps),
        )


class RoleEditor(RowEditor[RoleRow]):
    """``roles`` stand there at first."""

    def __init__(self, roles: Iterable[RoleLine], qualifications: Sequence[Qualification]) -> None:
        labels = {qualification.code: qualification.label for qualification in qualifications}
        super().__init__(
            (_("Role"), _("Required"), _("Minimum"), _("Qualifications asked for"), _("Corps allowed")),
            (3, 1, 1, 3, 2),
            _("Add a role line"),
            lambda: RoleRow(RoleLine(code="", count=1, minimum=1), labels),
        )
        for role in roles:
            self.add(RoleRow(role, labels))

    def read(self) -> tuple[RoleLine, ...]:
        return tuple(row.read() for row in self.rows)


def number_box(value: int, most: int, least: int = 0) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.lineEdit().setTextMargins(_NUMBER_MARGIN, 0, 0, 0)  # the style sheet's padding does not reach this line
    return box


def _words(line: QLineEdit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in line.text().split(",") if word.strip()))


def _line(text: str, name: str, placeholder: str = "") -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    line.setPlaceholderText(placeholder)
    line.setCursorPosition(0)  # a text longer than its line shows its beginning
    return line


def _heads(count: int, name: str) -> QSpinBox:
    box = number_box(count, MOST_HEADS)
    box.setAccessibleName(name)
    return box
