"""One agent's work judged alone, by the checker's own rules: quick enough to ask of a whole force."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter

from otp_desktop.planning.clock import Clock
from otp_desktop.planning.memory import collector_paused
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.rules import RULES, Violation
from otp_desktop.planning.rules.eligibility import FORBIDDEN_MIXES
from otp_desktop.planning.rules.rows import HEADS_ON_A_LINE, LOCKED_ROWS
from otp_desktop.planning.timeline import Timeline

OF_ONE_AGENT = tuple(rule for rule in RULES if rule not in (FORBIDDEN_MIXES, HEADS_ON_A_LINE, LOCKED_ROWS))

Rows = frozenset[Assignment]


class AgentHours:
    """Judges sets of assignments of one agent; each distinct set once."""

    def __init__(self, problem: Problem, clock: Clock | None = None) -> None:
        self._problem = problem
        self._clock = clock if clock is not None else Clock(problem.timezone)
        self._known: dict[tuple[str, Rows, bool], tuple[Violation, ...]] = {}
        needs = problem.needs
        # The first and the last need bound the civil weeks that the rule on their mean looks at.
        self._bounds = (min(needs, key=attrgetter("start")), max(needs, key=attrgetter("end"))) if needs else ()

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
        rows = frozenset(rows)
        after = self.broken_by(agent, rows | {added}, if_present=if_present)
        before = set(self.broken_by(agent, rows, if_present=if_present)) if after else set()
        return tuple(violation for violation in after if violation not in before)

    def foresee(self, added: Mapping[str, tuple[Rows, Assignment]], *, if_present: bool = False) -> None:
        """Judges at once, for many agents, their rows with one more: ``newly_broken`` then knows its answers."""
        after = {agent: rows | {row} for agent, (rows, row) in added.items()}
        self.judge(after, if_present=if_present)
        worse = [agent for agent, rows in after.items() if self._known[agent, rows, if_present]]
        self.judge({agent: added[agent][0] for agent in worse}, if_present=if_present)

    @collector_paused()
    def judge(self, rows_of: Mapping[str, Rows], *, if_present: bool = False) -> None:
        """Judges many agents at once: ``broken_by`` then knows its answers."""
        unknown = {agent: rows for agent, rows in rows_of.items() if (agent, rows, if_present) not in self._known}
        together = frozenset(row for rows in unknown.values() for row in rows)
        found: dict[str | None, list[Violation]] = {}
        for violation in self._broken(unknown, together, if_present):
            found.setdefault(violation.agent, []).append(violation)
        for agent, rows in unknown.items():
            self._known[agent, rows, if_present] = tuple(found.get(agent, ()))

    def _judge(self, agent: str, rows: Rows, if_present: bool) -> tuple[Violation, ...]:
        return self._broken([agent], rows, if_present)

    def _broken(self, agents: Iterable[str], rows: Rows, if_present: bool) -> tuple[Violation, ...]:
        timeline = Timeline(self._part(agents, rows, if_present), rows, self._clock)
        return tuple(violation for rule in OF_ONE_AGENT for violation in rule.check(timeline))

    def _part(self, agents: Iterable[str], rows: Rows, if_present: bool) -> Problem:
        """What these agents serve, alone."""
        problem = self._problem
        served = {id: problem.need[id] for id in {row.need for row in rows}}
        needs = ({need.id: need for need in self._bounds} | served).values()
        who = (problem.agent[agent] for agent in agents)
        return replace(
            problem,
            agents=tuple(replace(agent, unavailable=()) if if_present else agent for agent in who),
            needs=tuple(sorted(needs, key=attrgetter("start", "id"))),
            sites=tuple({need.site: problem.site[need.site] for need in needs}.values()),
            units=(),
            wishes=(),
            locked=(),
            baseline=None,
        )
