"""A new database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from otp_desktop.db import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "otp.sqlite"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    database = Database.open(file)
    yield database
    database.close()
