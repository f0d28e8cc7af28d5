"""Qualifications given, renewed and taken off for many agents at once, each in one gesture."""

from datetime import date
from pathlib import Path

import pytest

from otp_desktop.db.errors import RecordInUseError
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Agent, HeldQualification, Qualification
from otp_desktop.domain.validity import Validity
from otp_desktop.services import force, holders
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.workspace import Workspace, open_workspace

TODAY = date(2026, 11, 22)
NEXT_YEAR = date(2027, 11, 30)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Three agents: one holds first aid until today, one held it until spring, one never."""
    opened = open_workspace(str(tmp_path / "otp.sqlite"))
    holders.save_qualification(opened, Qualification(code="aid", label="Premiers secours"))
    for number, until in (("000001", TODAY), ("000002", date(2026, 3, 31)), ("000003", None)):
        held = (HeldQualification(code="aid", valid_until=until),) if until else ()
        force.save_agent(opened, Agent(staff_number=number, last_name=f"Agent{number}", qualifications=held))
    return opened


def periods(ws: Workspace) -> dict[str, tuple[HeldQualification, ...]]:
    return {agent.staff_number: agent.qualifications for agent in force.list_agents(ws)}


def ids(ws: Workspace) -> list[int]:
    return [agent.id for agent in force.list_agents(ws) if agent.id is not None]


def test_a_renewal_prolongs_what_holds_and_begins_anew_where_it_had_expired(ws: Workspace) -> None:
    changes = holders.renew(ws, "aid", ids(ws), TODAY, NEXT_YEAR)
    assert changes.ids(Kind.AGENT) == set(ids(ws))
    new = HeldQualification(code="aid", valid_from=TODAY, valid_until=NEXT_YEAR)
    assert periods(ws) == {
        "000001": (HeldQualification(code="aid", valid_until=NEXT_YEAR),),
        "000002": (HeldQualification(code="aid", valid_until=date(2026, 3, 31)), new),
        "000003": (new,),
    }


def test_a_renewal_never_shortens(ws: Workspace) -> None:
    holders.renew(ws, "aid", ids(ws), TODAY, NEXT_YEAR)
    before = periods(ws)
    holders.renew(ws, "aid", ids(ws), TODAY, date(2027, 1, 1))
    assert periods(ws) == before


def test_an_end_before_the_start_is_refused(ws: Workspace) -> None:
    with pytest.raises(InvalidRecordError) as raised:
        holders.renew(ws, "aid", ids(ws), TODAY, date(2026, 1, 1))
    assert [fault.column for fault in raised.value.faults] == ["until"]


def test_staff_numbers_without_their_zeros_are_found_and_unknown_ones_told_all_at_once(ws: Workspace) -> None:
    holders.grant(ws, "aid", ("3",), TODAY, None)
    assert periods(ws)["000003"] == (HeldQualification(code="aid", valid_from=TODAY),)
    with pytest.raises(InvalidRecordError, match="77, 88"):
        holders.grant(ws, "aid", ("77", "1", "88"), TODAY, None)
    assert len(periods(ws)["000001"]) == 1


def test_taken_off_it_can_be_deleted_and_not_before(ws: Workspace) -> None:
    (qualification,) = force.list_qualifications(ws)
    assert qualification.id is not None
    with pytest.raises(RecordInUseError):
        holders.remove_qualifications(ws, [qualification.id])
    holders.take_off(ws, "aid", ids(ws))
    holders.remove_qualifications(ws, [qualification.id])
    assert force.list_qualifications(ws) == ()


def test_alerts_count_what_active_agents_lose(ws: Workspace) -> None:
    agents = force.list_agents(ws)
    assert holders.alerts(agents, TODAY) == 2
    states = [holder.validity for holder in holders.holders_by_code(agents, TODAY)["aid"]]
    assert states == [Validity.EXPIRING, Validity.EXPIRED]
    gone = Agent(staff_number="9", last_name="Parti", active=False, qualifications=agents[0].qualifications)
    assert holders.alerts([gone], TODAY) == 0


def test_a_code_is_used_once(ws: Workspace) -> None:
    with pytest.raises(InvalidRecordError) as raised:
        holders.save_qualification(ws, Qualification(code="AID", label=""))
    assert {fault.column for fault in raised.value.faults} == {"code", "label"}
