"""The settings of an operation: its days and partners, the rules it follows, and derogations from them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.legal_limits import LIMITS, Limit
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.prevention import CPPS_AXES
from otp_desktop.domain.working_time import WorkingTimeRules
from otp_desktop.services import operations
from otp_desktop.services.rule_faults import limit_text
from otp_desktop.texts import N_, _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.derogation_editor import DerogationEditor
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField
from otp_desktop.ui.widgets.fields import choice, chosen_value, new_form
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.limit_field import LimitField, limit_fault
from otp_desktop.ui.widgets.order_fields import OrderFields

NO_AXIS = ""
NOTE_LINES = 4
MIXES_FAULT = N_("Write the corps that may not share a post joined by “+”, such as “ASVP + PM”.")


class OperationSettings(RecordForm):
    """Four tabs: the operation, its rules, its derogations, what its agents are told."""

    def __init__(self, desk: Desk, operation: Operation, template: str, parent: QWidget) -> None:
        super().__init__(desk, operation.name, parent)
        self._operation = operation
        self.tabs = QTabWidget()
        self.form.addRow(self.tabs)
        self._tab_of: dict[str, int] = {}
        self._add_general(template)
        self._add_rules()
        self._add_derogations()
        self._add_orders()
        self.ready()

    def read_record(self, reading: Reading) -> Operation:
        axis = chosen_value(self.axis)
        before = self._operation
        return replace(
            before,
            name=self.name.text().strip(),
            code=self.code.text().strip(),
            first_day=reading.take("first_day", self.first_day.given, DAY_FAULT, before.first_day),
            last_day=reading.take("last_day", self.last_day.given, DAY_FAULT, before.last_day),
            cpps_axis=int(axis) if axis else None,
            cpps_priority=self.priority.text().strip(),
            partners=_items(self.partners.text(), ","),
            note=self.note.toPlainText().strip(),
            rules=self._read_rules(reading),
            derogations=self.derogations.read(reading),
            **self.orders.read(),
        )

    def own_faults(self, record: Operation) -> Sequence[Fault]:
        return operations.operation_faults(record)

    def save(self, record: Operation) -> Changes:
        return operations.save_operation(self.desk.workspace, record)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """The tab of the first fault comes to the front; tabs with faults say so."""
        faulty = [self._tab_of[fault.column] for fault in faults if fault.column in self._tab_of]
        if faulty and self.tabs.currentIndex() not in faulty:
            self.tabs.setCurrentIndex(faulty[0])
        super().show_faults(faults)

    def _add_general(self, template: str) -> None:
        before = self._operation
        self.name = QLineEdit(before.name)
        self.code = QLineEdit(before.code)
        self.first_day, self.last_day = DayField(before.first_day), DayField(before.last_day)
        axes = {NO_AXIS: _("None"), **{str(axis): _(text) for axis, text in CPPS_AXES.items()}}
        self.axis = choice(axes, str(before.cpps_axis or NO_AXIS))
        self.priority = QLineEdit(before.cpps_priority)
        self.partners = QLineEdit(", ".join(before.partners))
        self.note = QPlainTextEdit(before.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * NOTE_LINES + 20)
        made_from = QLineEdit(template)
        made_from.setReadOnly(True)
        self._open_tab(_("Operation"))
        self._put("name", _("&Name"), self.name)
        self._put("code", _("&Code"), self.code, _("Names the operation on files and on the command line."))
        self._put("first_day", _("&First day"), self.first_day)
        self._put("last_day", _("&Last day"), self.last_day)
        self._put("template", _("&Template"), made_from)
        self._put("cpps_axis", _("&Axis of the prevention contract"), self.axis)
        self._put("cpps_priority", _("&Priority of the contract"), self.priority)
        self._put("partners", _("Pa&rtners"), self.partners, _("Other services involved, separated by commas."))
        self._put("note", _("N&ote"), self.note)

    def _add_orders(self) -> None:
        self._open_tab(_("Orders"))
        intro = label(_("Printed on the sheets of every need that says nothing of its own."), "muted")
        intro.setWordWrap(True)
        self._tab_form.addRow(intro)
        self.orders = OrderFields(self._operation)
        self.orders.add_to(self._put)

    def _add_rules(self) -> None:
        self._open_tab(_("Rules"))
        rules = self._operation.rules
        self.limits = {limit.name: LimitField(limit, getattr(rules, limit.name)) for limit in LIMITS}
        for limit in LIMITS:
            self._put(limit.name, _(limit.label), self.limits[limit.name], _legal_hint(limit))
        self.mixes = QLineEdit(", ".join(" + ".join(mix) for mix in rules.forbidden_mixes))
        hint = _("Such as “ASVP + PM”; commas between pairs.")
        self._put("forbidden_mixes", _("Corps that share no post"), self.mixes, hint)

    def _add_derogations(self) -> None:
        operation = self._operation
        self._open_tab(_("Derogations"))
        self.derogations = DerogationEditor(operation.derogations, operation.first_day, operation.last_day)
        self._put(
            "derogations",
            _("Derogations"),
            self.derogations,
            _("Décret 2000-815, article 3 II: limited in time, decided, told to the staff representatives."),
        )

    def _read_rules(self, reading: Reading) -> WorkingTimeRules:
        before = self._operation.rules
        read = {
            limit.name: reading.take(
                limit.name, self.limits[limit.name].value, limit_fault(limit), getattr(before, limit.name)
            )
            for limit in LIMITS
        }
        mixes = reading.take("forbidden_mixes", lambda: _mixes(self.mixes.text()), MIXES_FAULT, before.forbidden_mixes)
        return replace(before, **read, forbidden_mixes=mixes)

    def _open_tab(self, title: str) -> None:
        page = QWidget()
        self._tab_form = new_form()
        self._tab_form.setContentsMargins(16, 16, 16, 16)
        page.setLayout(self._tab_form)
        self.tabs.addTab(page, title)

    def _put(self, name: str, text: str, control: QWidget, hint: str = "") -> None:
        self._tab_of[name] = self.tabs.count() - 1
        self.add_field(name, text, control, hint, self._tab_form)


def _legal_hint(limit: Limit) -> str:
    if limit.legal is None:
        return _("No text sets it: your own rule.")
    text = _("{rule}: at least {legal}") if limit.at_least else _("{rule}: at most {legal}")
    return text.format(rule=limit.rule, legal=limit_text(limit, limit.legal))


def _items(text: str, separator: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in text.split(separator) if item.strip()))


def _mixes(text: str) -> tuple[tuple[str, ...], ...]:
    """Raises ValueError where a mix names fewer than two corps."""
    mixes = tuple(_items(part, "+") for part in text.split(",") if part.strip())
    if any(len(mix) < 2 for mix in mixes):
        raise ValueError(text)
    return mixes
