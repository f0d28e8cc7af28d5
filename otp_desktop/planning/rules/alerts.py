"""What is watched but forbids nothing: a plan that gives an alert is legal.

Overtime is counted in civil weeks, as cycles of work are; a week belongs to the month in which it ends, so that each
hour counts in one month only.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.domain.times import monday_of
from otp_desktop.planning.clock import WEEK, Clock
from otp_desktop.planning.problem import Agent, Assignment, Problem
from otp_desktop.planning.rules.rule import Measure, Norm, Violation
from otp_desktop.planning.rules.sources import LOCAL
from otp_desktop.planning.rules.sources import OVERTIME as OVERTIME_DECREE
from otp_desktop.texts import N_

SUNDAY = timedelta(days=6)
WorkOfWeeks = dict[str, Counter[date]]  # minutes by agent and Monday

OVERTIME = Norm(
    id="RT-10",
    name=N_("Overtime in one month"),
    source=OVERTIME_DECREE,
    sentence=N_(
        "{agent} works {figure} of overtime in the weeks that end in the month from {day}; {limit} are allowed. "
        "It is a warning: the plan is legal."
    ),
    measure=Measure.MINUTES,
)
NOTICE = Norm(
    id="RT-12",
    name=N_("Notice of a change"),
    source=LOCAL,
    sentence=N_(
        "{agent} learns {figure} days before of a change on {day}; the force gives {limit} days of notice. It is a "
        "warning: no law sets it."
    ),
    measure=Measure.DAYS,
)
ALERTS = (OVERTIME, NOTICE)


def overtime(problem: Problem, assignments: Iterable[Assignment], limits: AlertLimits) -> Iterator[Violation]:
    """Months in which the plan gives an agent work and the overtime, history included, is above the limit."""
    if limits.overtime_minutes is None:
        return
    first = min((monday_of(need.start.date()) for need in problem.needs), default=date.min)
    for agent, planned in _planned_weeks(problem, assignments).items():
        months: Counter[date] = Counter()
        for monday, minutes in (planned | _known_weeks(problem.agent[agent], first)).items():
            months[_month(monday)] += max(0, minutes - limits.ordinary_week_minutes)
        for month in sorted({_month(monday) for monday in planned}):
            if months[month] > limits.overtime_minutes:
                yield OVERTIME.broken(
                    agent=agent, needs=(), figure=months[month], limit=limits.overtime_minutes, day=month
                )


def _planned_weeks(problem: Problem, assignments: Iterable[Assignment]) -> WorkOfWeeks:
    """A need counts once, whatever the roles."""
    clock = Clock(problem.timezone)
    weeks_of_need = {need.id: clock.minutes_by_week(need.start, need.end) for need in problem.needs}
    found: WorkOfWeeks = {}
    for agent, need in dict.fromkeys((row.agent, row.need) for row in assignments):
        weeks = found.setdefault(agent, Counter())
        for monday, minutes in weeks_of_need[need]:
            weeks[monday] += minutes
    return found


def _known_weeks(agent: Agent, first: date) -> Counter[date]:
    """The weeks of the agent's history, which ends just before the problem's first week."""
    known = enumerate(reversed(agent.history.week_minutes), start=1)
    return Counter({first - place * WEEK: minutes for place, minutes in known})


def _month(monday: date) -> date:
    return (monday + SUNDAY).replace(day=1)
