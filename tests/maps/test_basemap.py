import importlib.util
import sys
from pathlib import Path

import pytest
from shapely.geometry import Point, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from otp_desktop.domain.sites import Layer, LayerKind
from otp_desktop.maps.basemap import schematic_layers, shown_layers
from otp_desktop.resources import resource
from tests.maps.snapshots import OFFICIAL, official_layers

SCRIPTS = Path(__file__).parents[2] / "scripts"


def _shapes(kind: LayerKind, layers: tuple[Layer, ...] = ()) -> dict[str, BaseGeometry]:
    layer = next(layer for layer in layers or schematic_layers() if layer.kind is kind)
    return {feature.code or feature.name: shape(dict(feature.geometry)) for feature in layer.features}


def test_the_schematic_map_has_the_twenty_arrondissements_water_and_woods() -> None:
    assert sorted(_shapes(LayerKind.ARRONDISSEMENTS)) == [f"751{number:02d}" for number in range(1, 21)]
    assert "La Seine" in _shapes(LayerKind.WATER)
    assert len(_shapes(LayerKind.OTHER)) == 2
    assert not any(layer.official for layer in schematic_layers())


def test_arrondissements_are_valid_and_neither_overlap_nor_leave_gaps() -> None:
    shapes = list(_shapes(LayerKind.ARRONDISSEMENTS).values())
    city = unary_union(shapes)
    assert all(item.is_valid for item in shapes)
    assert sum(item.area for item in shapes) == pytest.approx(city.area, rel=1e-3)
    assert isinstance(outline := city.buffer(1e-4), Polygon)
    assert not outline.interiors


def test_the_seine_runs_round_two_islands_and_keeps_the_banks_apart() -> None:
    seine = _shapes(LayerKind.WATER)["La Seine"]
    assert isinstance(seine, Polygon)
    notre_dame, saint_louis = Point(2.3500, 48.8530), Point(2.3566, 48.8516)
    holes = [shape({"type": "Polygon", "coordinates": [ring.coords]}) for ring in seine.interiors]
    assert any(hole.contains(notre_dame) for hole in holes)
    assert any(hole.contains(saint_louis) for hole in holes)
    town_hall, eiffel_tower = Point(2.3522, 48.8566), Point(2.2945, 48.8584)
    assert not seine.contains(town_hall)
    assert not seine.contains(eiffel_tower)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((2.2945, 48.8584), "75107"),  # Eiffel tower
        ((2.3431, 48.8867), "75118"),  # Sacré-Cœur
        ((2.3464, 48.8462), "75105"),  # Panthéon
        ((2.3364, 48.8606), "75101"),  # Louvre
        ((2.3522, 48.8566), "75104"),  # Hôtel de Ville
        ((2.3790, 48.8400), "75112"),  # Bercy
        ((2.3932, 48.8614), "75120"),  # Père-Lachaise
        ((2.2950, 48.8400), "75115"),  # Convention
    ],
)
def test_well_known_places_stand_in_their_arrondissement(place: tuple[float, float], code: str) -> None:
    found = [number for number, area in _shapes(LayerKind.ARRONDISSEMENTS).items() if area.contains(Point(place))]
    assert found == [code]


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the open data of Paris is not beside the project")
def test_nine_tenths_of_the_official_area_lie_in_the_right_schematic_arrondissement() -> None:
    official = _shapes(LayerKind.ARRONDISSEMENTS, official_layers())
    ours = _shapes(LayerKind.ARRONDISSEMENTS)
    right = sum(area.intersection(ours[code]).area for code, area in official.items())
    assert right / sum(area.area for area in official.values()) > 0.9


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the open data of Paris is not beside the project")
def test_official_layers_replace_the_schematic_ones_of_their_kind_only() -> None:
    zones, _water = official_layers()
    shown = shown_layers((zones,))
    assert [(layer.kind, layer.official) for layer in shown] == [
        (LayerKind.ARRONDISSEMENTS, True),
        (LayerKind.OTHER, False),
        (LayerKind.WATER, False),
    ]


def test_the_committed_map_is_the_one_its_script_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    specification = importlib.util.spec_from_file_location("draw_basemap", SCRIPTS / "draw_basemap.py")
    assert specification is not None
    assert specification.loader is not None
    monkeypatch.setattr(sys, "path", [*sys.path])
    script = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(script)
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    script.main()
    for name in ("arrondissements", "water", "woods"):
        drawn = (tmp_path / f"{name}.geojson").read_text(encoding="utf-8")
        assert drawn == resource(f"basemap/{name}.geojson").read_text(encoding="utf-8")
