"""The dossier holds everybody, and its contents and indexes name the right pages."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.dossier import write_dossier
from otp_desktop.printing.frame import MARGIN, frame
from otp_desktop.printing.index import Index, IndexEntry
from otp_desktop.texts.formats import time_range
from tests.printing.examples import BROKEN, EDITED_AT, SECRET, ceremony, school_week
from tests.printing.pages import pages_of, squeezed
from tests.printing.test_organisation import commanded


@pytest.fixture(scope="module")
def snapshot() -> PlanSnapshot:
    return commanded(crews=40)


@pytest.fixture(scope="module")
def file(snapshot: PlanSnapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dossier(snapshot, BROKEN.fingerprint, tmp_path_factory.mktemp("dossier") / "dossier.pdf", EDITED_AT)


def test_the_cover_says_what_it_is_of_which_plan(file: Path, snapshot: PlanSnapshot) -> None:
    cover = pages_of(file)[0]
    for words in (
        "Police municipale",
        snapshot.operation.name,
        "PROJET – non publié",
        BROKEN.fingerprint,
        "Document nominatif",
    ):
        assert words in cover
    assert "Sommaire" not in cover


def test_the_contents_name_the_page_on_which_each_part_begins(file: Path) -> None:
    pages = pages_of(file)
    assert pages[1].count("Sommaire") == 1
    listed = re.findall(r"([^.\d][^.]*?)(?: \.){4,} (\d+)", pages[1].partition("Sommaire")[2])
    titles = [title.strip() for title, _page in listed]
    assert titles[0] == "Organigramme" and titles[-2:] == ["Index par nom", "Index par matricule"]
    assert {"Iéna", "Liste par chef", "Division territoriale 13e"} <= set(titles)
    for title, page in ((title.strip(), int(page)) for title, page in listed):
        shown = "Chef du dispositif" if title == "Vue d’ensemble" else title
        assert shown in pages[page - 1], title


def test_each_line_of_the_contents_leads_to_its_page(file: Path) -> None:
    reader = PdfReader(file)
    contents = reader.pages[1]
    links: list[Any] = [link.get_object() for link in contents["/Annots"]]  # type: ignore[attr-defined]
    lines = re.findall(r"\. (\d+)", pages_of(file)[1].partition("Sommaire")[2])
    assert len(links) == len(lines)
    for link, line in zip(links, lines, strict=True):
        left, bottom, right, top = map(float, link["/Rect"])
        assert (left, right) == pytest.approx((MARGIN, frame().right), abs=1)
        assert 0 < bottom < top < frame().page_height
        assert reader.pages[int(line) - 1].get_object() == link["/Dest"][0].get_object()


def test_each_agent_is_found_on_every_page_that_the_indexes_name(file: Path, snapshot: PlanSnapshot) -> None:
    pages = pages_of(file)
    by_name, by_number = pages[-2:]
    assert "Index par nom" in by_name and "Index par matricule" in by_number
    for staff_number in snapshot.assignments_of_agent:
        for index, entry in ((by_name, rf"\({staff_number}\)"), (by_number, rf"\b{staff_number}\b")):
            found = re.search(entry + r"(?: \.)* ((?:\d{1,3}(?:, )?)+)\b", index)
            assert found is not None, staff_number
            for number in found[1].split(", "):
                assert f"({staff_number})" in pages[int(number) - 1]


def test_each_post_says_when_who_leads_and_who_relieves(tmp_path: Path) -> None:
    snapshot = commanded(crews=2)
    early = next(need for need in snapshot.needs if need.code == "N2")
    later = next(need for need in snapshot.needs if need.code == "N3")
    moved = replace(later, start=early.end.replace(hour=4, minute=30), end=early.end.replace(hour=9))
    snapshot = replace(snapshot, needs=tuple(moved if need.code == "N3" else need for need in snapshot.needs))
    text = squeezed(" ".join(pages_of(write_dossier(snapshot, "f", tmp_path / "dossier.pdf", EDITED_AT))))
    chief = snapshot.chief_of("N3")
    assert chief is not None
    assert squeezed(f"Relève à 4 h 30 : {chief.full_name}") in text
    for need in snapshot.needs:
        assert squeezed(time_range(need.start, need.end)) in text
    assert text.count(squeezed("Relève à")) == 1


def test_the_same_people_at_a_post_stand_there_once_with_all_their_times(tmp_path: Path) -> None:
    snapshot = school_week(agents=2, days=2)
    pages = pages_of(write_dossier(snapshot, "f", tmp_path / "dossier.pdf", EDITED_AT))
    (posts,) = [page for page in pages if "postes et équipages" in page]
    assert posts.count(f"({snapshot.agents[0].staff_number})") == 1
    for day in ("lun. 2 sept.", "mar. 3 sept."):
        assert squeezed(f"{day} 8 h 05 – 9 h 00, 14 h 45 – 15 h 25") in squeezed(posts)
    assert "Relève" not in posts


def test_nothing_private_is_told(tmp_path: Path) -> None:
    assert SECRET not in " ".join(
        pages_of(write_dossier(school_week(agents=3, days=1), "f", tmp_path / "d.pdf", EDITED_AT))
    )


def test_the_outline_has_chapters_with_their_sectors_and_units(file: Path) -> None:
    outline: list[Any] = list(PdfReader(file).outline)
    chapters = [entry.title for entry in outline if not isinstance(entry, list)]
    assert chapters == [
        "Sommaire",
        "Organigramme",
        "Secteurs",
        "Liste par chef",
        "Liste par unité",
        "Index par nom",
        "Index par matricule",
    ]
    sectors = outline[outline.index(next(entry for entry in outline if getattr(entry, "title", "") == "Secteurs")) + 1]
    assert [entry.title for entry in sectors] == ["Iéna", "92026"]


def test_a_plan_without_chiefs_and_places_makes_a_dossier_too(tmp_path: Path) -> None:
    bare = ceremony(crews=2)
    bare = replace(
        bare,
        sites=tuple(replace(site, position=None) for site in bare.sites),
        plan=replace(bare.plan, assignments=()),
    )
    text = " ".join(pages_of(write_dossier(bare, "f", tmp_path / "dossier.pdf", EDITED_AT)))
    assert "Aucun poste de ce plan n’a de chef." in text


@pytest.mark.parametrize("count", [1, 2, 187, 600])
def test_no_entry_of_an_index_is_lost_over_pages(count: int) -> None:
    waiting: list[Index] = [Index([IndexEntry(str(place), (place,)) for place in range(1, count + 1)], 3)]
    drawn: list[str] = []
    while waiting:
        part = waiting.pop()
        parts: list[Index] = [part] if part.height <= frame().height else part.split(0, frame().height)
        assert parts[0].height <= frame().height
        drawn += [entry.text for column in parts[0]._columns(parts[0].height) for entry, _lines in column]
        waiting += parts[1:]
    assert drawn == [str(place) for place in range(1, count + 1)]
