"""A plan with all the rules it breaks, kept up to date edit by edit.

The whole plan is judged once, by the checker; an edit judges again the agents and the needs it touches, by the same
rules. A test holds the two equal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from otp_desktop.planning.checker import check
from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.surroundings import Surroundings
from otp_desktop.planning.problem import Assignment, Need, Problem
from otp_desktop.planning.rules import RULES, Rule, Violation
from otp_desktop.planning.rules.eligibility import FORBIDDEN_MIXES
from otp_desktop.planning.rules.rows import HEADS_ON_A_LINE, LOCKED_ROWS
from otp_desktop.planning.timeline import Timeline

RULES_ON_NEEDS = (FORBIDDEN_MIXES, HEADS_ON_A_LINE)
RULES_ON_AGENTS = tuple(rule for rule in RULES if rule not in RULES_ON_NEEDS)

Rows = frozenset[Assignment]
NO_ROWS: Rows = frozenset()


@dataclass(frozen=True)
class JudgedPlan:
    """Nothing here changes: an edited plan is another one, which shares what the edit did not touch.

    ``burden_served``: the burdens of the needs, each as often as it has heads.
    """

    problem: Problem
    rows_of_agent: dict[str, Rows] = field(repr=False)
    rows_of_need: dict[str, Rows] = field(repr=False)
    violations: tuple[Violation, ...]
    surroundings: Surroundings = field(repr=False)
    burden_served: Fraction = Fraction(0)
    _asked_last: dict[str, tuple[list[str], Timeline]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, problem: Problem, assignments: Iterable[Assignment]) -> "JudgedPlan":
        """Judges the whole plan. Raises ValueError for an agent, a need or a role that the problem does not know."""
        rows = tuple(dict.fromkeys(assignments))
        by_agent: dict[str, set[Assignment]] = {}
        by_need: dict[str, set[Assignment]] = {}
        for row in rows:
            by_agent.setdefault(row.agent, set()).add(row)
            by_need.setdefault(row.need, set()).add(row)
        surroundings = Surroundings(problem)
        rows_of_need = {need: frozenset(present) for need, present in by_need.items()}
        return cls(
            problem,
            {agent: frozenset(served) for agent, served in by_agent.items()},
            rows_of_need,
            check(problem, rows),
            surroundings,
            sum((_burden(need, rows_of_need) for need in surroundings.burdened), start=Fraction(0)),
        )

    def ready(self) -> "JudgedPlan":
        """With all that the first edit would have to wait for."""
        self.surroundings.make_ready()
        self.surroundings.least_unfairness(self.burden_served)
        return self

    @cached_property
    def assignments(self) -> tuple[Assignment, ...]:
        """All rows, in order."""
        return tuple(sorted(row for rows in self.rows_of_need.values() for row in rows))

    def served_by(self, agent: str) -> Rows:
        return self.rows_of_agent.get(agent, NO_ROWS)

    def present_on(self, need: str) -> Rows:
        return self.rows_of_need.get(need, NO_ROWS)

    def __contains__(self, row: Assignment) -> bool:
        return row in self.served_by(row.agent)

    def edited(self, edit: Edit) -> "JudgedPlan":
        """The plan after an edit. Raises ValueError where it removes a row that is not there, or adds one that is."""
        if any(row not in self for row in edit.removed) or any(row in self for row in edit.added):
            raise ValueError("the edit is not one of this plan")
        by_agent, by_need = dict(self.rows_of_agent), dict(self.rows_of_need)
        for row in edit.removed:
            by_agent[row.agent] = by_agent[row.agent] - {row}
            by_need[row.need] = by_need[row.need] - {row}
        for row in edit.added:
            by_agent[row.agent] = by_agent.get(row.agent, NO_ROWS) | {row}
            by_need[row.need] = by_need.get(row.need, NO_ROWS) | {row}
        needs = [self.problem.need[need] for need in edit.needs]
        more = sum((_burden(need, by_need) - _burden(need, self.rows_of_need) for need in needs), start=Fraction(0))
        after = replace(self, rows_of_agent=by_agent, rows_of_need=by_need, burden_served=self.burden_served + more)
        return self._judged_again(after, edit.agents, edit.needs)

    def under(self, problem: Problem, agents: frozenset[str], needs: frozenset[str]) -> "JudgedPlan":
        """The same rows under another problem, which differs for these agents and needs only, in the same civil weeks.

        Who stands on one of the needs is one of the agents.
        """
        after = replace(self, problem=problem, surroundings=Surroundings(problem))
        return self._judged_again(after, agents, needs)

    def relocked(self, locked: tuple[Assignment, ...]) -> "JudgedPlan":
        """With other locked rows, all of which stand in the plan: then no rule is broken or mended by it."""
        if any(row not in self for row in locked):
            raise ValueError("a locked row stands in the plan")
        problem = replace(self.problem, locked=locked)
        kept = tuple(violation for violation in self.violations if violation.rule != LOCKED_ROWS.id)
        return replace(self, problem=problem, violations=kept, surroundings=self.surroundings.relocked(problem))

    def judged_around(self, edit: Edit) -> tuple[Violation, ...]:
        """The rules broken by the agents and on the needs that an edit touches, as the plan stands."""
        return tuple(found for found in self.violations if _concerns(found, edit.agents, edit.needs))

    def broken_by(self, agent: str, rows: Rows | None = None) -> tuple[Violation, ...]:
        """The rules that one agent breaks, or would break if these were his rows."""
        served = self.served_by(agent) if rows is None else rows
        timeline = Timeline(self.surroundings.of_agents((agent,), served), served, self.surroundings.clock)
        return _broken(RULES_ON_AGENTS, timeline)

    def timeline_of_agents(self, agents: Iterable[str]) -> Timeline:
        """The work of some agents, alone. The one asked for last is kept: rules and costs ask for the same."""
        chosen = sorted(agents)
        return self._kept("agents", chosen, self.served_by, self.surroundings.of_agents)

    def timeline_of_needs(self, needs: Iterable[str]) -> Timeline:
        """Some needs with all who stand on them, alone; kept likewise."""
        chosen = sorted(needs)
        return self._kept("needs", chosen, self.present_on, self.surroundings.of_needs)

    def _kept(
        self,
        kind: str,
        chosen: list[str],
        rows_of: Callable[[str], Rows],
        part_of: Callable[[list[str], list[Assignment]], Problem],
    ) -> Timeline:
        asked, timeline = self._asked_last.get(kind, ((), None))
        if timeline is None or asked != chosen:
            rows = [row for one in chosen for row in rows_of(one)]
            timeline = Timeline(part_of(chosen, rows), rows, self.surroundings.clock)
            self._asked_last[kind] = chosen, timeline
        return timeline

    def _judged_again(self, after: "JudgedPlan", agents: frozenset[str], needs: frozenset[str]) -> "JudgedPlan":
        """``after`` with what it breaks: where these agents and needs are not concerned, what this plan does."""
        kept = (violation for violation in self.violations if not _concerns(violation, agents, needs))
        judged = replace(after, violations=(*kept, *after._broken_by(agents), *after._broken_on(needs)))
        judged._asked_last.update(after._asked_last)
        return judged

    def _broken_by(self, agents: Iterable[str]) -> tuple[Violation, ...]:
        return _broken(RULES_ON_AGENTS, self.timeline_of_agents(agents))

    def _broken_on(self, needs: Iterable[str]) -> tuple[Violation, ...]:
        return _broken(RULES_ON_NEEDS, self.timeline_of_needs(needs))


def _broken(rules: tuple[Rule, ...], timeline: Timeline) -> tuple[Violation, ...]:
    return tuple(violation for rule in rules for violation in rule.check(timeline))


def _burden(need: Need, rows_of_need: dict[str, Rows]) -> Fraction:
    """What a need weighs on all who stand on it."""
    return Fraction(need.burden) * len({row.agent for row in rows_of_need.get(need.id, NO_ROWS)})


def _concerns(violation: Violation, agents: frozenset[str], needs: frozenset[str]) -> bool:
    """A rule on a need names no agent."""
    if violation.agent is not None:
        return violation.agent in agents
    return not needs.isdisjoint(violation.needs)
