"""Fields for days and moments: typed as people write them, or picked in a calendar."""

import re
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout

from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import short_date
from otp_desktop.ui.icons import icon

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)")
CENTURY = 2000
DAY_FAULT = N_("Write a date such as 02/09/2026.")
MOMENT_FAULT = N_("Write a date and a time such as 02/09/2026 8:05.")


def parse_day(text: str) -> date | None:
    """``02/09/2026``, ``2/9/26`` or ``2026-09-02``; None for no text. Raises ValueError for anything else."""
    text = text.strip()
    if not text:
        return None
    if iso := _ISO_DAY.fullmatch(text):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year = int(match[3])
    return date(year + CENTURY if year < 100 else year, int(match[2]), int(match[1]))


def parse_moment(text: str) -> datetime | None:
    """A day and a time of day: ``02/09/2026 8:05`` or ``02/09/2026 8 h 05``. A day alone begins at midnight."""
    text = " ".join(text.split())
    if not text:
        return None
    day_text, _space, clock_text = text.partition(" ")
    day = parse_day(day_text)
    if day is None:
        raise ValueError(text)
    if not clock_text:
        return datetime(day.year, day.month, day.day)
    match = _CLOCK.fullmatch(clock_text)
    if match is None:
        raise ValueError(text)
    return datetime(day.year, day.month, day.day, int(match[1]), int(match[2] or 0))


def moment_text(moment: datetime) -> str:
    return f"{short_date(moment.date())} {moment:%H:%M}"


class DayField(QLineEdit):
    """A civil day, or nothing: a line with a calendar at its end (Alt+Down)."""

    def __init__(self, day: date | None = None, accessible_name: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(_("yyyy-mm-dd"))
        if accessible_name:
            self.setAccessibleName(accessible_name)
        if day is not None:
            self.take_day(day)
        pick = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setText(_("Pick in a calendar"))
        pick.setToolTip(_("Pick in a calendar (Alt+Down)"))
        pick.setShortcut("Alt+Down")
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self.open_calendar)

    def open_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        chosen = self._value_or_none()
        if chosen is not None:
            calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(calendar)
        calendar.activated.connect(lambda picked: self._take(popup, picked))
        calendar.clicked.connect(lambda picked: self._take(popup, picked))
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()

    def _take(self, popup: QFrame, picked: QDate) -> None:
        self.take_day(date(picked.year(), picked.month(), picked.day()))
        popup.close()
        self.setFocus()

    def value(self) -> date | None:
        """Raises ValueError for a text that is no date."""
        return parse_day(self.text())

    def given(self) -> date:
        """The day. Raises ValueError also where there is none."""
        day = self.value()
        if day is None:
            raise ValueError("no day is given")
        return day

    def take_day(self, day: date) -> None:
        self.setText(short_date(day))

    def _value_or_none(self) -> date | None:
        try:
            return self.value()
        except ValueError:
            return None


class MomentField(DayField):
    """A day and a time of day, or nothing; picking another day keeps the time.

    What is not typed again is the moment as it came, with what the text does not tell: the second pass of the hour
    that October plays twice.
    """

    def __init__(self, moment: datetime | None = None, accessible_name: str = "") -> None:
        super().__init__(None, accessible_name)
        self.setPlaceholderText(_("yyyy-mm-dd hh:mm"))
        if moment is not None:
            self.setText(moment_text(moment))
        self._moment, self._shown = moment, self.text()

    def value(self) -> datetime | None:
        """Raises ValueError for a text that is no moment."""
        return self._moment if self.text() == self._shown else parse_moment(self.text())

    def given(self) -> datetime:
        """The moment. Raises ValueError also where there is none."""
        moment = self.value()
        if moment is None:
            raise ValueError("no moment is given")
        return moment

    def take_day(self, day: date) -> None:
        moment = self._value_or_none()
        clock = moment.time() if isinstance(moment, datetime) else time()
        self.setText(moment_text(datetime.combine(day, clock)))
