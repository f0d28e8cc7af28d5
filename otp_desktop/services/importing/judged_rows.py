"""Rows that would join the draft, judged by the checker: the rules that break because of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from otp_desktop.domain.force import Agent
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.checking import RuleBreach, breaches_of
from otp_desktop.services.importing.matching import MergedRow
from otp_desktop.texts import Sentence

Row = MergedRow[Assignment]


class JudgedRows:
    """``agents`` are all of the database by staff number, those out of service too."""

    def __init__(self, snapshot: PlanSnapshot, agents: Iterable[Agent], rows: Sequence[Row]) -> None:
        self.agents = {agent.staff_number: agent for agent in agents}
        self._snapshot = snapshot
        self._rows = rows
        self._before = set(breaches_of(snapshot))

    def merged(self, rows: Iterable[Row]) -> tuple[Assignment, ...]:
        """The assignments of the draft with these rows, in the order in which plans are stored."""
        by_place = {(one.agent, one.need): one for one in self._snapshot.plan.assignments}
        by_place |= {(row.after.agent, row.after.need): row.after for row in rows}
        return tuple(sorted(by_place.values(), key=lambda one: (one.need, one.role, one.agent)))

    def breaches(self, rows: Sequence[Row]) -> dict[Row, list[RuleBreach]]:
        """The rules broken because of the rows, by each row that has a part in them."""
        by_row: dict[Row, list[RuleBreach]] = defaultdict(list)
        for breach in self._broken_by(rows):
            for row in rows:
                if _has_part(row.after, breach):
                    by_row[row].append(breach)
        return by_row

    def leave_out_illegal(self, stop: Callable[[], bool]) -> dict[Row, Sentence]:
        """The rows to leave out so that nothing new breaks, the last row of each breach first, and why."""
        kept = list(self._rows)
        left_out: dict[Row, Sentence] = {}
        while kept and not stop():
            guilty = self._last_rows(kept)
            if not guilty:
                break
            left_out |= guilty
            kept = [row for row in kept if row not in guilty]
        return left_out

    def _last_rows(self, kept: Sequence[Row]) -> dict[Row, Sentence]:
        guilty: dict[Row, Sentence] = {}
        for breach in self._broken_by(kept):
            parts = [row for row in kept if _has_part(row.after, breach)]
            if parts and guilty.keys().isdisjoint(parts):
                guilty[parts[-1]] = breach.sentence
        return guilty

    def _broken_by(self, rows: Iterable[Row]) -> list[RuleBreach]:
        assignments = self.merged(rows)
        named = {one.agent for one in assignments}
        agents = tuple(agent for agent in self.agents.values() if agent.active or agent.staff_number in named)
        plan = replace(self._snapshot.plan, assignments=assignments)
        after = breaches_of(replace(self._snapshot, plan=plan, agents=agents))
        return [breach for breach in after if breach not in self._before]


def distinct(by_row: Mapping[Row, Sequence[RuleBreach]]) -> tuple[RuleBreach, ...]:
    """Each breach once, however many rows have a part in it."""
    return tuple(dict.fromkeys(breach for several in by_row.values() for breach in several))


def _has_part(row: Assignment, breach: RuleBreach) -> bool:
    """A breach without needs is about all work of its agent; one without agent, about all who stand on its needs."""
    if breach.agent and breach.agent != row.agent:
        return False
    return row.need in breach.needs if breach.needs else bool(breach.agent)
