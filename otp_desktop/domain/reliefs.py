"""Who takes a post over from whom, where needs of one site follow one another."""

from collections.abc import Iterator

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot

MOST_NAMED = 2  # of those in the same role; a larger crew is named by its chief


class Reliefs:
    """Of one plan. A need is relieved by the next one there that comes before its people leave and stays longer."""

    def __init__(self, snapshot: PlanSnapshot) -> None:
        self._snapshot = snapshot
        self._seen: dict[str, dict[str, Need]] = {}

    def after(self, need: Need) -> Need | None:
        return self._of_site(need.site).get(need.code)

    def before(self, need: Need) -> Need | None:
        known = self._snapshot.need
        earlier = (known[code] for code, later in self._of_site(need.site).items() if later.code == need.code)
        return next(earlier, None)

    def people(self, agent: Agent, role: str, other: Need | None) -> tuple[Agent, ...]:
        """Whom an agent meets when ``other`` is handed over to him or taken over from him.

        Those in his role, or their chief where they are many; nobody where he stands there himself.
        """
        rows = self._snapshot.assignments_of_need.get(other.code, ()) if other else ()
        if other is None or agent.staff_number in {row.agent for row in rows}:
            return ()
        known = self._snapshot.agent
        alike = [known[row.agent] for row in rows if row.role == role and row.agent in known]
        chief = self._snapshot.chief_of(other.code)
        if chief is not None and not 0 < len(alike) <= MOST_NAMED:
            return (chief,)
        return tuple(sorted(alike, key=lambda other_agent: other_agent.name_order))[:MOST_NAMED]

    def newcomers(self, need: Need) -> tuple[Agent, ...]:
        """Who comes with the next need and does not stand on this one; nobody where the same people stay."""
        after, rows = self.after(need), self._snapshot.assignments_of_need
        if after is None:
            return ()
        staying = {row.agent for row in rows.get(need.code, ())}
        numbers = dict.fromkeys(row.agent for row in rows.get(after.code, ()) if row.agent not in staying)
        return tuple(self._snapshot.agent[number] for number in numbers)

    def _of_site(self, code: str) -> dict[str, Need]:
        """The next need of each one that has a next, by code."""
        if code not in self._seen:
            needs = self._snapshot.coverage.needs_by_site.get(code, ())
            ordered = sorted(needs, key=lambda need: (need.start, need.end))
            self._seen[code] = {need.code: later for need, later in _handed_over(ordered)}
        return self._seen[code]


def _handed_over(needs: list[Need]) -> Iterator[tuple[Need, Need]]:
    for place, need in enumerate(needs):
        for later in needs[place + 1 :]:
            if later.start > need.end:
                break
            if need.start < later.start and need.end < later.end:
                yield need, later
                break
