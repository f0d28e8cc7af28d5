"""The legal control of a plan: every rule with its source, what limits it, and who breaks it."""

from collections.abc import Iterable
from hashlib import sha256

from otp_desktop.domain.legal_control import LegalControl, RuleState, RuleVerdict
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.rules import RULES
from otp_desktop.planning.rules.rule import Measure, Rule
from otp_desktop.services.checking import RuleBreach, breaches_of
from otp_desktop.services.derogation_use import dispensed
from otp_desktop.texts import sentence


def legal_control(snapshot: PlanSnapshot) -> LegalControl:
    """Judged afresh by the checker, which shares no code with the optimiser."""
    broken, freed = _by_rule(breaches_of(snapshot)), _by_rule(dispensed(snapshot))
    verdicts = tuple(_verdict(snapshot, rule, broken.get(rule.id, []), freed.get(rule.id, [])) for rule in RULES)
    return LegalControl(verdicts=verdicts, fingerprint=plan_fingerprint(snapshot))


def _by_rule(breaches: Iterable[RuleBreach]) -> dict[str, list[RuleBreach]]:
    found: dict[str, list[RuleBreach]] = {}
    for breach in breaches:
        found.setdefault(breach.rule, []).append(breach)
    return found


def plan_fingerprint(snapshot: PlanSnapshot) -> str:
    """SHA-256 of the assignments in the order of need, role and staff number, one a line, parted by tabs."""
    rows = sorted((row.need, row.role, row.agent) for row in snapshot.plan.assignments)
    return sha256("\n".join("\t".join(row) for row in rows).encode()).hexdigest()


def _verdict(snapshot: PlanSnapshot, rule: Rule, breaches: list[RuleBreach], freed: list[RuleBreach]) -> RuleVerdict:
    state = RuleState.BROKEN if breaches else RuleState.RESPECTED
    if state is RuleState.RESPECTED and (freed or _is_derogated(snapshot, rule)):
        state = RuleState.DEROGATED
    return RuleVerdict(
        rule=rule.id,
        name=sentence(rule.name),
        source=sentence(rule.source),
        state=state,
        limit=_limit(snapshot, rule),
        in_days=rule.measure is Measure.DAYS,
        breaches=tuple(breach.sentence for breach in breaches),
        dispensed=tuple(breach.sentence for breach in freed),
        agents=len({breach.agent for breach in (*breaches, *freed) if breach.agent}),
    )


def _limit(snapshot: PlanSnapshot, rule: Rule) -> int | None:
    """The operation's own limit; None for the rules that have none, and for those whose limit is each agent's."""
    limit = getattr(snapshot.operation.rules, rule.limit, None) if rule.limit else None
    return limit if isinstance(limit, int) else None


def _is_derogated(snapshot: PlanSnapshot, rule: Rule) -> bool:
    changed = {name for derogation in snapshot.operation.derogations for name, _value in derogation.limits}
    return rule.limit in changed
