"""Large paper files are shared between processes, small ones are not."""

import pickle
from dataclasses import replace
from pathlib import Path

from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.services import sheet_jobs
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.print_options import PageFormat, PagesASheet
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.services.sheet_source import SheetJob, Source
from otp_desktop.services.sheets import read_source
from otp_desktop.services.workspace import Workspace
from tests.printing.examples import EDITED_AT, school_week
from tests.printing.pages import squeezed, text_of
from tests.services.small_force import operation_id


def test_what_each_process_starts_from_survives_the_way_there(small: Workspace, tmp_path: Path) -> None:
    need = load_snapshot(small, operation_id(small)).needs[0]
    assign(small, operation_id(small), "002", need.code, need.roles[0].code)
    read = read_source(small, operation_id(small))
    source = replace(read, page_format=PageFormat(pages=PagesASheet.TWO), letterhead=Letterhead("Lutèce"))
    there = pickle.loads(pickle.dumps(source))
    assert there == source and there.page_format == source.page_format
    assert str(there.why["002"]) == str(source.why["002"])
    job = SheetJob(SheetKind.AGENT_SHEETS, "DT13", tmp_path / "agents.pdf")
    said = squeezed(text_of(sheet_jobs._write(there, job)))
    assert "Lutèce" in said and squeezed(str(source.why["002"])) in said


def test_a_file_of_a_unit_counts_for_as_many_sheets_as_it_has_agents(tmp_path: Path) -> None:
    source = Source(school_week(agents=11, days=1), EDITED_AT)
    sheets = SheetJob(SheetKind.AGENT_SHEETS, "DT13", tmp_path / "agents.pdf")
    book = SheetJob(SheetKind.UNIT_BOOK, "DT13", tmp_path / "book.pdf")
    assert (sheet_jobs._sheets(source, sheets), sheet_jobs._sheets(source, book)) == (10, 1)
