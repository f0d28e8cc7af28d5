"""Pages on paper: as many as asked, each sheet on a front, drawn as the document is, stopped when asked."""

from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from otp_desktop.printing.agent_sheet import write_agent_sheets
from otp_desktop.ui.preview.paper import DocumentGoneError, print_pages
from otp_desktop.ui.widgets.progress import Report
from tests.printing.examples import EDITED_AT, school_week

PAGES = 4


@dataclass
class Listener:
    """What the background would be."""

    stop_after: int = 1000
    reports: list[Report] = field(default_factory=list)

    def report(self, value: Report) -> None:
        self.reports.append(value)

    def stop_requested(self) -> bool:
        return len(self.reports) >= self.stop_after


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_agent_sheets(
        school_week(agents=PAGES, days=1), "DT13", tmp_path_factory.mktemp("p") / "a.pdf", EDITED_AT
    )


@pytest.fixture
def printer(qtbot: QtBot, tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return made


def printed(printer: QPrinter) -> int:
    return len(PdfReader(printer.outputFileName()).pages)


def darkness(file: Path | str, page: int) -> list[float]:
    """How black each twelfth of a page is, from the top."""
    picture = pypdfium2.PdfDocument(str(file))[page].render(scale=1).to_pil().convert("L")
    parts = 12
    width, height = picture.size
    bands = (picture.crop((0, height * part // parts, width, height * (part + 1) // parts)) for part in range(parts))
    return [1 - sum(band.tobytes()) / 255 / len(band.tobytes()) for band in bands]


def test_every_page_comes_out_as_the_document_has_it(sheets: Path, printer: QPrinter) -> None:
    listener = Listener()
    assert print_pages(listener, sheets, None, printer) == PAGES == printed(printer)
    assert [report.done for report in listener.reports] == list(range(1, PAGES + 1))
    assert darkness(printer.outputFileName(), 2) == pytest.approx(darkness(sheets, 2), abs=0.01)


def test_a_range_of_pages_comes_out(sheets: Path, printer: QPrinter) -> None:
    printer.setFromTo(2, 3)
    assert print_pages(Listener(), sheets, None, printer) == 2 == printed(printer)


def test_on_both_sides_each_sheet_to_hand_out_begins_on_a_front(sheets: Path, printer: QPrinter) -> None:
    assert print_pages(Listener(), sheets, {0, 1, 3}, printer) == PAGES
    blank = [max(darkness(printer.outputFileName(), page)) < 0.001 for page in range(printed(printer))]
    assert blank == [False, True, False, False, False]


def test_copies_of_a_printer_that_makes_none_begin_on_a_front(sheets: Path, printer: QPrinter) -> None:
    printer.setFromTo(1, 3)
    printer.setCopyCount(2)
    assert not printer.supportsMultipleCopies()
    assert print_pages(Listener(), sheets, (), printer) == 6
    assert printed(printer) == 7


def test_smaller_paper_takes_the_whole_page(sheets: Path, printer: QPrinter) -> None:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    print_pages(Listener(), sheets, None, printer)
    assert darkness(printer.outputFileName(), 0) == pytest.approx(darkness(sheets, 0), abs=0.02)


def test_stop_ends_after_the_page_in_hand(sheets: Path, printer: QPrinter) -> None:
    assert print_pages(Listener(stop_after=1), sheets, None, printer) == 1


def test_a_file_that_is_gone_is_said(printer: QPrinter, tmp_path: Path) -> None:
    with pytest.raises(DocumentGoneError, match=r"absent\.pdf"):
        print_pages(Listener(), tmp_path / "absent.pdf", None, printer)
