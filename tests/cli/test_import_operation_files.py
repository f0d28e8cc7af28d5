"""``otp-desktop import absences|needs|assignments``, told first and then done."""

from pathlib import Path

import pytest

from otp_desktop.services.force import list_agents
from otp_desktop.services.needs import list_needs
from otp_desktop.services.operations import list_operations
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.problems import export_problem
from otp_desktop.services.workspace import Workspace, open_workspace
from tests.journeys.journey import Ran, otp_here
from tests.services.small_force import OPERATION, add_small_force, operation_id

FIRST = "E13-001/260910/1"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    workspace = open_workspace(str(tmp_path / "otp.sqlite"))
    add_small_force(workspace)
    return workspace


def ran(capsys: pytest.CaptureFixture[str], ws: Workspace, text: str, *arguments: object, name: str = "f.csv") -> Ran:
    file = Path(ws.location).parent / name
    file.write_text(text, "utf-8")
    before, after = arguments[0], arguments[1:]
    words = [*before, file, *after] if isinstance(before, list) else [before, file, *after]
    return otp_here(capsys, "--database", ws.location, "import", *words)


def test_absences_are_told_then_stored_or_added(ws: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Matricule;Début;Fin\n6;20/09/2026;21/09/2026\n"
    told = ran(capsys, ws, text, "absences", "--dry-run")
    assert (told.code, len(list_agents(ws)[5].absences)) == (0, 1)
    assert "Ajouts\u00a0: 1" in told.out
    assert "006" in told.err
    assert ran(capsys, ws, text, "absences", "--keep").code == 0
    assert [absence.start.day for absence in list_agents(ws)[5].absences] == [10, 20]
    assert ran(capsys, ws, text, "absences").code == 0
    assert [absence.start.day for absence in list_agents(ws)[5].absences] == [20]


def test_needs_join_the_operation_named(ws: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Point;Jour;Début;Fin;Effectif\nE13-001;10/09/2026;20h;21h;2\nInconnu;10/09/2026;20h;21h;2\n"
    count = len(list_needs(ws, operation_id(ws)))
    done = ran(capsys, ws, text, ["needs", OPERATION])
    assert done.code == 0
    assert "Ligne 3, colonne «\u00a0Point\u00a0»" in done.err
    assert "rejected" in done.out
    assert len(list_needs(ws, operation_id(ws))) == count + 1


def test_assignments_tell_the_rules_they_break_or_leave_them_out(
    ws: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Matricule;Besoin\n001;{FIRST}\n006;E13-002/260910/1\n"
    told = ran(capsys, ws, text, ["assignments", OPERATION], "--dry-run")
    assert "1 règle enfreinte" in told.out
    assert "EL-04" in told.err
    assert load_snapshot(ws, operation_id(ws)).plan.assignments == ()
    done = ran(capsys, ws, text, ["assignments", OPERATION], "--legal-only")
    assert "règle" not in done.out
    assert [row.agent for row in load_snapshot(ws, operation_id(ws)).plan.assignments] == ["001"]


def test_an_operation_that_does_not_exist_is_told(ws: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    done = ran(capsys, ws, "Point;Jour;Début;Fin\n", ["needs", "AUTRE"])
    assert done.code == 2
    assert "AUTRE" in done.err


def test_a_planning_problem_becomes_an_operation(ws: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    text = export_problem(ws, operation_id(ws))
    told = ran(capsys, ws, text, "problem", "--dry-run", name="p.json")
    assert (told.code, len(list_operations(ws))) == (0, 1)
    assert ran(capsys, ws, text, "problem", name="p.json").code == 0
    copy, first = (load_snapshot(ws, one.id or 0) for one in sorted(list_operations(ws), key=lambda one: one.id == 1))
    assert [need.code for need in copy.needs] == [need.code for need in first.needs]
    assert ran(capsys, ws, "{", "problem", name="p.json").code == 2
