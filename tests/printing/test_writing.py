import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from otp_desktop.printing.site_sheet import write_site_sheet
from otp_desktop.printing.unit_book import write_unit_book
from otp_desktop.texts import use_language
from tests.printing.examples import EDITED_AT, ceremony, school_week
from tests.printing.pages import text_of

WRITE_AGAIN = """
import sys
from pathlib import Path
from otp_desktop.printing.unit_book import write_unit_book
from tests.printing.examples import EDITED_AT, ceremony
write_unit_book(ceremony(crews=3), "DT13", Path(sys.argv[1]), EDITED_AT)
"""


def test_the_file_says_what_it_is_who_made_it_and_in_which_language(tmp_path: Path) -> None:
    reader = PdfReader(write_unit_book(school_week(days=1), "DT13", tmp_path / "book.pdf", EDITED_AT))
    assert reader.metadata is not None
    assert reader.metadata.title == "Bulletin de service et feuille d’émargement – Division territoriale 13e (DT13)"
    assert reader.metadata.author == "Police municipale"
    assert reader.metadata.subject == "Rentrée scolaire 2024 (rentree-2024) – Version 2"
    assert reader.metadata.creator == "OTP Desktop"
    assert str(reader.root_object["/Lang"]) == "fr-FR"


def test_the_outline_leads_to_the_first_page_of_each_day(tmp_path: Path) -> None:
    reader = PdfReader(write_unit_book(school_week(days=3), "DT13", tmp_path / "book.pdf", EDITED_AT))
    entries = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in entries] == [
        "Lundi 2 septembre 2024",
        "Mardi 3 septembre 2024",
        "Mercredi 4 septembre 2024",
    ]
    for entry in entries:
        number = reader.get_destination_page_number(entry)
        assert number is not None
        page = reader.pages[number].extract_text()
        assert str(entry.title) in page
        assert f"{entry.title} (suite)" not in page


def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    reader = PdfReader(write_site_sheet(ceremony(crews=3), "P-1", tmp_path / "site.pdf", EDITED_AT))
    fonts = {name: font for page in reader.pages for name, font in fonts_of(page).items()}
    assert len(fonts) >= 2
    assert [name for name, font in fonts.items() if "/FontFile2" not in font.get("/FontDescriptor", {})] == []


def fonts_of(page: PageObject) -> dict[str, Any]:
    resources: Any = page["/Resources"]
    return {name: font.get_object() for name, font in resources["/Font"].items()}


def test_the_same_plan_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    here = write_unit_book(ceremony(crews=3), "DT13", tmp_path / "here.pdf", EDITED_AT)
    again = write_unit_book(ceremony(crews=3), "DT13", tmp_path / "again.pdf", EDITED_AT)
    there = tmp_path / "there.pdf"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", WRITE_AGAIN, str(there)], check=True, env=environment)
    assert here.read_bytes() == again.read_bytes() == there.read_bytes()


def test_another_time_of_edition_is_another_file(tmp_path: Path) -> None:
    early = write_unit_book(ceremony(crews=3), "DT13", tmp_path / "early.pdf", EDITED_AT)
    late = write_unit_book(ceremony(crews=3), "DT13", tmp_path / "late.pdf", EDITED_AT + timedelta(minutes=1))
    assert early.read_bytes() != late.read_bytes()


def test_only_the_owner_may_read_the_file_even_where_an_open_one_stood_before(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(b"before")
    file.chmod(0o644)
    assert write_unit_book(ceremony(crews=3), "DT13", file, EDITED_AT) == file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["book.pdf"]


def test_an_english_sheet_says_it_is_english(tmp_path: Path) -> None:
    use_language("en")
    try:
        file = write_unit_book(ceremony(crews=3), "DT13", tmp_path / "book.pdf", EDITED_AT)
    finally:
        use_language("fr")
    assert str(PdfReader(file).root_object["/Lang"]) == "en-GB"
    assert "Service bulletin and sign-in sheet" in text_of(file)


@pytest.mark.parametrize("days", [1, 5])
def test_the_last_page_is_the_number_of_pages(days: int, tmp_path: Path) -> None:
    file = write_unit_book(school_week(days=days), "DT13", tmp_path / "book.pdf", EDITED_AT)
    count = len(PdfReader(file).pages)
    assert f"Page {count} de {count}" in text_of(file)
    assert f"Page {count + 1} de" not in text_of(file)
