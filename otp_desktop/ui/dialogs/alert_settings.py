"""The limits beyond which a legal plan asks for a look: overtime of a month, notice of a change."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.services import alerts
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import duration
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.durations import DURATION_FAULT, parse_duration

WHOLE_DAYS = N_("Write a number of days.")


class AlertSettings(RecordForm):
    """Of the whole force, not of one operation."""

    def __init__(self, desk: Desk, limits: AlertLimits, parent: QWidget) -> None:
        super().__init__(desk, _("Limits of the warnings"), parent)
        self._limits = limits
        self.ordinary_week = QLineEdit(duration(limits.ordinary_week_minutes))
        self.overtime = QLineEdit("" if limits.overtime_minutes is None else duration(limits.overtime_minutes))
        self.notice = QLineEdit("" if limits.notice_days is None else str(limits.notice_days))
        self.overtime.setPlaceholderText(_("Not watched"))
        self.notice.setPlaceholderText(_("Not watched"))
        self.add_field(
            "ordinary_week_minutes",
            _("Ordinary &week"),
            self.ordinary_week,
            _("Work beyond it is overtime: 35 h, or what the cycle of work sets."),
        )
        self.add_field(
            "overtime_minutes",
            _("&Overtime in a month"),
            self.overtime,
            _("RT-10, decree 2002-60: 25 h. A plan beyond it is legal, and says so."),
        )
        self.add_field(
            "notice_days",
            _("&Days of notice"),
            self.notice,
            _("RT-12, the force's own custom, no law: said before a change is published."),
        )
        self.ready()

    def read_record(self, reading: Reading) -> AlertLimits:
        before = self._limits
        return AlertLimits(
            ordinary_week_minutes=reading.take(
                "ordinary_week_minutes",
                lambda: _duration(self.ordinary_week.text()),
                DURATION_FAULT,
                before.ordinary_week_minutes,
            ),
            overtime_minutes=reading.take(
                "overtime_minutes",
                lambda: parse_duration(self.overtime.text()),
                DURATION_FAULT,
                before.overtime_minutes,
            ),
            notice_days=reading.take(
                "notice_days", lambda: _whole_days(self.notice.text()), WHOLE_DAYS, before.notice_days
            ),
        )

    def own_faults(self, record: AlertLimits) -> Sequence[Fault]:
        return alerts.alert_faults(record)

    def save(self, record: AlertLimits) -> Changes:
        return alerts.save_alert_limits(self.desk.workspace, record)


def _duration(text: str) -> int:
    """Raises ValueError also where there is none."""
    minutes = parse_duration(text)
    if minutes is None:
        raise ValueError("a week has a duration")
    return minutes


def _whole_days(text: str) -> int | None:
    """Raises ValueError for what is not a whole number."""
    return int(text) if text.strip() else None
