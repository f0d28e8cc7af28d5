"""Files that cannot be read at all: each cause its own error; and the encodings and separators that can."""

import io
import zipfile
from pathlib import Path

import pytest

from otp_desktop.domain.errors import KnownError
from otp_desktop.exchange import errors
from otp_desktop.exchange.agents import read_agents
from otp_desktop.exchange.layers import read_layer
from otp_desktop.exchange.limits import MAX_ROWS
from otp_desktop.exchange.sites import read_sites
from tests.exchange.files import POINTS, ROLL, workbook, write

ROW = "École Élémentaire à l’œuvre;12 allée des Érables;75013;48.85;2.35;1\n"


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.EmptyFileError),
        (b"\xef\xbb\xbf \r\n\r\n", errors.EmptyFileError),
        (b"%PDF-1.7\n...", errors.PdfError),
        (b"\x89PNG\r\n\x1a\n...", errors.ImageError),
        (b"\xff\xd8\xff\xe0...", errors.ImageError),
        (b"\x1f\x8b\x08...", errors.ArchiveError),
        (zipped(a=b"b"), errors.ArchiveError),
        (b"PK\x03\x04broken", errors.ArchiveError),
        (zipped(**{"word/document.xml": b"<w/>"}), errors.WordDocumentError),
        (zipped(**{"mimetype": b"ods", "content.xml": b"<w/>"}), errors.OpenDocumentError),
        (zipped(**{"xl/workbook.xml": b"<broken"}), errors.DamagedWorkbookError),
        (OLE, errors.OldExcelError),
        (OLE + "EncryptedPackage".encode("utf-16-le"), errors.EncryptedWorkbookError),
        (b"<!DOCTYPE html><html>", errors.WebPageError),
        (bytes(range(256)) * 40, errors.BinaryFileError),
        (b"foo;bar\n1;2\n", errors.UnknownColumnsError),
        (b"Nom;Latitude;Longitude\n", errors.NoTableError),
        (b"Nom;Nom;Lat;Lon\nA;B;48.85;2.35\n", errors.DuplicateHeadingsError),
        (b"Nom" + b";x" * 1000 + b"\n", errors.TooManyColumnsError),
        (b'{"type": "FeatureCollection", "features": [', errors.InvalidJsonError),
        (b'{"type": "FeatureCollection", "features": NaN}', errors.InvalidJsonError),
        (b"[" * 100_000, errors.InvalidJsonError),
        (b'{"type": "Topology"}', errors.NotGeoJsonError),
        (b'{"type": "FeatureCollection", "features": []}', errors.NoTableError),
        (
            b'{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:2154"}}, "features": []}',
            errors.ProjectedGeoJsonError,
        ),
    ],
)
def test_each_cause_has_its_error_whatever_the_name_says(
    tmp_path: Path, content: bytes, error: type[KnownError]
) -> None:
    with pytest.raises(error) as raised:
        read_sites(write(tmp_path, content, "points.csv"))
    assert "points.csv" in str(raised.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for read in (read_sites, read_agents, read_layer):
        with pytest.raises(errors.MissingFileError):
            read(tmp_path / "absent.csv")
        with pytest.raises(errors.FolderError):
            read(tmp_path)


def test_unknown_columns_are_named_with_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(errors.UnknownColumnsError, match=r"foo, bar.*a name or an address"):
        read_sites(write(tmp_path, "foo;bar\n1;2\n"))
    with pytest.raises(errors.UnknownColumnsError, match=r"foo, bar.*a staff number"):
        read_agents(write(tmp_path, "foo;bar\n1;2\n"))


def test_a_million_rows_are_refused_before_they_are_read(tmp_path: Path) -> None:
    file = write(tmp_path, POINTS.encode() + b"a;b;c;d;e;f\n" * 1_000_000)
    with pytest.raises(errors.TooManyRowsError, match=str(MAX_ROWS)):
        read_sites(file)


def test_a_workbook_that_unpacks_to_gigabytes_is_not_opened(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as entry:
            for _ in range(501):
                entry.write(b" " * 1_000_000)
    with pytest.raises(errors.OversizedWorkbookError):
        read_sites(write(tmp_path, bomb.getvalue(), "bomb.xlsx"))


def test_a_sheet_that_claims_a_million_rows_is_read_for_what_it_holds(tmp_path: Path) -> None:
    plain = workbook(tmp_path, {"Points": [["Nom", "Lat", "Lon"], ["A", 48.85, 2.35]]})
    stream = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
                assert b"XFD1048576" in content
            new.writestr(name, content)
    assert len(read_sites(write(tmp_path, stream.getvalue(), "wide.xlsx")).records) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    [record] = read_sites(write(tmp_path, POINTS + ROW, encoding=encoding)).records
    assert record.site.name == "École Élémentaire à l’œuvre"
    assert record.site.address == "12 allée des Érables, 75013"


def test_the_encoding_of_dos_spreadsheets_is_read(tmp_path: Path) -> None:
    [record] = read_sites(write(tmp_path, POINTS + ROW.replace("’œ", "'oe"), encoding="cp850")).records
    assert record.site.name == "École Élémentaire à l'oeuvre"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_usual_separator_and_line_end_is_read(tmp_path: Path, separator: str, line_end: str) -> None:
    text = (POINTS + ROW + "Mauvais;;;x;2.35;1\n").replace(";", separator).replace("\n", line_end)
    read = read_sites(write(tmp_path, text))
    assert len(read.records) == 1
    assert [(fault.line, fault.column) for fault in read.faults] == [(3, "Latitude")]


def test_the_separator_that_excel_writes_on_the_first_line_is_obeyed(tmp_path: Path) -> None:
    read = read_sites(write(tmp_path, "sep=|\nNom|Lat|Lon\nA|48.85|x\n"))
    assert [(fault.line, fault.column) for fault in read.faults] == [(3, "Lat")]


def test_a_table_is_no_layer(tmp_path: Path) -> None:
    with pytest.raises(errors.NotALayerError):
        read_layer(write(tmp_path, ROLL))
