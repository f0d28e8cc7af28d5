"""The first look at a file: what it lists, and what its columns seem to be."""

import json
from pathlib import Path

import pytest

from otp_desktop.exchange.look import look_at
from otp_desktop.exchange.subject import Subject
from tests.exchange.files import REAL, needs_real_data, workbook, write

POINT = {"type": "Point", "coordinates": [2.35, 48.85]}
SQUARE = {"type": "Polygon", "coordinates": [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]]}


def collection(geometry: object) -> str:
    feature = {"type": "Feature", "properties": {"nom": "A"}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


@pytest.mark.parametrize(
    ("name", "text", "subject"),
    [
        ("a.csv", "Matricule;Nom;Prénom;Corps;Unité\n1;A;B;PM;DT1\n", Subject.AGENTS),
        ("a.csv", "Matricule;Nom;Habilitation;Du;Au\n1;A;moto;;\n", Subject.AGENTS),
        ("a.csv", "Matricule;Début;Fin;Motif\n1;01/09/2026;02/09/2026;CA\n", Subject.ABSENCES),
        ("a.csv", "Matricule;Nom;Du;Au\n1;A;01/09/2026;02/09/2026\n", Subject.ABSENCES),
        ("a.csv", "Nom;Adresse;Latitude;Longitude\nA;1 rue B;48.85;2.35\n", Subject.SITES),
        ("unités.csv", "Code;Nom;Latitude;Longitude\nDT1;A;48.85;2.35\n", Subject.UNITS),
        ("a.csv", "Code;Division;Latitude;Longitude\nDT1;A;48.85;2.35\n", Subject.UNITS),
        ("a.csv", "Point;Jour;Début;Fin;Effectif\nE1;10/09/2026;8h;9h;2\n", Subject.NEEDS),
        ("a.csv", "Matricule;Besoin;Rôle\n1;N1;guard\n", Subject.ASSIGNMENTS),
        ("a.csv", "Matricule;Point;Jour;Début\n1;E1;10/09/2026;8h\n", Subject.ASSIGNMENTS),
        ("a.geojson", collection(POINT), Subject.SITES),
        ("a.geojson", collection(SQUARE), Subject.LAYER),
        ("a.json", '{"format": "otp-plan/1", "assignments": []}', Subject.PLAN),
        ("a.json", '{"name": "x", "format": "otp-problem/1", "agents": []}', Subject.PROBLEM),
    ],
)
def test_what_a_file_lists_is_guessed(tmp_path: Path, name: str, text: str, subject: Subject) -> None:
    assert look_at(write(tmp_path, text, name)).subject is subject


def test_each_column_tells_its_name_its_first_values_and_its_field(tmp_path: Path) -> None:
    look = look_at(write(tmp_path, "Liste;;;\nMatricule;Nom;PSC1;Nom\n1;A;oui;x\n2;B;non;y\n"))
    table = look.table(Subject.AGENTS)
    assert table is not None
    assert [(column.name, column.samples, column.field) for column in table.columns] == [
        ("Matricule", ("1", "2"), "staff_number"),
        ("Nom", ("A", "B"), "last_name"),
        ("PSC1", ("oui", "non"), "own_qualification"),
        ("Nom (2)", ("x", "y"), ""),
    ]
    assert table.rows == 2


def test_headings_that_differ_by_case_and_accents_have_one_signature(tmp_path: Path) -> None:
    tables = [
        look_at(write(tmp_path, text)).table(Subject.AGENTS)
        for text in ("Matricule;Prénom\n1;A\n", "MATRICULE;PRENOM\n2;B\n")
    ]
    assert tables[0] is not None
    assert tables[1] is not None
    assert tables[0].signature == tables[1].signature


def test_the_sheets_of_a_workbook_are_told_and_the_one_that_lists_the_subject_is_shown(tmp_path: Path) -> None:
    sheets = {"Lisez-moi": [["Bonjour"]], "Effectif": [["Matricule", "Nom"], ["1", "A"]]}
    look = look_at(workbook(tmp_path, sheets))
    assert look.sheets == ("Lisez-moi", "Effectif")
    shown = look.table(Subject.AGENTS)
    assert shown is not None
    assert shown.name == "Effectif"


@needs_real_data
@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("etablissements-scolaires-maternelles.csv", Subject.SITES),
        ("etablissements-scolaires-ecoles-elementaires.csv", Subject.SITES),
        ("arrondissements.geojson", Subject.LAYER),
        ("plan-de-voirie-voies-deau.geojson", Subject.LAYER),
    ],
)
def test_the_real_files_are_what_they_are(name: str, subject: Subject) -> None:
    assert look_at(REAL / name).subject is subject
