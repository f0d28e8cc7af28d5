"""The planning board. Its workbench is made when it is first seen: the arrays it draws from are slow to load."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.pages.page import Page

if TYPE_CHECKING:
    from otp_desktop.ui.boards.workbench import BoardWorkbench


def _load_workbench() -> None:
    import otp_desktop.ui.boards.workbench  # noqa: F401 - what is loaded stays loaded


class BoardPage(Page):
    """The plan along time, corrected by hand; ``reachWanted`` brings a need whose post is to be reached."""

    name = "board"
    icon_name = "chart-gantt"
    reachWanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Board"))
        desk.editor.planChanged.connect(lambda _plan: self.refresh())
        desk.snapshotChanged.connect(self._load_soon, Qt.ConnectionType.SingleShotConnection)

    @cached_property
    def workbench(self) -> "BoardWorkbench":
        from otp_desktop.ui.boards.workbench import BoardWorkbench

        made = BoardWorkbench(self.desk)
        self.head.addLayout(made.tools)
        self.body.addWidget(made, 1)
        return made

    def reload(self) -> None:
        self.workbench.reload()

    def _load_soon(self) -> None:
        """Loaded in the background once there is a plan, then made: on the first look both would hold the window."""
        self.desk.background.query(self, _load_workbench, lambda _loaded: self.workbench, key="load")

    def entries(self) -> Sequence[Entry]:
        plan, bar = self._why_no_plan, self._why_no_bar
        return (
            Entry(_("Next gap"), self._later("go_to_next_gap"), "Ctrl+G", "skip-next-outline", plan),
            Entry(_("Lock or unlock"), self._later("toggle_lock"), "Ctrl+L", "lock-outline", bar),
            Entry(_("Take off the post"), self.remove, icon="account-minus-outline", why_not=bar),
            Entry(_("Agents in reach…"), self.ask_reach, "Ctrl+Shift+R", "account-search-outline", self._why_no_need),
            Entry(_("What if…?"), self._later("begin_trial"), "Ctrl+T", "head-question-outline", plan),
            Entry(_("Show the whole plan"), self._later("fit"), icon="arrow-expand-horizontal", why_not=plan),
        )

    def edit(self) -> None:
        self.workbench.edit()

    def remove(self) -> None:
        self.workbench.remove()

    def focus_filter(self) -> None:
        self.workbench.focus_filter()

    def repaint_icons(self) -> None:
        if "workbench" in self.__dict__:
            self.workbench.repaint_icons()

    def ask_reach(self) -> None:
        """Who could be at the post of the chosen bar in time, on the map."""
        if need := self._chosen_need():
            self.reachWanted.emit(need)

    def show_gap(self, need: str, role: str) -> None:
        """The gap of a role line, in the rows of posts."""
        self.workbench.show_gap(need, role)

    def show_bar(self, need: str, agent: str) -> None:
        """The bar of an agent on a need; without one, the first bar of the need."""
        self.workbench.show_bar(need, agent)

    def show_candidate(self, need: str, role: str, agent: str) -> None:
        """Who could take a role line, with one agent chosen among them."""
        self.workbench.show_candidate(need, role, agent)

    def _later(self, name: str) -> Callable[[], object]:
        """A method of the workbench, made when it is asked for."""
        return lambda: getattr(self.workbench, name)()

    def _why_no_plan(self) -> str:
        return "" if self.desk.editor.plan is not None else _("There is no plan in hand.")

    def _chosen_need(self) -> str:
        return self.workbench.chosen_need() if "workbench" in self.__dict__ else ""

    def _why_no_need(self) -> str:
        return "" if self._chosen_need() else _("Choose a bar on the board first.")

    def _why_no_bar(self) -> str:
        chosen = self.workbench.chosen_row() if "workbench" in self.__dict__ else None
        return "" if chosen is not None else _("Choose an agent on the board first.")
