"""``otp-tiles:``, the way from the map's page to the tiles of a file: three numbers go in, a picture comes out.

The page names no file: what it asks for is read as numbers or refused. Imported before any page is made: Qt takes new
schemes only then.
"""

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler

from otp_desktop.ui.mapping.tile_reader import Place, TileReader

SCHEME = b"otp-tiles"
_PLACE = re.compile(r"/([0-9]{1,2})/([0-9]{1,8})/([0-9]{1,8})")
_DEEPEST = 24


def _register() -> None:
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


_register()


def read_place(path: str) -> Place | None:
    """Zoom, column and row of ``/12/2074/1409``; None for anything else, and for a tile that is none of that zoom."""
    match = _PLACE.fullmatch(path)
    if match is None:
        return None
    zoom, column, row = (int(part) for part in match.groups())
    sound = zoom <= _DEEPEST and max(column, row) < 1 << zoom
    return (zoom, column, row) if sound else None


class TileHandler(QWebEngineUrlSchemeHandler):
    """Answers from the reader's thread: the interface thread never reads the file."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.reader: TileReader | None = None
        self._waiting: dict[int, QWebEngineUrlRequestJob] = {}
        self._count = 0

    def use(self, reader: TileReader | None) -> None:
        """Reads from this file from now on; None: there is none."""
        if self.reader is not None:
            self.reader.end()
        self.reader = reader
        if reader is not None:
            reader.read.connect(self._answer)
            reader.start()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        place = read_place(job.requestUrl().path())
        if self.reader is None or place is None or job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlInvalid)
            return
        self._count += 1
        number = self._count
        self._waiting[number] = job
        job.destroyed.connect(lambda: self._waiting.pop(number, None))
        self.reader.ask(number, place)

    def _answer(self, number: int, media_type: str, content: bytes) -> None:
        job = self._waiting.pop(number, None)
        if job is None:
            return  # the page has gone on meanwhile
        if not content:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(media_type.encode(), buffer)
