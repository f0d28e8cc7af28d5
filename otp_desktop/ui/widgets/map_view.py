"""The map in Chromium (QtWebEngine), with no way out to any network.

Imported only when the map is first looked at: it costs a second of start, and may be missing.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

INNER_SCHEMES = frozenset({"data", "qrc", "blob"})


class NoNetwork(QWebEngineUrlRequestInterceptor):
    """Refuses and counts every address outside the one map file: a map must never tell where police will stand."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.allowed: Path | None = None
        self.refused = 0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme() in INNER_SCHEMES:
            return
        if url.isLocalFile() and self.allowed is not None and Path(url.toLocalFile()) == self.allowed:
            return
        self.refused += 1
        info.block(True)


class MapView(QWidget):
    """Shows one map file. The profile keeps nothing on disk."""

    def __init__(self) -> None:
        super().__init__()
        self._profile = QWebEngineProfile(self)
        self._profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.guard = NoNetwork(self)
        self._profile.setUrlRequestInterceptor(self.guard)
        self.page = QWebEnginePage(self._profile, self)
        settings = self.page.settings()
        attribute = QWebEngineSettings.WebAttribute
        settings.setAttribute(attribute.LocalContentCanAccessRemoteUrls, False)
        settings.setAttribute(attribute.LocalContentCanAccessFileUrls, False)
        settings.setAttribute(attribute.PluginsEnabled, False)
        self.view = QWebEngineView()
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.view.setPage(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def load(self, file: Path, dark: bool) -> None:
        """Shows the file in the colours of the window: the page reads them after the "#" of its own address."""
        self.guard.allowed = file
        url = QUrl.fromLocalFile(str(file))
        url.setFragment(_theme(dark))
        self.page.load(url)

    def show_theme(self, dark: bool) -> None:
        """Changes the colours of the page that is shown, which stays as it is."""
        self.page.runJavaScript(f"location.hash = '{_theme(dark)}'")

    def end(self) -> None:
        """Deletes the page before its profile, as QtWebEngine asks; the view is of no use afterwards."""
        self.view.hide()
        self.view.deleteLater()
        self.page.deleteLater()


def _theme(dark: bool) -> str:
    return "dark" if dark else "light"
