"""A real SQLite file for each test, empty or with a small force."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from otp_desktop.services.workspace import Workspace, open_workspace
from tests.services.small_force import add_small_force


@pytest.fixture
def ws(new_database: Path) -> Iterator[Workspace]:
    workspace = open_workspace(str(new_database))
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def small_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small force, made once; tests work on copies."""
    file = Path(shutil.copy(empty_database, tmp_path_factory.mktemp("small") / "otp.sqlite"))
    workspace = open_workspace(str(file))
    add_small_force(workspace)
    workspace.close()
    return file


@pytest.fixture
def small(small_database: Path, tmp_path: Path) -> Iterator[Workspace]:
    workspace = open_workspace(str(shutil.copy(small_database, tmp_path / "otp.sqlite")))
    yield workspace
    workspace.close()
