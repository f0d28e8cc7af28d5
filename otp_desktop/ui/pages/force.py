"""The force: agents and units."""

from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.pages.agents import AgentsPage
from otp_desktop.ui.pages.tabbed_page import TabbedPage
from otp_desktop.ui.pages.units import UnitsPage


class ForcePage(TabbedPage):
    name = "force"
    icon_name = "account-group"

    def __init__(self, desk: Desk) -> None:
        self.agents = AgentsPage(desk)
        self.units = UnitsPage(desk)
        super().__init__(desk, _("Force"), (self.agents, self.units))
