"""Points, posts and sectors, and the layers drawn under them."""

from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.pages.layers import LayersPage
from otp_desktop.ui.pages.sites import SitesPage
from otp_desktop.ui.pages.tabbed_page import TabbedPage


class PlacesPage(TabbedPage):
    name = "places"
    icon_name = "map-marker"

    def __init__(self, desk: Desk) -> None:
        self.sites = SitesPage(desk)
        self.layers = LayersPage(desk)
        super().__init__(desk, _("Points and sectors"), (self.sites, self.layers))
