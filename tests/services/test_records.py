"""Forms saved and removed: agents, sites, needs, operations."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from otp_desktop.db.errors import RecordInUseError, StaleRecordError
from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.force import Absence, HeldQualification, Unit
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.times import PARIS
from otp_desktop.services.errors import InvalidRecordError, NoSiteError, UnknownOperationError, UnknownSitesError
from otp_desktop.services.force import (
    agent_faults,
    list_agents,
    list_units,
    remove_agents,
    remove_units,
    save_agent,
    save_unit,
    unit_faults,
    units_without_base,
)
from otp_desktop.services.needs import list_needs, need_faults, remove_needs, save_need
from otp_desktop.services.operations import (
    OperationRequest,
    create_operation,
    find_operation,
    list_operations,
    remove_operation,
    save_operation,
)
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.sites import list_sites, remove_sites, save_site, site_faults
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import OPERATION, THURSDAY, agent, need_at, operation_id, site


def _columns(save: Callable[[], Changes]) -> list[str]:
    with pytest.raises(InvalidRecordError) as caught:
        save()
    return [fault.column for fault in caught.value.faults]


def test_a_saved_agent_comes_back_as_it_went_in(small: Workspace) -> None:
    changes = save_agent(small, replace(agent(7), active=False))
    (stored,) = (one for one in list_agents(small) if one.staff_number == "007")
    assert changes == Changes.of(Kind.AGENT, stored.id)
    assert replace(stored, id=None, version=0) == replace(agent(7), active=False)


def test_an_agent_without_name_with_a_taken_number_and_unknown_unit_is_refused_field_by_field(small: Workspace) -> None:
    wrong = replace(agent(1), last_name=" ", unit="DT99", qualifications=(HeldQualification(code="vol"),))
    assert _columns(lambda: save_agent(small, wrong)) == ["last_name", "staff_number", "unit", "qualifications"]


def test_periods_that_end_before_they_start_are_faults() -> None:
    late = datetime(2026, 9, 2)
    wrong = replace(
        agent(1),
        absences=(Absence(start=late, end=late),),
        qualifications=(HeldQualification(code="moto", valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1)),),
    )
    assert [fault.column for fault in agent_faults(wrong)] == ["qualifications", "absences"]


def test_a_second_planners_change_is_not_overwritten(small: Workspace) -> None:
    seen = list_agents(small)[0]
    save_agent(small, replace(seen, grade="brigadier"))
    with pytest.raises(StaleRecordError):
        save_agent(small, replace(seen, grade="gardien"))


def test_removed_agents_leave_the_drafts(small: Workspace) -> None:
    need = list_needs(small, operation_id(small))[0]
    assign(small, operation_id(small), "002", need.code, "guard")
    leaving = next(one.id for one in list_agents(small) if one.staff_number == "002")
    assert leaving is not None
    remove_agents(small, [leaving])
    assert load_snapshot(small, operation_id(small)).plan.assignments == ()


def test_a_unit_is_added_based_renamed_and_removed(small: Workspace) -> None:
    added = save_unit(small, Unit(code="DT2", name="Division territoriale du 2e"))
    (stored,) = (unit for unit in list_units(small) if unit.code == "DT2")
    assert added == Changes.of(Kind.UNIT, stored.id)
    based = replace(stored, name="DT 2e", position=Position(48.867, 2.343))
    save_unit(small, based)
    (known,) = (unit for unit in list_units(small) if unit.code == "DT2")
    assert replace(known, version=0) == replace(based, version=0)
    assert stored.id is not None
    assert remove_units(small, [stored.id]) == added
    assert [unit.code for unit in list_units(small)] == ["DT13"]


def test_a_unit_without_code_and_name_or_with_a_taken_code_is_refused_field_by_field(small: Workspace) -> None:
    assert _columns(lambda: save_unit(small, Unit(code=" ", name=""))) == ["code", "name"]
    assert _columns(lambda: save_unit(small, Unit(code="dt13", name="Autre"))) == ["code"]
    assert [fault.column for fault in unit_faults(Unit(code="X" * 41, name="N" * 201))] == ["code", "name"]


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (Position(48.83, 2.36), ""),
        (Position(16.24, -61.53), ""),
        (Position(2.36, 48.83), "inversées"),
        (Position(0, 0), "hors de France"),
    ],
)
def test_positions_typed_the_wrong_way_round_or_elsewhere_are_faults(position: Position, words: str) -> None:
    for faults in (
        unit_faults(Unit(code="DT1", name="Un", position=position)),
        agent_faults(replace(agent(1), position=position)),
        site_faults(replace(site(1), position=position)),
    ):
        assert [fault.column for fault in faults] == (["position"] if words else [])
        assert all(words in str(fault.message) for fault in faults)


def test_agents_follow_their_unit_when_its_code_changes(small: Workspace) -> None:
    save_unit(small, replace(list_units(small)[0], code="DT-13"))
    assert {one.unit for one in list_agents(small)} == {"DT-13"}


def test_a_unit_with_agents_is_not_removed(small: Workspace) -> None:
    save_unit(small, Unit(code="DT2", name="Division territoriale du 2e"))
    ids = [unit.id for unit in list_units(small) if unit.id is not None]
    with pytest.raises(RecordInUseError, match="DT13"):
        remove_units(small, ids)
    assert len(list_units(small)) == 2


def test_units_without_a_base_count_where_an_active_agent_starts_from_them(small: Workspace) -> None:
    def missing() -> list[str]:
        return [unit.code for unit in units_without_base(load_snapshot(small, operation_id(small)))]

    save_unit(small, Unit(code="DT2", name="Division territoriale du 2e"))
    assert missing() == []
    save_agent(small, replace(agent(7), unit="DT2", position=Position(48.86, 2.34)))
    save_agent(small, replace(agent(8), unit="DT2", active=False))
    assert missing() == []
    save_agent(small, replace(agent(9), unit="DT2"))
    assert missing() == ["DT2"]


def test_a_site_with_needs_is_not_removed(small: Workspace) -> None:
    ids = [one.id for one in list_sites(small) if one.id is not None]
    with pytest.raises(KnownError):
        remove_sites(small, ids)
    assert len(list_sites(small)) == 3


@pytest.mark.parametrize(("rank", "columns"), [(0, ["danger_rank"]), (1, []), (5, []), (6, ["danger_rank"])])
def test_danger_ranks_go_from_one_to_five(rank: int, columns: list[str]) -> None:
    assert [fault.column for fault in site_faults(replace(site(1), danger_rank=rank))] == columns


def test_two_sites_cannot_have_one_code_whatever_its_case(small: Workspace) -> None:
    assert _columns(lambda: save_site(small, replace(site(1), code="e13-001"))) == ["code"]


def test_a_need_is_added_changed_and_removed(small: Workspace) -> None:
    operation = operation_id(small)
    count = len(list_needs(small, operation))
    start, end = datetime(2026, 9, 10, 22), datetime(2026, 9, 11, 2)
    added = save_need(small, need_at(start, end, operation_id=operation, code="NUIT"))
    (stored,) = (need for need in list_needs(small, operation) if need.code == "NUIT")
    assert added == Changes.of(Kind.NEED, stored.id)
    save_need(small, replace(stored, priority=1))
    assert next(need.priority for need in list_needs(small, operation) if need.code == "NUIT") == 1
    assert stored.id is not None
    remove_needs(small, [stored.id])
    assert len(list_needs(small, operation)) == count


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({}, []),
        ({"end": datetime(2026, 9, 10, 8)}, ["end"]),
        ({"priority": 6}, ["priority"]),
        ({"roles": ()}, ["roles"]),
        ({"roles": (RoleLine(code="guard", count=1, minimum=2),)}, ["roles"]),
        ({"roles": (RoleLine(code="guard", count=1), RoleLine(code="guard", count=1))}, ["roles"]),
        ({"start": datetime(2027, 3, 28, 2, 30), "end": datetime(2027, 3, 28, 4)}, ["start"]),
        # The hour that October plays twice: from its first pass to its second is an hour, not nothing.
        ({"start": datetime(2026, 10, 25, 2, 30), "end": datetime(2026, 10, 25, 2, 30, fold=1)}, []),
    ],
)
def test_faults_of_a_need_name_their_field(changes: dict[str, object], columns: list[str]) -> None:
    need = replace(need_at(datetime(2026, 9, 10, 8), datetime(2026, 9, 10, 9)), **changes)  # type: ignore[arg-type]
    assert [fault.column for fault in need_faults(need, PARIS)] == columns


def test_a_need_is_judged_by_the_clocks_of_its_operation(small: Workspace) -> None:
    """At half past two that night clocks in Paris have gone on to half past three; on La Réunion they never change."""
    there = replace(_request(code="SUD", sites=("E13-001",)), timezone="Indian/Reunion")
    create_operation(small, there)
    skipped_in_paris = need_at(datetime(2027, 3, 28, 2, 30), datetime(2027, 3, 28, 4), code="NUIT")
    save_need(small, replace(skipped_in_paris, operation_id=operation_id(small, "SUD")))
    with pytest.raises(InvalidRecordError):
        save_need(small, replace(skipped_in_paris, operation_id=operation_id(small)))


def test_an_operation_of_chosen_sites_has_needs_there_only(small: Workspace) -> None:
    create_operation(small, _request(sites=("E13-002",)))
    assert {need.site for need in list_needs(small, operation_id(small, "AUTRE"))} == {"E13-002"}


def test_nothing_is_stored_of_an_operation_that_cannot_be_made(small: Workspace) -> None:
    with pytest.raises(UnknownSitesError, match="E99"):
        create_operation(small, _request(sites=("E99",)))
    with pytest.raises(NoSiteError):
        create_operation(small, _request(template="road-code"))
    assert _columns(lambda: create_operation(small, _request(code=OPERATION.lower()))) == ["code"]
    assert _columns(lambda: create_operation(small, _request(last_day=date(2026, 9, 9)))) == ["last_day"]
    assert [operation.code for operation in list_operations(small)] == [OPERATION]


def test_a_template_brings_the_qualifications_it_asks_for(small: Workspace) -> None:
    create_operation(small, _request(template="ceremony", sites=("E13-001",)))
    roles = [role for need in list_needs(small, operation_id(small, "AUTRE")) for role in need.roles]
    assert {code for role in roles for code in role.qualifications} == {"leader", "first_aid"}


def test_an_operation_is_renamed_and_removed_with_its_needs(small: Workspace) -> None:
    operation = find_operation(small, OPERATION)
    save_operation(small, replace(operation, name="Jeudi de rentrée"))
    assert find_operation(small, OPERATION).name == "Jeudi de rentrée"
    changes = remove_operation(small, operation_id(small))
    assert len(changes.ids(Kind.NEED)) == 12
    with pytest.raises(UnknownOperationError, match=OPERATION):
        find_operation(small, OPERATION)


def _request(
    code: str = "AUTRE",
    template: str = "rentree",
    sites: tuple[str, ...] | None = None,
    last_day: date = THURSDAY,
) -> OperationRequest:
    return OperationRequest(
        template=template, code=code, name="Autre", first_day=THURSDAY, last_day=last_day, sites=sites
    )
