"""A planning problem: who can work, what has to be held, under which rules.

The types mirror the public file format ``otp-problem/1``; ``problem_file.py`` reads and writes it. Times are naive
civil times of ``Problem.timezone``; intervals are half-open; an optional part that is missing means "no such limit".
A Problem built by hand is trusted to be consistent; a file is checked, fault by fault, before it becomes one.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from otp_desktop.domain.places import Position
from otp_desktop.domain.times import PARIS
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules

NO_RULES = WorkingTimeRules(
    duty_minutes=None,
    amplitude_minutes=None,
    daily_rest_minutes=None,
    week_minutes=None,
    mean_week_minutes=None,
    weekly_rest_minutes=None,
    continuous_minutes=None,
    consecutive_days=None,
    forbidden_mixes=(),
)
REST_THAT_ENDS_A_DUTY = 660  # minutes; delimits duties where the rules ask for no daily rest
NO_WEIGHTS = ObjectiveWeights(travel=0, cohesion=0, continuity=0, equity=0, preference=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    id: str
    name: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Valid between two civil days, both included; no day means no limit."""

    code: str
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLimits:
    """Limits of one agent, in real minutes, where they are lower than the rules'."""

    week_minutes: int | None = None
    total_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the agent did before the horizon: minutes of the last civil weeks, oldest first; burdens; end of work."""

    week_minutes: tuple[int, ...] = ()
    burden: float = 0
    last_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    id: str
    unit: str | None = None
    corps: str | None = None
    grade: str | None = None
    position: Position | None = None
    skills: tuple[Skill, ...] = ()
    unavailable: tuple[Interval, ...] = ()
    limits: AgentLimits = field(default_factory=AgentLimits)
    history: History = field(default_factory=History)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    id: str
    name: str = ""
    position: Position | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """``corps`` None means any corps; an empty tuple means none at all."""

    id: str
    count: int
    minimum: int = 0
    skills: tuple[str, ...] = ()
    corps: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    id: str
    site: str
    start: datetime
    end: datetime
    roles: tuple[RoleLine, ...]
    priority: int = 3
    burden: float = 0
    relieved: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Costs ``cost`` for each assignment of the agent that overlaps it; a negative cost is a wish to work."""

    agent: str
    start: datetime
    end: datetime
    cost: float


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """One agent fills one head of one role line of one need."""

    agent: str
    need: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Problem:
    name: str = ""
    timezone: str = PARIS
    units: tuple[Unit, ...] = ()
    agents: tuple[Agent, ...] = field(default=(), repr=False)
    sites: tuple[Site, ...] = field(default=(), repr=False)
    needs: tuple[Need, ...] = field(default=(), repr=False)
    rules: WorkingTimeRules = NO_RULES
    travel: TravelModel | None = None
    wishes: tuple[Wish, ...] = ()
    locked: tuple[Assignment, ...] = ()
    baseline: tuple[Assignment, ...] | None = None
    objective: ObjectiveWeights = NO_WEIGHTS
    derogations: tuple[Derogation, ...] = ()

    @cached_property
    def unit(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def agent(self) -> dict[str, Agent]:
        return {agent.id: agent for agent in self.agents}

    @cached_property
    def site(self) -> dict[str, Site]:
        return {site.id: site for site in self.sites}

    @cached_property
    def need(self) -> dict[str, Need]:
        return {need.id: need for need in self.needs}

    def base_of(self, agent: Agent) -> Position | None:
        """Where the agent starts from: his own position, else his unit's, else unknown."""
        if agent.position is not None:
            return agent.position
        unit = self.unit.get(agent.unit) if agent.unit is not None else None
        return unit.position if unit is not None else None
