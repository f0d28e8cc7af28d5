"""Site files: what is understood, and every fault at its line and column."""

from pathlib import Path
from typing import Any

import pytest

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import SiteKind
from otp_desktop.exchange.layers import read_layer
from otp_desktop.exchange.results import SitesRead
from otp_desktop.exchange.sites import read_sites
from otp_desktop.exchange.zones import ZoneFinder
from tests.exchange.files import POINTS, REAL, needs_real_data, workbook, write

SCHOOLS = ("etablissements-scolaires-maternelles.csv", "etablissements-scolaires-ecoles-elementaires.csv")


def fields_of(read: SitesRead) -> dict[str, str]:
    return {column.heading: column.field for column in read.columns if column.field}


def places_of(read: SitesRead) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.column) for fault in read.faults]


@needs_real_data
def test_the_two_school_files_of_paris_give_all_their_rows_and_647_sites() -> None:
    nurseries, primaries = (read_sites(REAL / name) for name in SCHOOLS)
    assert (len(nurseries.records), len(primaries.records)) == (361, 355)
    assert nurseries.faults == primaries.faults == nurseries.warnings == primaries.warnings == ()
    assert len({record.import_key for read in (nurseries, primaries) for record in read.records}) == 647
    assert all(record.site.kind is SiteKind.SCHOOL for record in (*nurseries.records, *primaries.records))


@needs_real_data
def test_the_arrondissement_of_each_school_is_the_polygon_it_stands_in() -> None:
    zones = ZoneFinder(read_layer(REAL / "arrondissements.geojson").layer)
    for name in SCHOOLS:
        sites = [record.site for record in read_sites(REAL / name).records]
        assert [zones.zone_of(site.position) for site in sites] == [site.zone for site in sites]


@needs_real_data
def test_a_school_keeps_the_words_of_its_file() -> None:
    first = read_sites(REAL / SCHOOLS[0]).records[0]
    assert first.line == 2
    assert (first.site.name, first.site.address, first.site.zone) == ("WURTZ (16) MAT", "16 RUE WURTZ", "75113")
    assert first.site.position == Position(48.82693192147904, 2.344618527667761)
    assert first.given == {"name", "kind", "address", "zone", "position", "import_key"}


def test_a_plain_list_is_read_with_its_own_headings(tmp_path: Path) -> None:
    file = write(tmp_path, POINTS + "École Wurtz;16 rue Wurtz;75013;48,826;2,344;1\n", encoding="cp1252")
    site = read_sites(file).records[0].site
    assert (site.name, site.address, site.zone, site.danger_rank) == ("École Wurtz", "16 rue Wurtz, 75013", "75113", 1)
    assert site.position == Position(48.826, 2.344)
    assert site.kind is SiteKind.SCHOOL


@pytest.mark.parametrize(
    ("headings", "row", "latitude"),
    [
        (
            "nom_etablissement,adresse_1,code_postal,commune,geo_point_2d",
            'Collège A,1 rue B,75018,Paris,"48.85, 2.35"',
            48.85,
        ),
        ("identifiant;appellation_officielle;adresse;coordonnées", "1;Mairie;1 place X;48.85,2.35", 48.85),
        ("Denomination|X|Y", "Gymnase|652469.02|6862035.26", 48.8566),
        ("libelle\twkt", "Crèche\tPOINT (2.35 48.85)", 48.85),
        ("Name;Street address;Lat;Lng", "Town hall;1 Main Street;48.85;2.35", 48.85),
        ("nom;geom", 'Hôpital;"{""type"": ""Point"", ""coordinates"": [2.35, 48.85]}"', 48.85),
        ("nom;lon_lat", "Hôpital;2.35 48.85", 48.85),
        ("Nom;geom_x_y", '"Lycée";"{""lon"": 2.35, ""lat"": 48.85}"', 48.85),
        ("Équipement;foo;bar", "Piscine;2.35;48.85", 48.85),
        ("École;rue;où", "Wurtz;16 rue Wurtz;48.85, 2.35", 48.85),
    ],
)
def test_columns_are_recognised_by_meaning_or_by_content(
    tmp_path: Path, headings: str, row: str, latitude: float
) -> None:
    read = read_sites(write(tmp_path, f"{headings}\n{row}\n"))
    assert read.faults == ()
    [record] = read.records
    assert record.site.name
    assert record.site.position is not None
    assert record.site.position.latitude == pytest.approx(latitude, abs=1e-6)


