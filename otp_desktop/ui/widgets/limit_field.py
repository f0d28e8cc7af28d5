"""A field for one limit of the working-time rules: a duration, or a number of days."""

from PySide6.QtWidgets import QLineEdit

from otp_desktop.domain.legal_limits import Limit
from otp_desktop.texts import N_, _
from otp_desktop.ui.widgets.durations import DURATION_FAULT, DurationField

DAYS_FAULT = N_("Write a number of days.")


class DaysField(QLineEdit):
    """A number of days, or nothing."""

    def __init__(self, days: int | None = None) -> None:
        super().__init__("" if days is None else str(days))
        self.setPlaceholderText(_("No limit"))

    def value(self) -> int | None:
        """Raises ValueError for a text that is no number."""
        text = self.text().strip()
        return int(text) if text else None


def limit_field(limit: Limit, value: int | None) -> DurationField | DaysField:
    made = DaysField(value) if limit.days else DurationField(value)
    made.setAccessibleName(_(limit.label))
    return made


def limit_fault(limit: Limit) -> str:
    """What is said of a text that cannot be read."""
    return DAYS_FAULT if limit.days else DURATION_FAULT
