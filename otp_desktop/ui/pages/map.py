"""The coverage map of the plan in hand."""

import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from otp_desktop.services import maps
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.theme import current_theme
from otp_desktop.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from otp_desktop.ui.widgets.map_view import MapView

log = logging.getLogger(__name__)


class MapPage(Page):
    """The map is written to a private folder that goes with the window, then loaded as a file."""

    name = "map"
    icon_name = "map-outline"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Map"))
        self._folder = tempfile.TemporaryDirectory(prefix="otp-map-")  # mode 0700, as mkdtemp makes it
        self._versions = 0
        self.view: MapView | None = None
        self.empty = EmptyState("map-outline", "", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        desk.snapshotChanged.connect(lambda _snapshot: self.refresh())
        self._say(_("No operation in hand"), _("Choose or create an operation first (Operations page)."))

    @property
    def folder(self) -> Path:
        return Path(self._folder.name)

    def reload(self) -> None:
        snapshot, workspace, operation_id = self.desk.snapshot, self.desk.workspace, self.desk.operation_id
        if snapshot is None or operation_id is None:
            self._say(_("No operation in hand"), _("Choose or create an operation first (Operations page)."))
        elif not snapshot.needs:
            self._say(_("Nothing to draw yet"), _("The operation has no needs: add them on the Needs page."))
        else:
            self._versions += 1
            file = self.folder / f"map-{self._versions}.html"
            self.desk.background.query(
                self, lambda: maps.export_map(workspace, operation_id, file), self._show, key="map"
            )
            if self.view is None:
                self._say(_("Drawing the map…"), "")

    def repaint_icons(self) -> None:
        self.empty.repaint_icon()
        if self.view is not None:
            self.view.show_theme(current_theme().dark)

    def end(self) -> None:
        """Lets go of Chromium and of the map files."""
        if self.view is not None:
            self.view.end()
            self.view = None
        self._folder.cleanup()

    def _show(self, file: Path) -> None:
        if self.view is None:
            self.view = self._new_view()
        if self.view is None:
            return
        for old in self.folder.glob("map-*.html"):
            if old != file:
                old.unlink(missing_ok=True)
        self.view.load(file, current_theme().dark)
        self._stack.setCurrentWidget(self.view)

    def _new_view(self) -> "MapView | None":
        try:
            from otp_desktop.ui.widgets.map_view import MapView
        except ImportError as error:
            log.warning("QtWebEngine cannot be loaded: %s", error)
            self._say(
                _("The map cannot be shown in this window"),
                _(
                    "QtWebEngine, which draws it, is not installed on this machine. Export the map (Ctrl+M) and open "
                    "the file in a browser: it needs no network."
                ),
            )
            return None
        view = MapView()
        view.setAccessibleName(_("Coverage map"))
        self._stack.addWidget(view)
        return view

    def _say(self, heading: str, text: str) -> None:
        self.empty.say(heading, text)
        self._stack.setCurrentWidget(self.empty)
