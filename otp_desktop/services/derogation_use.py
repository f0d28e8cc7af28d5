"""What a plan owes to the operation's derogations: rules that it would break without them."""

from dataclasses import replace

from otp_desktop.domain.force import Agent
from otp_desktop.domain.legal_control import DerogationUse
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import Derogation
from otp_desktop.planning.checker import check
from otp_desktop.planning.rules import Violation
from otp_desktop.services.checking import RuleBreach, breach_of, own_violations
from otp_desktop.services.problems import judged_problem, judged_rows
from otp_desktop.services.rule_faults import unsettled
from otp_desktop.texts import Sentence

Place = tuple[str, str]  # staff number, need code


def dispensed(snapshot: PlanSnapshot) -> tuple[RuleBreach, ...]:
    """Rules that only a derogation keeps from being broken. Takes two checks of the plan where there is one."""
    return _freed_by(snapshot, snapshot.operation.derogations) if snapshot.operation.derogations else ()


def uses_of(snapshot: PlanSnapshot) -> tuple[DerogationUse, ...]:
    """What the plan owes to each derogation alone, in their order. Takes two checks of the plan for each."""
    return tuple(_use(snapshot, derogation) for derogation in snapshot.operation.derogations)


def _use(snapshot: PlanSnapshot, derogation: Derogation) -> DerogationUse:
    freed = _freed_by(snapshot, (derogation,))
    concerned = {breach.agent for breach in freed}
    agents = sorted((agent for agent in snapshot.agents if agent.staff_number in concerned), key=_by_name)
    return DerogationUse(
        derogation=derogation, agents=tuple(agents), uses=tuple(dict.fromkeys(breach.sentence for breach in freed))
    )


def _by_name(agent: Agent) -> tuple[str, ...]:
    return agent.name_order


def _freed_by(snapshot: PlanSnapshot, derogations: tuple[Derogation, ...]) -> tuple[RuleBreach, ...]:
    """What would be broken without these derogations, the others standing."""
    problem, rows = judged_problem(snapshot), judged_rows(snapshot)
    others = tuple(derogation for derogation in problem.derogations if derogation not in derogations)
    bare = replace(problem, derogations=others)
    strict = own_violations(bare, check(bare, rows), snapshot)
    return tuple(breach_of(found, snapshot) for found in only_strict(strict, check(problem, rows)))


def only_strict(strict: tuple[Violation, ...], lenient: tuple[Violation, ...]) -> tuple[Violation, ...]:
    """What is broken without the derogations only; a limit passed under both is no dispensation."""
    known = {_what(found) for found in lenient}
    return tuple(found for found in strict if _what(found) not in known)


def places_of(breaches: tuple[RuleBreach, ...], snapshot: PlanSnapshot) -> frozenset[Place]:
    """The rows of the plan that the breaches are about."""
    places = {(row.agent, row.need) for row in snapshot.plan.assignments}
    return frozenset(places & {(breach.agent, need) for breach in breaches for need in breach.needs})


def unsettled_derogations(snapshot: PlanSnapshot) -> tuple[Sentence, ...]:
    """What the operation's derogations still lack to be relied on."""
    return tuple(lacking for derogation in snapshot.operation.derogations for lacking in unsettled(derogation))


def _what(violation: Violation) -> tuple[str, str | None, tuple[str, ...]]:
    return violation.rule, violation.agent, violation.needs
