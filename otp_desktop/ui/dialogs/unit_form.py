"""The form of a unit and its base."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Unit
from otp_desktop.services import force
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.position_field import POSITION_FAULT, PositionField

NEW_UNIT = Unit(code="", name="")


class UnitForm(RecordForm):
    """Adds a unit, or changes the one given."""

    own_fields = ("code",)

    def __init__(self, desk: Desk, unit: Unit, parent: QWidget) -> None:
        super().__init__(desk, _("New unit") if unit.id is None else unit.name, parent)
        self._unit = unit
        self.code = QLineEdit(unit.code)
        self.name = QLineEdit(unit.name)
        self.position = PositionField(unit.position)
        self.add_field("code", _("&Code"), self.code)
        self.add_field("name", _("&Name"), self.name)
        self.add_field(
            "position",
            _("&Base"),
            self.position,
            _("Where its agents start from. Empty: their travel counts for 0 km."),
        )
        self.ready()

    def read_record(self, reading: Reading) -> Unit:
        return replace(
            self._unit,
            code=self.code.text().strip(),
            name=self.name.text().strip(),
            position=reading.take("position", self.position.value, POSITION_FAULT, self._unit.position),
        )

    def own_faults(self, record: Unit) -> Sequence[Fault]:
        return force.unit_faults(record)

    def save(self, record: Unit) -> Changes:
        return force.save_unit(self.desk.workspace, record)
