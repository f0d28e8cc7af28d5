from dataclasses import replace
from datetime import timedelta

from otp_desktop.domain.legal_control import RuleState
from otp_desktop.domain.working_time import Derogation
from otp_desktop.planning.rules import RULES
from otp_desktop.services.checking import breaches_of
from otp_desktop.services.derogation_use import uses_of
from otp_desktop.services.legal_control import legal_control, plan_fingerprint
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import THURSDAY, operation_id


def test_every_rule_has_a_verdict_and_breaches_stand_under_theirs(small: Workspace) -> None:
    snapshot = load_snapshot(small, operation_id(small))
    need = snapshot.needs[0]
    assign(small, operation_id(small), "006", need.code, need.roles[0].code)  # who is away that day
    snapshot = load_snapshot(small, operation_id(small))
    control = legal_control(snapshot)
    assert [verdict.rule for verdict in control.verdicts] == [rule.id for rule in RULES]
    broken = {verdict.rule: len(verdict.breaches) for verdict in control.verdicts if verdict.breaches}
    assert broken == {"EL-04": 1}
    assert control.breach_count == len(breaches_of(snapshot)) == 1
    assert all((verdict.state is RuleState.BROKEN) == bool(verdict.breaches) for verdict in control.verdicts)


def test_a_rule_whose_limit_is_derogated_says_so(small: Workspace) -> None:
    snapshot = load_snapshot(small, operation_id(small))
    derogation = Derogation(first_day=THURSDAY, last_day=THURSDAY, limits=(("duty_minutes", 720),))
    operation = replace(snapshot.operation, derogations=(derogation,))
    control = legal_control(replace(snapshot, operation=operation))
    derogated = [verdict for verdict in control.verdicts if verdict.state is RuleState.DEROGATED]
    assert [verdict.rule for verdict in derogated] == ["RT-03"]
    assert derogated[0].limit == 600


def test_what_only_a_derogation_allows_is_told_under_its_rule_and_of_its_derogation(small: Workspace) -> None:
    snapshot = load_snapshot(small, operation_id(small))
    need = snapshot.needs[0]
    assign(small, operation_id(small), "002", need.code, need.roles[0].code)
    snapshot = load_snapshot(small, operation_id(small))
    long_need = replace(need, end=need.start + timedelta(hours=11), relieved=True)
    needs = tuple(long_need if other.code == need.code else other for other in snapshot.needs)
    wide = Derogation(first_day=THURSDAY, last_day=THURSDAY, limits=(("duty_minutes", 720),))
    idle = Derogation(first_day=THURSDAY, last_day=THURSDAY, limits=(("amplitude_minutes", 900),))
    derogated = replace(snapshot, needs=needs, operation=replace(snapshot.operation, derogations=(wide, idle)))
    states = {verdict.rule: verdict for verdict in legal_control(derogated).verdicts}
    assert (states["RT-03"].state, states["RT-03"].agents) == (RuleState.DEROGATED, 1)
    assert len(states["RT-03"].dispensed) == 1 and not states["RT-03"].breaches
    first, second = uses_of(derogated)
    assert [agent.staff_number for agent in first.agents] == ["002"]
    assert first.uses == states["RT-03"].dispensed
    assert (second.agents, second.uses) == ((), ())


def test_the_fingerprint_follows_the_assignments_alone(small: Workspace) -> None:
    empty = load_snapshot(small, operation_id(small))
    need = empty.needs[0]
    assign(small, operation_id(small), "002", need.code, need.roles[0].code)
    snapshot = load_snapshot(small, operation_id(small))
    assert plan_fingerprint(snapshot) != plan_fingerprint(empty)
    assert plan_fingerprint(replace(snapshot, plan=replace(snapshot.plan, number=3))) == plan_fingerprint(snapshot)
    assert len(plan_fingerprint(snapshot)) == 64
