"""Who can be at a site within so many minutes of one moment, and what each of them does then.

Minutes are those of the travel model (planning.md), from where the agent is: on a post, on the way from the last post
of a duty that still runs, else at his base.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum

from otp_desktop.planning.clock import Clock
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.limits import LimitsInForce
from otp_desktop.planning.problem import REST_THAT_ENDS_A_DUTY, Agent, Assignment, Need, Problem, RoleLine
from otp_desktop.planning.rules.days import CONSECUTIVE_DAYS
from otp_desktop.planning.rules.duties import AMPLITUDE, DAILY_REST, DUTY_MINUTES
from otp_desktop.planning.rules.rule import Rule
from otp_desktop.planning.rules.weeks import MEAN_WEEK, TOTAL_MINUTES, WEEK_MINUTES, WEEKLY_REST
from otp_desktop.planning.timeline import Timeline
from otp_desktop.planning.travel import Travel

# What a minute of work at the wrong time breaks.
RULES_ON_HOURS: tuple[Rule, ...] = (
    DUTY_MINUTES,
    AMPLITUDE,
    DAILY_REST,
    WEEK_MINUTES,
    MEAN_WEEK,
    WEEKLY_REST,
    CONSECUTIVE_DAYS,
    TOTAL_MINUTES,
)
PROBE = "@reach"  # the id of a minute of work that is only supposed


class Occupation(IntEnum):
    """``RESTING``: a minute of work at that moment would break a rule of working time."""

    FREE = 0
    BUSY = 1
    RESTING = 2
    ABSENT = 3


@dataclass(frozen=True, slots=True)
class InReach:
    """``minutes`` to the site from the site ``start``, or from the agent's base where that is None."""

    agent: str
    occupation: Occupation
    minutes: float
    start: str | None = None


def in_reach(plan: JudgedPlan, site: str, moment: datetime, minutes: float) -> tuple[InReach, ...]:
    """Agents within ``minutes`` of the site at a civil moment: the free first, then the nearest.

    Those whose base is unknown are left out, unless they are on duty; all are where the site has no position. Raises
    KeyError for a site that the problem does not have.
    """
    near = [seen for seen in _places(plan, site, moment) if seen.minutes <= minutes]
    free = [seen.agent for seen in near if seen.occupation is Occupation.FREE]
    resting = _resting(plan, free, site, moment)
    found = (replace(seen, occupation=Occupation.RESTING) if seen.agent in resting else seen for seen in near)
    return tuple(sorted(found, key=lambda seen: (seen.occupation, seen.minutes, seen.agent)))


def _places(plan: JudgedPlan, site: str, moment: datetime) -> Iterator[InReach]:
    """Every agent who can be placed; the resting still as free."""
    travel, clock = Travel(plan.problem), plan.surroundings.clock
    limits = LimitsInForce(plan.problem.rules, plan.problem.derogations)
    now = clock.minute(moment)
    for agent in plan.problem.agents:
        last = _last_begun(plan, agent, now)
        serving = last is not None and now < clock.minute(last.end)
        start = last.site if last is not None and _still_on_duty(last, limits, clock, now) else None
        if start is not None:
            far = travel.minutes_between(start, site)
        else:
            far = travel.minutes_from(plan.problem.base_of(agent), site)
        if far is not None:
            yield InReach(agent.id, _occupation(agent, clock, now, serving), far, start)


def _last_begun(plan: JudgedPlan, agent: Agent, now: int) -> Need | None:
    """The need that he serves, else the last one he served."""
    minute = plan.surroundings.clock.minute
    needs = (plan.problem.need[row.need] for row in plan.served_by(agent.id))
    begun = [need for need in needs if minute(need.start) <= now]
    return max(begun, key=lambda need: (minute(need.end), need.id), default=None)


def _still_on_duty(last: Need, limits: LimitsInForce, clock: Clock, now: int) -> bool:
    """Whether more work now would belong to the duty of the last need."""
    rest = limits.on(last.start.date(), "daily_rest_minutes")
    return now - clock.minute(last.end) < (REST_THAT_ENDS_A_DUTY if rest is None else rest)


def _occupation(agent: Agent, clock: Clock, now: int, serving: bool) -> Occupation:
    if any(clock.minute(away.start) <= now < clock.minute(away.end) for away in agent.unavailable):
        return Occupation.ABSENT
    return Occupation.BUSY if serving else Occupation.FREE


def _resting(plan: JudgedPlan, agents: Sequence[str], site: str, moment: datetime) -> set[str]:
    """Of these agents, those whom a minute of work at that moment would bring against a rule on hours."""
    end = (moment + timedelta(minutes=1)).replace(fold=moment.fold)
    role = RoleLine(id=PROBE, count=len(agents))
    probe = Need(id=PROBE, site=site, start=moment, end=end, roles=(role,))
    rows = _rows(plan, agents)
    part = plan.surroundings.of_agents(agents, rows)
    probed = replace(part, needs=(*part.needs, probe))
    probes = (Assignment(agent, PROBE, PROBE) for agent in agents)
    broken = _broken(probed, (*rows, *probes), plan.surroundings.clock)
    suspects = sorted({agent for agent, *_rule in broken})
    rows = _rows(plan, suspects)
    before = _broken(plan.surroundings.of_agents(suspects, rows), rows, plan.surroundings.clock)
    return {agent for agent, *_rule in broken - before}


def _rows(plan: JudgedPlan, agents: Iterable[str]) -> list[Assignment]:
    return [row for agent in agents for row in plan.served_by(agent)]


def _broken(problem: Problem, rows: Iterable[Assignment], clock: Clock) -> set[tuple[str, str, date | None, float]]:
    """Who breaks which rule on which day, and by how much."""
    timeline = Timeline(problem, rows, clock)
    found = (violation for rule in RULES_ON_HOURS for violation in rule.check(timeline))
    return {(each.agent or "", each.rule, each.day, each.figure) for each in found}
