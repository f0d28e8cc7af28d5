"""A field for a time of day, typed as people write it: ``8:05``, ``8 h 05``, ``8h``, ``0805``."""

import re
from datetime import datetime, time

from PySide6.QtWidgets import QLineEdit

from otp_desktop.texts import N_
from otp_desktop.texts.formats import clock

_CLOCK = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?")
_DIGITS = re.compile(r"(\d{1,2})(\d{2})?")
CLOCK_FAULT = N_("Write a time of day such as 8:05.")


def parse_clock(text: str) -> time | None:
    """None for no text. Raises ValueError for anything that is no time of day."""
    text = " ".join(text.split())
    if not text:
        return None
    match = _CLOCK.fullmatch(text) or _DIGITS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return time(int(match[1]), int(match[2] or 0))


class ClockField(QLineEdit):
    """A time of day, or nothing."""

    def __init__(self, value: time | None = None, accessible_name: str = "") -> None:
        super().__init__("" if value is None else clock(datetime.combine(datetime.min, value)))
        self.setPlaceholderText("hh:mm")
        if accessible_name:
            self.setAccessibleName(accessible_name)

    def value(self) -> time | None:
        """Raises ValueError for a text that is no time of day."""
        return parse_clock(self.text())
