"""The rules a plan breaks, in words. The judge is the planning library's checker, which knows nothing of the solver."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from otp_desktop.domain.plans import DRAFT
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.rules import NORM_OF_ID, Violation, shown
from otp_desktop.services.problems import judged_problem, judged_rows, rows_elsewhere
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import Sentence, sentence

NEEDS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBreach:
    """One broken rule: its id such as ``RT-05``, whom and what it is about, and the sentence for the user.

    ``figure`` and ``limit``: what was counted and what is allowed, in words.
    """

    rule: str
    sentence: Sentence
    agent: str = ""
    needs: tuple[str, ...] = ()
    figure: str = field(default="", compare=False)
    limit: str = field(default="", compare=False)


def check_plan(ws: Workspace, operation_id: int, number: int = DRAFT) -> tuple[RuleBreach, ...]:
    """Every rule that the plan breaks; none for a legal one."""
    return breaches_of(load_snapshot(ws, operation_id, number))


def breaches_of(snapshot: PlanSnapshot) -> tuple[RuleBreach, ...]:
    """The same for a plan already read."""
    problem = judged_problem(snapshot)
    violations = own_violations(problem, check(problem, judged_rows(snapshot)), snapshot)
    return tuple(breach_of(violation, snapshot) for violation in violations)


def own_violations(problem: Problem, violations: Iterable[Violation], snapshot: PlanSnapshot) -> tuple[Violation, ...]:
    """Without the rules that work in other operations breaks by itself: those plans answer for them."""
    others = rows_elsewhere(snapshot)
    theirs = set(check(problem, others)) if others else set()
    return tuple(violation for violation in violations if violation not in theirs)


def breach_of(violation: Violation, snapshot: PlanSnapshot) -> RuleBreach:
    """A broken rule in words, with the names of the snapshot's agents."""
    return RuleBreach(
        rule=violation.rule,
        sentence=breach_sentence(violation, snapshot),
        agent=violation.agent or "",
        needs=violation.needs,
        figure=shown(violation.figure, violation.measure),
        limit=shown(violation.limit, violation.measure),
    )


def rule_name(rule: str) -> Sentence:
    """What a rule is called, such as ``Rest between two duties`` for ``RT-05``."""
    return sentence(NORM_OF_ID[rule].name)


def rule_source(rule: str) -> Sentence:
    """The text that the rule comes from."""
    return sentence(NORM_OF_ID[rule].source)


def breach_sentence(violation: Violation, snapshot: PlanSnapshot) -> Sentence:
    """The sentence with the agent's name, and a long list of needs cut short."""
    known = snapshot.agent.get(violation.agent or "")
    agent = known.full_name if known is not None else violation.agent
    needs = violation.needs
    if len(needs) > NEEDS_SHOWN:
        needs = (*needs[:NEEDS_SHOWN], "…")
    return replace(violation, agent=agent, needs=needs).sentence
