"""Fields of a form that changes several records: each can leave what is there as it is."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QComboBox, QSpinBox

from otp_desktop.texts import _
from otp_desktop.ui.widgets.fields import choice, chosen_value

KEEP = ""
NONE = -1


class KeepText(QComboBox):
    """A text to be typed or chosen among the known ones; “As it is” and “(empty)” are the first two choices."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._keep, self._none = _("As it is"), _("(empty)")
        self.addItems([self._keep, self._none, *sorted({text for text in known if text})])

    def value(self) -> str | None:
        """None leaves the text as it is."""
        text = self.currentText().strip()
        if text == self._keep:
            return None
        return "" if text == self._none else text


class KeepNumber(QSpinBox):
    """A figure from 0 up; its lowest step says “As it is”."""

    def __init__(self, most: int, accessible_name: str) -> None:
        super().__init__()
        self.setRange(NONE, most)
        self.setValue(NONE)
        self.setSpecialValueText(_("As it is"))
        self.setAccessibleName(accessible_name)
        self.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's padding does not reach this line

    def number(self) -> int | None:
        """None leaves the figure as it is."""
        return None if self.value() == NONE else self.value()


class MinutesBox(QSpinBox):
    """Minutes earlier or later, a quarter of an hour a step; 0 moves nothing."""

    def __init__(self, most: int = 12 * 60) -> None:
        super().__init__()
        self.setRange(-most, most)
        self.setSingleStep(15)
        self.setValue(0)
        self.setSuffix(_(" min"))
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    def textFromValue(self, value: int) -> str:
        return f"{value:+d}" if value else "0"


def keep_choice(options: Mapping[str, str]) -> QComboBox:
    """A closed choice whose first answer leaves things as they are."""
    return choice({KEEP: _("As it is"), **options}, KEEP)


def kept_or(box: QComboBox) -> str | None:
    return chosen_value(box) or None
