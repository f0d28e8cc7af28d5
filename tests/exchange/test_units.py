"""Unit files: what is understood, and every fault at its line and column."""

from pathlib import Path

import pytest

from otp_desktop.domain.places import Position
from otp_desktop.exchange.errors import NoTableError, PeopleNotUnitsError, UnknownColumnsError
from otp_desktop.exchange.results import UnitMention, UnitsRead
from otp_desktop.exchange.units import read_units
from tests.exchange.files import REAL, ROLL, needs_real_data, workbook, write

BASE = Position(48.83, 2.36)
NORTH = UnitMention("DT13", "Division territoriale 13e")


def places_of(read: UnitsRead) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.column) for fault in read.faults]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Code;Nom;Latitude;Longitude", "DT13;Division territoriale 13e;48,83;2,36"),
        ("Sigle;Libellé de l’unité;Coordonnées GPS", "DT13;Division territoriale 13e;48.83, 2.36"),
        ("unit_code;unit_name;lon;lat", "DT13;Division territoriale 13e;2.36;48.83"),
        ("Division territoriale;Code unité;Adresse;geo_point_2d", "Division territoriale 13e;DT13;1 rue A;48.83, 2.36"),
        ("Code;Unité;Base", 'DT13;Division territoriale 13e;"48.83, 2.36"'),
        ("Code;Nom;a;b", "DT13;Division territoriale 13e;48.83;2.36"),
        ("Code;Nom;Nom du chef;Code postal;WKT", "DT13;Division territoriale 13e;Élise;75013;POINT(2.36 48.83)"),
    ],
)
def test_columns_are_recognised_by_meaning(tmp_path: Path, headings: str, row: str) -> None:
    read = read_units(write(tmp_path, f"{headings}\n{row}\n", "unités.csv"))
    assert [(record.unit, record.position) for record in read.records] == [(NORTH, BASE)]
    assert read.faults == read.warnings == ()


def test_workbooks_and_geojson_points_are_read(tmp_path: Path) -> None:
    rows = (("Liste des unités",), ("Code", "Nom", "Latitude", "Longitude"), (13, "DT 13e", 48.83, 2.36))
    (record,) = read_units(workbook(tmp_path, {"Unités": rows})).records
    assert (record.line, record.unit, record.position) == (3, UnitMention("13", "DT 13e"), BASE)
    point = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"DT13","nom":"DT 13e"},'
        '"geometry":{"type":"Point","coordinates":[2.36,48.83]}}]}'
    )
    (record,) = read_units(write(tmp_path, point, "units.geojson")).records
    assert (record.unit, record.position) == (UnitMention("DT13", "DT 13e"), BASE)


def test_one_column_may_hold_codes_or_names(tmp_path: Path) -> None:
    file = write(tmp_path, "Unité;Latitude;Longitude\nDT13;48.83;2.36\nBrigade équestre;48.86;2.27\n")
    mentions = [record.unit for record in read_units(file).records]
    assert mentions == [UnitMention(code="DT13"), UnitMention(name="Brigade équestre")]


def test_every_fault_is_told_with_line_and_column_and_the_good_rows_stay(tmp_path: Path) -> None:
    rows = "DT1;Un;48.86;2.34\n;;48.86;2.34\nDT2;Deux;2.34;48.86\ndt1;Autre;48.80;2.30\nDT4;Quatre;48.86;\nDT5;=1+1;48.86;2.34\n"
    read = read_units(write(tmp_path, "Code;Nom;Latitude;Longitude\n" + rows))
    assert places_of(read) == [(3, "Nom"), (4, "Latitude"), (5, "Code"), (6, "Latitude"), (7, "Nom")]
    assert [record.unit.code for record in read.records] == ["DT1"]
    assert [refused.row.line for refused in read.refused] == [3, 4, 5, 6, 7]


def test_a_row_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    row = "DT1;Un;48.86;2.34\n"
    read = read_units(write(tmp_path, "Code;Nom;Latitude;Longitude\n" + row + row))
    assert (len(read.records), read.faults) == (1, ())


def test_two_units_of_one_name_are_told_apart_by_their_codes(tmp_path: Path) -> None:
    rows = "DT1N;Brigade de nuit;48.86;2.34\nDT2N;Brigade de nuit;48.87;2.35\n;Brigade de nuit;48.88;2.36\n"
    read = read_units(write(tmp_path, "Code;Nom;Latitude;Longitude\n" + rows))
    assert [record.unit.code for record in read.records] == ["DT1N", "DT2N"]
    assert places_of(read) == [(4, "Nom")]


def test_a_unit_without_a_base_is_told_and_taken(tmp_path: Path) -> None:
    read = read_units(write(tmp_path, "Code;Nom;Latitude;Longitude\nDT1;Un;;\n"))
    assert [record.position for record in read.records] == [None]
    assert [(warning.line, warning.column) for warning in read.warnings] == [(2, "Latitude")]


def test_a_column_of_counts_is_not_taken_for_half_a_position(tmp_path: Path) -> None:
    read = read_units(write(tmp_path, "Code;Nom;CP\nDT1;Un;75001\nDT2;Deux;75002\n"))
    assert [record.position for record in read.records] == [None, None]
    assert [(column.heading, column.field) for column in read.columns][2] == ("CP", "")


def test_a_roll_is_not_a_list_of_units(tmp_path: Path) -> None:
    with pytest.raises(PeopleNotUnitsError, match="Matricule"):
        read_units(write(tmp_path, ROLL + "004512;MARTIN;Élise;PM;brigadier;DT13;\n", "effectif.csv"))


@needs_real_data
def test_a_file_of_schools_is_not_a_list_of_units() -> None:
    with pytest.raises(UnknownColumnsError):
        read_units(REAL / "etablissements-scolaires-maternelles.csv")


def test_headings_alone_are_no_table(tmp_path: Path) -> None:
    with pytest.raises(NoTableError):
        read_units(write(tmp_path, "Code;Nom;Latitude;Longitude\n"))
