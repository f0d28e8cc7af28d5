"""What the plan in hand covers: the map, and the dashboard of the managers."""

from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.pages.dashboard import DashboardPage
from otp_desktop.ui.pages.map import MapPage
from otp_desktop.ui.pages.tabbed_page import TabbedPage


class CoveragePage(TabbedPage):
    name = "map"
    icon_name = "map-outline"

    def __init__(self, desk: Desk) -> None:
        self.map = MapPage(desk)
        self.dashboard = DashboardPage(desk)
        super().__init__(desk, _("Map"), (self.map, self.dashboard))
        self._heading.hide()  # the tabs say it again, and the map needs the room