def test_a_file_without_headings_is_read_by_content(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, "Wurtz;16 rue Wurtz;48.826, 2.344\nAutre;2 rue de la Paix;48.86, 2.33\n"))
    assert [(record.line, record.site.name, record.site.address) for record in read.records] == [
        (1, "Wurtz", "16 rue Wurtz"),
        (2, "Autre", "2 rue de la Paix"),
    ]


def test_a_title_may_stand_above_the_headings(tmp_path: Path) -> None:
    file = workbook(
        tmp_path, {"Points": [["Liste des points"], [], ["Nom", "Latitude", "Longitude"], ["A", 48.85, 2.35]]}
    )
    [record] = read_sites(file).records
    assert (record.line, record.site.name) == (4, "A")


def test_a_column_called_point_holds_names_or_positions(tmp_path: Path) -> None:
    names = read_sites(write(tmp_path, "Point;Latitude;Longitude\nWurtz;48.85;2.35\n"))
    assert fields_of(names) == {"Point": "name", "Latitude": "latitude", "Longitude": "longitude"}
    positions = read_sites(write(tmp_path, "Nom;Point\nWurtz;48.85, 2.35\n"))
    assert fields_of(positions) == {"Nom": "name", "Point": "point"}


def test_a_rank_that_only_counts_the_rows_is_no_danger_rank(tmp_path: Path) -> None:
    rows = "".join(f"{number};Point {number};48.85;2.35\n" for number in range(1, 30))
    read = read_sites(write(tmp_path, "Rang;Nom;Latitude;Longitude\n" + rows))
    assert read.faults == ()
    assert "danger_rank" not in fields_of(read).values()


def test_an_object_number_does_not_identify_a_site_but_its_register_number_does(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, "objectid;UAI;nom;lat;lon\n1;0750001A;A;48.85;2.35\n"))
    assert read.records[0].import_key == "register:0750001a"


@pytest.mark.parametrize(
    "variant", ["ÉCOLE WURTZ;16, rue Wurtz", "École  Wurtz;16 RUE WURTZ", "ecole wurtz;16 rue-wurtz"]
)
def test_accents_case_punctuation_and_spaces_do_not_make_another_site(tmp_path: Path, variant: str) -> None:
    read = read_sites(write(tmp_path, f"Nom;Adresse;CP\n{variant};75013\n"))
    assert read.records[0].import_key == "ecole wurtz|16 rue wurtz|75113"


def test_an_identical_row_merges_silently_and_a_different_one_is_told(tmp_path: Path) -> None:
    row = "A;1 rue B;75013;48.85;2.35;1\n"
    read = read_sites(write(tmp_path, POINTS + row + row + row.replace(";1\n", ";4\n")))
    assert [record.site.danger_rank for record in read.records] == [1]
    assert [(warning.line, "line 2 was kept" in str(warning)) for warning in read.warnings] == [(4, True)]
    assert read.faults == ()


