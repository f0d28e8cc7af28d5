"""A page in the real QtWebEngine: every request counted, every message of its console kept."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

import otp_desktop.ui.mapping.tile_scheme  # noqa: F401 - Qt takes new schemes before the first page only


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Refuses and keeps every address that is not the file's own or data inside it."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []
        self.own: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        url = info.requestUrl()
        if url.scheme() in ("file", "data"):
            self.own.append(url.toString()[:80])
            return
        self.foreign.append(url.toString())
        info.block(True)


class Page(QWebEnginePage):
    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.messages: list[str] = []

    def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        self.messages.append(f"{level.name}: {message} ({source[-40:]}:{line})")


class Browser:
    """One map, opened and asked."""

    def __init__(self, qtbot: QtBot, file: Path, size: tuple[int, int] = (1280, 800)) -> None:
        self.qtbot = qtbot
        self.interceptor = Interceptor()
        self.profile = QWebEngineProfile()  # off the record: nothing is kept on disk
        self.profile.setUrlRequestInterceptor(self.interceptor)
        self.page = Page(self.profile)
        self.view = QWebEngineView()
        self.view.setPage(self.page)
        self.view.resize(*size)
        self.view.show()
        with qtbot.waitSignal(self.page.loadFinished, timeout=30_000) as loaded:
            self.page.load(QUrl.fromLocalFile(str(file)))
        assert loaded.args == [True]

    def ask(self, script: str) -> Any:
        """The value of a JavaScript expression, through JSON."""
        answers: list[str] = []
        self.page.runJavaScript(f"JSON.stringify({script})", answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=30_000)
        return json.loads(answers[0]) if answers[0] else None

    def close(self) -> None:
        """The page goes before its profile, or Qt warns."""
        self.view.close()
        self.view.deleteLater()
        self.page.deleteLater()
        with self.qtbot.waitSignal(self.page.destroyed, timeout=10_000):
            pass
        self.profile.deleteLater()
