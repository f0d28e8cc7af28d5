"""The gestures of a planner on a plan, each as one edit: assign, move, replace, swap.

Whoever takes a line leaves what he does at that time: one edit never stands an agent in two places.
"""

from collections.abc import Iterable, Iterator

from otp_desktop.planning.editing.edit import Edit, edit
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.problem import Agent, Assignment, Need

Line = tuple[str, str]
"""Ids of need and role."""


def assigning(plan: JudgedPlan, agent: str, line: Line) -> Edit:
    """The agent takes the line, off his other role there and off all he does at that time."""
    return taking(plan, agent, line, overlapping(plan, plan.problem.agent[agent], plan.problem.need[line[0]]))


def taking(plan: JudgedPlan, agent: str, line: Line, left: Iterable[Assignment]) -> Edit:
    """The agent takes the line, off the rows that he leaves for it."""
    row, leaving = Assignment(agent, *line), set(left)
    return edit(removed=leaving - {row}, added={row} - plan.served_by(agent))


def moving(plan: JudgedPlan, row: Assignment, line: Line) -> Edit:
    """The agent of a row leaves it for another line."""
    return edit(removed=[row]).then(assigning(plan.edited(edit(removed=[row])), row.agent, line))


def replacing(plan: JudgedPlan, row: Assignment, agent: str) -> Edit:
    """Another agent takes over a row, off what he does at that time."""
    return edit(removed=[row]).then(assigning(plan.edited(edit(removed=[row])), agent, (row.need, row.role)))


def swapping(plan: JudgedPlan, one: Assignment, other: Assignment) -> Edit:
    """Two agents change places."""
    first = edit(removed=[one, other])
    second = assigning(plan.edited(first), one.agent, (other.need, other.role))
    third = assigning(plan.edited(first).edited(second), other.agent, (one.need, one.role))
    return first.then(second).then(third)


def overlapping(plan: JudgedPlan, agent: Agent, need: Need) -> Iterator[Assignment]:
    """The agent's rows on a need, or that share a moment with it."""
    minute = plan.surroundings.clock.minute
    start, end = minute(need.start), minute(need.end)
    for row in plan.served_by(agent.id):
        other = plan.problem.need[row.need]
        if row.need == need.id or (minute(other.start) < end and start < minute(other.end)):
            yield row