def test_sites_of_one_name_without_address_are_told_apart_by_position(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, "Nom;Lat;Lon\nPassage piéton;48.85;2.35\nPassage piéton;48.86;2.35\n"))
    assert len({record.import_key for record in read.records}) == 2


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (";;75013;48.85;2.35;1", "Nom du point", "the name is missing"),
        ("A;;;2.35;48.85;1", "Latitude", "swapped"),
        ("A;;;0;0;1", "Latitude", "0, 0"),
        ("A;;;40.7;-74;1", "Latitude", "outside France"),
        ("A;;;abc;2.35;1", "Latitude", "not a number"),
        ("A;;;48.85;;1", "Latitude", "only one"),
        ("A;;;48.85;2.35;9", "Rang de danger", "not a danger rank"),
        ("=1+1;;;48.85;2.35;1", "Nom du point", "formula"),
        ("A;@SUM(A1);;48.85;2.35;1", "Adresse", "formula"),
        ("A;#REF!;;48.85;2.35;1", "Adresse", "error"),
        ("A\x07;;;48.85;2.35;1", "Nom du point", "control character"),
        ("A\x00;;;48.85;2.35;1", "Nom du point", "control character"),
        ("A" * 501 + ";;;48.85;2.35;1", "Nom du point", "501 characters"),
        ("A;;;48.85", "", "4 cells where the headings have 6"),
        ("A;;;48.85;2.35;1;x", "", "7 cells where the headings have 6"),
    ],
)
def test_a_fault_names_its_line_and_column_and_the_other_rows_are_kept(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    good = "Bon;;;48.85;2.35;2\n"
    read = read_sites(write(tmp_path, f"{POINTS}{good}{row}\n{good.replace('Bon', 'Autre')}"))
    assert places_of(read) == [(3, column)]
    assert words in str(read.faults[0])
    assert [record.line for record in read.records] == [2, 4]
    assert [refused.row.line for refused in read.refused] == [3]


def test_all_faults_of_a_row_and_of_a_file_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, POINTS + ";;;2.35;48.85;9\nA;;;48.85\n=1;;;48.85;2.35;1\n"))
    assert places_of(read) == [
        (2, "Nom du point"), (2, "Latitude"), (2, "Rang de danger"), (3, ""), (4, "Nom du point"),
    ]  # fmt: skip


def test_text_that_begins_with_a_sign_is_no_formula(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, POINTS + "-5;+33 1 40;;48.85;2.35;1\n"))
    assert read.faults == ()


def test_names_of_300_letters_and_markup_are_fine(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, POINTS + f'{"É" * 290} <b>&"";;;48.85;2.35;1\n'))
    assert read.records[0].site.name.endswith(' <b>&""')


def test_lines_are_those_of_the_editor_even_after_a_quoted_line_end(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, POINTS + '"A";"1 rue B\r\nbâtiment C";;48.85;2.35;1\n\nD;;;x;2.35;1\n'))
    assert places_of(read) == [(5, "Latitude")]
    assert read.records[0].site.address == "1 rue B bâtiment C"


def test_a_quotation_mark_never_closed_costs_its_row_only(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, POINTS + '"A;;;48.85;2.35;1\nB;;;48.85;2.35;1\n'))
    assert places_of(read) == [(2, "")]
    assert "never closed" in str(read.faults[0])
    assert [record.site.name for record in read.records] == ["B"]


def test_a_blank_position_is_told_and_not_given(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, POINTS + "A;1 rue B;75013;;;1\n"))
    assert "position" not in read.records[0].given
    assert [(warning.line, warning.column) for warning in read.warnings] == [(2, "Latitude")]


def test_geojson_points_and_shapes_are_sites_and_faults_have_their_path(tmp_path: Path) -> None:
    text = """{"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"nom": "A", "n": 1}, "geometry": {"type": "Point", "coordinates": [2.35, 48.85]}},
      {"type": "Feature", "properties": {"nom": "B"}, "geometry": {"type": "MultiPoint", "coordinates": [[2.3, 48.8]]}},
      {"type": "Feature", "properties": {"nom": "C"}, "geometry": {"type": "Polygon", "coordinates":
        [[[2.30, 48.80], [2.32, 48.80], [2.32, 48.82], [2.30, 48.82], [2.30, 48.80]]]}},
      {"type": "Feature", "properties": {"nom": "D"}, "geometry": {"type": "Point", "coordinates": [48.85, 2.35]}},
      {"type": "Feature", "properties": {"nom": ""}, "geometry": {"type": "Point", "coordinates": [2.35, 48.85]}}]}"""
    read = read_sites(write(tmp_path, text, "points.geojson"))
    assert [record.site.name for record in read.records] == ["A", "B", "C"]
    inside = read.records[2].site.position
    assert inside is not None
    assert (inside.latitude, inside.longitude) == pytest.approx((48.81, 2.31))
    assert [fault.path for fault in read.faults] == ["/features/3/geometry", "/features/4/properties/nom"]


