"""Opens a file as tables, whatever its kind: the kind is told by what it holds, never by its name."""

from dataclasses import dataclass, replace
from pathlib import Path

from otp_desktop.exchange import errors
from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.csv_tables import read_csv
from otp_desktop.exchange.encodings import decode
from otp_desktop.exchange.fault_log import FaultLog
from otp_desktop.exchange.geojson import read_geojson_table
from otp_desktop.exchange.limits import MAX_MEGABYTES, MAX_ROWS
from otp_desktop.exchange.results import FileKind, PlanRead
from otp_desktop.exchange.rows import RawTable
from otp_desktop.exchange.signatures import Content, content_of
from otp_desktop.exchange.workbooks import read_workbook

_CHUNK_BYTES = 1_048_576


@dataclass(frozen=True)
class Source:
    """The tables of a file before their headings are understood."""

    file: str
    kind: FileKind
    tables: tuple[RawTable, ...]

    @property
    def ragged(self) -> bool:
        """Whether rows of other lengths than the heading are faults: spreadsheets leave blank cells out."""
        return self.kind is FileKind.CSV


def open_source(path: Path, log: FaultLog, choices: Choices = AS_IT_STANDS) -> Source:
    """Reads the tables of a file that the choices take; faults of single cells go to ``log``.

    Raises an UnreadableFileError where the file as a whole cannot be read.
    """
    source = _opened(path, log)
    return replace(source, tables=tuple(table for table in source.tables if choices.takes(table)) or source.tables)


def _opened(path: Path, log: FaultLog) -> Source:
    if content_of_checked(path) is Content.WORKBOOK:
        return Source(path.name, FileKind.XLSX, read_workbook(path))
    text = read_text(path)
    if text.lstrip()[:1] in ("{", "["):
        return Source(path.name, FileKind.GEOJSON, (read_geojson_table(text, path.name),))
    return Source(path.name, FileKind.CSV, (read_csv(text, path, log),))


def content_of_checked(path: Path) -> Content:
    """What the file is, once it is known to be a file of a bearable size."""
    try:
        if path.is_dir():
            raise errors.FolderError(file=path.name)
        size = path.stat().st_size
        if not size:
            raise errors.EmptyFileError(file=path.name)
        if size > MAX_MEGABYTES * 1_000_000:
            raise errors.TooManyBytesError(file=path.name, limit=MAX_MEGABYTES)
        return content_of(path)
    except FileNotFoundError as error:
        raise errors.MissingFileError(file=path.name) from error
    except (OSError, ValueError) as error:
        raise errors.UnreadableFileError(file=path.name, reason=_reason(error)) from error


def read_text(path: Path) -> str:
    """The text of a file whose rows have been counted first: a million of them are refused at the cost of a few."""
    _refuse_too_many_lines(path)
    content = path.read_bytes()
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise errors.EmptyFileError(file=path.name)
    text = decode(content)
    if text is None:
        raise (errors.BinaryFileError if 0 in content[:_CHUNK_BYTES] else errors.UnknownEncodingError)(file=path.name)
    return text


def read_plan(path: Path) -> PlanRead:
    """The bytes of a file of a plan or a problem. Raises an UnreadableFileError where it is none that could be read."""
    content_of_checked(path)
    return PlanRead(content=path.read_bytes())


def _refuse_too_many_lines(path: Path) -> None:
    lines = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            lines += max(chunk.count(b"\n"), chunk.count(b"\r"))
            if lines > MAX_ROWS + 1:
                raise errors.TooManyRowsError(file=path.name, limit=MAX_ROWS)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
