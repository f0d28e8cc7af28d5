"""Cells pasted into a list: whole records, or cells of the selected rows."""

import stat
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from otp_desktop.domain.force import Absence, Agent, Unit
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.sites import Site
from otp_desktop.services import force, lists, needs, operations, pasting, sites
from otp_desktop.services.errors import (
    NothingToPasteError,
    PasteCountsDifferError,
    PasteTooWideError,
    UnpasteableColumnError,
)
from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.pasting import ListPlace, PasteTable, Subject
from otp_desktop.services.workspace import Workspace, open_workspace

FIELDS = ("staff_number", "last_name", "first_name", "corps", "grade", "unit", "")
HEADINGS = ("Matricule", "Nom", "Prénom", "Corps", "Grade", "Unité", "État")
MARTIN = {"staff_number": "004512", "last_name": "Martin"}
OEUVRARD = {"staff_number": "004513", "last_name": "Œuvrard"}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    opened = open_workspace(str(tmp_path / "otp.sqlite"))
    force.save_unit(opened, Unit(code="DT13", name="Division 13"))
    for names in (MARTIN, OEUVRARD):
        force.save_agent(
            opened, Agent(staff_number=names["staff_number"], last_name=names["last_name"], corps="PM", unit="DT13")
        )
    return opened


def place(first: int = 0, selected: int = 0, below: int = 0) -> ListPlace:
    known = (MARTIN, OEUVRARD)
    return ListPlace(Subject.AGENTS, FIELDS, HEADINGS, first, known[:selected], known[selected : selected + below])


def stored(ws: Workspace, table: PasteTable, folder: Path) -> list[RowState]:
    """Previews and stores; returns what the preview said of each row."""
    made = pasting.preview_paste(ws, table, folder)
    pasting.store_paste(ws, made)
    return [row.state for row in made.matching.rows]


def test_rows_with_headings_are_recognised_in_any_order() -> None:
    cells = [["Prénom", "Nom", "Taille", "Matricule"], ["Élise", "Dupré", "1,70", "9"]]
    table = pasting.laid_out(cells, place(first=4, selected=2))
    assert table.fields == ("first_name", "last_name", "", "staff_number")
    assert table.rows == (("Élise", "Dupré", "1,70", "9"),)


def test_rows_without_headings_take_the_columns_of_the_list() -> None:
    table = pasting.laid_out([["9", "Dupré", "Élise"], ["10", "Zay"]], place())
    assert table.fields == FIELDS[:3]
    assert table.rows == (("9", "Dupré", "Élise"), ("10", "Zay", ""))


def test_one_cell_goes_into_all_selected_rows() -> None:
    table = pasting.laid_out([["brigadier"]], place(first=4, selected=2))
    assert table.fields == ("staff_number", "last_name", "grade")
    assert table.rows == (("004512", "Martin", "brigadier"), ("004513", "Œuvrard", "brigadier"))


def test_several_rows_go_one_by_one_or_downwards_from_one() -> None:
    cells = [["brigadier", "DT13"], ["gardien", ""]]
    wanted = (("004512", "Martin", "brigadier", "DT13"), ("004513", "Œuvrard", "gardien", ""))
    assert pasting.laid_out(cells, place(first=4, selected=2)).rows == wanted
    assert pasting.laid_out(cells, place(first=4, selected=1, below=1)).rows == wanted


def test_a_pasted_name_replaces_the_one_that_names_the_row() -> None:
    table = pasting.laid_out([["Martin-Zay"]], place(first=1, selected=1))
    assert (table.fields, table.rows) == (("staff_number", "last_name"), (("004512", "Martin-Zay"),))


def test_what_does_not_fit_is_refused_in_words() -> None:
    with pytest.raises(PasteCountsDifferError):
        pasting.laid_out([["a"], ["b"], ["c"]], place(first=4, selected=2))
    with pytest.raises(PasteTooWideError):
        pasting.laid_out([["a", "b", "c"]], place(first=5, selected=1))
    with pytest.raises(UnpasteableColumnError, match="État"):
        pasting.laid_out([["Actif"]], place(first=6, selected=1))
    with pytest.raises(NothingToPasteError):
        pasting.laid_out([], place())


