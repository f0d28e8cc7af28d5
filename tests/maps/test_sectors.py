"""Sectors on the map, and the tools that only the window adds to it."""

import json
import re

from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.maps.coverage_map import coverage_page
from otp_desktop.maps.sectors import sector_data
from otp_desktop.maps.tools import tools_script
from tests.maps.snapshots import HOSTILE, grid_sites, school_week

SQUARE = [[2.34, 48.85], [2.36, 48.85], [2.36, 48.87], [2.34, 48.85]]
NAME = "".join(HOSTILE)


def sector(name: str) -> Layer:
    feature = LayerFeature(code="", name=name, geometry={"type": "Polygon", "coordinates": [SQUARE]})
    return Layer(kind=LayerKind.SECTORS, name=name, features=(feature,))


def test_each_sector_has_its_name_and_its_corners_once() -> None:
    assert sector_data([sector("Nord")]) == [{"name": "Nord", "outline": [[48.85, 2.34], [48.85, 2.36], [48.87, 2.36]]}]
    assert sector_data([]) == []


def test_a_sector_is_a_layer_to_tick_and_its_name_is_data() -> None:
    page = coverage_page(school_week(grid_sites(3), (sector(NAME),)))
    assert "name='layer' value='sectors' checked" in page
    data = re.search(r'id="coverage-data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert json.loads(data[1])["sectors"][0]["name"] == NAME
    assert "<img src=x" not in page
    assert "value='sectors'" not in coverage_page(school_week(grid_sites(3)))


def test_no_exported_map_has_the_tools_of_the_window() -> None:
    page = coverage_page(school_week(grid_sites(3)))
    assert "class MapTools" not in page
    assert "otp-desktop:" not in page
    script = tools_script()
    assert "class MapTools" in script
    assert "http" not in script
