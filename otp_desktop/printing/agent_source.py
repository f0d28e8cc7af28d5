"""What the sheets of one unit's agents are drawn from, whichever their form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.procedure_cards import ProcedureCard, cards_for
from otp_desktop.domain.reliefs import Reliefs
from otp_desktop.domain.sheet_codes import sheet_code
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import elapsed_minutes
from otp_desktop.printing.map_shapes import MapShapes
from otp_desktop.printing.words import version_name


@dataclass(frozen=True)
class AgentSource:
    """``replaces`` is the published version whose sheets these take the place of; ``only`` who gets one, None for all.

    ``why`` is the line of the equity ledger, by staff number. ``cards`` follow the sheet of whom they concern.
    """

    snapshot: PlanSnapshot
    replaces: int = 0
    only: Collection[str] | None = None
    why: Mapping[str, object] = field(default_factory=dict, repr=False)
    cards: tuple[ProcedureCard, ...] = field(default=(), repr=False)

    @cached_property
    def shapes(self) -> MapShapes:
        return MapShapes(self.snapshot)

    @cached_property
    def reliefs(self) -> Reliefs:
        return Reliefs(self.snapshot)

    @property
    def version(self) -> str:
        return version_name(self.snapshot.plan, self.replaces)

    def agents(self, unit: str) -> list[Agent]:
        """Those of the unit who get a sheet: they have an assignment."""
        assigned = self.snapshot.assignments_of_agent
        return [
            agent
            for agent in self.snapshot.agents_of_unit.get(unit, ())
            if agent.staff_number in assigned and (self.only is None or agent.staff_number in self.only)
        ]

    def assignments(self, agent: Agent) -> tuple[Assignment, ...]:
        return self.snapshot.assignments_of_agent[agent.staff_number]

    def cards_of(self, agent: Agent) -> tuple[ProcedureCard, ...]:
        """The procedure cards of the operation, and those of the kinds of post that the agent holds."""
        snapshot = self.snapshot
        kinds = {snapshot.site[snapshot.need[row.need].site].kind for row in self.assignments(agent)}
        return cards_for(self.cards, snapshot.operation.template, kinds)

    def code(self, agent: Agent) -> str:
        return str(sheet_code(self.snapshot, agent))

    def minutes(self, needs: Collection[Need]) -> int:
        """Real minutes of work."""
        return sum(elapsed_minutes(need.start, need.end, self.snapshot.operation.timezone) for need in needs)

    def meeting(self, agent: Agent, need: Need) -> datetime | None:
        """When the agent is to meet the others before a need; None also where he still stands on another one then."""
        at = self.snapshot.orders_of(need.code).meeting_at
        before = self._before.get((agent.staff_number, need.code))
        return None if at is None or (before is not None and before.end > at) else at

    @cached_property
    def _before(self) -> dict[tuple[str, str], Need]:
        """The need that an agent holds before another one, by staff number and code."""
        need, assigned = self.snapshot.need, self.snapshot.assignments_of_agent
        return {
            (agent, later.need): need[earlier.need]
            for agent, rows in assigned.items()
            for earlier, later in pairwise(rows)
        }
