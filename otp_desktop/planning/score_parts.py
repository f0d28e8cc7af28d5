"""The parts of the objective besides coverage: one function each, least is best."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import fsum

from otp_desktop.planning.equity import Exact, least_sum_of_squares
from otp_desktop.planning.problem import Agent, Assignment
from otp_desktop.planning.timeline import Timeline
from otp_desktop.planning.travel import Travel


def travel_km(timeline: Timeline) -> float:
    """For each duty: base to first site, site to site, last site to base; straight line × detour.

    A leg with an unknown end is 0 km.
    """
    travel, problem = Travel(timeline.problem), timeline.problem
    legs = []
    for agent, duty in timeline.duties():
        base = problem.base_of(problem.agent[agent])
        sites = [post.need.site for post in duty.posts]
        out = travel.km_from(base, sites[0])
        legs += [out, out if sites[-1] == sites[0] else travel.km_from(base, sites[-1])]
        legs += [travel.km(site, following) for site, following in pairwise(sites)]
    return fsum(legs)


def extra_units(timeline: Timeline) -> int:
    """For each need, the number of distinct units present, less one; an agent without a unit adds none."""
    present = ({row.agent.unit for row in rows} - {None} for rows in timeline.rows_of_need.values())
    return sum(max(0, len(units) - 1) for units in present)


def continuity(timeline: Timeline) -> int:
    """For each group, the number of distinct agents on it, less the largest head count of one of its needs."""
    faces: dict[str, set[str]] = {}
    for row in timeline.rows:
        if row.need.group is not None:
            faces.setdefault(row.need.group, set()).add(row.agent.id)
    heads: dict[str | None, int] = {}
    for need in timeline.problem.needs:
        heads[need.group] = max(heads.get(need.group, 0), sum(role.count for role in need.roles))
    return sum(max(0, len(agents) - heads[group]) for group, agents in faces.items())


def equity(timeline: Timeline) -> float:
    """Sum over agents of (history burden + burden of the needs served)², less the least possible for that total.

    Exact, in fractions unless all burdens are whole, and rounded once.
    """
    problem = timeline.problem
    burdens = [*(agent.history.burden for agent in problem.agents), *(need.burden for need in problem.needs)]
    whole = all(float(burden).is_integer() for burden in burdens)
    exact: Callable[[float], Exact] = int if whole else Fraction
    histories = [exact(agent.history.burden) for agent in problem.agents]
    of_need = {need.id: exact(need.burden) for need in problem.needs if need.burden}
    served = [
        sum(of_need.get(post.need.id, 0) for post in timeline.posts_of_agent.get(agent.id, ()))
        for agent in problem.agents
    ]
    squares = sum((old + new) ** 2 for old, new in zip(histories, served, strict=True))
    return float(squares - least_sum_of_squares(histories, sum(served), whole))


def preference(timeline: Timeline) -> float:
    """For each wish, its cost once for each assignment of that agent that overlaps it."""
    clock, costs = timeline.clock, []
    for wish in timeline.problem.wishes:
        start, end = clock.minute(wish.start), clock.minute(wish.end)
        posts = timeline.posts_of_agent.get(wish.agent, ())
        costs += [wish.cost for post in posts if post.start < end and start < post.end]
    return fsum(costs)


def changes(timeline: Timeline) -> int:
    """Agents whose set of assignments differs from the baseline, 0 without one.

    An agent who only loses rows that overlap an unavailability of his is not changed.
    """
    if timeline.problem.baseline is None:
        return 0
    before, after = _rows_of_agent(timeline.problem.baseline), _rows_of_agent([row.assignment for row in timeline.rows])
    return sum(
        _is_changed(timeline, agent, before.get(agent.id, set()), after.get(agent.id, set()))
        for agent in timeline.problem.agents
    )


def _rows_of_agent(assignments: Sequence[Assignment]) -> dict[str, set[Assignment]]:
    rows: dict[str, set[Assignment]] = {}
    for assignment in assignments:
        rows.setdefault(assignment.agent, set()).add(assignment)
    return rows


def _is_changed(timeline: Timeline, agent: Agent, before: set[Assignment], after: set[Assignment]) -> bool:
    if after - before:
        return True
    return any(not _is_away(timeline, agent, lost.need) for lost in before - after)


def _is_away(timeline: Timeline, agent: Agent, need_id: str) -> bool:
    clock, need = timeline.clock, timeline.problem.need[need_id]
    start, end = clock.minute(need.start), clock.minute(need.end)
    return any(clock.minute(each.start) < end and start < clock.minute(each.end) for each in agent.unavailable)
