"""The map in Chromium (QtWebEngine), with no way out to any network.

Imported only when the map is first looked at: it costs a second of start, and may be missing.
"""

import json
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QObject, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QPageLayout, QPageSize
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from otp_desktop.services.base_maps import SCHEMATIC, BaseMap
from otp_desktop.services.maps import tools_script
from otp_desktop.ui.mapping.page_messages import PREFIX, SiteTold, read_message
from otp_desktop.ui.mapping.tile_reader import TileReader
from otp_desktop.ui.mapping.tile_scheme import SCHEME, TileHandler
from otp_desktop.ui.theme import current_theme

log = logging.getLogger(__name__)

INNER_SCHEMES = frozenset({"data", "qrc", "blob", SCHEME.decode()})
POINTS_A_PIXEL = 0.75  # of paper: 72 points and 96 pixels to the inch


class NoNetwork(QWebEngineUrlRequestInterceptor):
    """Refuses and counts every address outside the one map file: a map must never tell where police will stand.

    ``host``: where the user agreed that pictures of the base map come from; empty while he did not.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.allowed: Path | None = None
        self.host = ""
        self.refused = 0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme() in INNER_SCHEMES:
            return
        if url.isLocalFile() and self.allowed is not None and Path(url.toLocalFile()) == self.allowed:
            return
        picture = info.resourceType() == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        if picture and self.host and (url.scheme(), url.host(), url.port()) == ("https", self.host, -1):
            return
        self.refused += 1
        info.block(True)


class MapWebPage(QWebEnginePage):
    """The page tells what is done in it on its console, the way out that leads nowhere but here."""

    told = Signal(object)

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        if not message.startswith(PREFIX):
            super().javaScriptConsoleMessage(level, message, line, source)
        elif (told := read_message(message)) is not None:
            self.told.emit(told)
        else:
            log.warning("The map’s page said what no map says: passed over")


class MapView(QWidget):
    """Shows one map file. The profile keeps nothing on disk.

    ``told`` brings all that the page tells, ``chosen`` the point opened in it, ``shown`` that a page stands.
    """

    told = Signal(object)
    chosen = Signal(str)
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._profile = QWebEngineProfile(self)
        self._profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.guard = NoNetwork(self)
        self._profile.setUrlRequestInterceptor(self.guard)
        self.tiles = TileHandler(self)
        self._profile.installUrlSchemeHandler(SCHEME, self.tiles)
        self._base = SCHEMATIC
        self.page = MapWebPage(self._profile, self)
        self.page.told.connect(self._pass_on)
        self.page.loadFinished.connect(self._after_loading)
        settings = self.page.settings()
        attribute = QWebEngineSettings.WebAttribute
        settings.setAttribute(attribute.LocalContentCanAccessRemoteUrls, False)
        settings.setAttribute(attribute.LocalContentCanAccessFileUrls, False)
        settings.setAttribute(attribute.PluginsEnabled, False)
        self.view = QWebEngineView()
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.view.setPage(self.page)
        self._state = "null"
        self._tile_file: Path | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def warm(self) -> None:
        """Starts the process of the pages with an empty one."""
        self.page.setHtml("")

    def use_base(self, base: BaseMap, file: Path | None = None) -> None:
        """The base map of the pages loaded from now on; ``file`` is that of its tiles, where it has one.

        Only here does the guard learn of a host: that of a service the user agreed to.
        """
        if base == self._base and file == self._tile_file:
            return
        self._base, self._tile_file = base, file
        self.guard.host = base.host
        # For Chromium the tiles of a file are remote too; the guard and the page's own policy let nothing else through.
        remote = QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls
        self.page.settings().setAttribute(remote, base.layer is not None)
        self.tiles.use(TileReader(file, self) if file is not None else None)

    def load(self, file: Path, dark: bool, *, keep: bool) -> None:
        """Shows the file in the colours of the window, which the page reads after the "#" of its own address.

        With ``keep`` the moment and the place that were looked at stay.
        """
        if keep:
            self.page.runJavaScript("window.coverage && JSON.stringify(coverage.state())", self._keep)
        # Scripts run in the order they were asked in: the answer is there before the next page is.
        self._state = "null"
        self.guard.allowed = file
        url = QUrl.fromLocalFile(str(file))
        url.setFragment(_theme(dark))
        self.page.setBackgroundColor(QColor(current_theme().window))  # until the page has its own: no white flash
        self.page.load(url)

    def show_theme(self, dark: bool) -> None:
        """Changes the colours of the page that is shown, which stays as it is."""
        self.page.runJavaScript(f"location.hash = '{_theme(dark)}'")

    def choose(self, site: str) -> None:
        """Shows a point in the middle, with its card."""
        self.page.runJavaScript(f"window.coverage && coverage.choose({json.dumps(site)})")

    def use_tool(self, function: str, *values: object) -> None:
        """Calls a function of the page's tools, such as ``reach.show``, with values that JSON can hold."""
        given = ",".join(json.dumps(value) for value in values)
        self.page.runJavaScript(f"window.tools && tools.{function}({given})")

    def print_pdf(self, done: Callable[[bytes], object]) -> None:
        """The present view as a PDF of one page, as wide and as high as it is seen."""
        size = QSizeF(self.view.size()) * POINTS_A_PIXEL
        page_size = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        layout = QPageLayout(page_size, QPageLayout.Orientation.Portrait, QMarginsF())

        def take(content: QByteArray) -> None:
            done(bytes(content.data()))

        self.page.printToPdf(take, layout)

    def end(self) -> None:
        """Deletes the page before its profile, as QtWebEngine asks; the view is of no use afterwards."""
        self.tiles.use(None)
        self.view.hide()
        self.view.deleteLater()
        self.page.deleteLater()

    def _pass_on(self, message: object) -> None:
        self.told.emit(message)
        if isinstance(message, SiteTold):
            self.chosen.emit(message.code)

    def _keep(self, state: str | None) -> None:
        self._state = state or "null"

    def _after_loading(self, loaded: bool) -> None:
        if not loaded or self.guard.allowed is None:
            return
        self.page.runJavaScript(f"{tools_script()}\ncoverage.restore({self._state});")
        self.use_tool("base.show", self._base.layer)
        self.shown.emit()


def _theme(dark: bool) -> str:
    return "dark" if dark else "light"
