"""The part of a problem that an edit touches: small enough to be judged while the mouse is still moving.

The rules on one agent look at his rows alone, and those on a need at the rows of that need alone; only the civil weeks
that are known depend on the whole problem, through its first and its last need, which are kept.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from otp_desktop.planning.clock import Clock
from otp_desktop.planning.equity import Exact, least_sum_of_squares
from otp_desktop.planning.problem import Assignment, Need, Problem, Wish

OwnedT = TypeVar("OwnedT", Assignment, Wish)


class Surroundings:
    """Cuts a problem down."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.clock = Clock(problem.timezone)
        self.locked_rows = frozenset(problem.locked)
        self._least: dict[Fraction, Exact] = {}

    def make_ready(self) -> None:
        """Works out now what is otherwise worked out when first asked for."""
        for known in (self._place, self._locked, self._wishes, self._first_and_last, self._histories, self.burdened):
            assert known is not None
        assert self.needs_of_group is not None

    def relocked(self, problem: Problem) -> "Surroundings":
        """The same of a problem that differs in its locked rows only: what does not depend on them stays known."""
        other = Surroundings(problem)
        vars(other).update(vars(self), _problem=problem, locked_rows=other.locked_rows)
        vars(other).pop("_locked", None)
        return other

    def of_agents(self, agents: Iterable[str], rows: Iterable[Assignment]) -> Problem:
        """What some agents serve, with what is locked for them and what they wish."""
        agents = tuple(agents)
        locked = tuple(row for agent in agents for row in self._locked.get(agent, ()))
        wishes = tuple(wish for agent in agents for wish in self._wishes.get(agent, ()))
        needs = {row.need for row in (*rows, *locked)}
        return replace(self._part(agents, needs), locked=locked, wishes=wishes)

    def of_needs(self, needs: Iterable[str], rows: Iterable[Assignment]) -> Problem:
        """Some needs, and who serves them."""
        return self._part(dict.fromkeys(row.agent for row in rows), set(needs))

    def _part(self, agents: Iterable[str], needs: set[str]) -> Problem:
        whole = self._problem
        kept = needs | {need.id for need in self._first_and_last}
        return replace(
            whole,
            agents=tuple(whole.agent[agent] for agent in agents),
            needs=tuple(whole.need[need] for need in sorted(kept, key=self._place.__getitem__)),
            locked=(),
            wishes=(),
            baseline=None,
        )

    @cached_property
    def needs_of_group(self) -> dict[str | None, tuple[Need, ...]]:
        """The needs where the same faces are wanted, group by group."""
        found: dict[str | None, list[Need]] = {}
        for need in self._problem.needs:
            found.setdefault(need.group, []).append(need)
        return {group: tuple(needs) for group, needs in found.items()}

    @cached_property
    def burdened(self) -> tuple[Need, ...]:
        """The needs that weigh on those who serve them."""
        return tuple(need for need in self._problem.needs if need.burden)

    def least_unfairness(self, served: Fraction) -> Exact:
        """The least sum of squared burdens with which the force can carry ``served``; each sum worked out once."""
        if served not in self._least:
            histories, whole = self._histories
            self._least[served] = least_sum_of_squares(histories, served, whole)
        return self._least[served]

    @cached_property
    def _histories(self) -> tuple[list[Fraction], bool]:
        """What the agents carried before, least first, and whether all burdens are whole numbers."""
        histories = sorted(Fraction(agent.history.burden) for agent in self._problem.agents)
        burdens = [*histories, *(Fraction(need.burden) for need in self._problem.needs)]
        return histories, all(burden.denominator == 1 for burden in burdens)

    @cached_property
    def _first_and_last(self) -> tuple[Need, ...]:
        needs = self._problem.needs
        return (min(needs, key=attrgetter("start")), max(needs, key=attrgetter("end"))) if needs else ()

    @cached_property
    def _place(self) -> dict[str, int]:
        return {need.id: place for place, need in enumerate(self._problem.needs)}

    @cached_property
    def _locked(self) -> dict[str, list[Assignment]]:
        return _by_agent(self._problem.locked)

    @cached_property
    def _wishes(self) -> dict[str, list[Wish]]:
        return _by_agent(self._problem.wishes)


def _by_agent(owned: Iterable[OwnedT]) -> dict[str, list[OwnedT]]:
    found: dict[str, list[OwnedT]] = {}
    for one in owned:
        found.setdefault(one.agent, []).append(one)
    return found
