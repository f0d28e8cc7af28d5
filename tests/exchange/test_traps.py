"""What spreadsheets do to good data, one trap a test."""

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from otp_desktop.exchange.agents import read_agents
from otp_desktop.exchange.choices import Choices
from otp_desktop.exchange.dates import parse_date, parse_time
from otp_desktop.exchange.errors import DuplicateHeadingsError
from otp_desktop.exchange.sites import read_sites
from otp_desktop.exchange.units import read_units
from tests.exchange.files import POINTS, ROLL, workbook, write


def merge(file: Path, sheet: str, cells: str) -> Path:
    book = openpyxl.load_workbook(file)
    book[sheet].merge_cells(cells)
    book.save(file)
    return file


@pytest.mark.parametrize("text", ["1er/03/2024", "1ER/03/2024", "1er mars 2024", "01/03/24", "45352", "20240301"])
def test_the_first_of_march_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2024, 3, 1)


def test_an_absence_from_the_first_written_in_french_is_read(tmp_path: Path) -> None:
    read = read_agents(write(tmp_path, "Matricule;Du;Au\n1;1er/03/2024;45355\n", "absences.csv"))
    assert [(one.absence.start, one.absence.end) for one in read.absences] == [
        (datetime(2024, 3, 1), datetime(2024, 3, 5))
    ]


@pytest.mark.parametrize(
    ("text", "minutes"), [("8h05", 485), ("08:05:00", 485), ("8 h", 480), ("8H", 480), ("24:00", 1440), ("0:00", 0)]
)
def test_times_of_day_are_read(text: str, minutes: int) -> None:
    assert parse_time(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "8", "25:00", "24:01", "8:60", "h05", "8:05 pm"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    assert parse_time(text) is None


def test_decimal_commas_are_read(tmp_path: Path) -> None:
    [record] = read_sites(write(tmp_path, POINTS + "École;1 rue A;75013;48,8301;2,3560;1\n")).records
    assert record.site.position is not None
    assert (record.site.position.latitude, record.site.position.longitude) == (48.8301, 2.356)


def test_totals_under_the_records_are_left_out_with_a_warning(tmp_path: Path) -> None:
    text = ROLL + "1;A;;;;;\n2;B;;;;;\n\nTOTAL ;2;;;;;\nSous-total agents;;;;;;12,5\n"
    read = read_agents(write(tmp_path, text))
    assert [record.agent.staff_number for record in read.records] == ["1", "2"]
    assert read.faults == ()
    assert [warning.line for warning in read.warnings] == [5, 6]


def test_a_school_called_total_is_no_total(tmp_path: Path) -> None:
    [record] = read_sites(write(tmp_path, POINTS + "Total;3 rue du Total;75013;48.83;2.35;1\n")).records
    assert record.site.name == "Total"


def test_titles_and_blank_lines_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    text = "Direction de la police municipale;;;\n;;;\nEffectif au 1er mars 2024;;;\n" + ROLL + "1;A;;;;;\n\n2;;;;;;\n"
    read = read_agents(write(tmp_path, text))
    assert [record.agent.staff_number for record in read.records] == ["1"]
    assert [(fault.line, fault.column) for fault in read.faults] == [(7, "Nom")]


def test_a_unit_merged_beside_its_agents_is_the_unit_of_each(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Unité", "Matricule", "Nom"], ["DT13", "1", "A"], [None, "2", "B"], [None, "3", "C"],
                             ["DT14", "4", "D"]]  # fmt: skip
    file = merge(workbook(tmp_path, {"Effectif": rows}), "Effectif", "A2:A4")
    assert [record.unit.code for record in read_agents(file).records] == ["DT13", "DT13", "DT13", "DT14"]


def test_headings_over_two_lines_with_merged_cells_are_understood(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Congés de mars", None, None], ["Matricule", "Absence", None], [None, "Du", "Au"],
                             ["7", date(2024, 3, 1), date(2024, 3, 2)]]  # fmt: skip
    file = workbook(tmp_path, {"Absences": rows})
    for cells in ("A1:C1", "A2:A3", "B2:C2"):
        merge(file, "Absences", cells)
    [absence] = read_agents(file).absences
    assert (absence.staff_number, absence.absence.end) == ("7", datetime(2024, 3, 3))


def test_a_merged_block_that_claims_a_million_rows_costs_nothing(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Matricule", "Nom", "Unité"], ["1", "A", "DT1"], ["2", "B", None]]
    plain = merge(workbook(tmp_path, {"E": rows}), "E", "C2:C3")
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "tall.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="C2:C3"', b'ref="C2:C1048576"'))
    assert [record.unit.code for record in read_agents(tmp_path / "tall.xlsx").records] == ["DT1", "DT1"]


def test_of_two_columns_of_one_name_the_user_says_which_is_meant(tmp_path: Path) -> None:
    file = write(tmp_path, "Matricule;Nom;Nom\n1;MARTIN;Brigade A\n")
    with pytest.raises(DuplicateHeadingsError):
        read_agents(file)
    [record] = read_agents(file, Choices(columns={"Nom (2)": "unit", "Nom": "last_name"})).records
    assert (record.agent.last_name, record.unit.name) == ("MARTIN", "Brigade A")


def test_a_corrected_column_means_what_the_user_says(tmp_path: Path) -> None:
    file = write(tmp_path, "Ident;Nom;Surnom;PSC1\n1;MARTIN;Titi;oui\n")
    read = read_agents(file, Choices(columns={"Ident": "staff_number", "Nom": "", "Surnom": "last_name", "PSC1": ""}))
    [record] = read.records
    assert (record.agent.staff_number, record.agent.last_name, record.agent.qualifications) == ("1", "Titi", ())
    assert {column.heading for column in read.columns if not column.field} == {"Nom", "PSC1"}


def test_only_the_chosen_sheet_is_read(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"Nord": [["Code", "Nom"], ["A", "Nord"]], "Sud": [["Code", "Nom"], ["B", "Sud"]]})
    assert [one.unit.code for one in read_units(file, Choices(sheets=frozenset({"Sud"}))).records] == ["B"]
