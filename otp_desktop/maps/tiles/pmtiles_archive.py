"""PMTiles version 3: an archive of tiles in one file, read with the format's own library."""

import mmap
from pathlib import Path

from pmtiles.reader import Reader, traverse
from pmtiles.tile import TileType

from otp_desktop.maps.tiles.tile_file import TileInfo, bounds_of, plain_text

MAGIC = b"PMTiles"
_DEGREE = 10_000_000  # the header counts ten millionths
_PICTURES = {TileType.PNG: "png", TileType.JPEG: "jpg", TileType.WEBP: "webp", TileType.MVT: "mvt"}


class PmtilesFile:
    """Raises what the library raises for a damaged file: any exception may come of its bytes."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
            self._reader = Reader(self._bytes)  # type: ignore[no-untyped-call]  # the library leaves it so
            self._header = self._reader.header()  # type: ignore[no-untyped-call]  # the library leaves it so
            self._bytes(self._header["tile_data_offset"] + self._header["tile_data_length"] - 1, 1)  # its last byte
            self.info = self._read_info(path)
        except BaseException:
            self._file.close()
            raise

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        found: bytes | None = self._reader.get(zoom, column, row)  # type: ignore[no-untyped-call]  # the library leaves it so
        return found

    def first_tile(self) -> bytes | None:
        header = self._header
        tiles = traverse(self._bytes, header, header["root_offset"], header["root_length"])  # type: ignore[no-untyped-call]  # the library leaves it so
        return next((bytes(content) for _place, content in tiles), None)

    def close(self) -> None:
        self._map.close()
        self._file.close()

    def _bytes(self, offset: int, length: int) -> bytes:
        found = self._map[offset : offset + length]
        if len(found) < length:
            raise EOFError("the file is cut short")
        return found

    def _read_info(self, path: Path) -> TileInfo:
        header, metadata = self._header, self._reader.metadata()  # type: ignore[no-untyped-call]  # the library leaves it so
        known = metadata if isinstance(metadata, dict) else {}
        kind = header["tile_type"]
        corners = (header["min_lon_e7"], header["min_lat_e7"], header["max_lon_e7"], header["max_lat_e7"])
        return TileInfo(
            name=plain_text(known.get("name")) or path.stem,
            attribution=plain_text(known.get("attribution")),
            picture=_PICTURES.get(kind, kind.name.lower()),
            least_zoom=header["min_zoom"],
            most_zoom=header["max_zoom"],
            bounds=bounds_of([corner / _DEGREE for corner in corners]),
        )
