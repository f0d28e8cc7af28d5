"""One plan says the same everywhere: board, lists, Contrôle, status line, sheets, map, dashboard, versions and command line."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from otp_desktop.cli.exit_codes import BROKEN_RULES
from otp_desktop.services import plans
from otp_desktop.services.dashboard import dashboard_of
from otp_desktop.services.maps import export_map
from otp_desktop.services.plan_files import export_plan
from otp_desktop.services.problems import export_problem
from otp_desktop.services.sheets import print_operation
from otp_desktop.services.versions import list_versions
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.boards.content import Look
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.findings import BELOW_MINIMUM, SHORT
from otp_desktop.ui.pages.plan import PlanPage
from tests.journeys.journey import otp_here
from tests.ui.conftest import Settle
from tests.ui.records import fill


@dataclass(frozen=True)
class Figures:
    """What one place says of the plan; None where it does not say it."""

    held: int | None = None
    missing: int | None = None
    broken: int | None = None


def flawed_plan(workspace: Workspace) -> int:
    """Three posts of two heads: one with an agent too many, one half held, one empty; one agent in two places."""
    operation_id = fill(workspace, agents=4, slots=3)
    for agent, need in (("000000", "N0"), ("000001", "N0"), ("000002", "N0"), ("000000", "N1")):
        plans.assign(workspace, operation_id, agent, need, "guard")
    return operation_id


def whole(text: str) -> int:
    """The first whole number of a text; spaces may part its thousands."""
    found = re.search(r"\d[\d\s\u202f\xa0]*", text)
    return int(re.sub(r"\D", "", found[0])) if found else 0


@pytest.fixture
def operation_id(window: MainWindow, workspace: Workspace, settle: Settle) -> int:
    made = flawed_plan(workspace)
    window.refresh()
    settle(window)
    return made


@pytest.fixture
def truth(workspace: Workspace, operation_id: int) -> Figures:
    total = plans.load_snapshot(workspace, operation_id).coverage.total
    found = Figures(total.held, total.missing, list_versions(workspace, operation_id)[0].broken)
    assert found == Figures(3, 3, 1), "reckoned by hand"
    return found


def test_the_board_says_the_same(window: MainWindow, settle: Settle, truth: Figures) -> None:
    (page,) = window.findChildren(PlanPage)
    window.go_to(page.board)
    settle(window)
    bars = page.board.workbench.board.content.bars
    assert sum(whole(bar.text) for bar in bars if bar.look & Look.GAP) == truth.missing
    broken = {bar.key.need for bar in bars if bar.look & Look.BROKEN}
    assert broken == {"N0"}, "the rule that is broken is that of the post with an agent too many"


def test_the_lists_and_the_status_line_say_the_same(window: MainWindow, settle: Settle, truth: Figures) -> None:
    (page,) = window.findChildren(PlanPage)
    window.go_to(page.lists)
    settle(window)
    cards, status = page.lists.cards, window.status
    assert Figures(whole(cards.held.figure.text()), whole(cards.missing.figure.text()), truth.broken) == truth
    assert Figures(whole(status.coverage.text()), whole(status.missing.text()), whole(status.breaches.text())) == truth


def test_the_control_says_the_same(window: MainWindow, settle: Settle, truth: Figures) -> None:
    window.go_to(window.control)
    settle(window)
    rows = [item for kind in window.control._kinds[:1] for item in kind.rows.items]
    short = [item for item in rows if item.record.kind in (SHORT, BELOW_MINIMUM)]
    assert sum(whole(item.cells[0].text) for item in short) == truth.missing
    assert len(rows) - len(short) == truth.broken


def test_the_versions_say_the_same(workspace: Workspace, operation_id: int, truth: Figures) -> None:
    (draft,) = list_versions(workspace, operation_id)
    assert Figures(draft.coverage.held, draft.coverage.missing, draft.broken) == truth


def test_the_map_says_the_same(workspace: Workspace, operation_id: int, truth: Figures, tmp_path: Path) -> None:
    page = export_map(workspace, operation_id, tmp_path / "map.html").read_text("utf-8")
    sums = re.search(r"<div class='sums'>.*?</dl>", page, re.DOTALL)
    assert sums is not None
    figures = [int(figure) for figure in re.findall(r">(\d+)<", sums[0])]
    assert truth.held in figures
    assert truth.missing in figures
    assert figures[0] == (truth.held or 0) + (truth.missing or 0)


def test_the_dashboard_says_the_same(workspace: Workspace, operation_id: int, truth: Figures) -> None:
    dashboard = dashboard_of(workspace, plans.load_snapshot(workspace, operation_id))
    total, draft = dashboard.coverage.total, dashboard.versions[-1].coverage
    assert (total.held, total.missing) == (draft.held, draft.missing) == (truth.held, truth.missing)
    assert dashboard.not_held == 1, "the empty post"


def test_the_sheet_of_the_post_says_the_same(
    workspace: Workspace, operation_id: int, truth: Figures, tmp_path: Path
) -> None:
    files = print_operation(workspace, operation_id, tmp_path / "sheets")
    (sheet,) = [file for file in files if file.parent.name == "sites"]
    text = " ".join(page.extract_text() for page in PdfReader(sheet).pages).replace("\xa0", " ")
    required = (truth.held or 0) + (truth.missing or 0)
    assert f"{truth.held} tenus sur {required} · Effectif manquant : {truth.missing}" in text


def test_the_command_line_says_the_same(
    workspace: Workspace, operation_id: int, truth: Figures, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_text(export_problem(workspace, operation_id), "utf-8")
    plan.write_text(export_plan(workspace, operation_id), "utf-8")
    result = otp_here(capsys, "check", problem, plan, "--json")
    assert result.code == BROKEN_RULES, result.err
    verdict = json.loads(result.out)
    assert sum(verdict["objective"]["missing_count"]) == truth.missing
    assert len(verdict["violations"]) == truth.broken
