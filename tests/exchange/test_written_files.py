"""Refused rows that come back corrected, and exports no spreadsheet computes."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from otp_desktop.exchange import errors
from otp_desktop.exchange.export import Value, export_table
from otp_desktop.exchange.rejected import write_rejected
from otp_desktop.exchange.sites import read_sites
from otp_desktop.texts import use_language
from tests.exchange.files import POINTS, workbook, write


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def test_refused_rows_keep_their_cells_and_say_why(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, POINTS + "Bon;;;48.85;2.35;1\nÉcole;1 rue B;75013;2.35;48.85;9\n"))
    target = write_rejected(tmp_path / "refused.csv", read)
    heading, row = rows_of(target)
    assert heading == [*POINTS.strip().split(";"), "Reason for refusal"]
    assert row[:6] == ["École", "1 rue B", "75013", "2.35", "48.85", "9"]
    assert "swapped" in row[6]
    assert "danger rank" in row[6]
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_corrected_file_of_refused_rows_is_imported_and_its_reasons_ignored(tmp_path: Path, language: str) -> None:
    use_language(language)
    read = read_sites(write(tmp_path, POINTS + "A;1 rue B;75013;2.35;48.85;1\n"))
    target = write_rejected(tmp_path / "refused.csv", read)
    use_language("en")
    assert [fault.line for fault in read_sites(target).faults] == [2]
    target.write_text(target.read_text("utf-8-sig").replace("2.35;48.85", "48.85;2.35"), "utf-8-sig")
    again = read_sites(target)
    assert again.faults == ()
    assert [record.site.name for record in again.records] == ["A"]


def test_refused_rows_that_are_not_corrected_are_refused_for_the_same_reason(tmp_path: Path) -> None:
    bad = '=1+1;"a;b";75013;48.85;2.35;1\n+SUM(A1);;;48.85;2.35;1\nA;b;c;48.85;2.35;1;1\n"C\nD";;;x;2.35;1\n'
    read = read_sites(write(tmp_path, POINTS + bad))
    assert len(read.refused) == 4
    target = write_rejected(tmp_path / "refused.csv", read)
    assert rows_of(target)[1][0] == "'=1+1"
    again = read_sites(target)
    assert [str(fault.message) for fault in again.faults] == [str(fault.message) for fault in read.faults]
    assert [refused.row.cells[:6] for refused in again.refused] == [refused.row.cells[:6] for refused in read.refused]


def test_refused_rows_of_a_workbook_make_a_workbook_without_formulas(tmp_path: Path) -> None:
    read = read_sites(workbook(tmp_path, {"Points": [["Nom", "Lat", "Lon"], ["=1+1", 48.85, 2.35]]}))
    sheet = openpyxl.load_workbook(write_rejected(tmp_path / "refused", read))["Points"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["D1"].value == "Reason for refusal"


def test_refused_features_of_a_geojson_make_a_geojson(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"nom": "D"},
        "geometry": {"type": "Point", "coordinates": [48.85, 2.35]},
    }
    read = read_sites(write(tmp_path, json.dumps({"type": "FeatureCollection", "features": [feature]}), "p.geojson"))
    target = write_rejected(tmp_path / "refused.csv", read)
    [written] = json.loads(target.read_text("utf-8"))["features"]
    assert written["geometry"] == feature["geometry"]
    assert "swapped" in written["properties"]["Reason for refusal"]
    assert [fault.path for fault in read_sites(target).faults] == ["/features/0/geometry"]


def test_nothing_is_written_when_nothing_was_refused(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, POINTS + "A;;;48.85;2.35;1\n"))
    with pytest.raises(ValueError, match="no row"):
        write_rejected(tmp_path / "refused.csv", read)


def test_exported_text_is_never_a_formula(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["=cmd|' /C calc'!A0", "@SUM(A1)", "+33 1", "-5", "<b>&", 1.5, None]]
    file = export_table(tmp_path / "out.csv", list("abcdefg"), rows)
    assert rows_of(file)[1] == ["'=cmd|' /C calc'!A0", "'@SUM(A1)", "+33 1", "-5", "<b>&", "1,5", ""]
    assert file.stat().st_mode & 0o777 == 0o600
    sheet = openpyxl.load_workbook(export_table(tmp_path / "out.xlsx", list("abcdefg"), rows)).worksheets[0]
    assert {cell.data_type for cell in sheet[2]} == {"s", "n"}


def test_an_export_says_what_it_cannot_do(tmp_path: Path) -> None:
    with pytest.raises(errors.UnknownExportKindError):
        export_table(tmp_path / "out.pdf", ["a"], [])
    with pytest.raises(errors.UnwritableFileError):
        export_table(tmp_path / "absent" / "out.csv", ["a"], [])
    assert list(tmp_path.iterdir()) == []
