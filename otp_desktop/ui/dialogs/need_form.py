"""The form of a need: where, when, how many in which roles."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QSpinBox, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.sites import Site
from otp_desktop.domain.words import role_name
from otp_desktop.services import needs
from otp_desktop.texts import N_, _
from otp_desktop.ui import words
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.dates import MOMENT_FAULT, MomentField
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.row_editor import EditorRow, RowEditor

FIRST_ROLE = RoleLine(code="agent", count=2, minimum=1)
MOST_HEADS = 999
MOST_BURDEN = 100
_NUMBER_MARGIN = 6
SITE_FAULT = N_("Choose one of the points of the list.")


def new_need(operation: Operation) -> Need:
    """An hour of the first morning, to be changed."""
    start = datetime.combine(operation.first_day, datetime.min.time()) + timedelta(hours=8)
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
        self._labels = {qualification.code: qualification.label for qualification in qualifications}
        self.code = QLineEdit(need.code)
        self.site = _site_box(sites, need.site)
        self.start = MomentField(need.start)
        self.end = MomentField(need.end)
        self.roles = self._role_editor()
        self.priority = choice({str(rank): _(text) for rank, text in words.PRIORITIES.items()}, str(need.priority))
        self.relieved = QCheckBox(_("Breaks are relieved on the post"))
        self.relieved.setChecked(need.relieved)
        self.group = QLineEdit(need.group)
        self.burden = _number_box(need.burden, MOST_BURDEN)
        self.label = QLineEdit(need.label)
        self._add_fields()
        self.ready()

    def read_record(self, reading: Reading) -> Need:
        return replace(
            self._need,
            code=self.code.text().strip(),
            site=reading.take("site", self._chosen_site, SITE_FAULT, self._need.site),
            start=reading.take("start", lambda: _moment(self.start), MOMENT_FAULT, self._need.start),
            end=reading.take("end", lambda: _moment(self.end), MOMENT_FAULT, self._need.end),
            roles=tuple(row.read() for row in self.roles.rows),
            priority=int(chosen_value(self.priority)),
            burden=self.burden.value(),
            relieved=self.relieved.isChecked(),
            group=self.group.text().strip(),
            label=self.label.text().strip(),
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
        self.add_field("priority", _("Pr&iority"), self.priority)
        self.add_field("relieved", _("Relief"), self.relieved)
        self.add_field(
            "group", _("Same &faces"), self.group, _("Needs of one group are held by the same agents where possible.")
        )
        self.add_field("burden", _("&Burden"), self.burden)

    def _role_editor(self) -> RowEditor["_RoleRow"]:
        editor: RowEditor[_RoleRow] = RowEditor(
            (_("Role"), _("Required"), _("Minimum"), _("Qualifications asked for"), _("Corps allowed")),
            (3, 1, 1, 3, 2),
            _("Add a role line"),
            lambda: _RoleRow(RoleLine(code="", count=1, minimum=1), self._labels),
        )
        for role in self._need.roles:
            editor.add(_RoleRow(role, self._labels))
        return editor


class _RoleRow(EditorRow):
    """Qualifications and corps are lists of words separated by commas, completed from the known ones."""

    def __init__(self, role: RoleLine, labels: dict[str, str]) -> None:
        self._codes = {label.casefold(): code for code, label in labels.items()}
        self._role = role
        self.code = _line(role_name(role.code), _("Role"))
        self.count = _heads(role.count, _("Required"))
        self.minimum = _heads(role.minimum, _("Minimum"))
        self.qualifications = _line(
            ", ".join(labels.get(code, code) for code in role.qualifications), _("Qualifications asked for"), _("None")
        )
        self.corps = _line(", ".join(role.corps), _("Corps allowed"), _("Any"))
        self.qualifications.setToolTip(", ".join(labels.values()).replace("<", "‹"))
        super().__init__(self.code, self.count, self.minimum, self.qualifications, self.corps)

    def read(self) -> RoleLine:
        named = self.code.text().strip()
        return replace(
            self._role,
            code=self._role.code if named == role_name(self._role.code) else named,
            count=self.count.value(),
            minimum=self.minimum.value(),
            qualifications=tuple(self._codes.get(word.casefold(), word) for word in _words(self.qualifications)),
            corps=_words(self.corps),
        )


def _words(line: QLineEdit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in line.text().split(",") if word.strip()))


def _line(text: str, name: str, placeholder: str = "") -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    line.setPlaceholderText(placeholder)
    line.setCursorPosition(0)  # a text longer than its line shows its beginning
    return line


def _heads(count: int, name: str) -> QSpinBox:
    box = _number_box(count, MOST_HEADS)
    box.setAccessibleName(name)
    return box


def _number_box(value: int, most: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, most)
    box.setValue(value)
    box.lineEdit().setTextMargins(_NUMBER_MARGIN, 0, 0, 0)  # the style sheet's padding does not reach this line
    return box


def _moment(moment_field: MomentField) -> datetime:
    moment = moment_field.value()
    if moment is None:
        raise ValueError("a need has a start and an end")
    return moment


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
