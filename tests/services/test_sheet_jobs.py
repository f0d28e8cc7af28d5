"""Large paper files are shared between processes, small ones are not."""

import pickle
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.services import sheet_jobs
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.print_options import PageFormat, PagesASheet
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.services.sheet_source import SheetJob, Source
from otp_desktop.services.sheets import SheetChoice, read_source, write_sheets
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


class Patience:
    """Gives up when asked for the nth time."""

    def __init__(self, asked: int) -> None:
        self.left = asked

    def __call__(self) -> bool:
        self.left -= 1
        return self.left <= 0


def test_a_dossier_is_given_up_in_its_middle_and_leaves_nothing_behind(tmp_path: Path) -> None:
    source = Source(school_week(agents=11, days=1), EDITED_AT)
    choice = SheetChoice(frozenset({SheetKind.DOSSIER}))
    patience = Patience(asked=100_000)
    (file,) = write_sheets(source, tmp_path / "whole", choice, stop_requested=patience)
    times_asked = 100_000 - patience.left
    assert times_asked > 20
    assert file.is_file()
    assert write_sheets(source, tmp_path / "given up", choice, stop_requested=Patience(times_asked // 2)) == ()
    assert list((tmp_path / "given up").rglob("*")) == []


def test_processes_in_the_middle_of_a_document_are_told_to_give_up(tmp_path: Path) -> None:
    """Each process asks the same flag: one that is up already ends the document at its first page."""
    source = Source(school_week(agents=11, days=1), EDITED_AT)
    given_up = Event()
    sheet_jobs._prepare(source, "fr", given_up)  # type: ignore[arg-type]  # a flag of this process answers as well
    job = SheetJob(SheetKind.DOSSIER, "", tmp_path / "dossier.pdf")
    assert sheet_jobs._write_prepared(job) == job.file
    job.file.unlink()
    given_up.set()
    with pytest.raises(sheet_jobs._GivenUpError):
        sheet_jobs._write_prepared(job)
    assert list(tmp_path.iterdir()) == []
