"""Files brought into the database."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Unit
from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import LayerKind
from otp_desktop.exchange.errors import MissingFileError
from otp_desktop.services.demonstration import add_schematic_layers
from otp_desktop.services.errors import RejectedFileExistsError
from otp_desktop.services.force import list_agents, list_qualifications, list_units, save_unit
from otp_desktop.services.imports import import_agents, import_layer, import_sites, import_units
from otp_desktop.services.sites import list_layers, list_sites, save_site
from otp_desktop.services.workspace import Workspace

PARIS = Path(__file__).parents[2].parent / "shared" / "data" / "paris"
real_files = pytest.mark.skipif(not PARIS.is_dir(), reason="the files of Paris Data are not here")

SITES = """Nom;Adresse;Arrondissement;Latitude;Longitude;Rang de danger
École des Tilleuls;3 rue des Tilleuls;13;48.8300;2.3560;2
École du Verger;9 rue du Verger;75113;48.8320;2.3600;1
École perdue;;13;deux;2.36;3
"""
ROLL = """Matricule;Nom;Prénom;Corps;Unité;Habilitations
0042;Éluard;Zoé;PM;Brigade équestre;chef d’équipe; moto (01/01/2026-31/12/2026)
""".replace("équipe; moto", "équipe, moto")


def _file(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_valid_rows_go_in_and_refused_ones_come_back_to_be_corrected(ws: Workspace, tmp_path: Path) -> None:
    report = import_sites(ws, _file(tmp_path, "écoles.csv", SITES))
    assert (report.added, report.changed, report.refused) == (2, 0, 1)
    assert [fault.line for fault in report.faults] == [4]
    assert report.rejected_file is not None
    assert report.rejected_file.parent == tmp_path / "rejected"
    assert report.rejected_file.stat().st_mode & 0o777 == 0o600
    corrected = report.rejected_file.read_text(encoding="utf-8-sig").replace("deux", "48.834")
    again = import_sites(ws, _file(tmp_path, "corrigé.csv", corrected))
    assert (again.added, again.refused) == (1, 0)


def test_the_same_file_again_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    file = _file(tmp_path, "écoles.csv", SITES)
    import_sites(ws, file)
    before = list_sites(ws)
    report = import_sites(ws, file)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    assert not report.changes
    assert list_sites(ws) == before


def test_new_sites_get_codes_by_arrondissement_that_go_on_from_the_last_one(ws: Workspace, tmp_path: Path) -> None:
    import_sites(ws, _file(tmp_path, "écoles.csv", SITES))
    import_sites(ws, _file(tmp_path, "encore.csv", SITES.replace("des Tilleuls", "des Saules")))
    assert [site.code for site in list_sites(ws)] == ["E13-001", "E13-002", "E13-003"]


def test_an_update_touches_only_the_fields_of_the_file(ws: Workspace, tmp_path: Path) -> None:
    import_sites(ws, _file(tmp_path, "écoles.csv", SITES))
    save_site(ws, replace(list_sites(ws)[0], note="portail côté cour", danger_rank=5))
    without_rank = "\n".join(line.rpartition(";")[0] for line in SITES.splitlines())
    report = import_sites(ws, _file(tmp_path, "sans rang.csv", without_rank))
    assert (report.changed, report.unchanged) == (0, 2)
    assert (list_sites(ws)[0].note, list_sites(ws)[0].danger_rank) == ("portail côté cour", 5)


def test_a_dry_run_tells_and_leaves_no_trace(ws: Workspace, tmp_path: Path) -> None:
    report = import_sites(ws, _file(tmp_path, "écoles.csv", SITES), dry_run=True)
    assert (report.added, report.refused, report.rejected_file) == (2, 1, None)
    assert list_sites(ws) == ()
    assert not (tmp_path / "rejected").exists()


def test_a_file_of_rejected_rows_is_never_overwritten(ws: Workspace, tmp_path: Path) -> None:
    kept = _file(tmp_path, "refus.csv", "à corriger")
    with pytest.raises(RejectedFileExistsError):
        import_sites(ws, _file(tmp_path, "écoles.csv", SITES), rejected=kept)
    assert kept.read_text(encoding="utf-8") == "à corriger"
    assert list_sites(ws) == ()


def test_a_missing_file_leaves_the_database_untouched(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        import_sites(ws, tmp_path / "absent.csv")


def test_a_roll_makes_its_units_and_qualifications_once(ws: Workspace, tmp_path: Path) -> None:
    file = _file(tmp_path, "effectif.csv", ROLL)
    report = import_agents(ws, file)
    assert report.changes.kinds == {Kind.AGENT, Kind.UNIT, Kind.QUALIFICATION}
    assert [unit.code for unit in list_units(ws)] == ["BRIGADE-EQUESTRE"]
    assert {one.code for one in list_qualifications(ws)} == {"leader", "moto"}
    again = import_agents(ws, file)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert not again.changes


def test_a_sheet_of_absences_replaces_those_of_the_agents_it_names(ws: Workspace, tmp_path: Path) -> None:
    import_agents(ws, _file(tmp_path, "effectif.csv", ROLL))
    heading = "Matricule;Début;Fin;Motif\n"
    import_agents(ws, _file(tmp_path, "a.csv", heading + "0042;2026-09-01 08:00;2026-09-01 17:00;formation\n"))
    import_agents(ws, _file(tmp_path, "b.csv", heading + "0042;2026-09-03 08:00;2026-09-03 17:00;formation\n"))
    (agent,) = list_agents(ws)
    assert [absence.start.day for absence in agent.absences] == [3]


def test_an_absence_of_an_unknown_agent_is_refused(ws: Workspace, tmp_path: Path) -> None:
    text = "Matricule;Début;Fin;Motif\n9999;2026-09-01 08:00;2026-09-01 17:00;formation\n"
    report = import_agents(ws, _file(tmp_path, "a.csv", text))
    assert report.refused == 1
    assert "9999" in str(report.faults[0])


@real_files
def test_polyvalent_schools_of_two_files_are_one_site_whatever_the_order(ws: Workspace) -> None:
    nursery, primary = (
        PARIS / f"etablissements-scolaires-{kind}.csv" for kind in ("maternelles", "ecoles-elementaires")
    )
    first, second = import_sites(ws, nursery), import_sites(ws, primary)
    assert (first.added, second.added, second.unchanged) == (361, 286, 69)
    for file in (nursery, primary):
        again = import_sites(ws, file)
        assert (again.added, again.changed, again.refused) == (0, 0, 0)
    assert len({site.code for site in list_sites(ws)}) == 647


@real_files
def test_official_arrondissements_replace_the_schematic_ones_and_give_zones(ws: Workspace, tmp_path: Path) -> None:
    add_schematic_layers(ws)
    nowhere = "Nom;Latitude;Longitude\nPoste Wurtz;48.82693;2.34462\n"
    import_sites(ws, _file(tmp_path, "postes.csv", nowhere))
    layer = PARIS / "arrondissements.geojson"
    assert import_layer(ws, layer).added == 1
    shown = [one for one in list_layers(ws) if one.kind is LayerKind.ARRONDISSEMENTS]
    assert [(one.official, len(one.features)) for one in shown] == [(True, 20)]
    assert list_sites(ws)[0].zone == "75113"
    again = import_layer(ws, layer)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


def test_a_zone_given_by_hand_survives_a_new_layer(ws: Workspace, tmp_path: Path) -> None:
    import_sites(ws, _file(tmp_path, "postes.csv", "Nom;Arrondissement;Latitude;Longitude\nPoste;75114;48.83;2.35\n"))
    square = [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.9], [2.3, 48.8]]]
    shape = {
        "type": "Feature",
        "properties": {"c_ar": 13, "c_arinsee": 75113, "l_ar": "13ème Ardt"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [shape]})
    report = import_layer(ws, _file(tmp_path, "arrondissements.geojson", text))
    assert report.added == 1
    assert list_sites(ws)[0].zone == "75114"


UNITS = """Code;Nom;Latitude;Longitude;Téléphone
DT13;Division territoriale du 13e;48.83;2.36;01
BEQ;Brigade équestre;48.86;2.27;02
DT2;Division territoriale du 2e;;;03
DT9;Division territoriale du 9e;2.34;48.87;04
"""


def test_units_of_a_roll_get_their_bases_and_keep_their_agents(ws: Workspace, tmp_path: Path) -> None:
    import_agents(ws, _file(tmp_path, "effectif.csv", ROLL + "0043;Ali;Zoé;PM;DT 13;\n"))
    assert [unit.position for unit in list_units(ws)] == [None, None]
    file = _file(tmp_path, "unités.csv", UNITS)
    report = import_units(ws, file)
    assert (report.added, report.changed, report.refused) == (1, 2, 1)
    assert [(fault.line, fault.column) for fault in report.faults] == [(5, "Latitude")]
    assert [warning.line for warning in report.warnings] == [4]
    assert "Téléphone" in str(report.unused_columns)
    bases = {unit.code: unit.position for unit in list_units(ws)}
    assert bases == {"BEQ": Position(48.86, 2.27), "DT-13": Position(48.83, 2.36), "DT2": None}
    assert {agent.staff_number: agent.unit for agent in list_agents(ws)} == {"0042": "BEQ", "0043": "DT-13"}
    again = import_units(ws, file)
    assert (again.added, again.changed, again.unchanged, bool(again.changes)) == (0, 0, 3, False)


def test_the_roll_again_makes_no_unit_twice(ws: Workspace, tmp_path: Path) -> None:
    roll = _file(tmp_path, "effectif.csv", ROLL)
    import_agents(ws, roll)
    import_units(ws, _file(tmp_path, "unités.csv", UNITS))
    report = import_agents(ws, roll)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
    assert [unit.code for unit in list_units(ws)] == ["BEQ", "DT13", "DT2"]


def test_refused_units_come_back_to_be_corrected_and_a_dry_run_leaves_no_trace(ws: Workspace, tmp_path: Path) -> None:
    file = _file(tmp_path, "unités.csv", UNITS)
    told = import_units(ws, file, dry_run=True)
    assert (told.added, told.refused, told.rejected_file, list_units(ws)) == (3, 1, None, ())
    rejected = import_units(ws, file).rejected_file
    assert rejected is not None
    corrected = rejected.read_text(encoding="utf-8-sig").replace("2.34;48.87", "48.87;2.34")
    again = import_units(ws, _file(tmp_path, "corrigé.csv", corrected))
    assert (again.added, again.refused) == (1, 0)


def test_a_namesake_with_a_code_of_its_own_is_another_unit(ws: Workspace, tmp_path: Path) -> None:
    save_unit(ws, Unit(code="DT1N", name="Brigade de nuit", position=Position(48.86, 2.34)))
    file = _file(tmp_path, "unités.csv", "Code;Nom;Latitude;Longitude\nDT2N;Brigade de nuit;48.87;2.35\n")
    assert import_units(ws, file).added == 1
    assert [unit.code for unit in list_units(ws)] == ["DT1N", "DT2N"]


def test_a_unit_known_by_its_name_keeps_the_code_and_the_base_that_the_file_does_not_give(
    ws: Workspace, tmp_path: Path
) -> None:
    save_unit(ws, Unit(code="BEQ", name="Brigade équestre", position=Position(48.86, 2.27)))
    report = import_units(ws, _file(tmp_path, "unités.csv", "Unité;Latitude;Longitude\nBRIGADE EQUESTRE;;\n"))
    assert report.changed == 1
    (unit,) = list_units(ws)
    assert (unit.code, unit.name, unit.position) == ("BEQ", "BRIGADE EQUESTRE", Position(48.86, 2.27))


def test_columns_that_were_not_understood_are_told(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text("Nom;Latitude;Longitude;Couleur\nÉcole A;48.85;2.35;bleu\n", encoding="utf-8")
    assert "Couleur" in str(import_sites(ws, file).unused_columns)
    file.write_text("Nom;Latitude;Longitude\nÉcole A;48.85;2.35\n", encoding="utf-8")
    assert import_sites(ws, file).unused_columns is None
