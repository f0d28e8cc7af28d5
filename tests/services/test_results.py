"""Sheets and map written from a plan."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from otp_desktop.services.errors import NothingOfDocumentError, NothingToPrintError, UnknownSheetsError
from otp_desktop.services.file_names import safe_file_name
from otp_desktop.services.maps import export_map
from otp_desktop.services.operations import OperationRequest, create_operation
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.sheet_kinds import TO_REPRINT, SheetKind
from otp_desktop.services.sheets import SheetChoice, print_operation
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import THURSDAY, operation_id, optimised


def test_each_unit_and_each_site_gets_its_sheet_in_private_folders(small: Workspace, tmp_path: Path) -> None:
    optimised(small)
    steps: list[tuple[int, int]] = []
    files = print_operation(
        small, operation_id(small), tmp_path / "fiches", on_progress=lambda done, all_: steps.append((done, all_))
    )
    names = [str(file.relative_to(tmp_path / "fiches")) for file in files]
    assert names == [
        "agents/DT13.pdf",
        "chief-list.pdf",
        "dossier.pdf",
        "legal-control.pdf",
        "not-held.pdf",
        "organisation-chart.pdf",
        "procedure-cards.pdf",
        "service-bulletins/DT13.pdf",
        "sign-in/DT13.pdf",
        "sites/E13-001.pdf",
        "sites/E13-002.pdf",
        "sites/E13-003.pdf",
        "units/DT13.pdf",
    ]
    assert steps == [(done, len(names)) for done in range(len(names) + 1)]
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)
    assert {place.stat().st_mode & 0o777 for place in (tmp_path / "fiches", files[0].parent)} == {0o700}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_document_whose_matter_the_operation_lacks_is_refused_in_words(small: Workspace, tmp_path: Path) -> None:
    optimised(small)
    choice = SheetChoice(frozenset({SheetKind.DEROGATION_DECISION}))
    with pytest.raises(NothingOfDocumentError, match="Projet de décision de dérogation"):
        print_operation(small, operation_id(small), tmp_path / "fiches", choice=choice)
    assert not (tmp_path / "fiches").exists()


def test_documents_units_and_sites_are_chosen(small: Workspace, tmp_path: Path) -> None:
    optimised(small)
    sites = SheetChoice(frozenset({SheetKind.SITE_SHEET}), sites=frozenset({"E13-002"}))
    (file,) = print_operation(small, operation_id(small), tmp_path, choice=sites)
    assert file == tmp_path / "sites" / "E13-002.pdf"
    agents = SheetChoice(frozenset({SheetKind.AGENT_SHEETS}))
    (file,) = print_operation(small, operation_id(small), tmp_path, choice=agents)
    assert file == tmp_path / "agents" / "DT13.pdf"
    assert not SheetChoice(frozenset({SheetKind.UNIT_BOOK}), units=frozenset()).makes_something


def test_an_unknown_unit_or_site_is_refused_by_its_code(small: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnknownSheetsError, match="DT99, E99"):
        choice = SheetChoice(units=frozenset({"DT99"}), sites=frozenset({"E13-001", "E99"}))
        print_operation(small, operation_id(small), tmp_path, choice=choice)
    assert list(tmp_path.glob("*.pdf")) == []


def test_after_a_new_version_only_changed_sheets_are_printed_with_the_changes_by_chief(
    small: Workspace, tmp_path: Path
) -> None:
    first = load_snapshot(small, operation_id(small))
    needs = [need for need in first.needs if need.site == "E13-003"]
    for agent, need in (("002", needs[0]), ("003", needs[1])):
        assign(small, operation_id(small), agent, need.code, need.roles[0].code)
    publish_plan(small, operation_id(small))
    assign(small, operation_id(small), "003", needs[2].code, needs[2].roles[0].code)
    publish_plan(small, operation_id(small))
    choice = SheetChoice(TO_REPRINT)
    agents, changes = print_operation(small, operation_id(small), tmp_path, number=2, choice=choice, since=1)
    (sheet,) = (page.extract_text() for page in PdfReader(agents).pages)
    assert "NOM3" in sheet and "NOM2" not in sheet
    assert "Version 2 – remplace v1" in sheet
    listed = PdfReader(changes).pages[0].extract_text()
    assert "NOM3" in listed and "NOM2" not in listed
    assert "16 h 50 – 17 h 50" in listed and "16 h 10" not in listed
    (only,) = print_operation(small, operation_id(small), tmp_path, number=2, choice=choice, since=2)
    assert only == changes
    assert "Aucune affectation n’a changé." in PdfReader(only).pages[0].extract_text()


def test_a_stopped_printing_returns_the_sheets_it_wrote(small: Workspace, tmp_path: Path) -> None:
    files = print_operation(small, operation_id(small), tmp_path, stop_requested=lambda: any(tmp_path.rglob("*.pdf")))
    assert files == tuple(tmp_path.rglob("*.pdf"))
    assert len(files) == 1
    assert print_operation(small, operation_id(small), tmp_path / "none", stop_requested=lambda: True) == ()


def test_an_operation_without_needs_is_not_printed(small: Workspace, tmp_path: Path) -> None:
    create_operation(
        small, OperationRequest(template="blank", code="VIDE", name="Vide", first_day=THURSDAY, last_day=THURSDAY)
    )
    with pytest.raises(NothingToPrintError, match="VIDE"):
        print_operation(small, operation_id(small, "VIDE"), tmp_path / "fiches")
    assert not (tmp_path / "fiches").exists()


def test_the_map_is_one_file_without_foreign_addresses(small: Workspace, tmp_path: Path) -> None:
    file = export_map(small, operation_id(small), tmp_path / "cartes" / "carte.html")
    assert "École 1" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("DT13", "DT13"),
        ("É/13 <b>&", "E-13-b"),
        ("../../etc/passwd", "etc-passwd"),
        (".caché", "cache"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("★", "_"),
        ("x" * 300, "x" * 80),
    ],
)
def test_file_names_are_safe_everywhere(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe
