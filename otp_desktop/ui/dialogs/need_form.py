"""The form of a need: where, when, how many in which roles."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.sites import Site
from otp_desktop.domain.times import midnight
from otp_desktop.services import needs
from otp_desktop.services.need_codes import DAY_IN_CODE, FreeCodes
from otp_desktop.texts import N_, _
from otp_desktop.ui import words
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.capacity_words import CapacityWords
from otp_desktop.ui.widgets.dates import MOMENT_FAULT, MomentField
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.order_fields import OrderFields
from otp_desktop.ui.widgets.role_editor import FIRST_ROLE, RoleEditor, number_box
from otp_desktop.ui.widgets.typing import on_change

MOST_BURDEN = 100
SITE_FAULT = N_("Choose one of the points of the list.")


def new_need(operation: Operation) -> Need:
    """An hour of the first morning, to be changed."""
    start = midnight(operation.first_day) + timedelta(hours=8)
    end = start + timedelta(hours=1)
    return Need(operation_id=operation.id, code="", site="", start=start, end=end, roles=(FIRST_ROLE,))


class NeedForm(RecordForm):
    """Adds a need to an operation, or changes the one given."""

    def __init__(
        self,
        desk: Desk,
        need: Need,
        operation: Operation,
        sites: Sequence[Site],
        qualifications: Sequence[Qualification],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, _("New need") if need.id is None else need.code, parent)
        self._need = need
        self._timezone = operation.timezone
        self.code = QLineEdit(need.code)
        self.site = _site_box(sites, need.site)
        self.start = MomentField(need.start)
        self.end = MomentField(need.end)
        self.roles = RoleEditor(need.roles, qualifications)
        self.priority = choice({str(rank): _(text) for rank, text in words.PRIORITIES.items()}, str(need.priority))
        self.relieved = QCheckBox(_("Breaks are relieved on the post"))
        self.relieved.setChecked(need.relieved)
        self.group = QLineEdit(need.group)
        self.burden = number_box(need.burden, MOST_BURDEN)
        self.label = QLineEdit(need.label)
        self.wave = QLineEdit(need.wave)
        self.series = QLineEdit(need.series)
        self.orders = OrderFields(need, operation)
        self.capacity = CapacityWords(desk, self)
        self._codes = {other.code for other in desk.snapshot.needs} if desk.snapshot is not None else set()
        self._add_fields()
        self._connect()
        self.ready()
        self._show_capacity()

    def read_record(self, reading: Reading) -> Need:
        return replace(
            self._need,
            code=self.code.text().strip(),
            site=reading.take("site", self._chosen_site, SITE_FAULT, self._need.site),
            start=reading.take("start", self.start.given, MOMENT_FAULT, self._need.start),
            end=reading.take("end", self.end.given, MOMENT_FAULT, self._need.end),
            roles=self.roles.read(),
            priority=int(chosen_value(self.priority)),
            burden=self.burden.value(),
            relieved=self.relieved.isChecked(),
            group=self.group.text().strip(),
            label=self.label.text().strip(),
            wave=self.wave.text().strip(),
            series=self.series.text().strip(),
            **self.orders.read(),
        )

    def own_faults(self, record: Need) -> Sequence[Fault]:
        return needs.need_faults(record, self._timezone)

    def save(self, record: Need) -> Changes:
        return needs.save_need(self.desk.workspace, record)

    def _chosen_site(self) -> str:
        place = self.site.findText(self.site.currentText().strip())
        if place < 0:
            raise ValueError(self.site.currentText())
        return str(self.site.itemData(place))

    def _add_fields(self) -> None:
        self.add_field("site", _("&Post"), self.site)
        self.add_field("start", _("&From"), self.start)
        self.add_field("end", _("&Until"), self.end)
        self.add_field("roles", _("&Role lines"), self.roles)
        self.add_field("code", _("&Code"), self.code)
        self.add_field("label", _("&Label"), self.label)
        self.add_field("wave", _("&Wave"), self.wave)
        self.add_field("series", _("S&eries"), self.series, _("Needs of one series are chosen and changed together."))
        self.add_field("priority", _("Pr&iority"), self.priority)
        self.add_field("relieved", _("Relief"), self.relieved)
        self.add_field(
            "group", _("Same &faces"), self.group, _("Needs of one group are held by the same agents where possible.")
        )
        self.add_field("burden", _("&Burden"), self.burden)
        self.orders.add_to(self.add_field)
        self.form.addRow(label(_("Force meanwhile")), self.capacity.label)

    def _connect(self) -> None:
        for control in (self.site, self.start, self.end):
            on_change(control, self._show_capacity)
        self.roles.changed.connect(self._show_capacity)
        if self._need.id is None:
            for control in (self.site, self.start):
                on_change(control, self._suggest_code)
            self._suggest_code()

    def _show_capacity(self) -> None:
        """The worst hour with the need as it is typed; as it was stored while that cannot be read."""
        reading = Reading()
        typed = self.read_record(reading)
        need = self._need if reading.faults else typed
        self.capacity.show_with(lambda: (need,))

    def _suggest_code(self) -> None:
        """Made of the post and the day, until another one is typed."""
        reading = Reading()
        typed = self.read_record(reading)
        if not self.code.isModified() and typed.site and not reading.faults:
            self.code.setText(FreeCodes(self._codes).take(f"{typed.site}/{typed.start:{DAY_IN_CODE}}/1"))


def _site_box(sites: Sequence[Site], chosen: str) -> QComboBox:
    """Typing any part of a name or a code finds the site."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    for site in sites:
        box.addItem(f"{site.code} – {site.name}", site.code)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
    box.setCurrentIndex(box.findData(chosen) if chosen else -1)
    return box
