"""Who takes a post over from whom, where needs of one site follow one another."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot

MOST_NAMED = 2  # of those in the same role; a larger crew is named by its chief


class Reliefs:
    """Of one plan. A need is relieved by the next one there that comes before its people leave and stays longer."""

    def __init__(self, snapshot: PlanSnapshot) -> None:
        self._snapshot = snapshot

    def after(self, need: Need) -> Need | None:
        return self._after.get(need.code)

    def before(self, need: Need) -> Need | None:
        return self._before.get(need.code)

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

    @cached_property
    def _after(self) -> dict[str, Need]:
        return {need.code: later for needs in self._by_site.values() for need, later in _handed_over(needs)}

    @cached_property
    def _before(self) -> Mapping[str, Need]:
        known = self._snapshot.need
        return {later.code: known[code] for code, later in reversed(self._after.items())}

    @cached_property
    def _by_site(self) -> Mapping[str, list[Need]]:
        sites = self._snapshot.coverage.needs_by_site
        return {code: sorted(needs, key=lambda need: (need.start, need.end)) for code, needs in sites.items()}


def _handed_over(needs: list[Need]) -> Iterator[tuple[Need, Need]]:
    for place, need in enumerate(needs):
        for later in needs[place + 1 :]:
            if later.start > need.end:
                break
            if need.start < later.start and need.end < later.end:
                yield need, later
                break
