"""The templates of one's own: one is deleted. Undo brings it back, so nothing is asked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.services import own_templates
from otp_desktop.services.templates import Template
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.fields import choice, chosen_value


class TemplatesDialog(RecordForm):
    def __init__(self, desk: Desk, templates: Sequence[Template], parent: QWidget) -> None:
        super().__init__(desk, _("Delete a template"), parent)
        names = {template.code: template.label for template in templates}
        self.template: QComboBox = choice(names, templates[0].code)
        self.save_button.setText(_("Delete"))
        self.add_field("template", _("&Template"), self.template, _("Needs made from it stay as they are."))
        self.ready()

    def read_record(self, reading: Reading) -> str:  # noqa: ARG002 - a choice can always be read
        return chosen_value(self.template)

    def own_faults(self, _record: str) -> Sequence[Fault]:
        return ()

    def save(self, record: str) -> Changes:
        return own_templates.remove_own_template(self.desk.workspace, record)