def test_a_formula_in_a_workbook_is_a_fault_of_its_row_and_sheet(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"Points": [["Nom", "Lat", "Lon"], ["=A1&A2", 48.85, 2.35], ["B", 48.85, 2.35]]})
    read = read_sites(file)
    assert places_of(read) == [(2, "Nom")]
    assert "Points" in str(read.faults[0])
    assert "formula" in str(read.faults[0])
    assert [record.site.name for record in read.records] == ["B"]


def test_formulas_in_columns_that_are_not_read_do_not_matter(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"Points": [["Nom", "Lat", "Lon", "Total"], ["B", 48.85, 2.35, "=1+1"]]})
    assert read_sites(file).faults == ()


def test_a_code_stands_for_one_site(tmp_path: Path) -> None:
    rows = "E1;A;48.85;2.35\nE2;B;48.85;2.35\nE1;C;48.85;2.35\n"
    read = read_sites(write(tmp_path, "Code;Nom;Lat;Lon\n" + rows))
    assert places_of(read) == [(4, "Code")]
    assert [(record.site.code, record.site.name) for record in read.records] == [("E1", "A"), ("E2", "B")]


def test_every_sheet_of_sites_is_read_and_its_faults_name_it(tmp_path: Path) -> None:
    head = ["Nom", "Lat", "Lon"]
    sheets: dict[str, list[list[Any]]] = {
        "Notice": [["Lisez-moi"]],
        "13e": [head, ["A", 48.85, 2.35]],
        "14e": [head, ["B", 48.85, 2.35], ["C", 0, 0]],
    }
    read = read_sites(workbook(tmp_path, sheets))
    assert [record.site.name for record in read.records] == ["A", "B"]
    assert ["14e" in str(fault) for fault in read.faults] == [True]


def test_the_directory_of_the_ministry_of_education_is_understood(tmp_path: Path) -> None:
    headings = (
        "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Adresse_2;"
        "Code_postal;Code_commune;Nom_commune;Code_region;Ecole_maternelle;Voie_generale;Telephone;Web;Mail;"
        "coordX_origine;coordY_origine;nom_circonscription;latitude;longitude;libelle_nature;position"
    )
    row = (
        "0750001A;Ecole maternelle;Ecole;Public;16 rue Wurtz;;75013;75113;Paris 13e;11;1;;01;;a@b.fr;652469.0;6862035.2;"
        "Paris 13;48.826;2.344;ECOLE MATERNELLE;48.826, 2.344"
    )
    [record] = read_sites(write(tmp_path, f"{headings}\n{row}\n")).records
    assert (record.site.name, record.site.address) == ("Ecole maternelle", "16 rue Wurtz, 75013 Paris 13e")
    assert (record.site.code, record.site.zone, record.import_key) == ("", "75113", "register:0750001a")
    assert record.site.position == Position(48.826, 2.344)
    assert record.site.kind is SiteKind.SCHOOL


def test_the_columns_of_a_street_map_are_understood(tmp_path: Path) -> None:
    headings = "id,amenity,name,addr:housenumber,addr:street,addr:postcode,lat,lon"
    [record] = read_sites(
        write(tmp_path, f"{headings}\nnode/1,school,École Dupleix,3,Rue Dupleix,75015,48.85,2.29\n")
    ).records
    assert (record.site.name, record.site.address) == ("École Dupleix", "3 Rue Dupleix, 75015")


def test_quotation_marks_that_stay_hopeless_refuse_the_rest_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("otp_desktop.exchange.csv_tables._MAX_RECOVERIES", 1)
    read = read_sites(write(tmp_path, POINTS + '"A;;;48.85;2.35;1\nB;;;48.85;2.35;1\n'))
    assert [fault.line for fault in read.faults] == [2, 3]
    assert read.records == ()
