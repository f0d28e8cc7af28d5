"""The journal in words."""

import time
from collections.abc import Iterator

import pytest

from otp_desktop.domain.changes import Kind
from otp_desktop.services.journal_fields import value_text


@pytest.fixture
def in_paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot be told its time zone")
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_paris")
def test_an_instant_is_told_by_the_readers_clock_and_a_civil_time_as_it_is() -> None:
    assert value_text(Kind.PLAN, "published_at", "2026-08-31T10:00:00+00:00") == "31/08/2026 12\u00a0h\u00a000"
    assert value_text(Kind.NEED, "start", "2026-08-31T10:00:00") == "31/08/2026 10\u00a0h\u00a000"
