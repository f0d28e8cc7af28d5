"""Who could fill a role line, best first, each with what it does to the plan.

Most of a force is ruled out by what needs no look at the plan: corps, qualifications, absence. The hours of the others
are judged, and the full effect on costs is worked out for the best of them, the nearest first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from itertools import islice

from otp_desktop.planning.agent_hours import AgentHours
from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.effect import Effect, effect_of
from otp_desktop.planning.editing.gestures import assigning, overlapping
from otp_desktop.planning.editing.judged_plan import JudgedPlan, Rows
from otp_desktop.planning.problem import Agent, Need, RoleLine
from otp_desktop.planning.rules.eligibility import allows
from otp_desktop.planning.travel import Travel

WEIGHED = 60  # candidates whose effect on the whole plan is worked out
LOT = 100  # agents judged at once
DAYS_AROUND = 8  # what is broken beside this much of an agent's work is broken beside all of it


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
    found = (
        Candidate(seen.agent, standing, seen.change, effect_of(plan, seen.change), seen.km)
        for standing, seen in islice(_by_standing(plan, need, _seen(plan, need, role)), most)
    )
    return tuple(sorted(found, key=_order))


@dataclass(frozen=True, slots=True)
class _Seen:
    """An agent who is not ruled out at once, and the edit that would put him there."""

    agent: str
    change: Edit
    km: float

    @property
    def is_busy(self) -> bool:
        return bool(self.change.removed)


def _seen(plan: JudgedPlan, need: Need, role: RoleLine) -> list[_Seen]:
    """The free ones first, the nearest first."""
    travel = Travel(plan.problem)
    found = [
        _Seen(
            agent.id,
            assigning(plan, agent.id, (need.id, role.id)),
            travel.km_from(plan.problem.base_of(agent), need.site),
        )
        for agent in plan.problem.agents
        if _could(plan, agent, need, role)
    ]
    return sorted(found, key=lambda seen: (seen.is_busy, seen.km, seen.agent))


def _by_standing(plan: JudgedPlan, need: Need, seen: list[_Seen]) -> Iterator[tuple[Standing, _Seen]]:
    """Best first, by what hours and corps say, without a look at costs; judged in lots, as far as asked for."""
    hours, against = AgentHours(plan.problem), list[_Seen]()
    for first in range(0, len(seen), LOT):
        lot = seen[first : first + LOT]
        lawful = _lawful(plan, need, hours, lot)
        for one in lot:
            if one.agent not in lawful:
                against.append(one)
            else:
                yield Standing.BUSY if one.is_busy else Standing.FREE, one
    for one in sorted(against, key=lambda one: (one.km, one.agent)):
        yield Standing.AGAINST_A_RULE, one


def _lawful(plan: JudgedPlan, need: Need, hours: AgentHours, lot: list[_Seen]) -> set[str]:
    """Who breaks nothing further beside the work of the days around, then beside all of his work."""
    left = [one for one in lot if not _mixes(plan, plan.problem.agent[one.agent], need)]
    for days in (DAYS_AROUND, None):
        after = {
            one.agent: _around(
                plan, need, plan.served_by(one.agent).difference(one.change.removed).union(one.change.added), days
            )
            for one in left
        }
        hours.judge(after)
        broken = [one for one in left if hours.broken_by(one.agent, after[one.agent])]
        before = {one.agent: _around(plan, need, plan.served_by(one.agent), days) for one in broken}
        hours.judge(before)
        worse = {
            one.agent
            for one in broken
            if not set(hours.broken_by(one.agent, after[one.agent]))
            <= set(hours.broken_by(one.agent, before[one.agent]))
        }
        left = [one for one in left if one.agent not in worse]
    return {one.agent for one in left}


def _around(plan: JudgedPlan, need: Need, rows: Rows, days: int | None) -> Rows:
    """The rows that begin within so many days of the need; all of them where no number is given."""
    if days is None:
        return rows
    around = timedelta(days=days)
    return frozenset(row for row in rows if abs(plan.problem.need[row.need].start - need.start) <= around)


def _could(plan: JudgedPlan, agent: Agent, need: Need, role: RoleLine) -> bool:
    """Eligible, not there yet, not absent, and not locked elsewhere at that time."""
    if not allows(agent, need, role) or any(row.need == need.id for row in plan.served_by(agent.id)):
        return False
    if _is_away(plan, agent, need):
        return False
    return plan.surroundings.locked_rows.isdisjoint(overlapping(plan, agent, need))


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
