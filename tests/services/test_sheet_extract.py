"""Documents of a part of the plan: some sectors, days, chiefs and agents."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from otp_desktop.services.documents import DOCUMENTS
from otp_desktop.services.errors import UnknownSheetsError
from otp_desktop.services.sheet_extract import Extract, Narrowing, chiefs_of, sectors_of
from otp_desktop.services.sheet_kinds import Scope, SheetKind
from otp_desktop.services.sheet_source import Source
from otp_desktop.services.sheet_writers import not_held
from otp_desktop.services.sheets import SheetChoice, sheets_to_print
from tests.printing.examples import EDITED_AT, ceremony, school_week

OUT = Path("out")


def test_every_document_has_a_place_and_a_title_of_its_own() -> None:
    assert list(DOCUMENTS) == list(SheetKind)
    assert len({document.place for document in DOCUMENTS.values()}) == len(SheetKind)
    assert len({document.label for document in DOCUMENTS.values()}) == len(SheetKind)


def test_a_part_holds_the_needs_asked_for_and_says_which_they_are() -> None:
    snapshot = school_week(days=2)
    first, second = snapshot.first_days
    part = Extract(days=frozenset({second})).of(snapshot)
    assert {need.start.date() for need in part.needs} == {second}
    assert {row.need for row in part.plan.assignments} <= part.need.keys()
    assert [str(words) for words in part.part] == [f"journée du {second:%d/%m/%Y}"]
    assert Extract(days=frozenset({first, second})).of(snapshot).needs == snapshot.needs
    assert Extract().of(snapshot) is snapshot


def test_a_sector_and_a_chief_narrow_the_plan_together() -> None:
    snapshot = ceremony(crews=3)
    placed = replace(snapshot, sites=tuple(replace(site, sector="Nord") for site in snapshot.sites))
    (chief,) = chiefs_of(placed)[:1]
    assert sectors_of(placed) == ("Nord",)
    part = Extract(sectors=frozenset({"Nord"}), chiefs=frozenset({chief})).of(placed)
    led = [need for need in placed.needs if (found := placed.chief_of(need.code)) and found.staff_number == chief]
    assert list(part.needs) == led
    assert not Extract(sectors=frozenset({"Sud"})).of(placed).needs


def test_only_the_agents_of_the_part_get_a_sheet_and_it_stays_whole() -> None:
    snapshot = school_week(days=2)
    _first, second = snapshot.first_days
    working = {row.agent for row in snapshot.plan.assignments if snapshot.need[row.need].start.date() == second}
    source = Source(snapshot, EDITED_AT, extract=Extract(days=frozenset({second})))
    assert source.agents == working
    one = min(working)
    assert replace(source, extract=Extract(agents=frozenset({one}))).agents == {one}


def test_units_without_work_in_the_part_get_no_file() -> None:
    snapshot = school_week(days=2)
    source = Source(snapshot, EDITED_AT, extract=Extract(agents=frozenset({snapshot.plan.assignments[0].agent})))
    unit = snapshot.agent[snapshot.plan.assignments[0].agent].unit
    choice = SheetChoice(frozenset({SheetKind.AGENT_SHEETS}), extract=source.extract)
    assert [job.code for job in sheets_to_print(source, OUT, choice)] == [unit]


def test_a_part_that_the_plan_does_not_have_is_refused_by_its_name() -> None:
    snapshot = school_week(days=1)
    extract = Extract(sectors=frozenset({"Lune"}), days=frozenset({date(1999, 1, 1)}), agents=frozenset({"?"}))
    with pytest.raises(UnknownSheetsError, match=r"1999-01-01, \?, Lune"):
        sheets_to_print(Source(snapshot, EDITED_AT), OUT, SheetChoice(extract=extract))


def test_a_document_of_a_part_says_so_on_the_page(tmp_path: Path) -> None:
    snapshot = school_week(days=2)
    day = snapshot.first_days[1]
    source = Source(snapshot, EDITED_AT, extract=Extract(days=frozenset({day})))
    part = source.part(DOCUMENTS[SheetKind.NOT_HELD].takes)
    (job,) = sheets_to_print(source, tmp_path, SheetChoice(frozenset({SheetKind.NOT_HELD})))
    text = PdfReader(not_held(source, part, job)).pages[0].extract_text()
    assert f"journée du {day:%d/%m/%Y}" in text


def test_documents_of_the_whole_operation_let_nobody_take_a_part_for_the_whole() -> None:
    assert DOCUMENTS[SheetKind.LEGAL_CONTROL].takes == frozenset()
    assert Narrowing.AGENTS not in DOCUMENTS[SheetKind.CHIEF_LIST].takes
    assert {document.scope for document in DOCUMENTS.values()} == set(Scope)


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    snapshot = school_week(days=1)
    need = snapshot.needs[0]
    night = replace(need, start=datetime.combine(need.start.date(), datetime.max.time()), end=need.end + timedelta(1))
    assert replace(snapshot, needs=(night,)).first_days == (need.start.date(),)
