"""A problem as index arrays, made once: nothing later looks at objects or civil times."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from otp_desktop.planning.problem import Interval, Problem, Wish
from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.calendar import Calendar, instants
from otp_desktop.planning.solver.distances import Distances
from otp_desktop.planning.solver.eligibility import Eligibility, eligibility_of
from otp_desktop.planning.solver.limits import Limits, limit_during, limits_of
from otp_desktop.planning.solver.waves import Waves, joined, partition


@dataclass(frozen=True)
class Needs:
    """One entry a need. Times in seconds, ``day`` in the calendar, ``priority`` from 0, ``group`` NONE where none.

    ``week_seconds`` (needs, weeks): the seconds that fall in each civil week.
    """

    start: Ints
    end: Ints
    day: Ints
    site: Ints
    priority: Ints
    burden: Floats
    relieved: Bools
    group: Ints
    week_seconds: Ints


@dataclass(frozen=True)
class Lines:
    """One entry a role line, those of a need together; ``minimum`` is never above ``count``."""

    need: Ints
    count: Ints
    minimum: Ints


@dataclass(frozen=True)
class Agents:
    """One entry an agent; limits and times in seconds, ``history_seconds`` (agents, weeks) with the last week last.

    ``base`` is a row of the distances; ``unit`` and ``corps`` are NONE where unknown.
    """

    base: Ints
    unit: Ints
    corps: Ints
    burden: Floats
    week_limit: Ints
    total_limit: Ints
    first_start: Ints
    history_seconds: Ints
    history_weeks: Ints


@dataclass(frozen=True)
class AgentIntervals:
    """Intervals of agents, in seconds: absences, or wishes with their cost."""

    agent: Ints
    start: Ints
    end: Ints
    cost: Floats


@dataclass(frozen=True)
class Compiled:
    """All that the solver knows of a problem; ``group_heads`` is the largest head count of a need of each group."""

    problem: Problem
    calendar: Calendar
    limits: Limits
    needs: Needs
    lines: Lines
    agents: Agents
    eligibility: Eligibility
    absences: AgentIntervals
    wishes: AgentIntervals
    waves: Waves
    lines_of_wave: tuple[Ints, ...]
    base_to_site: Distances
    site_to_site: Distances
    group_heads: Ints

    @property
    def required_heads(self) -> int:
        return int(self.lines.count.sum())


def compile_problem(problem: Problem) -> Compiled:
    """Problem to arrays. Needs, lines and agents keep the order they have in the problem."""
    calendar = _calendar(problem)
    needs = _needs(problem, calendar)
    lines = _lines(problem)
    limits = limits_of(problem, calendar)
    waves = joined(partition(needs.start, needs.end), needs.start, needs.end, limits)
    wave_of_line = waves.of_need[lines.need] if len(waves) else np.zeros(0, dtype=np.int64)
    sites = [site.position for site in problem.sites]
    bases = [problem.base_of(agent) for agent in problem.agents]
    places = list(dict.fromkeys(bases))
    return Compiled(
        problem=problem,
        calendar=calendar,
        limits=limits,
        needs=needs,
        lines=lines,
        agents=_agents(problem, _indices(bases, places)),
        eligibility=eligibility_of(problem),
        absences=_absences(problem),
        wishes=_wishes(problem),
        waves=waves,
        lines_of_wave=tuple(np.flatnonzero(wave_of_line == wave) for wave in range(len(waves))),
        base_to_site=Distances(places, sites),
        site_to_site=Distances(sites, sites),
        group_heads=_group_heads(needs, lines),
    )


def _calendar(problem: Problem) -> Calendar:
    starts = [need.start.date() for need in problem.needs] or [date(1970, 1, 5)]
    ends = [(need.end - timedelta(microseconds=1)).date() for need in problem.needs] or starts
    return Calendar.covering(problem.timezone, min(starts), max(max(ends), max(starts)))


def _needs(problem: Problem, calendar: Calendar) -> Needs:
    start = instants([need.start for need in problem.needs], problem.timezone)
    end = instants([need.end for need in problem.needs], problem.timezone)
    groups = _distinct(need.group for need in problem.needs)
    sites = {site.id: index for index, site in enumerate(problem.sites)}
    return Needs(
        start=start,
        end=end,
        day=_ints(calendar.day_index(need.start.date()) for need in problem.needs),
        site=_ints(sites[need.site] for need in problem.needs),
        priority=_ints(need.priority - 1 for need in problem.needs),
        burden=np.array([need.burden for need in problem.needs], dtype=np.float64),
        relieved=np.array([need.relieved for need in problem.needs], dtype=bool),
        group=_ints(groups.get(need.group, NONE) for need in problem.needs),
        week_seconds=_week_seconds(start, end, calendar.week_starts),
    )


def _week_seconds(start: Ints, end: Ints, week_starts: Ints) -> Ints:
    from_, until = week_starts[:-1], week_starts[1:]
    shared = np.minimum(end[:, None], until[None, :]) - np.maximum(start[:, None], from_[None, :])
    found: Ints = np.maximum(shared, 0)
    return found


def _lines(problem: Problem) -> Lines:
    roles = [(index, role) for index, need in enumerate(problem.needs) for role in need.roles]
    return Lines(
        need=_ints(index for index, _ in roles),
        count=_ints(role.count for _, role in roles),
        minimum=_ints(min(role.minimum, role.count) for _, role in roles),
    )


def _group_heads(needs: Needs, lines: Lines) -> Ints:
    """The largest head count of a need of each group."""
    heads = np.bincount(lines.need, weights=lines.count, minlength=len(needs.start)).astype(np.int64)
    largest = np.zeros(int(needs.group.max(initial=0)) + 1, dtype=np.int64)
    grouped = needs.group != NONE
    np.maximum.at(largest, needs.group[grouped], heads[grouped])
    return largest


def _agents(problem: Problem, base: Ints) -> Agents:
    units = _distinct(agent.unit for agent in problem.agents)
    corps = _distinct(agent.corps for agent in problem.agents)
    weeks = max((len(agent.history.week_minutes) for agent in problem.agents), default=0)
    history = np.zeros((len(problem.agents), weeks), dtype=np.int64)
    for row, agent in enumerate(problem.agents):
        known = agent.history.week_minutes
        if known:
            history[row, weeks - len(known) :] = np.array(known, dtype=np.int64) * 60
    return Agents(
        base=base,
        unit=_ints(units.get(agent.unit, NONE) for agent in problem.agents),
        corps=_ints(corps.get(agent.corps, NONE) for agent in problem.agents),
        burden=np.array([agent.history.burden for agent in problem.agents], dtype=np.float64),
        week_limit=_ints(_seconds(agent.limits.week_minutes) for agent in problem.agents),
        total_limit=_ints(_seconds(agent.limits.total_minutes) for agent in problem.agents),
        first_start=_first_starts(problem),
        history_seconds=history,
        history_weeks=_ints(len(agent.history.week_minutes) for agent in problem.agents),
    )


def _first_starts(problem: Problem) -> Ints:
    """The end of each agent's daily rest after his history; -FAR where nothing is known, or no rest is due."""
    found = np.full(len(problem.agents), -FAR, dtype=np.int64)
    for row, agent in enumerate(problem.agents):
        last_end = agent.history.last_end
        rest = (
            None if last_end is None else limit_during(problem, "daily_rest_minutes", last_end.date(), last_end.date())
        )
        if last_end is not None and rest is not None:
            found[row] = instants([last_end], problem.timezone)[0] + rest * 60
    return found


