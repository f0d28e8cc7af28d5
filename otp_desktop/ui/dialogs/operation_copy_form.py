"""The form that copies an operation to new dates."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Operation
from otp_desktop.services import copies
from otp_desktop.services.copies import OperationCopy
from otp_desktop.texts import _
from otp_desktop.texts.formats import short_date
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField
from otp_desktop.ui.widgets.labels import label

_YEAR = timedelta(days=364)  # a year later on the same weekday


class OperationCopyForm(RecordForm):
    def __init__(self, desk: Desk, operation: Operation, parent: QWidget) -> None:
        super().__init__(desk, _("Copy of {name}").format(name=operation.name), parent)
        assert operation.id is not None
        self._operation_id = operation.id
        self._days = operation.last_day - operation.first_day
        self.name = QLineEdit(operation.name)
        self.code = QLineEdit()
        self.first_day = DayField(operation.first_day + _YEAR)
        self.last_day = label(role="muted")
        self.with_plan = QCheckBox(_("With the agents assigned in the draft, unlocked"))
        self.save_button.setText(_("Copy"))
        self.add_field("name", _("&Name"), self.name)
        self.add_field("code", _("&Code"), self.code, _("Names the operation on files and on the command line."))
        self.add_field("first_day", _("&First day"), self.first_day)
        self.form.addRow("", self.last_day)
        self.add_field("with_plan", _("&Plan"), self.with_plan)
        self.form.addRow("", self._note())
        self.first_day.textChanged.connect(lambda _text: self._show_last_day())
        self._show_last_day()
        self.ready()

    def read_record(self, reading: Reading) -> OperationCopy:
        return OperationCopy(
            operation_id=self._operation_id,
            code=self.code.text().strip(),
            name=self.name.text().strip(),
            first_day=reading.take("first_day", self.first_day.given, DAY_FAULT, date.min),
            with_plan=self.with_plan.isChecked(),
        )

    def own_faults(self, _record: OperationCopy) -> Sequence[Fault]:
        return ()

    def save(self, record: OperationCopy) -> Changes:
        return copies.copy_operation(self.desk.workspace, record)

    def saved(self, record: OperationCopy) -> None:
        self.desk.choose_code(record.code)

    def _show_last_day(self) -> None:
        try:
            last = self.first_day.given() + self._days
        except (ValueError, OverflowError):
            self.last_day.setText("")
        else:
            self.last_day.setText(_("Until {day}").format(day=short_date(last)))

    def _note(self) -> QWidget:
        text = _("Needs keep their weekday, counted from the first day, and their times; derogations are not copied.")
        note = label(text, "muted")
        note.setWordWrap(True)
        return note