def test_a_paste_adds_and_changes_in_one_gesture_and_tells_before(ws: Workspace, tmp_path: Path) -> None:
    cells = lists.clipboard_rows("Matricule\tNom\tGrade\n4512\tMartin\tbrigadier\n9\tZay\t\n4513\tŒuvrard\t\n10\t\t\n")
    states = stored(ws, pasting.laid_out(cells, place()), tmp_path)
    assert sorted(states) == sorted([RowState.CHANGED, RowState.NEW, RowState.UNCHANGED, RowState.REFUSED])
    agents = {agent.staff_number: agent for agent in force.list_agents(ws)}
    assert agents["004512"].grade == "brigadier"
    assert agents["004512"].unit == "DT13"
    assert set(agents) == {"004512", "004513", "9"}


def test_cells_change_nothing_but_their_fields(ws: Workspace, tmp_path: Path) -> None:
    table = pasting.laid_out([["brigadier"]], place(first=4, selected=2))
    assert stored(ws, table, tmp_path) == [RowState.CHANGED, RowState.CHANGED]
    assert {(agent.grade, agent.corps, agent.unit) for agent in force.list_agents(ws)} == {("brigadier", "PM", "DT13")}


def test_pasted_absences_are_added_to_those_known(ws: Workspace, tmp_path: Path) -> None:
    known = Absence(start=datetime(2026, 1, 5), end=datetime(2026, 1, 6))
    agent = force.list_agents(ws)[0]
    force.save_agent(ws, replace(agent, absences=(known,)))
    cells = lists.clipboard_rows("Matricule\tDu\tAu\n4512\t01/12/2026\t07/12/2026\n")
    absences = ListPlace(Subject.ABSENCES, ("staff_number", "start", "end"), ("Matricule", "Du", "Au"), 0)
    stored(ws, pasting.laid_out(cells, absences), tmp_path)
    new = Absence(start=datetime(2026, 12, 1), end=datetime(2026, 12, 8))
    assert force.list_agents(ws)[0].absences == (known, new)


def test_units_and_points_are_pasted_too(ws: Workspace, tmp_path: Path) -> None:
    units = ListPlace(Subject.UNITS, ("code", "name", "", ""), ("Code", "Nom", "Base", "Agents"), 0)
    stored(ws, pasting.laid_out([["DT2", "Division 2"]], units), tmp_path)
    assert [unit.name for unit in force.list_units(ws)] == ["Division 13", "Division 2"]
    sites.save_site(ws, Site(code="E1", name="École Wurtz", address="14 rue Wurtz"))
    names = {"code": "E1", "name": "École Wurtz", "address": "14 rue Wurtz"}
    points = ListPlace(Subject.SITES, ("code", "name", "danger_rank"), ("Code", "Nom", "Rang"), 2, (names,))
    stored(ws, pasting.laid_out([["1"]], points), tmp_path)
    assert [(site.code, site.danger_rank) for site in sites.list_sites(ws)] == [("E1", 1)]


def test_needs_with_headings_join_the_operation_in_hand(ws: Workspace, tmp_path: Path) -> None:
    sites.save_site(ws, Site(code="E1", name="École Wurtz"))
    day = date(2026, 9, 10)
    operations.save_operation(ws, Operation(code="JEUDI", name="Un jeudi", first_day=day, last_day=day))
    operation_id = operations.find_operation(ws, "JEUDI").id
    assert operation_id is not None
    cells = lists.clipboard_rows("Point\tJour\tDébut\tFin\tEffectif\nE1\t10/09/2026\t8:05\t9:00\t2\n")
    table = pasting.laid_out(cells, ListPlace(Subject.NEEDS, ("", ""), ("Jour", "Poste"), 0))
    pasting.store_paste(ws, pasting.preview_paste(ws, table, tmp_path, operation_id))
    (need,) = needs.list_needs(ws, operation_id)
    assert (need.site, need.start, need.heads) == ("E1", datetime(2026, 9, 10, 8, 5), 2)


def test_the_file_in_between_is_private_and_no_cell_is_a_formula(ws: Workspace, tmp_path: Path) -> None:
    table = PasteTable(Subject.AGENTS, ("staff_number", "last_name"), (("9", "=1+1"),))
    made = pasting.preview_paste(ws, table, tmp_path)
    assert stat.S_IMODE(made.request.path.stat().st_mode) == 0o600
    assert made.matching.count(RowState.NEW) <= 1
    assert lists.clipboard_text([["=1+1", "-5", "@SUM(A1)"]]) == "'=1+1\t-5\t'@SUM(A1)\n"
