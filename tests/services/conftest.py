"""A real SQLite file for each test, empty or with a small force."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from otp_desktop.services.workspace import Workspace, open_workspace
from tests.services.small_force import add_small_force


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    workspace = open_workspace(str(tmp_path / "otp.sqlite"))
    yield workspace
    workspace.close()


@pytest.fixture
def small(ws: Workspace) -> Workspace:
    add_small_force(ws)
    return ws
