"""Rules on who may fill which role."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from otp_desktop.planning.problem import Agent, Need, RoleLine
from otp_desktop.planning.rules.rule import Measure, Rule, Violation
from otp_desktop.planning.rules.sources import LOCAL, NEED_AS_STATED, POWERS
from otp_desktop.planning.timeline import Timeline
from otp_desktop.texts import N_

NO_CORPS = "–"


def skills(timeline: Timeline) -> Iterator[Violation]:
    """The agent holds every skill of the role on each civil day that the need touches."""
    for row in timeline.rows:
        lacking = lacking_skills(row.agent, row.need, row.role)
        if lacking:
            yield SKILLS.broken(
                agent=row.agent.id,
                needs=[row.need.id],
                figure=len(lacking),
                limit=0,
                day=row.need.start.date(),
                detail=", ".join(lacking),
            )


def corps(timeline: Timeline) -> Iterator[Violation]:
    """The agent's corps is one of those the role lists; a role without a list takes any."""
    for row in timeline.rows:
        if not is_of_allowed_corps(row.agent, row.role):
            yield CORPS.broken(
                agent=row.agent.id,
                needs=[row.need.id],
                figure=1,
                limit=0,
                day=row.need.start.date(),
                detail=row.agent.corps or NO_CORPS,
            )


def forbidden_mixes(timeline: Timeline) -> Iterator[Violation]:
    """No need brings together all the corps of a forbidden mix."""
    mixes = timeline.problem.rules.forbidden_mixes
    if not mixes:
        return
    for need, rows in timeline.rows_of_need.items():
        present = {row.agent.corps for row in rows}
        for mix in mixes:
            if present.issuperset(mix):
                yield FORBIDDEN_MIXES.broken(
                    needs=[need],
                    figure=len(mix),
                    limit=len(mix) - 1,
                    day=rows[0].need.start.date(),
                    detail=", ".join(mix),
                )


def allows(agent: Agent, need: Need, role: RoleLine) -> bool:
    """Whether the agent's corps and qualifications let him fill a role line of the need."""
    return is_of_allowed_corps(agent, role) and not lacking_skills(agent, need, role)


def is_of_allowed_corps(agent: Agent, role: RoleLine) -> bool:
    """Whether the role takes the agent's corps."""
    return role.corps is None or agent.corps in role.corps


def lacking_skills(agent: Agent, need: Need, role: RoleLine) -> list[str]:
    """The skills of the role that the agent does not hold during the whole need."""
    return [code for code in role.skills if not _holds(agent, code, need)]


def _holds(agent: Agent, code: str, need: Need) -> bool:
    periods = [skill for skill in agent.skills if skill.code == code]
    return bool(periods) and all(
        any(
            (period.valid_from is None or period.valid_from <= day)
            and (period.valid_until is None or day <= period.valid_until)
            for period in periods
        )
        for day in _days(need.start, need.end)
    )


def _days(start: datetime, end: datetime) -> Iterator[date]:
    """The civil days of a half-open interval: an end at midnight does not touch the day it opens, a moment its own."""
    day = start.date()
    last = max(start, end - timedelta(microseconds=1)).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


SKILLS = Rule(
    id="EL-01",
    name=N_("Qualifications of the role"),
    source=NEED_AS_STATED,
    sentence=N_("{agent} does not hold, during the whole of {needs} on {day}, the qualifications asked for: {detail}."),
    measure=Measure.FAULTS,
    check=skills,
)
CORPS = Rule(
    id="EL-02",
    name=N_("Corps allowed for the role"),
    source=POWERS,
    sentence=N_("{agent} may not fill the role on {needs} on {day}: the corps {detail} is not allowed there."),
    measure=Measure.FAULTS,
    check=corps,
)
FORBIDDEN_MIXES = Rule(
    id="EL-03",
    name=N_("Corps that do not stand together"),
    source=LOCAL,
    sentence=N_("On {needs}, on {day}, corps stand together that may not: {detail}."),
    measure=Measure.HEADS,
    check=forbidden_mixes,
    limit="forbidden_mixes",
)
