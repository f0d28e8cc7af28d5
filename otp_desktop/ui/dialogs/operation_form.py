"""The form that starts an operation from a template."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.sites import Site
from otp_desktop.domain.zones import zone_short
from otp_desktop.services import operations
from otp_desktop.services.operations import OperationRequest
from otp_desktop.services.templates import Template
from otp_desktop.texts import N_, _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.labels import label

EVERY_SITE = ""
CHOSEN_SITES = "codes"
SITES_FAULT = N_("Write the codes of the points, separated by commas.")


class OperationForm(RecordForm):
    """Which template, which name, which days, which sites."""

    def __init__(self, desk: Desk, templates: Sequence[Template], sites: Sequence[Site], parent: QWidget) -> None:
        super().__init__(desk, _("New operation"), parent)
        self._templates = {template.code: template for template in templates}
        self._zones = sorted({site.zone for site in sites if site.zone and site.active})
        self._sites = sites
        first = next(iter(self._templates))
        self.template = choice({code: _(template.label) for code, template in self._templates.items()}, first)
        self.description = label(role="muted")
        self.description.setWordWrap(True)
        self.name = QLineEdit()
        self.code = QLineEdit()
        self.first_day = DayField()
        self.last_day = DayField()
        self.which = choice(self._site_choices(), EVERY_SITE)
        self.codes = QLineEdit()
        self._add_fields()
        self._connect()
        self.ready()

    def read_record(self, reading: Reading) -> OperationRequest:
        first_day = reading.take("first_day", self.first_day.given, DAY_FAULT, date.max)
        last_day = reading.take("last_day", self.last_day.given, DAY_FAULT, first_day)
        return OperationRequest(
            template=chosen_value(self.template),
            code=self.code.text().strip(),
            name=self.name.text().strip(),
            first_day=first_day,
            last_day=last_day,
            sites=reading.take("sites", self._chosen_codes, SITES_FAULT, None),
        )

    def own_faults(self, _record: OperationRequest) -> Sequence[Fault]:
        """All rules of a request are judged by the service, with those that need the database."""
        return ()

    def save(self, record: OperationRequest) -> Changes:
        return operations.create_operation(self.desk.workspace, record)

    def saved(self, record: OperationRequest) -> None:
        self.desk.choose_code(record.code)

    def _add_fields(self) -> None:
        self.add_field("template", _("&Template"), self.template)
        self.form.addRow("", self.description)
        self.add_field("name", _("&Name"), self.name)
        self.add_field("code", _("&Code"), self.code, _("Names the operation on files and on the command line."))
        self.add_field("first_day", _("&First day"), self.first_day)
        self.add_field("last_day", _("&Last day"), self.last_day)
        self.add_field("sites", _("&Points"), self.which)
        self.add_field(
            "codes", _("Co&des of the points"), self.codes, _("Separated by commas, in the order of the route.")
        )
        self.form.setRowVisible(self.form.rowCount() - 1, False)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._suggest_code)
        self.template.currentIndexChanged.connect(lambda _place: self._describe())
        self.which.currentIndexChanged.connect(
            lambda _place: self.form.setRowVisible(self.form.rowCount() - 1, chosen_value(self.which) == CHOSEN_SITES)
        )
        self._describe()

    def _describe(self) -> None:
        self.description.setText(_(self._templates[chosen_value(self.template)].description))

    def _suggest_code(self, name: str) -> None:
        if not self.code.isModified():
            self.code.setText(operations.suggested_code(name))

    def _site_choices(self) -> dict[str, str]:
        zones = {
            f"zone:{code}": _("Those of the arrondissement {zone}").format(zone=zone_short(code))
            for code in self._zones
        }
        return {EVERY_SITE: _("All that suit the template"), **zones, CHOSEN_SITES: _("Those whose codes I give")}

    def _chosen_codes(self) -> tuple[str, ...] | None:
        """None takes every suiting site. Raises ValueError where codes are wanted and none is given."""
        which = chosen_value(self.which)
        if which == EVERY_SITE:
            return None
        if which == CHOSEN_SITES:
            codes = tuple(code.strip() for code in self.codes.text().split(",") if code.strip())
            if not codes:
                raise ValueError(which)
            return codes
        kinds = self._templates[chosen_value(self.template)].site_kinds
        zone = which.removeprefix("zone:")
        return tuple(
            site.code for site in self._sites if site.active and site.zone == zone and (not kinds or site.kind in kinds)
        )
