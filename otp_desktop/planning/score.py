"""What a plan is worth, recomputed from its assignments alone (``otp-plan/1``, "objective")."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from otp_desktop.planning.memory import collector_paused
from otp_desktop.planning.plan import NOTHING_MISSING, PRIORITIES, Objective, Shortage
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.score_parts import changes, continuity, equity, extra_units, preference, travel_km
from otp_desktop.planning.timeline import Timeline


def score(problem: Problem, assignments: Iterable[Assignment]) -> Objective:
    """The objective of a plan; the same to the last bit for the same plan, whatever the order of its assignments.

    With ``coverage_weights`` the missing heads are inside ``soft`` and the strict parts are 0. Raises ValueError for an
    agent, a need or a role that the problem does not know.
    """
    return score_and_shortages(problem, assignments)[0]


@collector_paused()
def score_and_shortages(problem: Problem, assignments: Iterable[Assignment]) -> tuple[Objective, tuple[Shortage, ...]]:
    """``score`` and ``shortages`` at once, in little more time than one of them takes. Raises ValueError as they do."""
    timeline = Timeline(problem, assignments)
    lacking = _shortages(timeline)
    return _objective(timeline, *_missing(problem, lacking)), lacking


def _objective(timeline: Timeline, below_minimum: tuple[int, ...], below_count: tuple[int, ...]) -> Objective:
    weights = timeline.problem.objective
    travel, units, faces = travel_km(timeline), extra_units(timeline), continuity(timeline)
    burden, wishes = equity(timeline), preference(timeline)
    soft = [
        weights.travel * travel,
        weights.cohesion * units,
        weights.continuity * faces,
        weights.equity * burden,
        weights.preference * wishes,
    ]
    if weights.coverage_weights is not None:
        for missing in (below_minimum, below_count):
            soft += [weight * heads for weight, heads in zip(weights.coverage_weights, missing, strict=True)]
        below_minimum = below_count = NOTHING_MISSING
    return Objective(
        missing_minimum=below_minimum,
        missing_count=below_count,
        changes=changes(timeline),
        soft=fsum(soft),
        travel_km=travel,
        extra_units=units,
        continuity=faces,
        equity=burden,
        preference=wishes,
    )


@dataclass(frozen=True, slots=True)
class CoverageAndChanges:
    """The strict parts of an objective."""

    missing_minimum: tuple[int, ...]
    missing_count: tuple[int, ...]
    changes: int


@collector_paused()
def coverage_and_changes(problem: Problem, assignments: Iterable[Assignment]) -> CoverageAndChanges:
    """What ``score`` says of heads and changes, without the soft costs. Raises ValueError as it does."""
    timeline = Timeline(problem, assignments)
    return CoverageAndChanges(*_missing(problem, _shortages(timeline)), changes(timeline))


def shortages(problem: Problem, assignments: Iterable[Assignment]) -> tuple[Shortage, ...]:
    """Role lines with heads missing, in the order of the problem. Raises ValueError as ``score`` does."""
    return _shortages(Timeline(problem, assignments))


def _shortages(timeline: Timeline) -> tuple[Shortage, ...]:
    present = timeline.heads_of_line
    return tuple(
        Shortage(need.id, role.id, role.count - heads, max(0, role.minimum - heads))
        for need in timeline.problem.needs
        for role in need.roles
        if (heads := present[need.id, role.id]) < role.count
    )


def _missing(problem: Problem, missing: Iterable[Shortage]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Heads missing below ``minimum`` and below ``count``, each for priority 1, then 2 … 5."""
    below_minimum, below_count = [0] * PRIORITIES, [0] * PRIORITIES
    for shortage in missing:
        rank = problem.need[shortage.need].priority - 1
        below_minimum[rank] += shortage.below_minimum
        below_count[rank] += shortage.missing
    return tuple(below_minimum), tuple(below_count)
