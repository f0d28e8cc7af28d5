"""Reads the tiles of one file in a thread of its own, and keeps the last ones that were asked for."""

import logging
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue

from PySide6.QtCore import QObject, QThread, Signal

from otp_desktop.domain.errors import KnownError
from otp_desktop.services.base_maps import open_tiles

log = logging.getLogger(__name__)

Place = tuple[int, int, int]  # zoom, column, row from the north

KEPT = 512  # tiles: some ten megabytes
END_MS = 5_000


class TileReader(QThread):
    """``read`` brings the number that was given, the media type and the picture, which is empty where there is none."""

    read = Signal(int, str, bytes)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._asked: SimpleQueue[tuple[int, Place] | None] = SimpleQueue()

    def ask(self, number: int, place: Place) -> None:
        self._asked.put((number, place))

    def end(self) -> None:
        """Lets the thread end, and waits for it: it never reads long."""
        self.read.disconnect()
        self._asked.put(None)
        self.wait(END_MS)

    def run(self) -> None:
        try:
            file = open_tiles(self._path)
        except KnownError as error:
            log.warning("the base map went away: %s", error)
            return

        @lru_cache(maxsize=KEPT)
        def tile(place: Place) -> bytes:
            try:
                return file.tile(*place) or b""
            except Exception:  # bytes of a damaged file can raise anything in the reading libraries
                log.warning("tile %s cannot be read", place)
                return b""

        while (asked := self._asked.get()) is not None:
            number, place = asked
            self.read.emit(number, file.info.media_type, tile(place))
        file.close()
