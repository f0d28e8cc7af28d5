import errno
import os
import pickle
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from otp_desktop.printing.errors import SheetNotWrittenError
from otp_desktop.printing.files import write_private
from otp_desktop.printing.unit_book import write_unit_book
from tests.printing.examples import EDITED_AT, ceremony


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """The system itself stops a write at this size, as a full disk does: in the middle."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(b"the sheet of yesterday")
    with largest_file(1000), pytest.raises(SheetNotWrittenError) as raised:
        write_unit_book(ceremony(crews=3), "DT13", file, EDITED_AT)
    assert "book.pdf" in str(raised.value)
    assert file.read_bytes() == b"the sheet of yesterday"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "le disque est plein"), (errno.EACCES, "droit d’écrire"), (errno.EIO, "le système répond")],
)
def test_the_error_says_what_to_do(number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SheetNotWrittenError) as raised:
        write_private(tmp_path / "book.pdf", b"content")
    assert str(raised.value).startswith("La fiche «\u00a0book.pdf\u00a0» n’a pas été écrite\u00a0: ")
    assert words in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(SheetNotWrittenError, match="son dossier n’existe pas"):
        write_private(tmp_path / "nowhere" / "book.pdf", b"content")


def test_a_folder_of_the_same_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").mkdir()
    with pytest.raises(SheetNotWrittenError, match="un dossier porte ce nom"):
        write_private(tmp_path / "book.pdf", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["book.pdf"]


def test_a_bug_leaves_no_temporary_file_and_is_no_known_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ZeroDivisionError):
        write_private(tmp_path / "book.pdf", b"content")
    assert list(tmp_path.iterdir()) == []


def test_the_error_travels_between_processes(tmp_path: Path) -> None:
    with pytest.raises(SheetNotWrittenError) as raised:
        write_private(tmp_path / "nowhere" / "book.pdf", b"content")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)
