"""Set before Qt is loaded: no screen is needed, and Chromium runs in containers and as root."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from otp_desktop.texts import use_language
from otp_desktop.texts.language import DEFAULT_LANGUAGE

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

# A submission is judged on the same examples each time; on a developer's machine every run draws new ones.
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """Each test starts in the default language, whatever the one before it spoke: the setting is process-wide."""
    use_language(DEFAULT_LANGUAGE)
    yield
    use_language(DEFAULT_LANGUAGE)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was just made: a copy is there at once, where all migrations take a tenth of a second."""
    from otp_desktop.services.workspace import open_workspace  # after Qt: half of pydantic before it breaks the other

    file = tmp_path_factory.mktemp("empty") / "otp.sqlite"
    open_workspace(str(file)).close()
    return file


@pytest.fixture
def new_database(empty_database: Path, tmp_path: Path) -> Path:
    """An empty database of the test's own."""
    return Path(shutil.copy(empty_database, tmp_path / "otp.sqlite"))
