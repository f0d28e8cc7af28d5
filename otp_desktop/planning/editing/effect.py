"""What an edit does to a plan: rules broken and mended, heads won and lost, soft costs."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import fsum

from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.plan import NOTHING_MISSING, PRIORITIES
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.rules import Violation
from otp_desktop.planning.score_parts import extra_units, preference, travel_km

LITTLE = 1e-6


class Verdict(StrEnum):
    """``fine``: breaks nothing and costs nothing; ``costly``: a soft cost rises; ``forbidden``: breaks a rule."""

    FINE = "fine"
    COSTLY = "costly"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftParts:
    """The parts of the soft cost as ``score`` counts them, before their weights: kilometres, units, faces, burdens²."""

    travel_km: float = 0.0
    extra_units: int = 0
    continuity: int = 0
    equity: float = 0.0
    preference: float = 0.0

    def minus(self, other: "SoftParts") -> "SoftParts":
        return SoftParts(
            travel_km=self.travel_km - other.travel_km,
            extra_units=self.extra_units - other.extra_units,
            continuity=self.continuity - other.continuity,
            equity=self.equity - other.equity,
            preference=self.preference - other.preference,
        )

    def weighted(self, problem: Problem) -> float:
        weights = problem.objective
        return fsum(
            [
                weights.travel * self.travel_km,
                weights.cohesion * self.extra_units,
                weights.continuity * self.continuity,
                weights.equity * self.equity,
                weights.preference * self.preference,
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Differences, after less before. ``missing_*``: heads by priority, 1 to 5; ``soft`` leaves coverage aside."""

    broken: tuple[Violation, ...]
    mended: tuple[Violation, ...]
    missing_minimum: tuple[int, ...]
    missing_count: tuple[int, ...]
    parts: SoftParts
    soft: float

    @property
    def verdict(self) -> Verdict:
        if self.broken:
            return Verdict.FORBIDDEN
        return Verdict.COSTLY if self.soft > LITTLE else Verdict.FINE


def effect_of(plan: JudgedPlan, edit: Edit, after: JudgedPlan | None = None) -> Effect:
    """What the edit does to the plan; ``after`` is the edited plan, where it is known already."""
    after = after if after is not None else plan.edited(edit)
    before_rules, after_rules = plan.judged_around(edit), after.judged_around(edit)
    parts = soft_parts(after, edit).minus(soft_parts(plan, edit))
    missing_before, missing_after = _missing_around(plan, edit), _missing_around(after, edit)
    return Effect(
        broken=tuple(violation for violation in after_rules if violation not in before_rules),
        mended=tuple(violation for violation in before_rules if violation not in after_rules),
        missing_minimum=_difference(missing_after[0], missing_before[0]),
        missing_count=_difference(missing_after[1], missing_before[1]),
        parts=parts,
        soft=parts.weighted(plan.problem),
    )


def soft_parts(plan: JudgedPlan, edit: Edit) -> SoftParts:
    """The part of each soft cost that an edit can change; only differences of it mean anything."""
    own = plan.timeline_of_agents(edit.agents)
    return SoftParts(
        travel_km=travel_km(own),
        extra_units=extra_units(plan.timeline_of_needs(edit.needs)),
        continuity=_faces(plan, edit),
        equity=_unfairness(plan, edit),
        preference=preference(own),
    )


def _faces(plan: JudgedPlan, edit: Edit) -> int:
    """Faces beyond the largest head count, over the groups of the needs touched."""
    needs_of_group = plan.surroundings.needs_of_group
    groups = {plan.problem.need[need].group for need in edit.needs} - {None}
    total = 0
    for group in groups:
        needs = needs_of_group[group]
        faces = {row.agent for need in needs for row in plan.present_on(need.id)}
        total += max(0, len(faces) - max(sum(role.count for role in need.roles) for need in needs))
    return total


def _unfairness(plan: JudgedPlan, edit: Edit) -> float:
    """Squares of the burdens of the agents touched, less what the whole force could reach at least."""
    problem = plan.problem
    if not any(problem.need[need].burden for need in edit.needs):
        return 0.0
    squares = sum(
        ((Fraction(problem.agent[agent].history.burden) + _burden(plan, agent)) ** 2 for agent in edit.agents),
        start=Fraction(0),
    )
    return float(squares - plan.surroundings.least_unfairness(plan.burden_served))


def _burden(plan: JudgedPlan, agent: str) -> Fraction:
    served = {row.need for row in plan.served_by(agent)}
    return sum((Fraction(plan.problem.need[need].burden) for need in served), start=Fraction(0))


def _missing_around(plan: JudgedPlan, edit: Edit) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Heads missing on the needs touched: below the minimum and below the count, by priority."""
    below_minimum, below_count = list(NOTHING_MISSING), list(NOTHING_MISSING)
    for id in edit.needs:
        need, present = plan.problem.need[id], plan.present_on(id)
        for role in need.roles:
            heads = sum(row.role == role.id for row in present)
            below_minimum[need.priority - 1] += max(0, role.minimum - heads)
            below_count[need.priority - 1] += max(0, role.count - heads)
    return tuple(below_minimum), tuple(below_count)


def _difference(after: tuple[int, ...], before: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(after[place] - before[place] for place in range(PRIORITIES))
