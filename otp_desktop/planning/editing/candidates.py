"""Who could fill a role line, best first, each with what it does to the plan.

Most of a force is ruled out by what needs no look at the plan: corps, qualifications, absence. The hours of the others
are judged, and the full effect on costs is worked out for the best of them, the nearest first.
"""

from dataclasses import dataclass
from enum import IntEnum

from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.effect import Effect, effect_of
from otp_desktop.planning.editing.gestures import assigning, overlapping
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.problem import Agent, Need, RoleLine
from otp_desktop.planning.rules.eligibility import allows
from otp_desktop.planning.travel import Travel

WEIGHED = 60  # candidates whose effect on the whole plan is worked out


class Standing(IntEnum):
    """Best first: free and within the rules; busy elsewhere at that time; only against a rule."""

    FREE = 0
    BUSY = 1
    AGAINST_A_RULE = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """``edit`` puts the agent on the line, off what he does at that time. ``km``: from his base to the site."""

    agent: str
    standing: Standing
    edit: Edit
    effect: Effect
    km: float


def candidates(plan: JudgedPlan, need_id: str, role_id: str, *, most: int = WEIGHED) -> tuple[Candidate, ...]:
    """Agents for a role line, best first. Raises KeyError for a line that the problem does not have."""
    need = plan.problem.need[need_id]
    role = {role.id: role for role in need.roles}[role_id]
    travel = Travel(plan.problem)
    first_look = []
    for agent in plan.problem.agents:
        if _could(plan, agent, need, role):
            change = assigning(plan, agent.id, (need_id, role_id))
            km = travel.km_from(plan.problem.base_of(agent), need.site)
            first_look.append((_standing(plan, agent, need, change), km, agent.id, change))
    nearest = sorted(first_look, key=lambda seen: seen[:3])[:most]
    found = (Candidate(agent, standing, change, effect_of(plan, change), km) for standing, km, agent, change in nearest)
    return tuple(sorted(found, key=_order))


def _could(plan: JudgedPlan, agent: Agent, need: Need, role: RoleLine) -> bool:
    """Eligible, not there yet, not absent, and not locked elsewhere at that time."""
    if not allows(agent, need, role) or any(row.need == need.id for row in plan.served_by(agent.id)):
        return False
    if _is_away(plan, agent, need):
        return False
    return plan.surroundings.locked_rows.isdisjoint(overlapping(plan, agent, need))


def _standing(plan: JudgedPlan, agent: Agent, need: Need, change: Edit) -> Standing:
    """What his own hours and the corps on the need say, without a look at costs."""
    if _mixes(plan, agent, need):
        return Standing.AGAINST_A_RULE
    after = plan.served_by(agent.id).difference(change.removed).union(change.added)
    if set(plan.broken_by(agent.id, after)).difference(plan.broken_by(agent.id)):
        return Standing.AGAINST_A_RULE
    return Standing.BUSY if change.removed else Standing.FREE


def _mixes(plan: JudgedPlan, agent: Agent, need: Need) -> bool:
    present = {plan.problem.agent[row.agent].corps for row in plan.present_on(need.id)}
    joined = present | {agent.corps}
    return any(joined.issuperset(mix) and not present.issuperset(mix) for mix in plan.problem.rules.forbidden_mixes)


def _order(candidate: Candidate) -> tuple[object, ...]:
    effect = candidate.effect
    missing = effect.missing_minimum, effect.missing_count
    return candidate.standing, missing, len(effect.broken), effect.soft, candidate.km, candidate.agent


def _is_away(plan: JudgedPlan, agent: Agent, need: Need) -> bool:
    minute = plan.surroundings.clock.minute
    start, end = minute(need.start), minute(need.end)
    return any(minute(away.start) < end and start < minute(away.end) for away in agent.unavailable)
