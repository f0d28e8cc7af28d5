"""What each arrondissement needs, has, borrows and lends, over the operation or at the moment of the map."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.map_moments import moment_of
from otp_desktop.services.zone_balance import ZoneBalance, balance_of
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import clock, long_date, number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.mapping.balance_words import balance_text
from otp_desktop.ui.mapping.newest_question import NewestQuestion
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.models.zone_balance import BalanceModel, balance_rows
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

Answer = tuple[str, Rows[ZoneBalance]]


class BalancePanel(QWidget):
    """``zoneChosen`` brings the code of the arrondissement to mark on the map."""

    zoneChosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._minute: int | None = None
        self._wanted = ""
        self._question = NewestQuestion(desk.background, self, self._show)
        self.heading = label(role="heading")
        self.heading.setWordWrap(True)
        self.detail = label()
        self.detail.setWordWrap(True)
        note = label(_("Agents of an arrondissement are those whose unit has its base in it."), "muted")
        note.setWordWrap(True)
        empty = EmptyState("map-outline", _("No arrondissement"), _("Import the arrondissements of your city."))
        self.records = RecordList(BalanceModel(), _("Arrondissements"), _count_text, empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 0)
        layout.setSpacing(8)
        for widget in (self.heading, self.detail, self.records, note):
            layout.addWidget(widget)
        layout.setStretchFactor(self.records, 1)
        self.records.selectionChanged.connect(self._tell_zone)
        desk.snapshotChanged.connect(self.ask)

    def show_moment(self, minute: int | None) -> None:
        """The minute of the map; None is the whole operation."""
        if minute != self._minute:
            self._minute = minute
            self.ask()

    def choose(self, zone: str) -> None:
        """The arrondissement that was clicked on the map."""
        self._wanted = zone
        self.records.select({zone})

    def ask(self) -> None:
        """Counts again, in the background; nothing while nobody sees it."""
        snapshot, minute = self.desk.snapshot, self._minute
        if not self.isVisible():
            return
        if snapshot is None:
            self._question.forget()
            self.records.show_rows(Rows())
            return
        self._question.ask(lambda: _answer(snapshot, minute))

    def _show(self, answer: Answer) -> None:
        heading, found = answer
        self.heading.setText(heading)
        self.records.show_rows(found)
        if self._wanted and not self.records.selected_count:
            self.records.select({self._wanted})

    def _tell_zone(self) -> None:
        selected: list[ZoneBalance] = self.records.selected()
        one = selected[0] if len(selected) == 1 else None
        self._wanted = one.zone if one is not None else self._wanted
        self.detail.setText(
            balance_text(one) if one is not None else _("Choose an arrondissement, here or on the map.")
        )
        self.zoneChosen.emit(one.zone if one is not None else "")


def _answer(snapshot: PlanSnapshot, minute: int | None) -> Answer:
    moment = moment_of(snapshot, minute)
    if moment is None:
        heading = _("Whole operation")
    else:
        heading = _("{day}, {time}").format(day=long_date(moment.date()), time=clock(moment))
    return heading, balance_rows(balance_of(snapshot, moment))


def _count_text(count: int) -> str:
    return ngettext("{count} arrondissement", "{count} arrondissements", count).format(count=number(count))
