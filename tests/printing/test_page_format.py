"""The paper that documents are put on: sizes, turns and pages that share a sheet."""

from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from otp_desktop.printing.agent_sheet import write_agent_sheets
from otp_desktop.printing.chief_list import write_chief_list
from otp_desktop.printing.frame import MARGIN, frame, laid_out_on
from otp_desktop.printing.page_format import A4, MM, PageFormat, PagesASheet, Paper, Turn
from tests.printing.examples import EDITED_AT, ceremony
from tests.printing.pages import letters_of, squeezed, text_of
from tests.printing.test_page_frames import overlaps

FORMATS = [
    PageFormat(Paper.A3),
    PageFormat(Paper.A4, Turn.LANDSCAPE),
    PageFormat(Paper.A3, Turn.LANDSCAPE),
    PageFormat(Paper.A4, Turn.PORTRAIT, PagesASheet.TWO),
    PageFormat(Paper.A3, Turn.LANDSCAPE, PagesASheet.TWO),
    PageFormat(Paper.A4, Turn.PORTRAIT, PagesASheet.FOUR),
    PageFormat(Paper.A3, Turn.LANDSCAPE, PagesASheet.FOUR),
]


def named(chosen: PageFormat) -> str:
    return f"{chosen.paper} {chosen.turn} {chosen.pages}"


def rounded(width: float, height: float) -> tuple[int, int]:
    return round(width), round(height)


@pytest.mark.parametrize(
    ("chosen", "sheet", "scale"),
    [
        (A4, (210, 297), 1.0),
        (PageFormat(Paper.A3, Turn.LANDSCAPE), (420, 297), 1.0),
        (PageFormat(Paper.A4, Turn.PORTRAIT, PagesASheet.TWO), (297, 210), 0.707),
        (PageFormat(Paper.A4, Turn.LANDSCAPE, PagesASheet.TWO), (210, 297), 0.707),
        (PageFormat(Paper.A3, Turn.PORTRAIT, PagesASheet.TWO), (420, 297), 1.0),
        (PageFormat(Paper.A4, Turn.PORTRAIT, PagesASheet.FOUR), (210, 297), 0.5),
    ],
)
def test_pages_that_share_a_sheet_lie_on_it_turned_and_made_smaller(
    chosen: PageFormat, sheet: tuple[int, int], scale: float
) -> None:
    width, height = chosen.sheet
    assert rounded(width / MM, height / MM) == sheet
    assert chosen.imposition.scale == pytest.approx(scale, abs=0.001)


def test_the_frame_is_that_of_the_format_only_while_it_is_laid_out() -> None:
    before = frame()
    with laid_out_on(PageFormat(Paper.A3)):
        assert frame().width == pytest.approx(297 * MM - 2 * MARGIN)
    assert frame() == before


@pytest.mark.parametrize("chosen", FORMATS, ids=named)
def test_on_every_paper_a_document_says_the_same_inside_its_sheets(chosen: PageFormat, tmp_path: Path) -> None:
    plan = ceremony(crews=9)
    usual = write_chief_list(plan, tmp_path / "usual.pdf", EDITED_AT)
    with laid_out_on(chosen):
        file = write_chief_list(plan, tmp_path / "list.pdf", EDITED_AT)
    for agent in plan.assignments_of_agent:
        assert text_of(file).count(f"({agent})") >= text_of(usual).count(f"({agent})") > 0
    width, height = chosen.sheet
    for page, letters in zip(pypdfium2.PdfDocument(file), letters_of(file), strict=True):
        assert rounded(*page.get_size()) == rounded(width, height)
        for character, (left, bottom, right, top) in letters:
            assert left > 0 and right < width and bottom > 0 and top < height, character
        assert overlaps([box for _, box in letters]) == []


def test_four_sheets_of_agents_share_one_and_keep_their_outline(tmp_path: Path) -> None:
    plan = ceremony(crews=9)
    with laid_out_on(PageFormat(pages=PagesASheet.FOUR)):
        file = write_agent_sheets(plan, "DT13", tmp_path / "agents.pdf", EDITED_AT)
    usual = write_agent_sheets(plan, "DT13", tmp_path / "usual.pdf", EDITED_AT)
    reader, one_each = PdfReader(file), PdfReader(usual)
    assert len(reader.pages) == -(-len(one_each.pages) // 4)
    assert len(reader.outline) == len(one_each.outline)
    assert sorted(squeezed(text_of(file))) == sorted(squeezed(text_of(usual)))
