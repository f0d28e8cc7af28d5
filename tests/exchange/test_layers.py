"""Reference layers: their kind, codes, names and attribution; and the zone of a position."""

import json
from pathlib import Path
from typing import Any

import pytest

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import LayerKind
from otp_desktop.exchange import errors
from otp_desktop.exchange.layers import read_layer
from otp_desktop.exchange.look import look_at
from otp_desktop.exchange.subject import Subject
from otp_desktop.exchange.zones import ZoneFinder
from tests.exchange.files import REAL, needs_real_data, write

SQUARE = [[[2.30, 48.80], [2.32, 48.80], [2.32, 48.82], [2.30, 48.82], [2.30, 48.80]]]


def collection(*features: tuple[dict[str, Any], Any]) -> str:
    return json.dumps({
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": values, "geometry": geometry} for values, geometry in features],
    })  # fmt: skip


def polygon(west: float) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[[x + west, y] for x, y in SQUARE[0]]]}


@needs_real_data
def test_the_arrondissements_of_paris_are_recognised() -> None:
    layer = read_layer(REAL / "arrondissements.geojson").layer
    assert layer.kind is LayerKind.ARRONDISSEMENTS
    assert layer.attribution == "Source : Ville de Paris – Paris Data (ODbL)"
    assert sorted(feature.code for feature in layer.features) == [str(75101 + rank) for rank in range(20)]
    assert {feature.code: feature.name for feature in layer.features}["75113"] == "Gobelins"


@needs_real_data
def test_the_water_of_paris_is_recognised() -> None:
    layer = read_layer(REAL / "plan-de-voirie-voies-deau.geojson").layer
    assert (layer.kind, len(layer.features)) == (LayerKind.WATER, 58)
    assert layer.attribution


@pytest.mark.parametrize(
    "properties",
    [
        [{"arrondissement": 1, "nom": "Louvre"}, {"arrondissement": 2, "nom": "Bourse"}],
        [{"INSEE_ARM": "75101", "NOM": "Louvre"}, {"INSEE_ARM": "75102", "NOM": "Bourse"}],
        [{"libelle": "1er Ardt", "name": "Louvre"}, {"libelle": "2ème Ardt", "name": "Bourse"}],
        [
            {"code": "75001", "code_insee": 75101, "nom": "Louvre"},
            {"code": "75002", "code_insee": 75102, "nom": "Bourse"},
        ],
    ],
)
def test_arrondissements_of_other_files_are_recognised_by_meaning(
    tmp_path: Path, properties: list[dict[str, Any]]
) -> None:
    text = collection(*((values, polygon(rank * 0.02)) for rank, values in enumerate(properties)))
    layer = read_layer(write(tmp_path, text, "districts.geojson")).layer
    assert layer.kind is LayerKind.ARRONDISSEMENTS
    assert [(feature.code, feature.name) for feature in layer.features] == [("75101", "Louvre"), ("75102", "Bourse")]
    assert layer.attribution == ""


def test_shapes_that_mean_neither_are_another_layer(tmp_path: Path) -> None:
    layer = read_layer(write(tmp_path, collection(({"nom": "Parc Monceau"}, polygon(0))), "parks.geojson")).layer
    assert (layer.kind, layer.name, layer.features[0].name) == (LayerKind.OTHER, "parks", "Parc Monceau")


def test_faulty_shapes_are_told_with_their_path_and_the_others_kept(tmp_path: Path) -> None:
    text = collection(
        ({}, polygon(0)),
        ({}, None),
        ({}, {"type": "Point", "coordinates": [2.3, 48.8]}),
        ({}, {"type": "Polygon", "coordinates": "x"}),
        (
            {},
            {
                "type": "Polygon",
                "coordinates": [
                    [[652_000, 6_862_000], [652_100, 6_862_000], [652_100, 6_862_100], [652_000, 6_862_000]]
                ],
            },
        ),
    )
    read = read_layer(write(tmp_path, text, "mixed.geojson"))
    assert len(read.layer.features) == 1
    assert [fault.path for fault in read.faults] == [f"/features/{rank}/geometry" for rank in (1, 2, 3, 4)]


def test_a_layer_without_any_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.NoShapesError):
        read_layer(write(tmp_path, collection(({}, None)), "none.geojson"))


def test_a_position_outside_all_zones_has_none_and_a_border_belongs_to_the_lowest_code(tmp_path: Path) -> None:
    text = collection(({"arrondissement": 2}, polygon(0)), ({"arrondissement": 1}, polygon(0.02)))
    finder = ZoneFinder(read_layer(write(tmp_path, text, "two.geojson")).layer)
    assert [finder.zone_of(Position(48.81, longitude)) for longitude in (2.31, 2.32, 2.33, 2.5)] == [
        "75102", "75101", "75101", "",
    ]  # fmt: skip


INCIDENTS = """date;nature;latitude;longitude
03/09/2026 14:05;Rixe <img src=x>;48,853;2,349
2026-09-01;Tapage;48.86;2.35
hier;Vol;48.86;2.35
02/09/2026;Sans lieu;;
"""


def test_incidents_are_points_with_their_day_the_latest_first(tmp_path: Path) -> None:
    path = write(tmp_path, INCIDENTS, "incidents.csv")
    assert look_at(path).subject is Subject.LAYER
    read = read_layer(path)
    assert read.layer.kind is LayerKind.INCIDENTS
    assert [(one.code, one.name) for one in read.layer.features] == [
        ("2026-09-03", "Rixe <img src=x>"), ("2026-09-01", "Tapage"),
    ]  # fmt: skip
    assert read.layer.features[0].geometry == {"type": "Point", "coordinates": [2.349, 48.853]}
    assert [fault.line for fault in read.faults] == [4]


def test_points_of_a_geojson_with_days_are_incidents_and_others_are_no_layer(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [2.35, 48.85]}
    dated = write(tmp_path, collection(({"date": "2026-09-03", "type": "Dépôt"}, point)), "signalements.geojson")
    assert read_layer(dated).layer.features[0].name == "Dépôt"
    with pytest.raises(errors.NotALayerError):
        read_layer(write(tmp_path, collection(({"nom": "École"}, point)), "points.geojson"))


def test_a_list_of_schools_with_a_day_of_opening_stays_a_list_of_sites(tmp_path: Path) -> None:
    path = write(tmp_path, "nom;date;latitude;longitude\nÉcole Wurtz;01/09/1998;48.85;2.34\n", "ecoles.csv")
    assert look_at(path).subject is Subject.SITES
