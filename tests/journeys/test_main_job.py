"""The user's whole path: import, operation, optimise, check, print, map; the same figures everywhere."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.checking import check_plan
from otp_desktop.services.demonstration import CODE, create_demonstration
from otp_desktop.services.operations import find_operation
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.workspace import Workspace, open_workspace
from tests.journeys.journey import Ran, otp, otp_here

PARIS = Path(__file__).parents[2].parent / "shared" / "data" / "paris"
SCHOOL_FILES = ("etablissements-scolaires-maternelles.csv", "etablissements-scolaires-ecoles-elementaires.csv")
LAYER_FILES = ("arrondissements.geojson", "plan-de-voirie-voies-deau.geojson")
ROLL = Path(__file__).parents[2] / "resources" / "demo" / "agents.csv"
# What a browser would fetch by itself; a link that only a click follows is none.
FOREIGN_ADDRESS = re.compile(r"""<(?:script|link|img|iframe)[^>]*\s(?:src|href)=["']?https?:|url\(["']?https?:""")


def _snapshot(database: Path, code: str) -> PlanSnapshot:
    workspace = open_workspace(str(database))
    try:
        found = find_operation(workspace, code)
        assert found.id is not None
        assert check_plan(workspace, found.id) == (), "every stored plan is legal"
        return load_snapshot(workspace, found.id)
    finally:
        workspace.close()


def _text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def _done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err
    return ran


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _line(out: str, label: str) -> str:
    (line,) = (line for line in out.splitlines() if line.strip().startswith(label))
    return line.strip().removeprefix(label).strip()


def test_the_demonstration_is_planned_printed_and_mapped(tmp_path: Path) -> None:
    database, out = tmp_path / "demo.sqlite", tmp_path / "out"
    ran = _done(otp("--database", database, "demo", "--out", out, "--seconds", 12, "--no-window", home=tmp_path))
    snapshot = _snapshot(database, CODE)
    total = snapshot.coverage.total
    assert (len(snapshot.agents), len(snapshot.sites), len(snapshot.needs)) == (463, 350, 5600)
    assert _number(_line(ran.out, "Agents")) == 463
    assert _number(_line(ran.out, "Points école")) == 350
    assert _number(_line(ran.out, "Créneaux")) == 5600
    assert _line(ran.out, "Effectif tenu").startswith(f"{total.held:,} / {total.required:,}".replace(",", "\u202f"))
    assert _number(_line(ran.out, "Effectif manquant")) == total.missing
    assert "prouvé" in _line(ran.out, "Borne prouvée")
    assert len(list((out / "sheets" / "sites").glob("*.pdf"))) == 350
    assert len(list((out / "sheets" / "units").glob("*.pdf"))) == len(
        {agent.unit for agent in snapshot.agents if agent.staff_number in snapshot.assignments_of_agent}
    )
    _same_people_on_sheet_and_plan(snapshot, out / "sheets")
    _same_figures_on_map_and_plan(snapshot, out / "carte-couverture.html")


def test_the_demonstration_is_made_once(tmp_path: Path) -> None:
    workspace: Workspace = open_workspace(str(tmp_path / "demo.sqlite"))
    first = create_demonstration(workspace)
    assert create_demonstration(workspace) == first
    assert "fictifs" in first.note
    workspace.close()


@pytest.mark.skipif(not PARIS.is_dir(), reason="the files of Paris Data are not here")
def test_the_real_schools_of_paris_are_imported_planned_printed_and_mapped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, sheets, map_file = tmp_path / "paris.sqlite", tmp_path / "fiches", tmp_path / "carte.html"
    here = ("--database", database)
    for name in LAYER_FILES:
        _done(otp_here(capsys, *here, "import", "layer", PARIS / name))
    for name in SCHOOL_FILES:
        _done(otp_here(capsys, *here, "import", "sites", PARIS / name))
    _done(otp_here(capsys, *here, "import", "agents", ROLL))
    schools = ["--site", "E13-001", "--site", "E13-002", "--site", "E18-003", "--site", "E20-001"]
    days = ["--first", "2026-09-07", "--last", "2026-09-08"]
    _done(otp_here(capsys, *here, "operation", "create", "R26", "--template", "rentree", *days, *schools))
    optimised = _done(otp_here(capsys, *here, "optimise", "R26", "--seconds", 3))
    _done(otp_here(capsys, *here, "print", "R26", "--out", sheets))
    _done(otp_here(capsys, *here, "map", "R26", "--out", map_file))
    snapshot = _snapshot(database, "R26")
    assert len(snapshot.needs) == 4 * (4 + 5)
    assert snapshot.coverage.total.missing == 0
    assert "Effectif manquant\u00a0: 0" in optimised.out
    assert {site.zone for site in snapshot.sites} == {"75113", "75118", "75120"}
    _same_people_on_sheet_and_plan(snapshot, sheets)
    _same_figures_on_map_and_plan(snapshot, map_file)
    assert "Paris Data" in map_file.read_text(encoding="utf-8"), "the licence asks for the attribution"


def _same_people_on_sheet_and_plan(snapshot: PlanSnapshot, sheets: Path) -> None:
    site = snapshot.sites[0]
    text = _text_of(sheets / "sites" / f"{site.code}.pdf")
    present = {
        row.agent
        for need in snapshot.coverage.needs_by_site[site.code]
        for row in snapshot.assignments_of_need[need.code]
    }
    assert present
    for number in present:
        assert snapshot.agent[number].full_name in text
    unit = snapshot.agent[min(present)].unit
    book = _text_of(sheets / "units" / f"{unit}.pdf")
    assert snapshot.agent[min(present)].full_name in book
    assert "congé" not in text + book, "reasons of absences are private"


def _same_figures_on_map_and_plan(snapshot: PlanSnapshot, file: Path) -> None:
    page = file.read_text(encoding="utf-8")
    assert not FOREIGN_ADDRESS.search(page)
    plain = re.sub(r"[\u202f\u00a0 ]", "", page)
    total = snapshot.coverage.total
    assert str(total.held) in plain
    assert str(total.required) in plain
