"""One agent's work judged alone, by the checker's own rules: quick enough to ask of a whole force."""

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.rules import RULES, Violation
from otp_desktop.planning.rules.eligibility import FORBIDDEN_MIXES
from otp_desktop.planning.rules.rows import HEADS_ON_A_LINE, LOCKED_ROWS
from otp_desktop.planning.timeline import Timeline

OF_ONE_AGENT = tuple(rule for rule in RULES if rule not in (FORBIDDEN_MIXES, HEADS_ON_A_LINE, LOCKED_ROWS))


class AgentHours:
    """Judges sets of assignments of one agent; each distinct set once."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._known: dict[tuple[str, frozenset[Assignment], bool], tuple[Violation, ...]] = {}
        needs = problem.needs
        # The first and the last need bound the civil weeks that the rule on their mean looks at.
        self._bounds = {min(needs, key=attrgetter("start")), max(needs, key=attrgetter("end"))} if needs else set()

    def broken_by(self, agent: str, rows: Iterable[Assignment], *, if_present: bool = False) -> tuple[Violation, ...]:
        """The rules on one agent that these rows of his break; ``if_present``: as if he had no absence."""
        served = frozenset(rows)
        key = (agent, served, if_present)
        if key not in self._known:
            self._known[key] = self._judge(agent, served, if_present)
        return self._known[key]

    def newly_broken(
        self, agent: str, rows: Iterable[Assignment], added: Assignment, *, if_present: bool = False
    ) -> tuple[Violation, ...]:
        """What one more row breaks, or breaks worse, than the rows he has."""
        before = set(self.broken_by(agent, rows, if_present=if_present))
        after = self.broken_by(agent, [*rows, added], if_present=if_present)
        return tuple(violation for violation in after if violation not in before)

    def _judge(self, agent: str, rows: frozenset[Assignment], if_present: bool) -> tuple[Violation, ...]:
        problem = self._problem
        needs = self._bounds | {problem.need[row.need] for row in rows}
        who = problem.agent[agent]
        small = replace(
            problem,
            agents=(replace(who, unavailable=()) if if_present else who,),
            needs=tuple(sorted(needs, key=attrgetter("start", "id"))),
            sites=tuple({need.site: problem.site[need.site] for need in needs}.values()),
            units=(),
            wishes=(),
            locked=(),
            baseline=None,
        )
        timeline = Timeline(small, rows)
        return tuple(violation for rule in OF_ONE_AGENT for violation in rule.check(timeline))
