"""From a Problem to the JSON document of ``otp-problem/1``. Every part that says nothing is left out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from otp_desktop.domain.places import Position
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.limits import LIMIT_NAMES
from otp_desktop.planning.problem import (
    NO_RULES,
    Agent,
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
from otp_desktop.planning.problem_models import FORMAT

Document = dict[str, Any]


def problem_document(problem: Problem) -> Document:
    """Raises ValueError for a time of the second pass of the October hour, which the format cannot tell."""
    return _without_silence(
        {
            "format": FORMAT,
            "name": problem.name,
            "timezone": problem.timezone,
            "units": [_unit(unit) for unit in problem.units],
            "agents": [_agent(agent) for agent in problem.agents],
            "sites": [_site(site) for site in problem.sites],
            "needs": [_need(need) for need in problem.needs],
            "rules": _rules(problem.rules),
            "derogations": [_derogation(derogation) for derogation in problem.derogations],
            "travel": None if problem.travel is None else _travel(problem.travel),
            "wishes": [_wish(wish) for wish in problem.wishes],
            "locked": assignment_rows(problem.locked),
            "baseline": None if problem.baseline is None else assignment_rows(problem.baseline),
            "objective": _weights(problem.objective),
        },
        kept=("agents", "sites", "needs", "baseline"),
    )


def assignment_rows(assignments: Iterable[Assignment]) -> list[Document]:
    return [{"agent": each.agent, "need": each.need, "role": each.role} for each in assignments]


def number(value: float) -> float:
    """A whole value without its point: 1 and 1.0 are the same problem."""
    return int(value) if float(value).is_integer() else value


def _without_silence(fields: Document, kept: tuple[str, ...] = ()) -> Document:
    """Leaves out None and, but for those kept, what is empty."""
    return {
        name: value
        for name, value in fields.items()
        if value is not None and (name in kept or value not in ("", [], {}))
    }


def _unit(unit: Unit) -> Document:
    return _without_silence({"id": unit.id, "name": unit.name, **_position(unit.position)})


def _site(site: Site) -> Document:
    place = {"id": site.id, "name": site.name, **_position(site.position), "zone": site.zone}
    return _without_silence(place, kept=("zone",))


def _agent(agent: Agent) -> Document:
    limits = {"week_minutes": agent.limits.week_minutes, "total_minutes": agent.limits.total_minutes}
    return _without_silence(
        {
            "id": agent.id,
            "unit": agent.unit,
            "corps": agent.corps,
            "grade": agent.grade,
            **_position(agent.position),
            "skills": [_skill(skill) for skill in agent.skills],
            "unavailable": [_interval(interval) for interval in agent.unavailable],
            "limits": _without_silence(limits),
            "history": _history(agent.history),
        },
        kept=("grade",),
    )


def _skill(skill: Skill) -> Document:
    return _without_silence({"code": skill.code, "from": _day(skill.valid_from), "until": _day(skill.valid_until)})


def _history(history: History) -> Document:
    last_end = None if history.last_end is None else _time(history.last_end)
    burden = number(history.burden) or None
    return _without_silence({"week_minutes": list(history.week_minutes), "burden": burden, "last_end": last_end})


def _need(need: Need) -> Document:
    parts: Document = {"id": need.id, "site": need.site, **_interval(need), "priority": need.priority}
    parts |= {"burden": number(need.burden) or None, "relieved": need.relieved or None, "group": need.group}
    parts |= {"roles": [_role(role) for role in need.roles]}
    return _without_silence(parts, kept=("roles",))


def _role(role: RoleLine) -> Document:
    corps = None if role.corps is None else list(role.corps)
    parts = {"id": role.id, "count": role.count, "minimum": role.minimum, "skills": list(role.skills), "corps": corps}
    return _without_silence(parts, kept=("corps",))


def _rules(rules: WorkingTimeRules) -> Document:
    limits = {name: getattr(rules, name) for name in LIMIT_NAMES}
    mean_weeks = None if rules.mean_weeks == NO_RULES.mean_weeks else rules.mean_weeks
    mixes = [list(mix) for mix in rules.forbidden_mixes]
    return _without_silence({**limits, "mean_weeks": mean_weeks, "forbidden_mixes": mixes})


def _derogation(derogation: Derogation) -> Document:
    dates = {"from": _day(derogation.first_day), "until": _day(derogation.last_day)}
    return {**dates, "rules": dict(derogation.limits)}


def _travel(travel: TravelModel) -> Document:
    return {
        "detour": number(travel.detour),
        "speed_kmh": number(travel.speed_kmh),
        "fixed_minutes": number(travel.fixed_minutes),
    }


def _wish(wish: Wish) -> Document:
    return {"agent": wish.agent, **_interval(wish), "cost": number(wish.cost)}


def _weights(weights: ObjectiveWeights) -> Document:
    names = ("travel", "cohesion", "continuity", "equity", "preference")
    traded = weights.coverage_weights
    return _without_silence(
        {
            **{name: number(getattr(weights, name)) or None for name in names},
            "coverage_weights": None if traded is None else [number(weight) for weight in traded],
        }
    )


def _position(position: Position | None) -> Document:
    return {} if position is None else {"lat": number(position.latitude), "lon": number(position.longitude)}


def _interval(interval: Interval | Need | Wish) -> Document:
    return {"start": _time(interval.start), "end": _time(interval.end)}


def _time(moment: datetime) -> str:
    if moment.fold:
        raise ValueError(f"the format cannot tell the second pass of {moment}")
    return moment.isoformat(timespec="minutes")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
