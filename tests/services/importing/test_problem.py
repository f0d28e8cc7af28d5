"""A planning problem becomes a new operation; what is known is brought to what it says, and one Undo takes all back."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from otp_desktop.domain.force import Absence
from otp_desktop.domain.working_time import Derogation, TravelModel, WorkingTimeRules
from otp_desktop.exchange.subject import Subject
from otp_desktop.planning import problem as planning
from otp_desktop.planning.problem_file import read_problem, write_problem
from otp_desktop.planning.scenarios import SCENARIOS
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.force import list_agents, list_qualifications, save_agent
from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.importing.pipeline import import_file, preview
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.operations import list_operations
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.problems import export_problem
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace, open_workspace
from tests.planning.builders import agent, interval, need, position, problem, role, serve, site, unit
from tests.services.contents import contents


@pytest.fixture
def small_problem() -> planning.Problem:
    return replace(
        problem(
            [
                agent("001", unit="DT9", skills=["dog"], position=position()),
                agent("777", unavailable=[interval("2026-10-05T00:00", "2026-10-06T00:00")]),
            ],
            [need("N/1", "2026-10-05T08:00", "2026-10-05T12:00", role("handler", 1, skills=["dog"]), site="gate")],
            sites=[site("gate", position(east_km=1))],
            units=[unit("DT9", position())],
            locked=serve("001", "N/1", role="handler"),
        ),
        name="Marché d’automne",
        rules=WorkingTimeRules(duty_minutes=540),
        travel=TravelModel(),
    )


def request_of(folder: Path, asked: planning.Problem, name: str = "problem.json") -> ImportRequest:
    file = folder / name
    file.write_text(write_problem(asked), encoding="utf-8")
    return ImportRequest(path=file, subject=Subject.PROBLEM)


def test_it_is_a_new_operation_with_its_needs_and_locked_rows(
    small: Workspace, tmp_path: Path, small_problem: planning.Problem
) -> None:
    report = import_file(small, request_of(tmp_path, small_problem))
    operation = next(one for one in list_operations(small) if one.name == "Marché d’automne")
    assert (operation.code, operation.rules.duty_minutes) == ("marche-d-automne", 540)
    assert operation.id is not None
    snapshot = load_snapshot(small, operation.id)
    assert [one.code for one in snapshot.needs] == ["N/1"]
    assert [(row.agent, row.need, row.locked) for row in snapshot.plan.assignments] == [("001", "N/1", True)]
    assert {"dog"} <= {one.code for one in list_qualifications(small)}
    assert (report.added, report.changed) == (6, 1)  # operation, need, row, unit, site, agent; an agent known


def test_what_is_known_keeps_its_name_and_its_private_reasons(
    small: Workspace, tmp_path: Path, small_problem: planning.Problem
) -> None:
    known = list_agents(small)[0]
    leave = Absence(start=datetime(2026, 10, 5), end=datetime(2026, 10, 6), reason="privé")
    save_agent(small, replace(known, absences=(leave,)))
    away = interval("2026-10-05T00:00", "2026-10-06T00:00")
    agents = (replace(small_problem.agents[0], unavailable=(away,)), small_problem.agents[1])
    import_file(small, request_of(tmp_path, replace(small_problem, agents=agents)))
    after = next(one for one in list_agents(small) if one.staff_number == "001")
    assert (after.last_name, after.absences) == (known.last_name, (leave,))
    assert (after.unit, after.corps) == ("DT9", known.corps)


def test_one_undo_takes_it_all_back(small: Workspace, tmp_path: Path, small_problem: planning.Problem) -> None:
    before = contents(small)
    report = import_file(small, request_of(tmp_path, small_problem))
    assert report.changes.gesture is not None
    after = contents(small)
    taken_back = undo(small, report.changes.gesture)
    assert contents(small) == before
    assert taken_back.gesture is not None
    undo(small, taken_back.gesture)
    assert contents(small) == after


def test_the_preview_stores_nothing_and_tells_what_has_no_place(
    small: Workspace, tmp_path: Path, small_problem: planning.Problem
) -> None:
    before = contents(small)
    wished = replace(
        small_problem,
        travel=None,
        wishes=(planning.Wish(agent="777", start=datetime(2026, 10, 5), end=datetime(2026, 10, 6), cost=1),),
    )
    made = preview(small, request_of(tmp_path, wished))
    assert made.matching.count(RowState.NEW) == 6
    assert len(made.matching.read.warnings) == 2
    assert contents(small) == before


def test_a_second_import_is_another_operation_and_changes_nothing_else(
    small: Workspace, tmp_path: Path, small_problem: planning.Problem
) -> None:
    asked = request_of(tmp_path, small_problem)
    import_file(small, asked)
    again = import_file(small, asked)
    assert (again.added, again.changed) == (3, 0)
    assert {"marche-d-automne", "marche-d-automne-2"} <= {one.code for one in list_operations(small)}


def test_what_the_database_cannot_keep_is_told_all_at_once(
    small: Workspace, tmp_path: Path, small_problem: planning.Problem
) -> None:
    nobody = planning.RoleLine(id="guard", count=1, corps=())
    first = small_problem.needs[0]
    far = replace(first, id="N/2", start=first.start.replace(year=2028), end=first.end.replace(year=2028))
    needs = (replace(first, roles=(nobody,)), far)
    with pytest.raises(InvalidRecordError) as told:
        import_file(small, request_of(tmp_path, replace(small_problem, needs=needs, locked=())))
    assert {fault.path for fault in told.value.faults} == {"/needs/0", ""}


def test_limits_that_the_law_does_not_know_become_its_own(
    small: Workspace, tmp_path: Path, small_problem: planning.Problem
) -> None:
    loose = replace(small_problem, rules=replace(small_problem.rules, duty_minutes=900, daily_rest_minutes=None))
    asked = request_of(tmp_path, loose)
    assert [str(fault.message.template).split(":")[0] for fault in preview(small, asked).matching.read.warnings] == [
        "Limits that are missing or wider than the law's become those of the law"
    ]
    import_file(small, asked)
    (operation,) = (one for one in list_operations(small) if one.name == loose.name)
    assert (operation.rules.duty_minutes, operation.rules.daily_rest_minutes) == (600, 660)


def test_a_derogation_without_a_reason_says_where_it_came_from(
    small: Workspace, tmp_path: Path, small_problem: planning.Problem
) -> None:
    day = date(2026, 10, 5)
    long_day = Derogation(first_day=day, last_day=day, limits=(("duty_minutes", 720),))
    request = request_of(tmp_path, replace(small_problem, derogations=(long_day,)))
    warnings = [fault.message.template for fault in preview(small, request).matching.read.warnings]
    assert any(said.startswith("{count} derogation gives no reason") for said in warnings)
    import_file(small, request)
    (kept,) = next(one for one in list_operations(small) if one.name == "Marché d’automne").derogations
    assert kept == replace(long_day, reason="Reprise du fichier problem.json")


def test_a_problem_that_went_in_comes_out_the_same(tmp_path: Path) -> None:
    told = SCENARIOS["road-code"](1)
    asked = replace(
        told,
        wishes=(),
        agents=tuple(
            replace(
                one,
                limits=planning.AgentLimits(),
                history=planning.History(),
                skills=tuple(sorted(one.skills, key=lambda skill: skill.code)),
            )
            for one in told.agents
        ),
    )
    workspace = open_workspace(str(tmp_path / "otp.sqlite"))
    import_file(workspace, request_of(tmp_path, asked))
    (operation,) = list_operations(workspace)
    assert operation.id is not None
    back = read_problem(export_problem(workspace, operation.id))
    workspace.close()
    assert {one.id: one for one in back.agents} == {one.id: one for one in asked.agents}
    assert {one.id: replace(one, burden=0) for one in back.needs} == {
        one.id: replace(one, burden=0) for one in asked.needs
    }
    assert (back.rules, back.travel, back.objective, back.timezone) == (
        asked.rules,
        asked.travel,
        asked.objective,
        asked.timezone,
    )