def _absences(problem: Problem) -> AgentIntervals:
    rows = [(row, absence) for row, agent in enumerate(problem.agents) for absence in agent.unavailable]
    return _intervals(problem.timezone, [row for row, _ in rows], [absence for _, absence in rows], [0.0] * len(rows))


def _wishes(problem: Problem) -> AgentIntervals:
    rows = {agent.id: row for row, agent in enumerate(problem.agents)}
    agents = [rows[wish.agent] for wish in problem.wishes]
    return _intervals(problem.timezone, agents, problem.wishes, [wish.cost for wish in problem.wishes])


def _intervals(
    timezone: str, agents: list[int], intervals: Iterable[Interval | Wish], costs: list[float]
) -> AgentIntervals:
    intervals = list(intervals)
    return AgentIntervals(
        agent=_ints(agents),
        start=instants([interval.start for interval in intervals], timezone),
        end=instants([interval.end for interval in intervals], timezone),
        cost=np.array(costs, dtype=np.float64),
    )


def _indices(values: Sequence[Hashable], places: Sequence[Hashable]) -> Ints:
    index = {place: row for row, place in enumerate(places)}
    return _ints(index[value] for value in values)


def _distinct(names: Iterable[str | None]) -> dict[str | None, int]:
    """Each name's index; None has none."""
    return {name: index for index, name in enumerate(sorted({name for name in names if name is not None}))}


def _seconds(minutes: int | None) -> int:
    return FAR if minutes is None else minutes * 60


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
