"""The plan in hand: the board, the same as lists, its versions, and what becomes of it when some do not come."""

from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.pages.assignments import AssignmentsPage
from otp_desktop.ui.pages.board import BoardPage
from otp_desktop.ui.pages.stress import StressPage
from otp_desktop.ui.pages.tabbed_page import TabbedPage
from otp_desktop.ui.pages.versions import VersionsPage


class PlanPage(TabbedPage):
    name = "assignments"
    icon_name = "account-check-outline"

    def __init__(self, desk: Desk) -> None:
        self.board = BoardPage(desk)
        self.lists = AssignmentsPage(desk)
        self.versions = VersionsPage(desk)
        self.stress = StressPage(desk)
        super().__init__(desk, _("Assignments"), (self.board, self.lists, self.versions, self.stress))
