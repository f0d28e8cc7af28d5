"""One plan with all it speaks of, read once: what sheets, maps and screens are made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from otp_desktop.domain.coverage import PlanCoverage, coverage_of
from otp_desktop.domain.engagements import Engagement, WorkHistory
from otp_desktop.domain.force import Agent, Qualification, Unit
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.orders import Orders, orders_of
from otp_desktop.domain.plans import Assignment, Plan
from otp_desktop.domain.sites import Layer, Site
from otp_desktop.domain.times import midnight, overlap
from otp_desktop.texts import Sentence

LEADER = "leader"

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class PlanSnapshot:
    """An operation, one of its plans and the records they name, consistent with one another.

    ``elsewhere``: what its agents do in other operations around its days; ``history``: what they did before, by number.
    ``part`` says in words of which part of the plan this is; empty for the whole one.
    """

    operation: Operation
    plan: Plan
    units: tuple[Unit, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    agents: tuple[Agent, ...] = field(default=(), repr=False)
    sites: tuple[Site, ...] = field(default=(), repr=False)
    needs: tuple[Need, ...] = field(default=(), repr=False)
    layers: tuple[Layer, ...] = field(default=(), repr=False)
    elsewhere: tuple[Engagement, ...] = field(default=(), repr=False)
    history: Mapping[str, WorkHistory] = field(default_factory=dict, repr=False)
    part: tuple[Sentence, ...] = ()

    @cached_property
    def unit(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def qualification(self) -> dict[str, Qualification]:
        return {qualification.code: qualification for qualification in self.qualifications}

    @cached_property
    def agent(self) -> dict[str, Agent]:
        return {agent.staff_number: agent for agent in self.agents}

    @cached_property
    def site(self) -> dict[str, Site]:
        return {site.code: site for site in self.sites}

    @cached_property
    def need(self) -> dict[str, Need]:
        return {need.code: need for need in self.needs}

    @cached_property
    def coverage(self) -> PlanCoverage:
        zones = {site.code: site.zone for site in self.sites}
        return coverage_of(self.needs, self.plan.assignments, zones)

    @cached_property
    def first_days(self) -> tuple[date, ...]:
        """The civil days on which needs start."""
        return tuple(sorted({need.start.date() for need in self.needs}))

    @cached_property
    def assignments_of_agent(self) -> dict[str, tuple[Assignment, ...]]:
        """Assignments of each agent who has one, in the order of time."""
        ordered = sorted(self.plan.assignments, key=lambda assignment: self.need[assignment.need].start)
        return _grouped((assignment.agent, assignment) for assignment in ordered)

    @cached_property
    def assignments_of_need(self) -> dict[str, tuple[Assignment, ...]]:
        return _grouped((assignment.need, assignment) for assignment in self.plan.assignments)

    @cached_property
    def agents_of_unit(self) -> dict[str, tuple[Agent, ...]]:
        ordered = sorted(self.agents, key=lambda agent: agent.name_order)
        return _grouped((agent.unit, agent) for agent in ordered)

    def works_on(self, staff_number: str, day: date) -> bool:
        """Whether an agent works during a civil day, be it to end a night."""
        served = (self.need[row.need] for row in self.assignments_of_agent.get(staff_number, ()))
        return any(overlap(need.start, need.end, midnight(day), midnight(day + timedelta(days=1))) for need in served)

    def orders_of(self, need: str) -> Orders:
        """What those on this need are told, from the need or from its operation."""
        return orders_of(self.need[need], self.operation)

    def chief_of(self, need: str) -> Agent | None:
        """The agent who leads on this need: the one on a role line that asks for a leader."""
        leading = {role.code for role in self.need[need].roles if LEADER in role.qualifications}
        for assignment in self.assignments_of_need.get(need, ()):
            if assignment.role in leading:
                return self.agent.get(assignment.agent)
        return None


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
