"""Versions of a plan: published for good with all they speak of, compared, and gone back to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from otp_desktop.db.errors import NothingToPublishError
from otp_desktop.domain.force import Absence
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import Derogation
from otp_desktop.services import plans, versions
from otp_desktop.services.derogation_use import dispensed
from otp_desktop.services.errors import (
    IllegalPlanError,
    PlanChangedError,
    UnknownPlanError,
    UnsettledDerogationError,
)
from otp_desktop.services.force import list_agents, save_agent
from otp_desktop.services.needs import list_needs, save_need
from otp_desktop.services.operations import find_operation, save_operation
from otp_desktop.services.plan_comparison import compare_versions
from otp_desktop.services.plan_in_hand import open_draft
from otp_desktop.services.sites import list_sites, save_site
from otp_desktop.services.undo import undo
from otp_desktop.services.versions import (
    PublicationCheck,
    list_versions,
    publication_check,
    publish_plan,
    restore_version,
)
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import OPERATION, THURSDAY, need_at, operation_id, optimised


def published(ws: Workspace) -> int:
    """The small operation with one published version."""
    operation = operation_id(ws)
    optimised(ws)
    publish_plan(ws, operation)
    return operation


def long_day(ws: Workspace, **derogation: object) -> int:
    """One agent serves eleven hours, which only a derogation allows."""
    operation = find_operation(ws, OPERATION)
    dispensed = Derogation(
        first_day=THURSDAY, last_day=THURSDAY, limits=(("duty_minutes", 720),), reason="événement imprévu"
    )
    save_operation(ws, replace(operation, derogations=(replace(dispensed, **derogation),)))  # type: ignore[arg-type]
    number = operation_id(ws)
    start = datetime(2026, 9, 10, 8)
    save_need(
        ws,
        need_at(start, start + timedelta(hours=11), operation_id=number, relieved=True, code="LONG"),
    )
    plans.assign(ws, number, "002", "LONG", "guard")
    return number


SETTLED = {"signed_by": "La directrice", "representatives_informed_on": date(2026, 9, 1)}


def test_a_publication_keeps_when_and_who(small: Workspace) -> None:
    operation = published(small)
    draft, version = list_versions(small, operation)
    assert (draft.plan.number, version.plan.number) == (0, 1)
    assert version.plan.published_by == small.database.person
    assert version.plan.published_at is not None
    assert abs(datetime.now(UTC) - version.plan.published_at) < timedelta(minutes=5)
    assert draft.plan.published_at is None
    assert (version.coverage.held, version.broken, version.dispensed) == (20, 0, 0)


def test_a_draft_that_changes_while_it_is_judged_is_not_published(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation = operation_id(small)
    optimised(small)
    row = plans.load_snapshot(small, operation).plan.assignments[0]

    def judged_meanwhile(snapshot: PlanSnapshot) -> PublicationCheck:
        plans.unassign(small, operation, [(row.agent, row.need)])  # a colleague is quicker
        return publication_check(snapshot)

    monkeypatch.setattr(versions, "publication_check", judged_meanwhile)
    with pytest.raises(PlanChangedError):
        publish_plan(small, operation)
    assert [version.plan.number for version in list_versions(small, operation)] == [0]


def test_a_plan_without_assignments_is_not_published(small: Workspace) -> None:
    operation = operation_id(small)
    need = list_needs(small, operation)[0]
    plans.assign(small, operation, "001", need.code, need.roles[0].code)
    plans.unassign(small, operation, [("001", need.code)])
    with pytest.raises(NothingToPublishError):
        publish_plan(small, operation)


def test_what_is_changed_after_the_publication_changes_nothing_in_it(small: Workspace) -> None:
    operation = published(small)
    before = plans.load_snapshot(small, operation, 1)
    need = next(need for need in list_needs(small, operation) if need.site == "E13-001")
    later = timedelta(hours=1)
    changed = replace(need, start=need.start + later, end=need.end + later, code="AUTRE", label="Sortie")
    save_need(small, changed)
    site = next(site for site in list_sites(small) if site.code == "E13-001")
    save_site(small, replace(site, name="Nom changé", address="ailleurs"))
    agent = next(agent for agent in list_agents(small) if agent.staff_number == "001")
    save_agent(small, replace(agent, last_name="Nouveau"))
    after = plans.load_snapshot(small, operation, 1)
    assert after.needs == before.needs
    assert after.sites == before.sites
    assert after.agents == before.agents
    assert after.plan == before.plan
    assert after.coverage.by_need == before.coverage.by_need
    draft = plans.load_snapshot(small, operation)
    assert (draft.need["AUTRE"].label, draft.site["E13-001"].name) == ("Sortie", "Nom changé")


def test_a_published_plan_keeps_no_reason_of_an_absence(small: Workspace) -> None:
    operation = published(small)
    absent = plans.load_snapshot(small, operation, 1).agent["006"]
    assert absent.absences == (Absence(start=datetime(2026, 9, 10), end=datetime(2026, 9, 11)),)


def test_a_publication_taken_back_and_made_again_has_its_content(small: Workspace) -> None:
    operation = operation_id(small)
    optimised(small)
    gesture = publish_plan(small, operation).gesture
    assert gesture is not None
    before = plans.load_snapshot(small, operation, 1)
    back = undo(small, gesture).gesture
    assert back is not None
    assert [version.plan.number for version in list_versions(small, operation)] == [0]
    undo(small, back)
    site = next(site for site in list_sites(small) if site.code == "E13-001")
    save_site(small, replace(site, name="Nom changé"))
    again = plans.load_snapshot(small, operation, 1)
    assert again.sites == before.sites
    assert again.plan.assignments == before.plan.assignments


def test_going_back_copies_the_version_in_one_gesture_that_can_be_undone(small: Workspace) -> None:
    operation = published(small)
    held = plans.load_snapshot(small, operation).plan.assignments
    plans.unassign(small, operation, [(row.agent, row.need) for row in held[:3]])
    changes = restore_version(small, operation, 1)
    assert plans.load_snapshot(small, operation).plan.assignments == held
    assert changes.gesture is not None
    undo(small, changes.gesture)
    assert len(plans.load_snapshot(small, operation).plan.assignments) == len(held) - 3


def test_a_version_whose_need_was_given_another_code_can_be_gone_back_to(small: Workspace) -> None:
    operation = published(small)
    need = list_needs(small, operation)[0]
    save_need(small, replace(need, code="AUTRE"))
    restore_version(small, operation, 1)
    assert "AUTRE" in {row.need for row in plans.load_snapshot(small, operation).plan.assignments}


@pytest.mark.parametrize("number", [0, 2])
def test_only_published_versions_can_be_gone_back_to(small: Workspace, number: int) -> None:
    operation = published(small)
    with pytest.raises(UnknownPlanError, match=OPERATION):
        restore_version(small, operation, number)


def test_two_versions_compared_tell_who_moved_and_what_was_lost(small: Workspace) -> None:
    operation = published(small)
    row = plans.load_snapshot(small, operation).plan.assignments[0]
    plans.unassign(small, operation, [(row.agent, row.need)])
    found = compare_versions(small, operation, 1, 0)
    (change,) = found.changes
    assert (change.agent, change.unit, len(change.left), change.taken) == (row.agent, "DT13", 1, ())
    assert found.by_unit == {"DT13": 1}
    assert (found.before.held, found.after.held) == (20, 19)
    (priority,) = found.priorities
    assert (priority.won, priority.lost) == (0, 1)
    assert [(zone.before.held, zone.after.held) for zone in found.zones] == [(20, 19)]
    assert [(day.before.held, day.after.held) for day in found.days] == [(20, 19)]
    assert sum(found.cost_after.missing_count) == sum(found.cost_before.missing_count) + 1
    assert found.mended == found.broken == ()


def test_a_comparison_names_the_rules_mended_and_broken(small: Workspace) -> None:
    operation = published(small)
    need = next(need for need in list_needs(small, operation))
    line = RoleLine(code="renfort", count=1)
    save_need(small, replace(need, roles=(*need.roles, line)))
    plans.assign(small, operation, "006", need.code, "renfort")
    found = compare_versions(small, operation, 1, 0)
    assert [(breach.rule, breach.agent) for breach in found.broken] == [("EL-04", "006")]
    back = compare_versions(small, operation, 0, 1)
    assert [(breach.rule, breach.agent) for breach in back.mended] == [("EL-04", "006")]


def test_a_row_that_only_a_derogation_allows_is_counted_and_published_once_it_is_settled(small: Workspace) -> None:
    operation = long_day(small, **SETTLED)
    check = publication_check(plans.load_snapshot(small, operation))
    assert check.possible
    assert (check.breaches, check.dispensed_rows) == ((), 1)
    assert [(breach.rule, breach.agent, breach.needs) for breach in check.dispensed] == [("RT-03", "002", ("LONG",))]
    publish_plan(small, operation)
    assert [version.dispensed for version in list_versions(small, operation)] == [1, 1]


def test_a_derogation_nobody_signed_keeps_the_plan_from_being_published(small: Workspace) -> None:
    operation = long_day(small)
    assert len(publication_check(plans.load_snapshot(small, operation)).lacking) == 2
    with pytest.raises(UnsettledDerogationError, match="1"):
        publish_plan(small, operation)
    assert [version.plan.number for version in list_versions(small, operation)] == [0]


def test_a_derogation_that_no_row_relies_on_need_not_be_settled(small: Workspace) -> None:
    operation = long_day(small)
    plans.unassign(small, operation, [("002", "LONG")])
    short = next(need for need in list_needs(small, operation) if need.code != "LONG")
    plans.assign(small, operation, "002", short.code, "guard")
    publish_plan(small, operation)


def test_beyond_the_derogation_the_rule_is_broken(small: Workspace) -> None:
    operation = long_day(small, limits=(("duty_minutes", 630),), **SETTLED)
    with pytest.raises(IllegalPlanError):
        publish_plan(small, operation)


def test_the_plan_in_hand_follows_what_a_derogation_allows_edit_by_edit(small: Workspace) -> None:
    operation = long_day(small, **SETTLED)
    plan = open_draft(small, operation)
    assert [(breach.rule, breach.agent) for breach in plan.dispensed] == [("RT-03", "002")]
    (row,) = plan.snapshot.plan.assignments
    emptied = plan.edited(plan.removing([row]))
    assert emptied.dispensed == ()
    again = emptied.edited(emptied.assigning("003", ("LONG", "guard")))
    assert [(breach.rule, breach.agent) for breach in again.dispensed] == [("RT-03", "003")]
    assert again.breaches == ()
    assert again.dispensed == dispensed(again.snapshot)
