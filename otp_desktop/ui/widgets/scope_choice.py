"""Of what documents are made: which units and posts, and which part of the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from otp_desktop.services.sheet_extract import Extract
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import number
from otp_desktop.ui.widgets.check_list import CheckList, Choice


class ScopeTab(StrEnum):
    UNITS = "units"
    SITES = "sites"
    SECTORS = "sectors"
    DAYS = "days"
    CHIEFS = "chiefs"
    AGENTS = "agents"


TITLES = {
    ScopeTab.UNITS: N_("Units"),
    ScopeTab.SITES: N_("Sites"),
    ScopeTab.SECTORS: N_("Sectors"),
    ScopeTab.DAYS: N_("Days"),
    ScopeTab.CHIEFS: N_("Chiefs"),
    ScopeTab.AGENTS: N_("Agents"),
}


class ScopeChoice(QTabWidget):
    """A list to tick for each; its tab says where not all are ticked, and is grey where no document takes it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What the documents are of"))
        self._filling = False  # several lists change as one
        self.lists = {tab: CheckList(_(TITLES[tab])) for tab in ScopeTab}
        for tab, choices in self.lists.items():
            choices.layout().setContentsMargins(0, 8, 0, 0)  # type: ignore[union-attr]  # it has a layout
            self.addTab(choices, _(TITLES[tab]))
            choices.changed.connect(self._show_changed)

    @property
    def units(self) -> frozenset[str] | None:
        return self.lists[ScopeTab.UNITS].chosen

    @property
    def sites(self) -> frozenset[str] | None:
        return self.lists[ScopeTab.SITES].chosen

    @property
    def extract(self) -> Extract:
        """None of a list means all of it, as all of them do: an operation without sectors has no list of them."""
        days = self._some(ScopeTab.DAYS)
        return Extract(
            sectors=self._some(ScopeTab.SECTORS),
            days=frozenset(date.fromisoformat(day) for day in days) if days is not None else None,
            chiefs=self._some(ScopeTab.CHIEFS),
            agents=self._some(ScopeTab.AGENTS),
        )

    def why_not(self) -> str:
        """Why nothing would be made: a list of which nothing is ticked; empty where there is none."""
        for tab in (ScopeTab.SECTORS, ScopeTab.DAYS, ScopeTab.CHIEFS, ScopeTab.AGENTS):
            choices = self.lists[tab]
            if self.isTabEnabled(self.indexOf(choices)) and choices.model.choices and not choices.ticked:
                return _("Tick at least one line of the list “{list}”.").format(list=_(TITLES[tab]))
        return ""

    def show_choices(self, choices: Mapping[ScopeTab, Sequence[Choice]]) -> None:
        self._filling = True
        for tab, found in choices.items():
            self.lists[tab].show_choices(found)
        self._filling = False
        self._show_changed()

    def allow(self, tabs: frozenset[ScopeTab]) -> None:
        """The tabs that the documents take."""
        for tab, choices in self.lists.items():
            self.setTabEnabled(self.indexOf(choices), tab in tabs)

    def tick_all(self) -> None:
        self._filling = True
        for choices in self.lists.values():
            choices.filter_box.clear()
            choices.model.tick_shown(True)
        self._filling = False
        self._show_changed()

    def _some(self, tab: ScopeTab) -> frozenset[str] | None:
        choices = self.lists[tab]
        return choices.chosen if choices.model.choices and self.isTabEnabled(self.indexOf(choices)) else None

    def _show_changed(self) -> None:
        if self._filling:
            return
        for tab, choices in self.lists.items():
            title, all_ticked = _(TITLES[tab]), len(choices.ticked) == len(choices.model.choices)
            text = title if all_ticked else f"{title} ({number(len(choices.ticked))})"
            self.setTabText(self.indexOf(choices), text)
        self.changed.emit()
