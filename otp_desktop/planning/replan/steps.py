"""The way from what survives of an old plan to a new one, agent after agent: whoever brings most heads goes first.

An agent goes over from all he had to those of his new lines that have room, and no corps that his may not meet: less
than a legal plan stays legal. He gets the others as soon as those who leave them have gone over.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from otp_desktop.planning.old_plan import is_away
from otp_desktop.planning.plan import NOTHING_MISSING, PRIORITIES, Objective
from otp_desktop.planning.problem import Assignment, Need, Problem, RoleLine
from otp_desktop.planning.replan.knots import Coverage, PartOfPlan

Line = tuple[str, str]
"""Need and role."""


def plans_on_the_way(
    problem: Problem, surviving: tuple[Assignment, ...], before: Objective, new: tuple[Assignment, ...]
) -> Iterator[PartOfPlan]:
    """A plan each time that it covers better than all before it; ``before``: what the surviving rows are worth."""
    way = _Way(problem, surviving, new)
    changes, coverage = before.changes, before.missing_minimum + before.missing_count
    best = coverage
    while way.waiting:
        agent = min(way.waiting, key=way.effect)
        going = (agent, *way.late)
        changes -= sum(way.is_changed(one) for one in going)
        for one in going:
            coverage = _sum(coverage, way.go(one))
        changes += sum(way.is_changed(one) for one in going)
        if coverage < best:
            best = coverage
            yield PartOfPlan(changes, coverage, way.rows())


class _Way:
    def __init__(self, problem: Problem, surviving: tuple[Assignment, ...], new: tuple[Assignment, ...]) -> None:
        self._problem = problem
        self._lines = {(need.id, role.id): (need, role) for need in problem.needs for role in need.roles}
        self._rows, self._aims = _by_agent(surviving), _by_agent(new)
        self._expected = _by_agent(problem.baseline or ())
        self._heads: Counter[Line] = Counter((row.need, row.role) for row in surviving)
        self._corps: dict[str, Counter[str | None]] = {}
        for row in surviving:
            self._present(row.need)[problem.agent[row.agent].corps] += 1
        agents = self._rows.keys() | self._aims.keys()
        self.waiting = sorted(one for one in agents if self._rows.get(one, set()) != self._aims.get(one, set()))
        self.late: list[str] = []

    def effect(self, agent: str) -> Coverage:
        """Heads missing more (or less, negative) once he has gone over."""
        effect = list(NOTHING_MISSING * 2)
        for rows, sign in zip(self._difference(agent), (-1, 1), strict=True):
            for row in rows:
                _count(effect, *self._lines[row.need, row.role], self._heads[row.need, row.role], sign)
        return tuple(effect)

    def go(self, agent: str) -> Coverage:
        """Takes him over, or as far as there is room now; the effect."""
        effect, corps = self.effect(agent), self._problem.agent[agent].corps
        lost, gained = self._difference(agent)
        for rows, sign in ((lost, -1), (gained, 1)):
            for row in rows:
                self._heads[row.need, row.role] += sign
                self._present(row.need)[corps] += sign
        self._rows[agent] = self._rows.get(agent, set()) - lost | gained
        self._queue(agent)
        return effect

    def _queue(self, agent: str) -> None:
        """Who has gone over waits no more; he is ``late`` as long as something of his is still to come."""
        if agent in self.waiting:
            self.waiting.remove(agent)
        complete = self._rows[agent] == self._aims.get(agent, set())
        others = [one for one in self.late if one != agent]
        self.late = others if complete else [*others, agent]

    def rows(self) -> tuple[Assignment, ...]:
        return tuple(row for own in self._rows.values() for row in sorted(own))

    def is_changed(self, agent: str) -> bool:
        """Whether he has anything else than he expects."""
        rows, expected = self._rows.get(agent, set()), self._expected.get(agent, set())
        return not rows <= expected or any(not is_away(self._problem, row) for row in expected - rows)

    def _difference(self, agent: str) -> tuple[set[Assignment], set[Assignment]]:
        """The rows that he loses, and those that he can have now."""
        had, aims = self._rows.get(agent, set()), self._aims.get(agent, set())
        return had - aims, {row for row in aims - had if self._has_room(row) and not self._mixes(row)}

    def _has_room(self, row: Assignment) -> bool:
        return self._heads[row.need, row.role] < self._lines[row.need, row.role][1].count

    def _mixes(self, row: Assignment) -> bool:
        there = {corps for corps, heads in self._present(row.need).items() if heads}
        there.add(self._problem.agent[row.agent].corps)
        return any(mix and there.issuperset(mix) for mix in self._problem.rules.forbidden_mixes)

    def _present(self, need: str) -> Counter[str | None]:
        return self._corps.setdefault(need, Counter())


def _count(effect: list[int], need: Need, role: RoleLine, heads: int, sign: int) -> None:
    for place, wanted in ((need.priority - 1, role.minimum), (PRIORITIES + need.priority - 1, role.count)):
        effect[place] += max(0, wanted - heads - sign) - max(0, wanted - heads)


def _by_agent(rows: Iterable[Assignment]) -> dict[str, set[Assignment]]:
    found: dict[str, set[Assignment]] = {}
    for row in rows:
        found.setdefault(row.agent, set()).add(row)
    return found


def _sum(one: Coverage, other: Coverage) -> Coverage:
    return tuple(part + more for part, more in zip(one, other, strict=True))
