"""Rules on the rows of a plan: heads on a line, one role of a need each, what was promised."""

from collections import Counter
from collections.abc import Iterator

from otp_desktop.planning.rules.rule import Measure, Rule, Violation
from otp_desktop.planning.rules.sources import LOCAL, NEED_AS_STATED
from otp_desktop.planning.timeline import Timeline
from otp_desktop.texts import N_


def one_role_of_a_need(timeline: Timeline) -> Iterator[Violation]:
    """An agent fills one head of a need at most."""
    filled = Counter((row.agent.id, row.need.id) for row in timeline.rows)
    for (agent, need), heads in filled.items():
        if heads > 1:
            day = timeline.problem.need[need].start.date()
            yield ONE_ROLE.broken(agent=agent, needs=[need], figure=heads, limit=1, day=day)


def heads_on_a_line(timeline: Timeline) -> Iterator[Violation]:
    """No more than ``count`` agents on a role line."""
    for need, rows in timeline.rows_of_need.items():
        heads = Counter(row.role.id for row in rows)
        for role in rows[0].need.roles:
            if heads[role.id] > role.count:
                yield HEADS_ON_A_LINE.broken(
                    needs=[need],
                    figure=heads[role.id],
                    limit=role.count,
                    day=rows[0].need.start.date(),
                    detail=role.id,
                )


def locked_rows(timeline: Timeline) -> Iterator[Violation]:
    """Every locked assignment stands in the plan."""
    if not timeline.problem.locked:
        return
    present = {row.assignment for row in timeline.rows}
    for locked in timeline.problem.locked:
        if locked not in present:
            day = timeline.problem.need[locked.need].start.date()
            yield LOCKED_ROWS.broken(
                agent=locked.agent, needs=[locked.need], figure=0, limit=1, day=day, detail=locked.role
            )


ONE_ROLE = Rule(
    id="EL-05",
    name=N_("One role of a need for each agent"),
    source=NEED_AS_STATED,
    sentence=N_("{agent} is counted {figure} times on {needs} on {day}; once is the limit."),
    measure=Measure.HEADS,
    check=one_role_of_a_need,
)
HEADS_ON_A_LINE = Rule(
    id="EL-06",
    name=N_("No more heads than asked for"),
    source=NEED_AS_STATED,
    sentence=N_("The role {detail} of {needs}, on {day}, has too many heads: {figure}, where {limit} are asked for."),
    measure=Measure.HEADS,
    check=heads_on_a_line,
)
LOCKED_ROWS = Rule(
    id="LK-01",
    name=N_("Locked assignments stand"),
    source=LOCAL,
    sentence=N_("The locked assignment of {agent} to {needs} on {day}, role {detail}, is missing."),
    measure=Measure.HEADS,
    check=locked_rows,
)
