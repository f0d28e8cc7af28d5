"""The empty state of a page that shows the operation in hand: without one, the way to where one is chosen."""

from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState


class OperationState(EmptyState):
    def __init__(self, icon_name: str, desk: Desk) -> None:
        self.choose_button = button(_("Choose an operation"), "calendar-star", desk.operationWanted.emit)
        super().__init__(icon_name, "", "", (self.choose_button,))
        self.say_no_operation()

    def say(self, heading: str, text: str) -> None:
        super().say(heading, text)
        self.choose_button.hide()

    def say_no_operation(self) -> None:
        self.say(_("No operation in hand"), _("This page shows the operation in hand: choose one, or create it."))
        self.choose_button.show()
