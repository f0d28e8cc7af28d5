"""The panels beside the map: who is in reach of the chosen post, and the balance of the arrondissements."""

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget

from otp_desktop.services.reach import Occupation, Reach
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.mapping.balance_panel import BalancePanel
from otp_desktop.ui.mapping.page_messages import MomentTold, ZoneTold
from otp_desktop.ui.mapping.reach_panel import ReachPanel, told

LEAST_WIDTH = 300
SHOWN = "map/side"
METRES = 1000


class MapSide(QTabWidget):
    """``toolWanted`` asks the page for a function of its tools, with its values."""

    toolWanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._settings: QSettings = desk.settings
        self._fitted = ""
        self.reach = ReachPanel(desk)
        self.balance = BalancePanel(desk)
        self.setAccessibleName(_("Beside the map"))
        self.addTab(self.reach, _("Agents in reach"))
        self.addTab(self.balance, _("Arrondissements"))
        self.setMinimumWidth(LEAST_WIDTH)
        self.reach.reachChanged.connect(self._draw_reach)
        self.balance.zoneChosen.connect(lambda zone: self.toolWanted.emit("showZone", zone))
        self.currentChanged.connect(lambda _place: self.refresh())
        self.setVisible(self._settings.value(SHOWN, "false") == "true")

    def open_at(self, panel: ReachPanel | BalancePanel) -> None:
        """Shows the panel, with the keyboard in it."""
        self.show_beside(True)
        self.setCurrentWidget(panel)
        panel.setFocus()

    def show_beside(self, shown: bool) -> None:
        """Shows or hides the panels; the window remembers it."""
        self._settings.setValue(SHOWN, str(shown).lower())
        self.setVisible(shown)
        self.refresh()

    def refresh(self) -> None:
        """What is drawn on the map is what the panel in sight says."""
        self._fitted = ""
        self.reach.ask()
        self.balance.ask()
        if not self.reach.isVisible():
            self.toolWanted.emit("reach.show", None)
        if not self.balance.isVisible():
            self.toolWanted.emit("showZone", "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hear(self, message: object) -> None:
        """What the page tells."""
        if isinstance(message, MomentTold):
            self.reach.show_moment(message.minute)
            self.balance.show_moment(message.minute)
        elif isinstance(message, ZoneTold):
            self.balance.choose(message.code)
            if self.isVisible():
                self.setCurrentWidget(self.balance)

    def _draw_reach(self, reach: Reach | None) -> None:
        if reach is None or not self.reach.isVisible():
            self.toolWanted.emit("reach.show", None)
            return
        key = f"{reach.site.code} {reach.minutes}"
        self.toolWanted.emit("reach.show", drawn(reach, fit=key != self._fitted))
        self._fitted = key


def drawn(reach: Reach, *, fit: bool) -> dict[str, object]:
    """The reach as the page draws it; ``fit`` brings the whole circle into sight."""
    assert reach.site.position is not None, "a reach is of a post with a position"
    return {
        "centre": [reach.site.position.latitude, reach.site.position.longitude],
        "metres": reach.radius_km * METRES,
        "fit": fit,
        "origins": [
            {
                "place": [origin.place.latitude, origin.place.longitude],
                "base": origin.is_base,
                "free": origin.heads[Occupation.FREE],
                "heads": sum(origin.heads),
                "told": told(origin),
            }
            for origin in reach.origins
            if origin.is_base or origin.heads[Occupation.FREE]  # posts where all are busy stand on the map already
        ],
    }
