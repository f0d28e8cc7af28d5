from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from otp_desktop.printing.blocks import Note
from otp_desktop.printing.frame import frame
from otp_desktop.printing.ledger import Block, Grid, Ledger, Row
from otp_desktop.printing.pagination import paginate
from otp_desktop.printing.styles import BODY
from otp_desktop.printing.text import Phrase

WIDTH, HEIGHT = frame().width, frame().height
GRID = Grid(("Who", "What"), (1, 1))


def ledger(blocks: int, rows: int = 1) -> Ledger:
    row = Row((GRID.cell(1, Phrase("what", BODY)),))
    block = Block((GRID.cell(0, Phrase("who", BODY)),), (row,) * rows, (GRID.cell(0, Phrase("again", BODY)),))
    return Ledger("Day", "", GRID, [block] * blocks, bookmark="day")


def note(leads: bool = False) -> Note:
    return Note(Phrase("note", BODY), leads=leads)


def pages(*story: Flowable) -> list[list[Flowable]]:
    return [[item for item, _height in page] for page in paginate(Canvas(BytesIO()), story)]


def test_a_section_that_does_not_fit_starts_on_a_new_page() -> None:
    first, second = ledger(25), ledger(25)
    assert pages(first, second) == [[first], [second]]


def test_short_sections_share_a_page() -> None:
    assert len(pages(*(ledger(3) for _ in range(5)))) == 1


def test_a_heading_is_not_left_alone_by_a_long_section() -> None:
    heading = note(leads=True)
    first, *others = pages(heading, ledger(60))
    assert first[0] is heading
    assert isinstance(first[1], Ledger)
    assert sum(len(item.blocks) for page in (first[1:], *others) for item in page if isinstance(item, Ledger)) == 60


def test_a_long_block_is_split_between_rows_and_says_that_it_goes_on() -> None:
    first, second = pages(ledger(1, rows=50))
    before, after = first[0].blocks[0], second[0].blocks[0]
    assert len(before.rows) + len(after.rows) == 50
    assert before.side[0].lines[0].text == "who"
    assert after.side[0].lines[0].text == "again"


@pytest.mark.parametrize("rows", range(20, 75))
def test_no_block_and_no_row_is_lost_whatever_is_left_of_the_page(rows: int) -> None:
    by_blocks = [item for page in pages(note(leads=True), ledger(rows)) for item in page if isinstance(item, Ledger)]
    assert sum(len(part.blocks) for part in by_blocks) == rows
    by_rows = [item for page in pages(note(leads=True), ledger(1, rows)) for item in page if isinstance(item, Ledger)]
    assert sum(len(block.rows) for part in by_rows for block in part.blocks) == rows


def test_only_the_first_part_of_a_section_has_a_bookmark() -> None:
    marks = [item.bookmark for page in pages(ledger(100)) for item in page if isinstance(item, Ledger)]
    assert marks == ["day", *[""] * (len(marks) - 1)]
    assert len(marks) > 1


def test_what_can_neither_fit_nor_be_split_is_a_bug() -> None:
    with pytest.raises(ValueError, match="higher than a page"):
        pages(Spacer(1, 2 * HEIGHT))
