"""Calendars of agents: stable events, cancelled ones, nothing private."""

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from otp_desktop.services.calendars import CalendarChoice, export_agent_calendar, export_calendars
from otp_desktop.services.errors import NobodyAssignedError, NoDutyToComeError, UnknownSheetsError
from otp_desktop.services.plans import assign, load_snapshot, unassign
from otp_desktop.services.sites import list_sites, save_site
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import THURSDAY, operation_id

MARKUP = "<b>&;,\nBEGIN:VEVENT"


def needs_of(ws: Workspace) -> list[str]:
    return [need.code for need in load_snapshot(ws, operation_id(ws)).needs if need.site == "E13-003"]


def give(ws: Workspace, agent: str, need: str) -> None:
    assign(ws, operation_id(ws), agent, need, load_snapshot(ws, operation_id(ws)).need[need].roles[0].code)


@pytest.fixture
def published(small: Workspace) -> Workspace:
    """002 holds the first need of a school, 003 the second; the name of the school tries to break the file."""
    (site,) = (site for site in list_sites(small) if site.code == "E13-003")
    save_site(small, replace(site, name=MARKUP, note="SECRET"))
    first, second = needs_of(small)[:2]
    give(small, "002", first)
    give(small, "003", second)
    publish_plan(small, operation_id(small))
    return small


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def written(ws: Workspace, folder: Path, number: int, choice: CalendarChoice | None = None) -> dict[str, list[Any]]:
    files = export_calendars(ws, operation_id(ws), folder, number, choice or CalendarChoice())
    return {file.relative_to(folder).as_posix(): events(file.read_bytes()) for file in files}


def test_each_agent_gets_a_private_calendar_in_the_folder_of_the_unit(published: Workspace, tmp_path: Path) -> None:
    found = written(published, tmp_path, 1)
    assert list(found) == ["DT13/NOM2-Elise-002.ics", "DT13/NOM3-Elise-003.ics"]
    (event,) = found["DT13/NOM2-Elise-002.ics"]
    need = load_snapshot(published, operation_id(published), 1).need[needs_of(published)[0]]
    assert event["DTSTART"].dt.replace(tzinfo=None) == need.start
    assert event["SUMMARY"].startswith(MARKUP)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 1)
    assert {file.stat().st_mode & 0o777 for file in tmp_path.rglob("*.ics")} == {0o600}


def test_nothing_of_others_and_no_instruction_is_in_a_calendar(published: Workspace, tmp_path: Path) -> None:
    written(published, tmp_path, 1)
    content = (tmp_path / "DT13" / "NOM2-Elise-002.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    for private in ("NOM3", "SECRET", "arrêt maladie", "NOM1"):
        assert private not in content


def test_a_duty_that_stays_keeps_its_event_and_one_that_goes_is_cancelled(published: Workspace, tmp_path: Path) -> None:
    before = written(published, tmp_path / "v1", 1)
    first, _second, third = needs_of(published)[:3]
    unassign(published, operation_id(published), [("002", first)])
    give(published, "003", third)
    publish_plan(published, operation_id(published))
    after = written(published, tmp_path / "v2", 2)
    (gone,) = after["DT13/NOM2-Elise-002.ics"]
    (old,) = before["DT13/NOM2-Elise-002.ics"]
    assert (gone["UID"], gone["STATUS"], gone["SEQUENCE"]) == (old["UID"], "CANCELLED", 2)
    kept = {event["UID"]: event["STATUS"] for event in after["DT13/NOM3-Elise-003.ics"]}
    assert before["DT13/NOM3-Elise-003.ics"][0]["UID"] in kept
    assert list(kept.values()) == ["CONFIRMED", "CONFIRMED"]
    uids = [event["UID"] for found in after.values() for event in found]
    assert len(set(uids)) == len(uids)


def test_a_published_version_makes_the_same_files_again(published: Workspace, tmp_path: Path) -> None:
    (one,) = export_calendars(published, operation_id(published), tmp_path / "a", 1, CalendarChoice(zipped=True))
    (two,) = export_calendars(published, operation_id(published), tmp_path / "b", 1, CalendarChoice(zipped=True))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.namelist() == ["NOM2-Elise-002.ics", "NOM3-Elise-003.ics"]
        assert events(archive.read("NOM2-Elise-002.ics"))[0]["STATUS"] == "CONFIRMED"


def test_a_draft_is_tentative_and_never_counts_against_a_published_version(
    published: Workspace, tmp_path: Path
) -> None:
    unassign(published, operation_id(published), [("002", needs_of(published)[0])])
    found = written(published, tmp_path, 0)
    (event,) = found["DT13/NOM3-Elise-003.ics"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("TENTATIVE", 0)
    assert "DT13/NOM2-Elise-002.ics" not in found


def test_units_and_agents_are_chosen_and_unknown_ones_refused(published: Workspace, tmp_path: Path) -> None:
    assert list(written(published, tmp_path, 1, CalendarChoice(agents=frozenset({"003"})))) == [
        "DT13/NOM3-Elise-003.ics"
    ]
    with pytest.raises(UnknownSheetsError, match="999, DT99"):
        written(published, tmp_path, 1, CalendarChoice(units=frozenset({"DT99"}), agents=frozenset({"999"})))


def test_stop_leaves_whole_files(published: Workspace, tmp_path: Path) -> None:
    files = export_calendars(published, operation_id(published), tmp_path, 1, stop_requested=lambda: True)
    assert len(files) == 1
    assert events(files[0].read_bytes())


def test_a_plan_without_assignments_has_no_calendar(small: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NobodyAssignedError, match="JEUDI"):
        export_calendars(small, operation_id(small), tmp_path)


def test_the_calendar_of_one_agent_holds_what_is_published_and_to_come(published: Workspace, tmp_path: Path) -> None:
    file = export_agent_calendar(published, "002", tmp_path / "agenda.ics", THURSDAY)
    (event,) = events(file.read_bytes())
    assert event["STATUS"] == "CONFIRMED"
    with pytest.raises(NoDutyToComeError, match="002"):
        export_agent_calendar(published, "002", file, THURSDAY.replace(year=2027))
