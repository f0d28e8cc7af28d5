"""A new plan taken apart: groups of agents whose moves hang together, each of which can be left undone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from otp_desktop.planning.old_plan import is_away
from otp_desktop.planning.plan import NOTHING_MISSING, PRIORITIES, Objective
from otp_desktop.planning.problem import Assignment, Problem

Coverage = tuple[int, ...]
"""Heads missing below the minimum by priority, then below the count."""


@dataclass(frozen=True)
class Knot:
    """Rows that change together. ``changes``: agents of it whom what the old plan lost had not changed already.

    ``coverage``: heads missing with it, less those without.
    """

    lost: frozenset[Assignment]
    gained: tuple[Assignment, ...]
    changes: int
    coverage: Coverage


@dataclass(frozen=True)
class PartOfPlan:
    """A plan in which some knots are undone: what it costs and covers."""

    changes: int
    coverage: Coverage
    rows: tuple[Assignment, ...]


def parts_of_plan(
    problem: Problem, surviving: tuple[Assignment, ...], before: Objective, new: tuple[Assignment, ...]
) -> Iterator[PartOfPlan]:
    """The surviving rows with the best choice of knots of at most 0, 1, 2 … changes more: a knapsack.

    ``before``: what the surviving rows are worth.
    """
    knots = _knots(problem, surviving, new)
    free = tuple(knot for knot in knots if knot.changes <= 0 and knot.coverage <= NOTHING_MISSING * 2)
    paid = [knot for knot in knots if knot.changes > 0]
    budget = sum(knot.changes for knot in paid)
    start: Coverage = before.missing_minimum + before.missing_count
    for knot in free:
        start = _sum(start, knot.coverage)
    best: list[tuple[Coverage, tuple[Knot, ...]]] = [(start, free)] * (budget + 1)
    for knot in paid:
        for spent in range(budget, knot.changes - 1, -1):
            coverage, chosen = best[spent - knot.changes]
            with_it = _sum(coverage, knot.coverage)
            if with_it < best[spent][0]:
                best[spent] = (with_it, (*chosen, knot))
    for coverage, chosen in best:
        changes = before.changes + sum(knot.changes for knot in chosen)
        yield PartOfPlan(changes, coverage, _with_knots(surviving, chosen))


def _knots(problem: Problem, before: tuple[Assignment, ...], after: tuple[Assignment, ...]) -> list[Knot]:
    lost, gained = set(before) - set(after), set(after) - set(before)
    heads = Counter((row.need, row.role) for row in before)
    rows_of_agent: dict[str, set[Assignment]] = {}
    for row in before:
        rows_of_agent.setdefault(row.agent, set()).add(row)
    expected: dict[str, set[Assignment]] = {}
    for row in problem.baseline or ():
        expected.setdefault(row.agent, set()).add(row)

    def is_changed(agent: str, rows: set[Assignment]) -> bool:
        awaited = expected.get(agent, set())
        return not rows <= awaited or any(not is_away(problem, row) for row in awaited - rows)

    def changes(group: set[Assignment]) -> int:
        agents = {row.agent for row in group}
        had = {agent: rows_of_agent.get(agent, set()) for agent in agents}
        now = {agent: had[agent] - group | {row for row in gained & group if row.agent == agent} for agent in agents}
        return sum(is_changed(agent, now[agent]) - is_changed(agent, had[agent]) for agent in agents)

    return [
        Knot(
            frozenset(lost & group), tuple(sorted(gained & group)), changes(group), _effect(problem, heads, lost, group)
        )
        for group in _together(lost | gained)
    ]


def _effect(
    problem: Problem, heads: Counter[tuple[str, str]], lost: set[Assignment], group: set[Assignment]
) -> Coverage:
    """Heads missing more (or less, negative) when the rows of a group change."""
    more: Counter[tuple[str, str]] = Counter()
    for row in group:
        more[row.need, row.role] += -1 if row in lost else 1
    effect = list(NOTHING_MISSING * 2)
    for (need_id, role_id), added in more.items():
        need, there = problem.need[need_id], heads[need_id, role_id]
        role = next(role for role in need.roles if role.id == role_id)
        for place, wanted in ((need.priority - 1, role.minimum), (PRIORITIES + need.priority - 1, role.count)):
            effect[place] += max(0, wanted - there - added) - max(0, wanted - there)
    return tuple(effect)


def _together(rows: Iterable[Assignment]) -> list[set[Assignment]]:
    """Rows joined by their agent or their need, group by group, in a fixed order."""
    groups: list[tuple[set[tuple[str, str]], set[Assignment]]] = []
    for row in sorted(rows):
        names, members = {("agent", row.agent), ("need", row.need)}, {row}
        for joined in [group for group in groups if group[0] & names]:
            groups.remove(joined)
            names |= joined[0]
            members |= joined[1]
        groups.append((names, members))
    return [members for _, members in groups]


def _with_knots(surviving: tuple[Assignment, ...], knots: tuple[Knot, ...]) -> tuple[Assignment, ...]:
    lost = frozenset[Assignment]().union(*(knot.lost for knot in knots))
    return (*(row for row in surviving if row not in lost), *(row for knot in knots for row in knot.gained))


def _sum(one: Coverage, other: Coverage) -> Coverage:
    return tuple(part + more for part, more in zip(one, other, strict=True))
