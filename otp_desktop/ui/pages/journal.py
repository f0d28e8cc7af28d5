"""The journal of the database: who changed what, when, before and after."""

from PySide6.QtCore import Signal

from otp_desktop.domain.changes import Changes
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.journal_view import JournalView


class JournalPage(Page):
    """Enter on a change goes to its record."""

    name = "journal"
    icon_name = "history"
    recordWanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Journal"))
        self.view = JournalView(desk)
        self.view.recordWanted.connect(self.recordWanted)
        keep_splitter(desk.settings, self.name, self.view.splitter)
        self.body.addWidget(self.view, 1)

    def reload(self) -> None:
        self.view.read_choices()
        self.view.reload()

    def focus_filter(self) -> None:
        self.view.focus_filter()

    def repaint_icons(self) -> None:
        self.view.repaint_icons()

    def _after_changes(self, changes: Changes) -> None:
        """Whatever was written stands here now."""
        if changes.gesture is not None:
            self.refresh()
