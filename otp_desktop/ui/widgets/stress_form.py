"""What a stress test is asked: rates of absence, of the force and of units that differ, number of draws, seed."""

import json
from collections.abc import Iterable

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from otp_desktop.domain.force import Unit
from otp_desktop.services.stress import StressRequest
from otp_desktop.texts import _
from otp_desktop.ui.tips import tip
from otp_desktop.ui.widgets.fields import add_field, new_form
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.role_editor import number_box

_MOST_DRAWS, _MOST_SEED = 10_000, 999_999
_AS_THE_FORCE = -1
_PERCENT = 100
_WIDTH = 270


class StressForm(QWidget):
    """``request`` is what stands in the fields; what was asked last of an operation is kept in the settings."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self._operation = ""
        first = StressRequest()
        self.rate = _percent_box(round(first.rate * _PERCENT), 0)
        self.draws = number_box(first.draws, _MOST_DRAWS, 1)
        self.seed = number_box(first.seed, _MOST_SEED)
        self.units: dict[str, QSpinBox] = {}
        self._unit_form = new_form()
        self._lay_out()

    @property
    def request(self) -> StressRequest:
        rates = {code: box.value() / _PERCENT for code, box in self.units.items() if box.value() != _AS_THE_FORCE}
        return StressRequest(
            draws=self.draws.value(), rate=self.rate.value() / _PERCENT, rates=rates, seed=self.seed.value()
        )

    def show_operation(self, code: str, units: Iterable[Unit]) -> None:
        """One rate a unit, and what was asked last of this operation."""
        known = tuple(units)
        if code == self._operation and [unit.code for unit in known] == list(self.units):
            return
        self._operation = code
        while self._unit_form.rowCount():
            self._unit_form.removeRow(0)
        self.units = {unit.code: self._unit_box(unit) for unit in known}
        self._take(_remembered(self._settings, code))

    def remember(self) -> None:
        """Keeps what stands in the fields for this operation."""
        asked = self.request
        kept = {"rate": asked.rate, "draws": asked.draws, "seed": asked.seed, "rates": dict(asked.rates)}
        self._settings.setValue(_key(self._operation), json.dumps(kept))

    def _take(self, asked: StressRequest) -> None:
        self.rate.setValue(round(asked.rate * _PERCENT))
        self.draws.setValue(asked.draws)
        self.seed.setValue(asked.seed)
        for code, box in self.units.items():
            box.setValue(round(asked.rates[code] * _PERCENT) if code in asked.rates else _AS_THE_FORCE)

    def _unit_box(self, unit: Unit) -> QSpinBox:
        box = _percent_box(_AS_THE_FORCE, _AS_THE_FORCE)
        box.setSpecialValueText(_("as the force"))
        box.setAccessibleName(_("Absent agents of {unit}").format(unit=unit.name or unit.code))
        box.setToolTip(tip(unit.name))
        name = label(unit.code)
        name.setBuddy(box)
        name.setMinimumHeight(box.sizeHint().height())
        self._unit_form.addRow(name, box)
        return box

    def _lay_out(self) -> None:
        form = new_form()
        add_field(form, _("&Absent agents"), self.rate)
        add_field(form, _("&Number of draws"), self.draws)
        add_field(form, _("See&d of the draws"), self.seed)
        self.seed.setToolTip(_("The same number draws the same absences again."))
        self._unit_form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._unit_form.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._unit_form)
        area = QScrollArea()
        area.setAccessibleName(_("Rates of units"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(form)
        layout.addWidget(label(_("Units that differ"), "heading"))
        layout.addWidget(area, 1)
        self.setMinimumWidth(_WIDTH)
        self.setMaximumWidth(_WIDTH)


def _remembered(settings: QSettings, code: str) -> StressRequest:
    """What was asked last; a text that somebody spoilt counts as none."""
    try:
        kept = json.loads(str(settings.value(_key(code), "{}")))
        return StressRequest(**{**kept, "rates": {str(unit): float(rate) for unit, rate in kept["rates"].items()}})
    except (ValueError, TypeError, KeyError, AttributeError):
        return StressRequest()


def _key(code: str) -> str:
    return f"stress/{code}"


def _percent_box(value: int, least: int) -> QSpinBox:
    box = number_box(value, _PERCENT, least)
    box.setSuffix(_("%"))
    return box
