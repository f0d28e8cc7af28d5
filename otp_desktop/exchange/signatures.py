"""What a file really is, by its first bytes: names lie."""

import zipfile
from enum import StrEnum
from pathlib import Path

from otp_desktop.exchange import errors

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HEAD_BYTES = 4096

_REFUSED: tuple[tuple[bytes, type[errors.UnreadableFileError]], ...] = (
    (b"%PDF", errors.PdfError),
    (b"\x89PNG", errors.ImageError),
    (b"\xff\xd8\xff", errors.ImageError),
    (b"GIF8", errors.ImageError),
    (b"II*\x00", errors.ImageError),
    (b"MM\x00*", errors.ImageError),
    (b"RIFF", errors.ImageError),
    (b"\x1f\x8b", errors.ArchiveError),
    (b"7z\xbc\xaf\x27\x1c", errors.ArchiveError),
    (b"Rar!", errors.ArchiveError),
    (b"PK\x05\x06", errors.ArchiveError),
    (b"BZh", errors.ArchiveError),
    (b"\xfd7zXZ", errors.ArchiveError),
    (b"{\\rtf", errors.WordDocumentError),
    (b"SQLite format 3\x00", errors.BinaryFileError),
    (b"\x7fELF", errors.BinaryFileError),
)


class Content(StrEnum):
    TEXT = "text"
    WORKBOOK = "workbook"


def content_of(path: Path) -> Content:
    """Text or workbook. Raises the UnreadableFileError that says what else the file is."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    for signature, error in _REFUSED:
        if head.startswith(signature):
            raise error(file=path.name)
    if head.startswith(_OLE):
        raise _ole_error(path)
    if head.startswith(_ZIP):
        return _zip_content(path)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise errors.WebPageError(file=path.name)
    return Content.TEXT


def _ole_error(path: Path) -> errors.UnreadableFileError:
    """A workbook with a password is an old container with a new stream inside."""
    names = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in names:
        return errors.EncryptedWorkbookError(file=path.name)
    if "WordDocument".encode("utf-16-le") in names:
        return errors.WordDocumentError(file=path.name)
    return errors.OldExcelError(file=path.name)


def _zip_content(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise errors.ArchiveError(file=path.name) from error
    if "word/document.xml" in names:
        raise errors.WordDocumentError(file=path.name)
    if {"mimetype", "content.xml"} <= names:
        raise errors.OpenDocumentError(file=path.name)
    if "xl/workbook.xml" in names or "[Content_Types].xml" in names:
        return Content.WORKBOOK
    raise errors.ArchiveError(file=path.name)
