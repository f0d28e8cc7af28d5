"""The list of absences: for several agents at once, changed and removed where they stand."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Absence, Agent
from otp_desktop.services import absences, force
from otp_desktop.services.absences import AgentAbsence
from otp_desktop.services.errors import AbsenceGoneError, InvalidRecordError
from otp_desktop.services.staff_numbers import staff_numbers_of
from otp_desktop.services.workspace import Workspace, open_workspace

LEAVE = Absence(start=datetime(2026, 12, 1), end=datetime(2026, 12, 8), reason="congé")
COURSE = Absence(start=datetime(2026, 11, 2, 8), end=datetime(2026, 11, 2, 17), reason="stage")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    opened = open_workspace(str(tmp_path / "otp.sqlite"))
    for number in ("004512", "004513"):
        force.save_agent(opened, Agent(staff_number=number, last_name=f"Agent{number}", absences=(COURSE,)))
    return opened


def listed(ws: Workspace) -> tuple[AgentAbsence, ...]:
    return absences.absences_of(force.list_agents(ws))


def test_pasted_staff_numbers_are_told_apart_however_they_are_separated() -> None:
    assert staff_numbers_of(" 4512\t004513\r\n4512;9,  10\n") == ("4512", "004513", "9", "10")
    assert staff_numbers_of("  \n") == ()


def test_one_absence_is_given_to_several_agents_in_one_gesture(ws: Workspace) -> None:
    assert len(absences.add_absences(ws, ("4512", "4513"), LEAVE).ids(Kind.AGENT)) == 2
    assert [one.absence for one in listed(ws)] == [COURSE, COURSE, LEAVE, LEAVE]
    absences.add_absences(ws, ("4512",), LEAVE)
    assert len(listed(ws)) == 4


def test_an_unknown_number_adds_nothing(ws: Workspace) -> None:
    with pytest.raises(InvalidRecordError, match="77"):
        absences.add_absences(ws, ("4512", "77"), LEAVE)
    assert len(listed(ws)) == 2


def test_several_absences_of_one_agent_are_changed_at_once(ws: Workspace) -> None:
    absences.add_absences(ws, ("4512",), LEAVE)
    own = [one for one in listed(ws) if one.staff_number == "004512"]
    absences.change_absences(ws, [(one, replace(one.absence, reason="autre")) for one in own])
    (agent, _other) = force.list_agents(ws)
    assert [absence.reason for absence in agent.absences] == ["autre", "autre"]


def test_an_absence_ends_after_it_starts(ws: Workspace) -> None:
    (first, _second) = listed(ws)
    with pytest.raises(InvalidRecordError):
        absences.change_absences(ws, [(first, replace(first.absence, end=first.start))])


def test_what_somebody_else_removed_is_told_and_nothing_is_removed(ws: Workspace) -> None:
    first, second = listed(ws)
    absences.remove_absences(ws, [first])
    with pytest.raises(AbsenceGoneError):
        absences.remove_absences(ws, [second, first])
    assert listed(ws) == (second,)


def test_reasons_are_in_no_message_and_no_representation(ws: Workspace) -> None:
    (first, _second) = listed(ws)
    assert "stage" not in repr(first)
    assert "stage" not in str(AbsenceGoneError(agent=first.name))
