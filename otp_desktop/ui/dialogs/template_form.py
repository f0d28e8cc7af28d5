"""The form that keeps the selected needs as a template of one's own."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Need
from otp_desktop.services import own_templates
from otp_desktop.services.field_faults import required
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.labels import label


class TemplateForm(RecordForm):
    """One with the same name takes its place."""

    def __init__(self, desk: Desk, needs: Sequence[Need], danger_of_site: Mapping[str, int], parent: QWidget) -> None:
        super().__init__(desk, _("Save as a template"), parent)
        self._needs = tuple(needs)
        self._danger = dict(danger_of_site)
        self.name = QLineEdit(needs[0].label)
        text = ngettext(
            "The template takes the times, role lines and priority of the selected need.",
            "The template takes the times, role lines and priorities of the {count} selected needs.",
            len(needs),
        )
        self.add_field("label", _("&Name"), self.name)
        note = label(text.format(count=number(len(needs))), "muted")
        note.setWordWrap(True)
        self.form.addRow("", note)
        self.ready()

    def read_record(self, reading: Reading) -> str:  # noqa: ARG002 - a name can always be read
        return self.name.text().strip()

    def own_faults(self, record: str) -> Sequence[Fault]:
        return required("label", record)

    def save(self, record: str) -> Changes:
        template = own_templates.template_of(record, self._needs, self._danger)
        return own_templates.save_own_template(self.desk.workspace, template)
