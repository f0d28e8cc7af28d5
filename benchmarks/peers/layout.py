"""The flat problem as the words that the Java peer reads: every number in a fixed order, one record a line."""

from collections.abc import Iterator

from benchmarks.peers.plain import NO_LIMIT, Flat
from otp_desktop.domain.places import Position
from otp_desktop.planning.clock import WEEK

NOWHERE = 999.0  # a latitude that says "unknown"
DAY_LIMITS = ("duty_minutes", "amplitude_minutes", "daily_rest_minutes", "continuous_minutes", "consecutive_days")

Record = list[float]


def words(flat: Flat) -> str:
    return "\n".join(" ".join(map(str, row)) for row in _records(flat)) + "\n"


def _records(flat: Flat) -> Iterator[Record]:
    weights, travel = flat.problem.objective, flat.problem.travel
    yield [weights.travel, weights.cohesion, weights.continuity, weights.equity, weights.preference]
    yield [travel.detour, travel.speed_kmh, travel.fixed_minutes, 1] if travel else [1.0, 1.0, 0.0, 0]
    yield from _sites(flat)
    yield from _weeks(flat)
    yield from _agents(flat)
    yield from _needs(flat)
    yield from _lines(flat)
    yield from _wishes(flat)


def _place(position: Position | None) -> Record:
    return [position.latitude, position.longitude] if position else [NOWHERE, 0.0]


def _sites(flat: Flat) -> Iterator[Record]:
    yield [len(flat.problem.sites)]
    for site in flat.problem.sites:
        yield _place(site.position)


def _weeks(flat: Flat) -> Iterator[Record]:
    """Start, end, limit of minutes, rest asked, limit of the mean of the weeks that end with this one."""
    span, clock = flat.problem.rules.mean_weeks, flat.clock
    yield [len(flat.mondays), span]
    for monday in flat.mondays:
        week = flat.week_limit("week_minutes", monday)
        rest = flat.week_limit("weekly_rest_minutes", monday)
        mean = flat.week_limit("mean_week_minutes", monday - (span - 1) * WEEK, span)
        yield [clock.midnight(monday), clock.midnight(monday + WEEK), _or_none(week), rest or 0, _or_none(mean)]


def _agents(flat: Flat) -> Iterator[Record]:
    """Base, unit, bits of the forbidden mixes his corps is part of, own limits, burden, minutes of weeks before."""
    problem = flat.problem
    units = {unit.id: number for number, unit in enumerate(problem.units)}
    mixes = [(mix, corps) for mix in problem.rules.forbidden_mixes for corps in mix]
    yield [len(problem.rules.forbidden_mixes), *(len(mix) for mix in problem.rules.forbidden_mixes)]
    yield [len(problem.agents)]
    for agent in problem.agents:
        bits = sum(1 << place for place, (_, corps) in enumerate(mixes) if corps == agent.corps)
        unit = -1 if agent.unit is None else units[agent.unit]
        own = [_or_none(agent.limits.week_minutes), _or_none(agent.limits.total_minutes), agent.history.burden]
        weeks = agent.history.week_minutes
        yield [*_place(problem.base_of(agent)), unit, bits, *own, len(weeks), *weeks]


def _needs(flat: Flat) -> Iterator[Record]:
    problem = flat.problem
    sites = {site.id: number for number, site in enumerate(problem.sites)}
    groups = {name: number for number, name in enumerate(sorted({n.group for n in problem.needs if n.group}))}
    yield [len(problem.needs), len(groups)]
    for index, need in enumerate(problem.needs):
        day = need.start.date()
        group = groups[need.group] if need.group else -1
        head = [flat.start[index], flat.end[index], sites[need.site], need.priority, need.burden, int(need.relieved)]
        count = sum(role.count for role in need.roles)
        yield [*head, group, count, day.toordinal(), *(flat.limit(name, day) for name in DAY_LIMITS)]


def _lines(flat: Flat) -> Iterator[Record]:
    """The distinct sets of agents, then for each line its need, count, minimum, set and locked agents."""
    sets: dict[bytes, int] = {}
    which = [sets.setdefault(line.eligible.tobytes(), len(sets)) for line in flat.lines]
    distinct = {number: line.eligible for number, line in zip(which, flat.lines, strict=True)}
    yield [len(sets)]
    for number in range(len(sets)):
        yield [len(distinct[number]), *distinct[number].tolist()]
    yield [len(flat.lines)]
    for number, line in zip(which, flat.lines, strict=True):
        locked = flat.locked.get((flat.problem.needs[line.need].id, line.role.id), [])
        yield [line.need, line.role.count, line.role.minimum, number, len(locked), *locked]


def _wishes(flat: Flat) -> Iterator[Record]:
    number = {agent.id: index for index, agent in enumerate(flat.problem.agents)}
    yield [len(flat.problem.wishes)]
    for wish in flat.problem.wishes:
        yield [number[wish.agent], flat.clock.minute(wish.start), flat.clock.minute(wish.end), wish.cost]


def _or_none(limit: int | None) -> int:
    return NO_LIMIT if limit is None else limit
