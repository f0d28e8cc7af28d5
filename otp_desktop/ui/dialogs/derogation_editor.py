"""The derogations of an operation, one card each: which limits, when, why, who signed.

Source: décret 2000-815 du 25 août 2000, article 3 II.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from otp_desktop.domain.legal_limits import BY_NAME, LIMITS
from otp_desktop.domain.working_time import Derogation
from otp_desktop.services.rule_faults import limit_text
from otp_desktop.texts import N_, _
from otp_desktop.ui.dialogs.record_form import Reading
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField
from otp_desktop.ui.widgets.fields import add_field, choice, chosen_value, new_form
from otp_desktop.ui.widgets.limit_field import limit_fault, parse_limit
from otp_desktop.ui.widgets.row_editor import EditorRow, RowEditor

COLUMN = "derogations"
LIMIT_MISSING = N_("Each limit that a derogation changes needs its new value.")


class DerogationEditor(QWidget):
    """Cards under one another, and a button that adds one for the days of the operation."""

    def __init__(self, derogations: Sequence[Derogation], first_day: date, last_day: date) -> None:
        super().__init__()
        self.cards: list[DerogationCard] = []
        self._days = first_day, last_day
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.add_button = button(_("Add a derogation"), "plus", self.add_new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._list)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add_button)
        for derogation in derogations:
            self._add(derogation)

    def read(self, reading: Reading) -> tuple[Derogation, ...]:
        return tuple(card.read(reading) for card in self.cards)

    def add_new(self) -> None:
        first_day, last_day = self._days
        card = self._add(Derogation(first_day=first_day, last_day=last_day, limits=()))
        card.limits.add_new()

    def _add(self, derogation: Derogation) -> "DerogationCard":
        card = DerogationCard(derogation)
        remove = button(_("Remove this derogation"), "close", lambda: self._remove(card))
        card.layout_of_days.addWidget(remove)
        self.cards.append(card)
        self._list.addWidget(card)
        return card

    def _remove(self, card: "DerogationCard") -> None:
        self.cards.remove(card)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)


class DerogationCard(QFrame):
    """One derogation."""

    def __init__(self, derogation: Derogation) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._before = derogation
        self.first_day = DayField(derogation.first_day, _("First day of the derogation"))
        self.last_day = DayField(derogation.last_day, _("Last day of the derogation"))
        self.limits: RowEditor[_LimitRow] = RowEditor(
            (_("Limit"), _("New value")), (3, 2), _("Add a limit"), lambda: _LimitRow("week_minutes", None)
        )
        for name, value in derogation.limits:
            self.limits.add(_LimitRow(name, value))
        self.reason = QLineEdit(derogation.reason)
        self.signed_by = QLineEdit(derogation.signed_by)
        self.informed_on = DayField(derogation.representatives_informed_on)
        self._lay_out()

    def read(self, reading: Reading) -> Derogation:
        """As typed; what cannot be read keeps its earlier value and is told."""
        limits = [row.read(reading) for row in self.limits.rows]
        return Derogation(
            first_day=reading.take(COLUMN, self.first_day.given, DAY_FAULT, self._before.first_day),
            last_day=reading.take(COLUMN, self.last_day.given, DAY_FAULT, self._before.last_day),
            limits=tuple((name, value) for name, value in limits if value is not None),
            reason=self.reason.text().strip(),
            signed_by=self.signed_by.text().strip(),
            representatives_informed_on=reading.take(COLUMN, self.informed_on.value, DAY_FAULT, None),
        )

    def _lay_out(self) -> None:
        days = QWidget()
        self.layout_of_days = QHBoxLayout(days)
        self.layout_of_days.setContentsMargins(0, 0, 0, 0)
        self.layout_of_days.addWidget(self.first_day)
        self.layout_of_days.addWidget(self.last_day)
        days.setFocusProxy(self.first_day)
        form = new_form()
        form.setContentsMargins(16, 12, 16, 12)
        add_field(form, _("From, until"), days)
        add_field(form, _("Limits changed"), self.limits)
        add_field(form, _("Reason"), self.reason)
        add_field(form, _("Signed by"), self.signed_by)
        add_field(form, _("Staff representatives informed on"), self.informed_on)
        self.setLayout(form)


class _LimitRow(EditorRow):
    """Which limit, and its new value, read in its own unit."""

    def __init__(self, name: str, value: int | None) -> None:
        self.name = choice({limit.name: _(limit.label) for limit in LIMITS}, name, name=_("Limit"))
        self.value = QLineEdit("" if value is None else limit_text(BY_NAME[name], value))
        self.value.setAccessibleName(_("New value"))
        self.value.setPlaceholderText(_("such as 60 h"))
        super().__init__(self.name, self.value)

    def read(self, reading: Reading) -> tuple[str, int | None]:
        limit = BY_NAME[chosen_value(self.name)]
        value = reading.take(COLUMN, lambda: parse_limit(limit, self.value.text()), limit_fault(limit), limit.legal)
        if value is None:
            reading.refuse(COLUMN, LIMIT_MISSING)
        return limit.name, value
