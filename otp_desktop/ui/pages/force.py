"""The force: agents, units, qualifications, absences and equity."""

from datetime import date

from otp_desktop.domain.changes import Kind
from otp_desktop.services import force, holders
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.pages.absences import AbsencesPage
from otp_desktop.ui.pages.agents import AgentsPage
from otp_desktop.ui.pages.equity import EquityPage
from otp_desktop.ui.pages.qualifications import QualificationsPage
from otp_desktop.ui.pages.tabbed_page import TabbedPage
from otp_desktop.ui.pages.units import UnitsPage


class ForcePage(TabbedPage):
    """The tab of the qualifications says how many are expired or expire soon."""

    name = "force"
    icon_name = "account-group"
    kinds = frozenset({Kind.AGENT, Kind.QUALIFICATION})

    def __init__(self, desk: Desk) -> None:
        self.agents = AgentsPage(desk)
        self.units = UnitsPage(desk)
        self.qualifications = QualificationsPage(desk)
        self.absences = AbsencesPage(desk)
        self.equity = EquityPage(desk)
        parts = (self.agents, self.units, self.qualifications, self.absences, self.equity)
        super().__init__(desk, _("Force"), parts)

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(
            self, lambda: holders.alerts(force.list_agents(workspace), date.today()), self._show_alerts, key="alerts"
        )

    def _show_alerts(self, count: int) -> None:
        place, title = self.parts.index(self.qualifications), self.qualifications.title
        told = ngettext("{count} expired or about to", "{count} expired or about to", count)
        told = told.format(count=number(count))
        self.tabs.setTabText(place, f"{title} ▲ {number(count)}" if count else title)
        self.tabs.setTabToolTip(place, f"{title} (Alt+{place + 1})" + (f" – {told}" if count else ""))
