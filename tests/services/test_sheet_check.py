"""Whether a sheet on paper still says what the plan says."""

import pytest

from otp_desktop.domain.sheet_codes import WrongSheetCodeError, sheet_code
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.errors import UnknownSheetError
from otp_desktop.services.need_edits import NeedEdit, edit_needs
from otp_desktop.services.plans import assign, load_snapshot, unassign
from otp_desktop.services.sheet_check import SheetState, verify_sheet
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import operation_id


def said(text: object) -> str:
    return str(text).replace("\u00a0", " ")


def planned(ws: Workspace) -> PlanSnapshot:
    """Agents 002 and 003 each at a post of their own."""
    snapshot = load_snapshot(ws, operation_id(ws))
    needs = [need for need in snapshot.needs if need.site == "E13-003"]
    assign(ws, operation_id(ws), "002", needs[0].code, needs[0].roles[0].code)
    assign(ws, operation_id(ws), "003", needs[1].code, needs[1].roles[0].code)
    return load_snapshot(ws, operation_id(ws))


def code_of(snapshot: PlanSnapshot, staff_number: str = "002") -> str:
    return str(sheet_code(snapshot, snapshot.agent[staff_number]))


def test_a_sheet_of_the_draft_is_current_until_its_agent_moves(small: Workspace) -> None:
    snapshot = planned(small)
    code = code_of(snapshot)
    assert verify_sheet(small, code.lower()).state is SheetState.CURRENT
    (row,) = snapshot.assignments_of_agent["003"]
    unassign(small, operation_id(small), [("003", row.need)])
    assert verify_sheet(small, code).state is SheetState.CURRENT
    (own,) = snapshot.assignments_of_agent["002"]
    unassign(small, operation_id(small), [("002", own.need)])
    verdict = verify_sheet(small, code)
    assert verdict.state is SheetState.NOT_HELD
    assert said(verdict.sentence) == "Périmée : NOM2 Élise (002) n’a plus d’affectation dans le brouillon."
    assert verdict.changes == ()


def test_what_changed_between_two_versions_is_said_post_by_post(small: Workspace) -> None:
    snapshot = planned(small)
    publish_plan(small, operation_id(small))
    first = code_of(snapshot)
    (own,) = snapshot.assignments_of_agent["002"]
    other = [need for need in snapshot.needs if need.site == "E13-003"][2]
    unassign(small, operation_id(small), [("002", own.need)])
    assign(small, operation_id(small), "002", other.code, other.roles[0].code)
    assert verify_sheet(small, first).state is SheetState.CURRENT  # what is published counts, not the draft
    publish_plan(small, operation_id(small))
    verdict = verify_sheet(small, first)
    assert verdict.state is SheetState.CHANGED
    assert "version 2" in str(verdict.sentence)
    left, taken = map(said, verdict.changes)
    assert left.startswith("N’assure plus : jeu. 10 sept.") and "École 3" in left
    assert taken.startswith("Nouveau : jeu. 10 sept.")
    assert verify_sheet(small, code_of(load_snapshot(small, operation_id(small), 2))).state is SheetState.CURRENT
    assert verify_sheet(small, code_of(snapshot, "003")).state is SheetState.CURRENT


def test_where_no_plan_tells_what_the_sheet_said_the_posts_of_today_are_given(small: Workspace) -> None:
    snapshot = planned(small)
    code = code_of(snapshot)
    (own,) = snapshot.assignments_of_agent["002"]
    other = [need for need in snapshot.needs if need.site == "E13-003"][2]
    unassign(small, operation_id(small), [("002", own.need)])
    assign(small, operation_id(small), "002", other.code, other.roles[0].code)
    verdict = verify_sheet(small, code)
    assert verdict.state is SheetState.CHANGED
    (now,) = map(said, verdict.changes)
    assert now.startswith("Désormais : jeu. 10 sept.")


def test_a_slip_and_a_sheet_of_another_database_are_told_apart(small: Workspace) -> None:
    code = sheet_code(planned(small), planned(small).agent["002"])
    with pytest.raises(WrongSheetCodeError):
        verify_sheet(small, str(code)[:-1])
    for foreign in (type(code)(999, code.agent, code.digest), type(code)(code.operation, 999, code.digest)):
        with pytest.raises(UnknownSheetError):
            verify_sheet(small, str(foreign))


def test_another_channel_and_other_instructions_make_a_sheet_out_of_date(small: Workspace) -> None:
    snapshot = planned(small)
    publish_plan(small, operation_id(small))
    first = code_of(snapshot)
    need = snapshot.need[snapshot.assignments_of_agent["002"][0].need]
    assert need.id is not None
    edit_needs(small, operation_id(small), [need.id], NeedEdit(channel="12"))
    publish_plan(small, operation_id(small))
    left, taken = map(said, verify_sheet(small, first).changes)
    assert left.startswith("N’assure plus : jeu. 10 sept.") and "canal radio" not in left
    assert taken.endswith(", canal radio 12")
    second = code_of(load_snapshot(small, operation_id(small)))
    edit_needs(small, operation_id(small), [need.id], NeedEdit(instructions="Gilet."))
    publish_plan(small, operation_id(small))
    (other,) = map(said, verify_sheet(small, second).changes)
    assert other.startswith("Autres consignes ou autre adresse : jeu. 10 sept.")
