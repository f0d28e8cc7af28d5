"""A new plan taken apart: groups of agents whose moves hang together, each of which can be left undone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from otp_desktop.planning.plan import Objective
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.score import score

Coverage = tuple[int, ...]


@dataclass(frozen=True)
class Knot:
    """Agents whose rows change together, what they had and have, and what it does to the heads missing.

    ``changes``: agents of it that are not changed already by what the old plan lost; ``coverage``: heads missing with
    it, less those without.
    """

    lost: tuple[Assignment, ...]
    gained: tuple[Assignment, ...]
    changes: int
    coverage: Coverage


def plans_of_knots(
    problem: Problem, surviving: tuple[Assignment, ...], new: tuple[Assignment, ...]
) -> Iterator[tuple[Assignment, ...]]:
    """The surviving rows with the best choice of knots of at most 0, 1, 2 … changes: a knapsack."""
    knots = _knots(problem, surviving, new)
    budget = sum(knot.changes for knot in knots)
    zero: Coverage = _coverage(score(problem, surviving))
    best: list[tuple[Coverage, tuple[Knot, ...]]] = [(zero, ())] * (budget + 1)
    for knot in knots:
        for spent in range(budget, knot.changes - 1, -1):
            coverage, chosen = best[spent - knot.changes]
            with_it = tuple(part + more for part, more in zip(coverage, knot.coverage, strict=True))
            if with_it < best[spent][0]:
                best[spent] = (with_it, (*chosen, knot))
    for _, chosen in best:
        yield _with_knots(surviving, chosen)


def _knots(problem: Problem, before: tuple[Assignment, ...], after: tuple[Assignment, ...]) -> list[Knot]:
    lost, gained = set(before) - set(after), set(after) - set(before)
    base, groups = score(problem, before), _together(lost | gained)
    knots = []
    for group in groups:
        parts = tuple(sorted(lost & group)), tuple(sorted(gained & group))
        objective = score(problem, (*(row for row in before if row not in group), *parts[1]))
        difference = zip(_coverage(objective), _coverage(base), strict=True)
        knots.append(Knot(*parts, objective.changes - base.changes, tuple(new - old for new, old in difference)))
    return knots


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


def _with_knots(surviving: tuple[Assignment, ...], knots: Iterable[Knot]) -> tuple[Assignment, ...]:
    knots = tuple(knots)
    lost = {row for knot in knots for row in knot.lost}
    return (*(row for row in surviving if row not in lost), *(row for knot in knots for row in knot.gained))


def _coverage(objective: Objective) -> Coverage:
    return objective.missing_minimum + objective.missing_count
