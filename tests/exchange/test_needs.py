"""Files of needs: times in one, two or three columns, role lines a row each."""

from datetime import datetime
from pathlib import Path

import pytest

from otp_desktop.domain.operations import RoleLine
from otp_desktop.exchange.errors import UnknownColumnsError
from otp_desktop.exchange.needs import read_needs
from tests.exchange.files import write

HEADINGS = "Point;Jour;Début;Fin;Rôle;Effectif;Minimum;Habilitations;Corps;Priorité;Libellé\n"


def test_rows_of_one_need_are_its_role_lines(tmp_path: Path) -> None:
    rows = (
        "E13-001;10/09/2026;8h05;9h00;garde;2;1;;PM, ASP;1;Entrée\n"
        "E13-001;10/09/2026;08:05;09:00;chef;1;1;chef d’équipe;;1;Entrée\n"
    )
    [record] = read_needs(write(tmp_path, HEADINGS + rows)).records
    assert (record.start, record.end) == (datetime(2026, 9, 10, 8, 5), datetime(2026, 9, 10, 9))
    assert record.roles == (
        RoleLine(code="garde", count=2, minimum=1, corps=("PM", "ASP")),
        RoleLine(code="chef", count=1, minimum=1, qualifications=("leader",)),
    )
    assert (record.priority, record.label) == (1, "Entrée")


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Site;Début;Fin", "E1;10/09/2026 22:00;11/09/2026 02:00"),
        ("Site;Jour;Début;Fin", "E1;10/09/2026;22h;2h"),
        ("Site;Date;Horaires", "E1;10 septembre 2026;22h00 - 2h00"),
        ("Site;Date;Start;End", "E1;46275;22:00:00;02:00"),
        ("Site;Jour;Début;Fin", "E1;jeudi;10/09/2026 22:00;11/09/2026 02:00"),
    ],
)
def test_a_night_is_read_from_whichever_columns_tell_it(tmp_path: Path, headings: str, row: str) -> None:
    read = read_needs(write(tmp_path, f"{headings}\n{row}\n"))
    assert read.faults == ()
    [record] = read.records
    assert (record.start, record.end) == (datetime(2026, 9, 10, 22), datetime(2026, 9, 11, 2))
    assert record.roles == (RoleLine(code="guard", count=1, minimum=1),)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (";10/09/2026;8h;9h;;2;;;;;", "Point", "site is missing"),
        ("E1;32/09/2026;8h;9h;;2;;;;;", "Jour", "not a date"),
        ("E1;;8h;9h;;2;;;;;", "Jour", "day is missing"),
        ("E1;10/09/2026;;9h;;2;;;;;", "Début", "time is missing"),
        ("E1;10/09/2026;8h;neuf heures;;2;;;;;", "Fin", "not a time"),
        ("E1;;10/09/2026 9h;09/09/2026 8h;;2;;;;;", "Fin", "not after the start"),
        ("E1;10/09/2026;8h;9h;;deux;;;;;", "Effectif", "not a number"),
        ("E1;10/09/2026;8h;9h;;2;3;;;;", "Minimum", "above"),
        ("E1;10/09/2026;8h;9h;;2;;;;6;", "Priorité", "not a priority"),
    ],
)
def test_a_fault_names_its_line_and_column_and_the_rest_is_kept(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    read = read_needs(write(tmp_path, f"{HEADINGS}E9;10/09/2026;8h;9h;;2;;;;;\n{row}\n"))
    assert [(fault.line, fault.column) for fault in read.faults] == [(3, column)]
    assert words in str(read.faults[0])
    assert [record.site for record in read.records] == ["E9"]
    assert len(read.refused) == 1


def test_a_role_stands_once_in_a_need_and_a_code_for_one_need(tmp_path: Path) -> None:
    text = (
        "Besoin;Site;Jour;Début;Fin;Effectif\nN1;E1;10/09/2026;8h;9h;2\nN1;E1;10/09/2026;8h;9h;3\n"
        "N1;E1;11/09/2026;8h;9h;2\n"
    )
    read = read_needs(write(tmp_path, text))
    assert [fault.line for fault in read.faults] == [3, 4]
    assert [record.roles[0].count for record in read.records] == [2]


def test_a_file_without_times_says_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(UnknownColumnsError, match="a site, a start and an end"):
        read_needs(write(tmp_path, "Site;Effectif\nE1;2\n"))


@pytest.mark.parametrize(("said", "minutes"), [("14h45", 45), ("45", 45), ("45 min", 45), ("15:30", 0), ("", None)])
def test_orders_are_read_and_a_meeting_is_a_time_or_minutes_before(
    tmp_path: Path, said: str, minutes: int | None
) -> None:
    headings = "Site;Jour;Début;Fin;Indicatif;Canal radio;Matériel;Point de rendez-vous;Heure de rendez-vous;Consignes"
    row = f"E1;10/09/2026;15h30;17h;Alpha 3;12;Barrières;Mairie;{said};Ne pas quitter le poste."
    [record] = read_needs(write(tmp_path, f"{headings}\n{row}\n")).records
    assert (record.call_sign, record.channel, record.equipment) == ("Alpha 3", "12", "Barrières")
    assert (record.site, record.meeting_place, record.meeting_minutes) == ("E1", "Mairie", minutes)
    assert record.instructions == "Ne pas quitter le poste."
    assert ("meeting_minutes" in record.given) == bool(said)


def test_a_meeting_that_cannot_be_read_is_a_fault_of_its_column(tmp_path: Path) -> None:
    rows = "E1;10/09/2026;8h;9h;tôt\nE1;10/09/2026;8h;9h;8h30\n"
    read = read_needs(write(tmp_path, f"Site;Jour;Début;Fin;Heure RDV\n{rows}"))
    assert [(fault.line, fault.column) for fault in read.faults] == [(2, "Heure RDV"), (3, "Heure RDV")]
    assert read.records == ()
