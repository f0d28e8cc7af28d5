"""MBTiles 1.3: a SQLite file of tiles. Source: github.com/mapbox/mbtiles-spec."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from otp_desktop.maps.tiles.tile_file import TileInfo, bounds_of, plain_text

MAGIC = b"SQLite format 3\0"


class MbtilesFile:
    """Read only, never locked nor changed. Raises sqlite3.Error, ValueError and OverflowError for a damaged file."""

    def __init__(self, path: Path) -> None:
        # The name is escaped by as_uri(): "?" in it begins no parameter.
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            self.info = self._read_info(path)
        except BaseException:
            self.close()
            raise

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        from_south = (1 << zoom) - 1 - row  # the format counts rows as TMS does
        found = self._connection.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
            (zoom, column, from_south),
        ).fetchone()
        return bytes(found[0]) if found and isinstance(found[0], bytes) else None

    def first_tile(self) -> bytes | None:
        found = self._connection.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
        return bytes(found[0]) if found and isinstance(found[0], bytes) else None

    def close(self) -> None:
        self._connection.close()

    def _read_info(self, path: Path) -> TileInfo:
        known = {str(name): str(value) for name, value in self._connection.execute("SELECT name, value FROM metadata")}
        least, most = self._zooms(known)
        picture = known.get("format", "").lower()
        return TileInfo(
            name=plain_text(known.get("name")) or path.stem,
            attribution=plain_text(known.get("attribution")),
            picture={"jpeg": "jpg"}.get(picture, picture),
            least_zoom=least,
            most_zoom=most,
            bounds=_bounds(known.get("bounds", "")),
        )

    def _zooms(self, known: Mapping[str, str]) -> tuple[int, int]:
        """As the file says, else those of its tiles."""
        if "minzoom" in known and "maxzoom" in known:
            return int(known["minzoom"]), int(known["maxzoom"])
        least, most = self._connection.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
        return int(least or 0), int(most or 0)


def _bounds(text: str) -> tuple[float, float, float, float] | None:
    try:
        return bounds_of([float(part) for part in text.split(",")])
    except ValueError:
        return None
