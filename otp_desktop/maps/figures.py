"""Coverage in figures, as they are shown: a rate is never rounded up to 100 % while somebody is missing."""

from otp_desktop.domain.plans import CoverageBound
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.texts import Sentence, sentence
from otp_desktop.texts.formats import number

PRIORITIES = 5


def bound_sentence(snapshot: PlanSnapshot) -> Sentence | None:
    """What is proved of the plan, or None where nothing is.

    Where a plan is better than its bound, the needs or the force have changed since: the proof was of another problem.

    The bound compares plans in the order of the priorities, heads below a minimum first: its sum is no bound of the
    sum, so either it is reached, or it is told priority by priority.
    """
    bound = snapshot.plan.bound
    if bound is None:
        return None
    reached, proved = missing_by_priority(snapshot), (bound.missing_minimum, bound.missing_count)
    if reached < proved:
        return None
    if reached == proved:
        return sentence("Proved: no legal plan covers more, in the order of the priorities.")
    return sentence("Proved to be missing, at least: {figures}", figures=_by_priority(bound))


def missing_by_priority(snapshot: PlanSnapshot) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Heads below a minimum, and heads missing, for priorities 1 to 5."""
    below, missing = [0] * PRIORITIES, [0] * PRIORITIES
    for need in snapshot.needs:
        count = snapshot.coverage.by_need[need.code]
        below[need.priority - 1] += count.below_minimum
        missing[need.priority - 1] += count.missing
    return tuple(below), tuple(missing)


def _by_priority(bound: CoverageBound) -> str:
    used = [(rank, count) for rank, count in enumerate(bound.missing_count, 1) if count]
    return ", ".join(
        str(sentence("{count} of priority {rank}", rank=rank, count=number(count))) for rank, count in used
    ) or number(0)
