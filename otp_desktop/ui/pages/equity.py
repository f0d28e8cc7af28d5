"""Equity: what each agent carried in twelve months of nights, Sundays, holidays, events and hard posts, by unit."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Agent
from otp_desktop.domain.words import unit_name
from otp_desktop.services.equity import read_ledger
from otp_desktop.services.equity_export import export_ledger
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number, short_date
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.bulletin_dialog import BulletinDialog
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.list_actions import ListActions
from otp_desktop.ui.menus import Menu
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.models.equity import CarriedModel, EquityTables, ShareModel, UnitShare, equity_tables
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.save_file import choose_new_file
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

_SIZES = (220, 400)
_DAY_WIDTH = 140


class EquityPage(Page):
    """Units above with mean and spread; below the agents of the chosen one. Enter goes to the agent."""

    name = "equity"
    icon_name = "scale-balance"
    kinds = frozenset({Kind.AGENT, Kind.UNIT, Kind.PLAN, Kind.NEED, Kind.OPERATION, Kind.PAST_WORK})
    openAgent = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Equity"))
        self._tables: EquityTables | None = None
        self.day = DayField(date.today(), _("Twelve months up to"))
        self.day.setMaximumWidth(_DAY_WIDTH)
        self.period = label(role="muted")
        self.period.setWordWrap(True)
        self.units = RecordList(ShareModel(), _("Units"), _units_text, _no_agent())
        self.units.filter_box.hide()
        self.records = RecordList(CarriedModel(), _("Agents"), _agents_text, _no_agent())
        self.list_actions = ListActions(desk, self, lambda: self.records)
        self.agent_button = button(_("Go to the agent"), "account-outline", self.edit)
        self.export_button = button(_("Export the ledger…"), "file-table-outline", self.choose_file)
        self.bulletin_button = button(_("Bulletin…"), "file-chart-outline", self.open_bulletin)
        self._lay_out()
        self._connect()
        self._show_possible()

    def reload(self) -> None:
        last = self._last_day()
        if last is not None:
            workspace = self.desk.workspace
            self.desk.background.query(self, lambda: _read(workspace, last), self._show, key="ledger")

    def edit(self) -> None:
        """To the selected agent."""
        selected: list[Agent] = self.records.selected()
        if len(selected) == 1:
            self.openAgent.emit(selected[0].id)

    def entries(self) -> Sequence[Entry]:
        export = Entry(
            _("Export the ledger…"), self.choose_file, icon="file-table-outline", why_not=self._why_no_ledger
        )
        bulletin = Entry(_("Bulletin of a period…"), self.open_bulletin, icon="file-chart-outline")
        return (*self.list_actions.copy_entries(), *self.list_actions.view_entries(), export, bulletin)

    def open_bulletin(self) -> None:
        """Missions and hours of a quarter, or of any period."""
        BulletinDialog(self.desk, self.window()).open()

    def focus_filter(self) -> None:
        self.records.focus_filter()

    def repaint_icons(self) -> None:
        self.units.repaint_icons()
        self.records.repaint_icons()

    def show_unit(self, unit: str | None) -> None:
        """Its agents only; None for the whole force."""
        found = (item.key for item in self.units.model.shown if item.record.unit == unit)
        self.units.select(set(found))

    def choose_file(self) -> None:
        choose_new_file(
            self.window(), _("Export the ledger"), self.title, {"xlsx": _("Excel workbook (*.xlsx)")}, self.export
        )

    def export(self, file: Path) -> None:
        """All agents and all units, whatever is chosen."""
        if self._tables is not None:
            ledger = self._tables.ledger
            self.desk.background.query(self, lambda: export_ledger(file, ledger), self._tell_written)

    def _lay_out(self) -> None:
        until = label(_("Twelve months &up to"))
        until.setBuddy(self.day)
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (until, self.day):
            line.addWidget(widget)
        line.addWidget(self.period, 1)
        line.addWidget(self.bulletin_button)
        line.addWidget(self.export_button)
        self.body.addLayout(line)
        self.records.tools.addWidget(self.agent_button)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.units)
        splitter.addWidget(self.records)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(list(_SIZES))
        keep_splitter(self.desk.settings, self.name, splitter)
        self.body.addWidget(splitter, 1)
        self.records.remember(self.desk.settings, self.name)

    def _connect(self) -> None:
        self.day.editingFinished.connect(self.reload)
        self.units.selectionChanged.connect(self._show_agents)
        self.records.opened.connect(self.edit)
        self.records.menuWanted.connect(self._open_menu)
        self.records.columnsWanted.connect(partial(self.list_actions.choose_columns, self.records))
        self.records.selectionChanged.connect(self._show_possible)

    def _last_day(self) -> date | None:
        """The day in the field; a text that is no date says so in place of the period."""
        try:
            return self.day.value() or date.today()
        except ValueError:
            self.period.setText(_(DAY_FAULT))
            return None

    def _show(self, tables: EquityTables) -> None:
        self._tables = tables
        chosen = self._chosen()
        since = _("from {first} to {last}, by published plans and imported history")
        self.period.setText(since.format(first=short_date(tables.ledger.first), last=short_date(tables.ledger.last)))
        self.units.show_rows(tables.units)
        self.show_unit(chosen if chosen in tables.agents else None)
        self._show_agents()

    def _chosen(self) -> str | None:
        selected: list[UnitShare] = self.units.selected()
        return selected[0].unit if selected else None

    def _show_agents(self) -> None:
        if self._tables is not None:
            unit = self._chosen()
            self.records.table.setAccessibleDescription(unit_name(unit))
            self.records.show_rows(self._tables.agents.get(unit, Rows()))

    def _show_possible(self) -> None:
        self.agent_button.setEnabled(self.records.selected_count == 1)

    def _why_no_ledger(self) -> str:
        return "" if self.records.model.total else _("The list is empty.")

    def _open_menu(self, place: QPoint) -> None:
        menu = Menu("", self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.fill(list(self.entries()))
        menu.popup(place)

    def _tell_written(self, written: Path) -> None:
        show_notice(self.window(), _("The ledger is written."), str(written))


def _read(workspace: Workspace, last: date) -> EquityTables:
    return equity_tables(read_ledger(workspace, last))


def _no_agent() -> EmptyState:
    return EmptyState("scale-balance", _("No agent yet"), _("The ledger counts the agents of the force."))


def _units_text(count: int) -> str:
    units = count - 1  # the first row is the whole force
    return ngettext("{count} unit", "{count} units", units).format(count=number(units))


def _agents_text(count: int) -> str:
    return ngettext("{count} agent", "{count} agents", count).format(count=number(count))
