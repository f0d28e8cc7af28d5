"""Small files of tiles, made with libraries that do not read them in the program."""

import sqlite3
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

PARIS = {9: (259, 176), 12: (2074, 1409), 13: (4149, 2818)}  # column and row from the north that hold Notre-Dame
BOUNDS = (2.2, 48.8, 2.5, 48.92)
ATTRIBUTION = '<a href="https://example.invalid">Source &amp; licence</a>'


def png(red: int = 200, green: int = 0, blue: int = 200, size: int = 256) -> bytes:
    """A picture of one colour."""
    rows = (b"\0" + bytes((red, green, blue)) * size) * size

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )  # fmt: skip


def write_mbtiles(
    file: Path, changes: Mapping[str, str] | None = None, tiles: Mapping[tuple[int, int, int], bytes] | None = None
) -> Path:
    """``tiles`` by zoom, column and row from the north; by default those of Paris."""
    metadata = {
        "name": "Plan d’essai",
        "format": "png",
        "minzoom": "9",
        "maxzoom": "13",
        "bounds": ",".join(map(str, BOUNDS)),
        "attribution": ATTRIBUTION,
        **(changes or {}),
    }
    if tiles is None:
        tiles = {(zoom, *place): png() for zoom, place in PARIS.items()}
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE metadata (name text, value text)")
        connection.execute("CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)")
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        rows = [(zoom, column, (1 << zoom) - 1 - row, content) for (zoom, column, row), content in tiles.items()]
        connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    connection.close()
    return file


def write_pmtiles(file: Path, kind: TileType = TileType.PNG, content: bytes | None = None) -> Path:
    west, south, east, north = (int(degrees * 10_000_000) for degrees in BOUNDS)
    with file.open("wb") as stream:
        writer = Writer(stream)  # type: ignore[no-untyped-call]  # the library leaves it so
        for zoom, (column, row) in PARIS.items():
            writer.write_tile(zxy_to_tileid(zoom, column, row), png() if content is None else content)  # type: ignore[no-untyped-call]
        header = {
            "tile_type": kind, "tile_compression": Compression.NONE,
            "min_zoom": 9, "max_zoom": 13, "center_zoom": 12, "center_lon_e7": west, "center_lat_e7": south,
            "min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north,
        }  # fmt: skip
        writer.finalize(header, {"name": "Archive d’essai", "attribution": ATTRIBUTION})  # type: ignore[no-untyped-call]
    return file
