"""``otp-desktop print`` tells how far it is on a terminal, and nothing where its messages go to a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.workspace import Workspace, open_workspace
from tests.journeys.journey import Ran, otp_here
from tests.services.small_force import OPERATION, add_small_force, operation_id


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Workspace]:
    workspace = open_workspace(str(tmp_path / "otp.sqlite"))
    add_small_force(workspace)
    need = load_snapshot(workspace, operation_id(workspace)).needs[0]
    assign(workspace, operation_id(workspace), "002", need.code, need.roles[0].code)
    yield workspace
    workspace.close()


def printed(planned: Workspace, capsys: pytest.CaptureFixture[str], folder: Path) -> Ran:
    options = ("--out", folder, "--document", "unit-book", "--document", "site-sheet")
    return otp_here(capsys, "--database", planned.location, "print", OPERATION, *options)


def test_a_terminal_sees_how_many_documents_are_done(
    planned: Workspace, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    ran = printed(planned, capsys, tmp_path / "out")
    count = len(list((tmp_path / "out").rglob("*.pdf")))
    assert (ran.code, f"{count} documents sur {count}" in ran.err) == (0, True)
    assert "documents sur" not in ran.out


def test_a_file_gets_no_progress(planned: Workspace, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = printed(planned, capsys, tmp_path / "out")
    assert (ran.code, ran.err) == (0, "")
