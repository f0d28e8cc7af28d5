"""A qualification given to several agents at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Qualification
from otp_desktop.services import holders
from otp_desktop.services.field_faults import ordered
from otp_desktop.services.staff_numbers import staff_numbers_of
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField
from otp_desktop.ui.widgets.staff_numbers import staff_numbers_box


@dataclass(frozen=True)
class Grant:
    numbers: tuple[str, ...]
    start: date | None
    until: date | None


class GrantForm(RecordForm):
    """Staff numbers typed or pasted, and the days between which the qualification holds."""

    def __init__(self, desk: Desk, qualification: Qualification, parent: QWidget) -> None:
        super().__init__(desk, qualification.label, parent)
        self._code = qualification.code
        self.numbers: QPlainTextEdit = staff_numbers_box()
        self.start = DayField(date.today())
        self.until = DayField()
        self.add_field("staff_numbers", _("&Staff numbers"), self.numbers, _("Typed or pasted, one or several."))
        self.add_field("start", _("Valid &from"), self.start, _("Empty: since always."))
        self.add_field("until", _("Valid &until"), self.until, _("Empty: no end."))
        self.ready()

    def read_record(self, reading: Reading) -> Grant:
        return Grant(
            staff_numbers_of(self.numbers.toPlainText()),
            reading.take("start", self.start.value, DAY_FAULT, None),
            reading.take("until", self.until.value, DAY_FAULT, None),
        )

    def own_faults(self, record: Grant) -> Sequence[Fault]:
        return ordered("until", record.start, record.until, strict=False)

    def save(self, record: Grant) -> Changes:
        return holders.grant(self.desk.workspace, self._code, record.numbers, record.start, record.until)
