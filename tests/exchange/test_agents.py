"""Rolls: names, units, qualifications with dates, absences on a second sheet."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from otp_desktop.domain.force import Absence, HeldQualification
from otp_desktop.exchange.agents import read_agents
from otp_desktop.exchange.rejected import write_rejected
from otp_desktop.exchange.results import UnitMention
from tests.exchange.files import ROLL, workbook, write

SHEET = [
    ["Matricule", "Nom", "Prénom", "Unité"],
    ["004512", "MARTIN", "Élise", "DT13"],
    ["004513", "DURAND", "Léo", "DT14"],
]


def test_a_roll_is_read_with_its_units_and_qualifications(tmp_path: Path) -> None:
    read = read_agents(
        write(
            tmp_path,
            ROLL
            + "004512;MARTIN;Élise;Police municipale;brigadier;DT13;moto (2024-01-01 → 2024-12-31); chef\n".replace(
                "moto", '"moto'
            ).replace("chef\n", 'chef"\n'),
        )
    )
    [record] = read.records
    assert (record.agent.staff_number, record.agent.full_name, record.agent.corps) == ("004512", "MARTIN Élise", "PM")
    assert record.unit == UnitMention(code="DT13")
    assert record.agent.qualifications == (
        HeldQualification(code="moto", valid_from=date(2024, 1, 1), valid_until=date(2024, 12, 31)),
        HeldQualification(code="leader"),
    )
    assert [mention.code for mention in read.qualifications] == ["moto", "leader"]


def test_a_unit_column_holds_codes_or_names(tmp_path: Path) -> None:
    read = read_agents(write(tmp_path, ROLL + "1;A;;;;DT13;\n2;B;;;;Division territoriale 13e;\n3;C;;;;BMA;\n"))
    assert read.units == (
        UnitMention(code="DT13"),
        UnitMention(name="Division territoriale 13e"),
        UnitMention(code="BMA"),
    )


def test_a_qualification_may_have_columns_of_its_own(tmp_path: Path) -> None:
    headings = "Matricule;Nom;Habilitation moto valable jusqu'au;PSC1;Chef du;Chef au\n"
    read = read_agents(write(tmp_path, headings + "1;A;31/12/2024;oui;01/01/2024;30/06/2024\n2;B;;non;;\n"))
    assert read.faults == ()
    assert read.records[0].agent.qualifications == (
        HeldQualification(code="moto", valid_until=date(2024, 12, 31)),
        HeldQualification(code="first_aid"),
        HeldQualification(code="leader", valid_from=date(2024, 1, 1), valid_until=date(2024, 6, 30)),
    )
    assert read.records[1].agent.qualifications == ()
    assert "qualifications" in read.records[1].given


def test_a_column_called_chef_that_holds_names_is_no_qualification(tmp_path: Path) -> None:
    read = read_agents(write(tmp_path, "Matricule;Nom;Chef\n1;A;M. Dupont\n"))
    assert read.faults == ()
    assert read.records[0].agent.qualifications == ()


def test_surname_and_first_name_may_share_a_cell(tmp_path: Path) -> None:
    read = read_agents(write(tmp_path, "Matricule;Nom et prénom\n1;LE GALL Anne-Marie\n2;Léo DURAND\n"))
    assert [(one.agent.last_name, one.agent.first_name) for one in read.records] == [
        ("LE GALL", "Anne-Marie"),
        ("DURAND", "Léo"),
    ]


def test_numbers_keep_the_zeros_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"Effectif": [["Matricule", "Nom"], [4512, "A"], ["004513", "B"], [4514, "C"]]})
    book = openpyxl.load_workbook(file)
    book["Effectif"]["A2"].number_format = "000000"
    book.save(file)
    assert [record.agent.staff_number for record in read_agents(file).records] == ["004512", "004513", "4514"]


@pytest.mark.parametrize("second", ["004512", "4512", " 004512 "])
def test_a_staff_number_stands_once_whatever_its_zeros(tmp_path: Path, second: str) -> None:
    read = read_agents(write(tmp_path, ROLL + f"004512;A;;;;;\n{second};B;;;;;\n"))
    assert [(fault.line, fault.column) for fault in read.faults] == [(3, "Matricule")]
    assert "line 2" in str(read.faults[0])


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (";A;;;;;", "Matricule", "staff number is missing"),
        ("1;;;;;;", "Nom", "name is missing"),
        ("1;A;;;;;moto (32/01/2024)", "Habilitations", "not a date"),
        ("1;A;;;;;moto (du 02/09/2024 au 01/09/2024)", "Habilitations", "before the beginning"),
        ("1;=HYPERLINK(1);;;;;", "Nom", "formula"),
    ],
)
def test_a_fault_names_its_line_and_column(tmp_path: Path, row: str, column: str, words: str) -> None:
    read = read_agents(write(tmp_path, f"{ROLL}9;Bon;;;;;\n{row}\n"))
    assert [(fault.line, fault.column) for fault in read.faults] == [(3, column)]
    assert words in str(read.faults[0])
    assert [record.agent.staff_number for record in read.records] == ["9"]


def test_absences_stand_on_a_second_sheet_and_count_whole_civil_days(tmp_path: Path) -> None:
    absences: list[list[Any]] = [
        ["Matricule", "Nom", "Du", "Au", "Motif"],
        ["004512", "MARTIN", date(2024, 9, 2), date(2024, 9, 2), "CA"],
        [4513, "DURAND", datetime(2024, 9, 2, 8, 0), "2 sept. 2024 à 12 h 30", ""],
    ]
    read = read_agents(workbook(tmp_path, {"Effectif": SHEET, "Indisponibilités": absences}))
    assert read.faults == ()
    assert read.records[0].agent.absences == (
        Absence(start=datetime(2024, 9, 2), end=datetime(2024, 9, 3), reason="CA", recallable=True),
    )
    assert read.records[1].agent.absences == (Absence(start=datetime(2024, 9, 2, 8), end=datetime(2024, 9, 2, 12, 30)),)
    assert "CA" not in repr(read)


def test_faults_of_the_second_sheet_name_it(tmp_path: Path) -> None:
    absences = [["Matricule", "Du", "Au"], ["99", "02/09/2024", "03/09/2024"], ["004512", "03/09/2024", "02/09/2024"],
                ["004512", "02/13/2024", "02/09/2024"], ["004512", "", "02/09/2024"], ["004512", "02/09/2024", ""]]  # fmt: skip
    read = read_agents(workbook(tmp_path, {"Effectif": SHEET, "Congés": absences}))
    assert [fault.line for fault in read.faults] == [2, 3, 4, 5, 6]
    assert all("Congés" in str(fault) for fault in read.faults)
    assert "staff number 99" in str(read.faults[0])
    assert len(read.records) == 2


def test_qualifications_may_stand_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    held = [["matricule", "code", "du", "au"], ["4512", "moto", "2024-01-01", "2024-12-31"], ["4513", "", "", ""],
            ["4513", "chef", "2024-02-30", ""]]  # fmt: skip
    read = read_agents(workbook(tmp_path, {"Effectif": SHEET, "Habilitations": held}))
    assert [held.code for held in read.records[0].agent.qualifications] == ["moto"]
    assert [(fault.line, fault.column) for fault in read.faults] == [(3, "code"), (4, "du")]


def test_a_file_of_absences_alone_is_read(tmp_path: Path) -> None:
    read = read_agents(write(tmp_path, "matricule;début;fin;motif\n004512;02/09/2024;03/09/2024;CA\n", "absences.csv"))
    assert read.records == ()
    assert [(one.staff_number, one.absence.end) for one in read.absences] == [("004512", datetime(2024, 9, 4))]


def test_the_refused_rows_of_both_sheets_are_written_and_read_again_once_corrected(tmp_path: Path) -> None:
    absences = [["Matricule", "Du", "Au"], ["004512", "03/09/2024", "02/09/2024"]]
    roll = [*SHEET, ["004512", "DOUBLE", "", ""]]
    target = write_rejected(
        tmp_path / "refused.csv", read_agents(workbook(tmp_path, {"Effectif": roll, "Congés": absences}))
    )
    assert target.suffix == ".xlsx"
    book = openpyxl.load_workbook(target)
    assert [cell.value for cell in book["Effectif"][2]][:2] == ["004512", "DOUBLE"]
    book["Congés"]["C2"] = "04/09/2024"
    book.save(target)
    again = read_agents(target)
    assert again.faults == ()
    assert again.records[0].agent.absences[0].end == datetime(2024, 9, 5)


def test_one_wrong_date_among_others_is_a_fault_of_its_row_and_the_column_stays(tmp_path: Path) -> None:
    rows = "1;A;01/01/2026\n2;B;32/01/2026\n3;C;31/12/2026\n"
    read = read_agents(write(tmp_path, "Matricule;Nom;Moto au\n" + rows))
    assert [(fault.line, fault.column) for fault in read.faults] == [(3, "Moto au")]
    assert [len(record.agent.qualifications) for record in read.records] == [1, 1]
