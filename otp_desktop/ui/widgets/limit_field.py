"""A field for one limit of the working-time rules: a duration, or a number of days."""

from PySide6.QtWidgets import QLineEdit

from otp_desktop.domain.legal_limits import Limit
from otp_desktop.services.rule_faults import limit_text
from otp_desktop.texts import N_, _
from otp_desktop.ui.widgets.durations import DURATION_FAULT, parse_duration

DAYS_FAULT = N_("Write a number of days.")


def parse_limit(limit: Limit, text: str) -> int | None:
    """Minutes, or days where the limit counts them: ``6``, ``6 jours``. Raises ValueError for anything else."""
    if not limit.days:
        return parse_duration(text)
    words = text.split()
    return int(words[0]) if words else None


class LimitField(QLineEdit):
    """The value of one limit, or nothing."""

    def __init__(self, limit: Limit, value: int | None) -> None:
        super().__init__("" if value is None else limit_text(limit, value))
        self._limit = limit
        self.setPlaceholderText(_("No limit"))
        self.setAccessibleName(_(limit.label))

    def value(self) -> int | None:
        """Raises ValueError for a text that cannot be read."""
        return parse_limit(self._limit, self.text())


def limit_fault(limit: Limit) -> str:
    """What is said of a text that cannot be read."""
    return DAYS_FAULT if limit.days else DURATION_FAULT
