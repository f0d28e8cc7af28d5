"""The name and the emblem of the service are kept in the database, and every document of a printing has them."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.services.errors import InvalidRecordError, PictureNotReadError
from otp_desktop.services.journal import JournalQuery, list_gestures, read_entries
from otp_desktop.services.letterhead import emblem_of, read_letterhead, save_letterhead
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.sheets import print_operation
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import operation_id

NAME = "Police municipale de Lutèce"


@pytest.fixture
def emblem(tmp_path: Path) -> bytes:
    file, made = tmp_path / "emblem.png", BytesIO()
    Image.new("RGB", (40, 30), "navy").save(made, "PNG")
    file.write_bytes(made.getvalue())
    return emblem_of(file)


def test_what_was_saved_is_read_again_and_nothing_else_before(small: Workspace, emblem: bytes) -> None:
    assert read_letterhead(small) == Letterhead()
    save_letterhead(small, Letterhead(f" {NAME} ", emblem))
    assert read_letterhead(small) == Letterhead(NAME, emblem)
    save_letterhead(small, Letterhead(NAME))
    assert read_letterhead(small) == Letterhead(NAME)


def test_every_document_of_a_printing_names_the_service(small: Workspace, emblem: bytes, tmp_path: Path) -> None:
    need = load_snapshot(small, operation_id(small)).needs[0]
    assign(small, operation_id(small), "002", need.code, need.roles[0].code)
    save_letterhead(small, Letterhead(NAME, emblem))
    files = print_operation(small, operation_id(small), tmp_path / "sheets")
    assert len(files) > 8
    for file in files:
        reader = PdfReader(file)
        assert reader.metadata is not None and reader.metadata.author == NAME, file.name
        assert NAME in reader.pages[0].extract_text() and len(reader.pages[0].images) == 1, file.name


def test_the_journal_shows_no_picture_as_letters(small: Workspace, emblem: bytes) -> None:
    save_letterhead(small, Letterhead(NAME, emblem))
    gesture = list_gestures(small, JournalQuery())[0]
    changes = [change for line in read_entries(small, gesture.id, JournalQuery()) for change in line.fields]
    assert [change.after for change in changes] == [NAME, "(image)"]


def test_a_name_that_does_not_fit_and_a_missing_file_are_refused(small: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecordError):
        save_letterhead(small, Letterhead("x" * 81))
    with pytest.raises(PictureNotReadError):
        emblem_of(tmp_path / "nowhere.png")
