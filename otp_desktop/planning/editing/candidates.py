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
from otp_desktop.planning.editing.gestures import overlapping, taking
from otp_desktop.planning.editing.judged_plan import JudgedPlan, Rows
from otp_desktop.planning.problem import Agent, Need, RoleLine
from otp_desktop.planning.rules.eligibility import allows
from otp_desktop.planning.rules.rows import HEADS_ON_A_LINE
from otp_desktop.planning.travel import Travel

WEIGHED = 60  # candidates whose effect on the whole plan is worked out
LOT = 32  # agents judged at once
AROUND = timedelta(days=8)  # what is broken beside this much of an agent's work is broken beside all of it


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
    return tuple(sorted(islice(_by_standing(plan, need, _seen(plan, need, role)), most), key=_order))


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
    """The free ones first, the nearest first; nobody who is locked elsewhere at that time."""
    travel, found = Travel(plan.problem), list[_Seen]()
    on_it = {row.agent for row in plan.present_on(need.id)}
    for agent in plan.problem.agents:
        if agent.id not in on_it and _could(plan, agent, need, role):
            left = set(overlapping(plan, agent, need))
            if left.isdisjoint(plan.surroundings.locked_rows):
                change = taking(plan, agent.id, (need.id, role.id), left)
                found.append(_Seen(agent.id, change, travel.km_from(plan.problem.base_of(agent), need.site)))
    return sorted(found, key=lambda seen: (seen.is_busy, seen.km, seen.agent))


def _by_standing(plan: JudgedPlan, need: Need, seen: list[_Seen]) -> Iterator[Candidate]:
    """Best first; judged in lots, as far as asked for."""
    hours, against = AgentHours(plan.problem, plan.surroundings.clock), list[Candidate | _Seen]()
    for first in range(0, len(seen), LOT):
        lot = seen[first : first + LOT]
        likely = _lawful_around(plan, need, hours, lot)
        for one in lot:
            found = _weighed(plan, one) if one.agent in likely else one
            if isinstance(found, Candidate) and found.standing is not Standing.AGAINST_A_RULE:
                yield found
            else:
                against.append(found)
    for found in sorted(against, key=lambda one: (one.km, one.agent)):
        yield found if isinstance(found, Candidate) else _weighed(plan, found)


def _weighed(plan: JudgedPlan, seen: _Seen) -> Candidate:
    """With the effect on the whole plan. A line that has its heads already is against nobody in particular."""
    effect = effect_of(plan, seen.change)
    standing = Standing.BUSY if seen.is_busy else Standing.FREE
    if any(violation.rule != HEADS_ON_A_LINE.id for violation in effect.broken):
        standing = Standing.AGAINST_A_RULE
    return Candidate(seen.agent, standing, seen.change, effect, seen.km)


def _lawful_around(plan: JudgedPlan, need: Need, hours: AgentHours, lot: list[_Seen]) -> set[str]:
    """Who breaks nothing further beside the work of the days around."""
    left = [one for one in lot if not _mixes(plan, plan.problem.agent[one.agent], need)]
    after = {
        one.agent: _around(plan, need, plan.served_by(one.agent).difference(one.change.removed).union(one.change.added))
        for one in left
    }
    hours.judge(after)
    broken = [one.agent for one in left if hours.broken_by(one.agent, after[one.agent])]
    before = {agent: _around(plan, need, plan.served_by(agent)) for agent in broken}
    hours.judge(before)
    worse = {
        agent
        for agent in broken
        if not set(hours.broken_by(agent, after[agent])) <= set(hours.broken_by(agent, before[agent]))
    }
    return {one.agent for one in left} - worse


def _around(plan: JudgedPlan, need: Need, rows: Rows) -> Rows:
    """The rows that begin within some days of the need."""
    return frozenset(row for row in rows if abs(plan.problem.need[row.need].start - need.start) <= AROUND)


def _could(plan: JudgedPlan, agent: Agent, need: Need, role: RoleLine) -> bool:
    """Eligible and not absent."""
    return allows(agent, need, role) and not _is_away(plan, agent, need)


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
