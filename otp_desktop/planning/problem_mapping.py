"""From the shape of a problem file to the Problem itself."""

from collections.abc import Iterable
from datetime import date, datetime

from otp_desktop.domain.places import Position
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.file_types import civil_day, civil_time
from otp_desktop.planning.limits import LIMIT_NAMES
from otp_desktop.planning.problem import (
    NO_RULES,
    NO_WEIGHTS,
    Agent,
    AgentLimits,
    Assignment,
    History,
    Interval,
    Need,
    Problem,
    RoleLine,
    Site,
    Skill,
    Unit,
    Wish,
)
from otp_desktop.planning.problem_models import (
    AgentPart,
    AssignmentPart,
    DerogationPart,
    HistoryPart,
    NeedPart,
    PlacedPart,
    ProblemPart,
    RulesPart,
    TravelPart,
    WeightsPart,
)


def to_problem(file: ProblemPart) -> Problem:
    """The Problem that a file without faults states."""
    return Problem(
        name=file.name,
        timezone=file.timezone,
        units=tuple(Unit(id=unit.id, name=unit.name, position=_position(unit)) for unit in file.units),
        agents=tuple(_agent(agent) for agent in file.agents),
        sites=tuple(Site(id=site.id, name=site.name, position=_position(site), zone=site.zone) for site in file.sites),
        needs=tuple(_need(need) for need in file.needs),
        rules=_rules(file.rules),
        travel=_travel(file.travel),
        wishes=tuple(
            Wish(agent=wish.agent, start=_time(wish.start), end=_time(wish.end), cost=wish.cost) for wish in file.wishes
        ),
        locked=to_assignments(file.locked),
        baseline=None if file.baseline is None else to_assignments(file.baseline),
        objective=_weights(file.objective),
        derogations=tuple(_derogation(each) for each in file.derogations),
    )


def to_assignments(rows: Iterable[AssignmentPart]) -> tuple[Assignment, ...]:
    return tuple(Assignment(row.agent, row.need, row.role) for row in rows)


def _agent(agent: AgentPart) -> Agent:
    limits = agent.limits
    return Agent(
        id=agent.id,
        unit=agent.unit,
        corps=agent.corps,
        grade=agent.grade,
        position=_position(agent),
        skills=tuple(
            Skill(code=skill.code, valid_from=_day(skill.from_), valid_until=_day(skill.until))
            for skill in agent.skills
        ),
        unavailable=tuple(Interval(start=_time(each.start), end=_time(each.end)) for each in agent.unavailable),
        limits=AgentLimits(**limits.model_dump()) if limits else AgentLimits(),
        history=_history(agent.history),
    )


def _history(history: HistoryPart | None) -> History:
    if history is None:
        return History()
    last_end = None if history.last_end is None else _time(history.last_end)
    return History(week_minutes=tuple(history.week_minutes), burden=history.burden, last_end=last_end)


def _need(need: NeedPart) -> Need:
    return Need(
        id=need.id,
        site=need.site,
        start=_time(need.start),
        end=_time(need.end),
        roles=tuple(
            RoleLine(
                id=role.id,
                count=role.count,
                minimum=role.minimum,
                skills=tuple(role.skills),
                corps=None if role.corps is None else tuple(role.corps),
            )
            for role in need.roles
        ),
        priority=need.priority,
        burden=need.burden,
        relieved=need.relieved,
        group=need.group,
    )


def _rules(rules: RulesPart | None) -> WorkingTimeRules:
    if rules is None:
        return NO_RULES
    limits = {name: getattr(rules, name) for name in LIMIT_NAMES}
    mixes = tuple(tuple(mix) for mix in rules.forbidden_mixes or ())
    return WorkingTimeRules(**limits, mean_weeks=rules.mean_weeks, forbidden_mixes=mixes)


def _derogation(derogation: DerogationPart) -> Derogation:
    limits = derogation.rules.model_dump(exclude_none=True)
    first, last = civil_day(derogation.from_), civil_day(derogation.until)
    assert first is not None and last is not None
    return Derogation(first_day=first, last_day=last, limits=tuple(limits.items()))


def _travel(travel: TravelPart | None) -> TravelModel | None:
    return TravelModel(**travel.model_dump()) if travel else None


def _weights(weights: WeightsPart | None) -> ObjectiveWeights:
    if weights is None:
        return NO_WEIGHTS
    values = weights.model_dump(exclude={"coverage_weights"})
    traded = weights.coverage_weights
    return ObjectiveWeights(**values, coverage_weights=None if traded is None else tuple(traded))


def _position(place: PlacedPart) -> Position | None:
    return None if place.lat is None or place.lon is None else Position(place.lat, place.lon)


def _time(text: str) -> datetime:
    moment = civil_time(text)
    assert moment is not None  # checked by the shape
    return moment


def _day(text: str | None) -> date | None:
    return None if text is None else civil_day(text)
