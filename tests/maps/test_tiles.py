"""Files of tiles: both formats are read alike, and what is wrong with a file is said in words, all at once."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from pmtiles.tile import TileType

from otp_desktop.maps.tiles.online import ONLINE_BASES
from otp_desktop.maps.tiles.opening import DamagedTilesError, NotTilesError, TilesNotReadError, open_tiles
from otp_desktop.maps.tiles.tile_file import BadTilesError, TileInfo
from tests.maps.tile_examples import BOUNDS, PARIS, png, write_mbtiles, write_pmtiles


@pytest.mark.parametrize(("name", "write"), [("Plan d’essai", write_mbtiles), ("Archive d’essai", write_pmtiles)])
def test_a_file_of_tiles_says_what_it_holds_and_gives_its_tiles(
    name: str, write: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = write(tmp_path / "plan ?été#.tiles")
    before = path.read_bytes()
    file = open_tiles(path)
    assert file.info == TileInfo(name, "Source & licence", "png", 9, 13, BOUNDS)
    assert file.info.media_type == "image/png"
    assert file.tile(12, *PARIS[12]) == png()
    assert file.tile(12, 0, 0) is None
    assert file.tile(0, 0, 0) is None
    file.close()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_vector_tiles_are_refused_in_words(tmp_path: Path) -> None:
    for path in (
        write_mbtiles(tmp_path / "vecteurs.mbtiles", {"format": "pbf"}),
        write_pmtiles(tmp_path / "vecteurs.pmtiles", TileType.MVT, b"\x1a\x00"),
    ):
        with pytest.raises(BadTilesError, match="vecteurs") as caught:
            open_tiles(path)
        assert "PNG, JPEG ou WebP" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"minzoom": "12", "maxzoom": "9"}, "12 à 9"),
        ({"minzoom": "0", "maxzoom": "6"}, "au zoom 6"),
        ({"minzoom": "20", "maxzoom": "22"}, "au zoom 20"),
        ({"format": "gif"}, "(gif)"),
        ({"format": "jpg"}, "jpg"),
    ],
)
def test_a_file_that_the_map_cannot_show_says_why(changes: dict[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(BadTilesError) as caught:
        open_tiles(write_mbtiles(tmp_path / "plan.mbtiles", changes))
    assert words in str(caught.value)


def test_all_faults_of_a_file_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadTilesError) as caught:
        open_tiles(write_mbtiles(tmp_path / "plan.mbtiles", {"format": "pbf", "minzoom": "0", "maxzoom": "5"}))
    assert "vecteurs" in str(caught.value) and "au zoom 5" in str(caught.value)


def test_a_file_without_tiles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTilesError, match="aucune tuile"):
        open_tiles(write_mbtiles(tmp_path / "vide.mbtiles", tiles={}))


def test_zooms_that_are_not_said_are_those_of_the_tiles(tmp_path: Path) -> None:
    path = write_mbtiles(tmp_path / "plan.mbtiles")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM metadata WHERE name LIKE '%zoom' OR name = 'bounds'")
    connection.close()
    info = open_tiles(path).info
    assert (info.least_zoom, info.most_zoom, info.bounds) == (9, 13, None)


def test_what_is_no_base_map_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("bonjour", encoding="utf-8")
    with pytest.raises(NotTilesError):
        open_tiles(tmp_path / "note.txt")
    with pytest.raises(TilesNotReadError):
        open_tiles(tmp_path / "absent.mbtiles")
    with pytest.raises(TilesNotReadError):
        open_tiles(tmp_path)


@pytest.mark.parametrize("write", [write_mbtiles, write_pmtiles])
def test_a_file_cut_short_or_damaged_is_a_known_fault(write: Callable[[Path], Path], tmp_path: Path) -> None:
    path = write(tmp_path / "plan")
    whole = path.read_bytes()
    for content in (whole[:20], whole[:130], whole[:700], whole[:16] + b"\xff" * (len(whole) - 16)):
        path.write_bytes(content)
        with pytest.raises((DamagedTilesError, BadTilesError)):
            open_tiles(path)
    other = tmp_path / "autre.mbtiles"
    sqlite3.connect(other).executescript("CREATE TABLE other (x int)")
    with pytest.raises(DamagedTilesError):
        open_tiles(other)


def test_an_online_base_map_is_asked_of_one_host_by_https_alone() -> None:
    for base in ONLINE_BASES:
        assert base.address.startswith(f"https://{base.host}/")
        assert all(part in base.address for part in ("{z}", "{x}", "{y}"))
        assert base.info.attribution
