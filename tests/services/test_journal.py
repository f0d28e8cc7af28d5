"""The journal in words."""

import time
from collections.abc import Iterator

import pytest

from otp_desktop.domain.changes import Kind
from otp_desktop.services.journal import JournalQuery, list_gestures, read_entries
from otp_desktop.services.journal_fields import value_text
from otp_desktop.services.needs import list_needs, remove_needs
from otp_desktop.services.plans import assign
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import operation_id


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


def test_a_row_of_a_plan_names_its_post_by_place_and_hours_while_the_post_exists(small: Workspace) -> None:
    operation = operation_id(small)
    need = list_needs(small, operation)[0]
    assign(small, operation, "001", need.code, need.roles[0].code)
    assigned = list_gestures(small, JournalQuery())[0].id

    def named() -> str:
        return read_entries(small, assigned, JournalQuery())[-1].fields[-1].name

    assert named().startswith("École 1, jeu. 10 sept. 8\u00a0h\u00a005") and named().endswith(" – 001 NOM1 Élise")
    assert need.id is not None
    remove_needs(small, [need.id])
    assert named() == f"{need.code} – 001 NOM1 Élise"
