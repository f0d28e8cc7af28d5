"""Lists of a plan in a workbook: typed, harmless, of the part that was asked for."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.exchange.errors import UnknownExportKindError
from otp_desktop.services.errors import UnknownSheetsError
from otp_desktop.services.plan_list_kinds import PlanList
from otp_desktop.services.plan_list_rows import Table
from otp_desktop.services.plan_lists import LISTS, export_plan_lists
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.sheet_extract import Extract
from otp_desktop.services.workspace import Workspace
from tests.printing.examples import SECRET, ceremony, school_week
from tests.services.small_force import operation_id

FORMULA = "=HYPERLINK(1)"


def rows(one: PlanList, snapshot: PlanSnapshot) -> list[dict[str, Any]]:
    headings, found = table(one, snapshot)
    return [dict(zip(headings, row, strict=True)) for row in found]


def table(one: PlanList, snapshot: PlanSnapshot) -> Table:
    return LISTS[one][1](snapshot)


@pytest.mark.parametrize("one", list(PlanList))
def test_each_row_has_a_cell_for_each_heading_and_no_absence_reason(one: PlanList) -> None:
    for snapshot in (ceremony(crews=5), school_week(agents=11, days=2)):
        headings, found = table(one, snapshot)
        content = list(found)
        assert content and all(len(row) == len(headings) for row in content)
        assert len(set(headings)) == len(headings)
        assert SECRET not in repr(content)


def test_the_lists_by_unit_and_by_chief_hold_every_assignment_once() -> None:
    snapshot = ceremony(crews=5)
    people = sorted(row.agent for row in snapshot.plan.assignments)
    for one in (PlanList.UNIT_LIST, PlanList.CHIEF_LIST):
        assert sorted(row["Matricule"] for row in rows(one, snapshot)) == people


def test_the_list_by_unit_tells_the_orders_of_each_post() -> None:
    snapshot = school_week(agents=3, days=1)
    operation = replace(snapshot.operation, channel="TKG 5", meeting_place="Base", meeting_minutes=30)
    first = rows(PlanList.UNIT_LIST, replace(snapshot, operation=operation))[0]
    assert (first["Canal radio"], first["Rendez-vous"]) == ("TKG 5", "Base")
    assert first["Heure du rendez-vous"] == first["Début"] - timedelta(minutes=30)


def test_the_sign_in_list_and_the_bulletin_have_one_row_an_agent_and_day() -> None:
    snapshot = school_week(agents=11, days=2)
    held = {(row.agent, snapshot.need[row.need].start.date()) for row in snapshot.plan.assignments}
    for one in (PlanList.SIGN_IN, PlanList.BULLETIN):
        found = [(row["Matricule"], row["Jour"]) for row in rows(one, snapshot)]
        assert len(found) == len(set(found))
        assert set(found) == held
    first = rows(PlanList.BULLETIN, snapshot)[0]
    assert (first["Début"], first["Fin"]) == (datetime(2024, 9, 2, 8, 5), datetime(2024, 9, 2, 18, 30))
    assert first["Heures"] == round((55 + 40 + 40 + 60 + 40) / 60, 2)


def test_posts_not_held_say_how_many_are_missing() -> None:
    snapshot = school_week(agents=11, days=1)
    found = rows(PlanList.NOT_HELD, snapshot)
    assert {row["Code du poste"] for row in found} == {"E13-10"}
    assert {(row["Effectif demandé"], row["Effectif tenu"], row["Manquants"]) for row in found} == {(1, 0, 1)}


def test_the_workbook_is_typed_harmless_and_set_up_for_paper(small: Workspace, tmp_path: Path) -> None:
    with small.unit_of_work() as work:
        site = work.sites.find("E13-003")
        assert site is not None
        work.sites.update(replace(site, name=FORMULA))
        work.commit()
    draft = load_snapshot(small, operation_id(small))
    need = next(need for need in draft.needs if need.site == "E13-003")
    assign(small, operation_id(small), "002", need.code, need.roles[0].code)
    file = export_plan_lists(small, operation_id(small), tmp_path / "listes.xlsx")
    assert file.stat().st_mode & 0o777 == 0o600
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Émargement", "Par chef", "Par unité", "Points non tenus", "Bulletin de service"]
    page = book["Par unité"]
    cells = {str(page.cell(1, column).value): page.cell(2, column) for column in range(1, page.max_column + 1)}
    assert (cells["Poste"].value, cells["Poste"].data_type) == (FORMULA, "s")
    assert cells["Jour"].value == datetime.combine(need.start.date(), datetime.min.time())
    assert cells["Jour"].number_format == "dd/mm/yyyy"
    assert (cells["Début"].value, cells["Début"].number_format) == (need.start, "dd/mm/yyyy hh:mm")
    assert page.print_title_rows == "$1:$1"
    assert "Un jeudi" in str(page.HeaderFooter.oddFooter)


def test_a_part_and_some_lists_are_chosen(small: Workspace, tmp_path: Path) -> None:
    day = load_snapshot(small, operation_id(small)).needs[0].start.date()
    file = tmp_path / "listes.xlsx"
    extract = Extract(days=frozenset({day}))
    export_plan_lists(small, operation_id(small), file, lists=[PlanList.NOT_HELD], extract=extract)
    assert openpyxl.load_workbook(file).sheetnames == ["Points non tenus"]
    with pytest.raises(UnknownSheetsError, match="1999-01-01"):
        export_plan_lists(small, operation_id(small), file, extract=Extract(days=frozenset({date(1999, 1, 1)})))
    with pytest.raises(UnknownExportKindError):
        export_plan_lists(small, operation_id(small), tmp_path / "listes.ods")
