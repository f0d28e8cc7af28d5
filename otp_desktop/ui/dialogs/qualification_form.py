"""The form of a qualification."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Qualification
from otp_desktop.services import holders
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm

NEW_QUALIFICATION = Qualification(code="", label="")


class QualificationForm(RecordForm):
    """Adds a qualification, or changes the one given."""

    def __init__(self, desk: Desk, qualification: Qualification, parent: QWidget) -> None:
        title = _("New qualification") if qualification.id is None else qualification.label
        super().__init__(desk, title, parent)
        self._qualification = qualification
        self.code = QLineEdit(qualification.code)
        self.label = QLineEdit(qualification.label)
        self.add_field("code", _("&Code"), self.code, _("A short word for files, such as first_aid."))
        self.add_field("label", _("&Label"), self.label)
        self.ready()

    def read_record(self, reading: Reading) -> Qualification:  # noqa: ARG002 - any text can be read
        return replace(self._qualification, code=self.code.text().strip(), label=self.label.text().strip())

    def own_faults(self, record: Qualification) -> Sequence[Fault]:
        return holders.qualification_faults(record)

    def save(self, record: Qualification) -> Changes:
        return holders.save_qualification(self.desk.workspace, record)
