"""The law's limits and derogations, as the settings of an operation accept them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from otp_desktop.domain.legal_limits import LIMITS, Limit
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.working_time import Derogation, WorkingTimeRules
from otp_desktop.services import operations
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.rule_faults import rule_faults, unsettled
from otp_desktop.services.workspace import Workspace

FIRST, LAST = date(2024, 7, 26), date(2024, 7, 27)
GIVEN = Derogation(first_day=FIRST, last_day=LAST, limits=(("week_minutes", 3600),), reason="JO")


def operation(*derogations: Derogation, rules: WorkingTimeRules | None = None) -> Operation:
    return Operation(
        code="jo", name="JO", first_day=FIRST, last_day=LAST, derogations=derogations, rules=rules or WorkingTimeRules()
    )


def columns(faulty: Operation) -> list[str]:
    return [fault.column for fault in operations.operation_faults(faulty)]


@pytest.mark.parametrize("limit", [limit for limit in LIMITS if limit.legal is not None], ids=lambda limit: limit.name)
def test_a_limit_may_be_stricter_than_the_law_and_never_looser(limit: Limit) -> None:
    assert limit.legal is not None
    step = 1 if limit.at_least else -1
    for value, wrong in ((limit.legal + step, False), (limit.legal, False), (limit.legal - step, True), (None, True)):
        changed: dict[str, Any] = {limit.name: value}
        faults = rule_faults(replace(WorkingTimeRules(), **changed))
        assert [fault.column for fault in faults] == ([limit.name] if wrong else [])


def test_every_limit_of_the_rules_can_be_set() -> None:
    assert {limit.name for limit in LIMITS} == {
        name
        for name in WorkingTimeRules.__dataclass_fields__
        if name.endswith("_minutes") or name == "consecutive_days"
    }


def test_a_derogation_is_kept_with_its_decision(ws: Workspace) -> None:
    signed = replace(GIVEN, signed_by="La directrice", representatives_informed_on=date(2024, 7, 1))
    operations.save_operation(ws, replace(operation(signed), cpps_axis=3, partners=("SDIS", "SNCF")))
    stored = operations.find_operation(ws, "jo")
    assert (stored.derogations, stored.cpps_axis, stored.partners) == ((signed,), 3, ("SDIS", "SNCF"))
    assert unsettled(stored.derogations[0]) == ()


def test_an_unsigned_derogation_says_what_it_lacks() -> None:
    assert len(unsettled(GIVEN)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GIVEN, reason=" "),
        replace(GIVEN, limits=()),
        replace(GIVEN, limits=(("week_minutes", 0),)),
        replace(GIVEN, limits=(("week_minutes", 3000), ("week_minutes", 3600))),
        replace(GIVEN, first_day=LAST, last_day=FIRST),
        replace(GIVEN, first_day=date(2024, 8, 1), last_day=date(2024, 8, 2)),
    ],
)
def test_a_derogation_that_cannot_stand_is_refused(ws: Workspace, wrong: Derogation) -> None:
    assert columns(operation(wrong)) == ["derogations"]
    with pytest.raises(InvalidRecordError):
        operations.save_operation(ws, operation(wrong))
