"""The documents of all units bound into one file, and of all sites."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.services.sheet_source import Source
from otp_desktop.services.sheets import SheetChoice, write_sheets
from tests.printing.examples import EDITED_AT, school_week

KINDS = (SheetKind.UNIT_BOOK, SheetKind.AGENT_SHEETS, SheetKind.SIGN_IN)


@pytest.fixture(scope="module")
def two_units() -> Source:
    snapshot = school_week(agents=6, days=2)
    moved = tuple(replace(agent, unit="DT14") if place > 3 else agent for place, agent in enumerate(snapshot.agents))
    return Source(replace(snapshot, agents=moved), EDITED_AT)


def choice(*kinds: SheetKind, one_file: bool = True) -> SheetChoice:
    return SheetChoice(frozenset(kinds), one_file=one_file)


def entries(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Depth, title and page of each entry of the outline."""

    def walk(items: list[object], depth: int) -> list[tuple[int, str, int]]:
        found = []
        for item in items:
            if isinstance(item, list):
                found += walk(item, depth + 1)
            elif isinstance(item, Destination):
                found.append((depth, str(item.title), reader.get_destination_page_number(item) or 0))
        return found

    return walk(list(reader.outline), 0)


@pytest.mark.parametrize("kind", KINDS)
def test_one_file_holds_the_pages_of_all_units_in_their_order(
    two_units: Source, tmp_path: Path, kind: SheetKind
) -> None:
    apart = write_sheets(two_units, tmp_path / "apart", choice(kind, one_file=False))
    (together,) = write_sheets(two_units, tmp_path / "together", choice(kind))
    assert together.parent == tmp_path / "together"
    pages = [page.extract_text() for file in apart for page in PdfReader(file).pages]
    assert [page.extract_text() for page in PdfReader(together).pages] == pages
    assert together.stat().st_mode & 0o777 == 0o600


def test_the_outline_leads_to_each_unit_and_below_to_its_days(two_units: Source, tmp_path: Path) -> None:
    (file,) = write_sheets(two_units, tmp_path, choice(SheetKind.SIGN_IN))
    found = entries(PdfReader(file))
    units = [(title, page) for depth, title, page in found if depth == 0]
    assert [title.endswith(name) for (title, _page), name in zip(units, ("13e", "14e"), strict=True)] == [True, True]
    assert units[0][1] == 0 < units[1][1]
    days = [page for depth, title, page in found if depth == 1 and "2 septembre" in title]
    assert [page for _title, page in units] == days


def test_each_agent_of_each_unit_has_an_entry(two_units: Source, tmp_path: Path) -> None:
    (file,) = write_sheets(two_units, tmp_path, choice(SheetKind.AGENT_SHEETS))
    reader = PdfReader(file)
    agents = [(title, page) for depth, title, page in entries(reader) if depth == 1]
    assert len(agents) == len(reader.pages) == 6
    for title, page in agents:
        assert title.split(" (")[0] in reader.pages[page].extract_text()


def test_stop_within_a_file_leaves_none_and_progress_counts_its_sheets(two_units: Source, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    asked = choice(SheetKind.AGENT_SHEETS)
    write_sheets(two_units, tmp_path / "all", asked, lambda done, total: steps.append((done, total)))
    assert steps == [(done, 6) for done in range(7)]
    files = write_sheets(two_units, tmp_path / "stopped", asked, None, lambda: True)
    assert files == ()
    assert list((tmp_path / "stopped").iterdir()) == []


def test_a_single_unit_and_the_documents_of_the_operation_stay_as_they_are(two_units: Source, tmp_path: Path) -> None:
    asked = replace(choice(SheetKind.SIGN_IN, SheetKind.NOT_HELD), units=frozenset({"DT14"}))
    files = write_sheets(two_units, tmp_path, asked)
    assert [file.relative_to(tmp_path).as_posix() for file in files] == ["not-held.pdf", "sign-in/DT14.pdf"]
