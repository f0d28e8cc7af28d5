"""A problem as the compiled loops read it: tables of numbers, laid out once."""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.agent_tables import AgentIntervals
from otp_desktop.planning.solver.anneal.columns import UNITS
from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.costs import detour_of
from otp_desktop.planning.solver.legality import SLOWEST
from otp_desktop.planning.solver.mixes import mixes_of

TABLE_LIMIT = 20_000_000  # entries of the largest table: 160 MB
CLASS = 32  # more heads than any move changes of one class: strict orders as whole numbers
DAY = 24 * 3600


class Numbers(NamedTuple):
    """``agents``: how many are real; ``mean_weeks`` is 0 where no mean is limited; prices are the objective's."""

    agents: int
    days_in_a_row: int
    mean_weeks: int
    seconds_per_km: float
    seconds_a_way: float
    price_of_km: float
    price_of_unit: float
    price_of_face: float
    price_of_square: float
    whole_burdens: bool


class Tables(NamedTuple):
    """``post``, ``agent``, ``day``, ``week``, ``weight``: the columns of columns.py. After the real agents come
    stand-ins, who hold the missing heads: as many as are missing at once.

    ``mean_room`` (real agents, weeks): seconds that he may work in the weeks whose mean is limited, up to each.
    ``eligible`` (agent classes, line classes). ``absence`` and ``wish`` (rows, 2): start and end, by agent. ``home_km``
    (bases, sites), ``site_km`` (sites, sites). ``grave`` (lines, 2): what a head missing below the minimum adds, and
    one below the count, as whole numbers in the strict order of classes. ``mix`` (mixes, columns of ``standing``): who
    may not all stand together. ``level`` and ``poured``: histories of burden, lowest first, and their sums.
    """

    post: Ints
    agent: Ints
    day: Ints
    week: Ints
    weight: Floats
    mean_room: Ints
    eligible: Bools
    absence: Ints
    wish: Ints
    price_of_wish: Floats
    home_km: Floats
    site_km: Floats
    grave: Ints
    mix: Bools
    level: Floats
    poured: Floats
    numbers: Numbers


def fits(compiled: Compiled) -> bool:
    """Whether the tables are of a bearable size, and duties end alike whatever day they began on."""
    agents = len(compiled.agents.base)
    needs, units = len(compiled.needs.start), int(compiled.agents.unit.max(initial=0)) + 1
    largest = max(len(compiled.group_heads) * agents, agents * len(compiled.waves), needs * units)
    sites = len(compiled.problem.sites) ** 2
    alike = compiled.limits.gap.min(initial=FAR) == compiled.limits.gap.max(initial=0)
    short = compiled.limits.amplitude.max(initial=0) <= DAY
    return bool(compiled.required_heads and agents and max(largest, sites) <= TABLE_LIMIT and (alike or short))


def tables_of(compiled: Compiled, stand_ins: int) -> Tables:
    absence_ends, absence, _ = _by_agent(compiled, compiled.absences)
    wish_ends, wish, wish_cost = _by_agent(compiled, compiled.wishes)
    level = np.sort(compiled.agents.burden)
    bases, sites = int(compiled.agents.base.max()) + 1, len(compiled.problem.sites)
    agents = np.column_stack([*_agents(compiled), absence_ends[:-1], absence_ends[1:], wish_ends[:-1], wish_ends[1:]])
    return Tables(
        post=_posts(compiled),
        agent=np.vstack([agents, np.tile(_stand_in(compiled), (stand_ins, 1))]),
        day=_days(compiled),
        week=_weeks(compiled),
        weight=np.column_stack([compiled.needs.burden[compiled.lines.need], _prices(compiled)]),
        mean_room=_mean_room(compiled),
        eligible=np.vstack([compiled.eligibility.allowed, np.ones(compiled.eligibility.allowed.shape[1], dtype=bool)]),
        absence=absence,
        wish=wish,
        price_of_wish=compiled.problem.objective.preference * wish_cost,
        home_km=compiled.base_to_site.block(np.arange(bases), np.arange(sites)),
        site_km=compiled.site_to_site.block(np.arange(sites), np.arange(sites)),
        grave=_graveness(compiled),
        mix=_mixes(compiled),
        level=level,
        poured=np.cumsum(level),
        numbers=_numbers(compiled),
    )


def columns_of(compiled: Compiled) -> tuple[int, int]:
    """The first column of a corps in ``standing``, and how many columns there are; the last is for those without."""
    first = UNITS + 1 + int(compiled.agents.unit.max(initial=0)) + 1
    return first, first + int(compiled.agents.corps.max(initial=0)) + 2


def _numbers(compiled: Compiled) -> Numbers:
    weights, travel, detour = compiled.problem.objective, compiled.problem.travel, detour_of(compiled)
    limits = compiled.limits
    fractions = np.any(compiled.agents.burden % 1) or np.any(compiled.needs.burden % 1)
    return Numbers(
        agents=len(compiled.agents.base),
        days_in_a_row=int(limits.days.min(initial=FAR)),
        mean_weeks=limits.mean_weeks if (limits.mean_week < FAR).any() else 0,
        seconds_per_km=0.0 if travel is None else float(min(detour * 3600 / travel.speed_kmh, SLOWEST)),
        seconds_a_way=0.0 if travel is None else travel.fixed_minutes * 60.0,
        price_of_km=float(weights.travel * detour),
        price_of_unit=float(weights.cohesion),
        price_of_face=float(weights.continuity),
        price_of_square=float(weights.equity),
        whole_burdens=not fractions,
    )


def _mean_room(compiled: Compiled) -> Ints:
    """FAR where the history doesn't reach back to the first of the weeks."""
    limits, history = compiled.limits, compiled.agents.history_seconds
    room = np.full((len(history), compiled.calendar.weeks), FAR, dtype=np.int64)
    for last in range(compiled.calendar.weeks):
        first = last - limits.mean_weeks + 1
        if limits.mean_week[last] < FAR:
            earlier = history[:, max(history.shape[1] + first, 0) :].sum(axis=1) if first < 0 else 0
            known = compiled.agents.history_weeks >= -first
            room[:, last] = np.where(known, limits.mean_week[last] * limits.mean_weeks - earlier, FAR)
    return room


def _posts(compiled: Compiled) -> Ints:
    """The columns of a post, in the order of columns.py."""
    needs, lines, of = compiled.needs, compiled.lines, compiled.lines.need
    works = needs.week_seconds > 0
    first_week = np.searchsorted(compiled.calendar.week_starts[1:-1], needs.start, side="right")
    last_week = np.where(works.any(axis=1), works.shape[1] - 1 - works[:, ::-1].argmax(axis=1), first_week)
    columns = [
        needs.start[of],
        needs.end[of],
        needs.day[of],
        needs.site[of],
        compiled.site_to_site.known(needs.site)[of],
        of,
        compiled.waves.of_need[of],
        needs.group[of],
        compiled.eligibility.line_class,
        needs.relieved[of],
        first_week[of],
        last_week[of],
        lines.count,
        lines.minimum,
    ]
    return np.column_stack(columns).astype(np.int64)


def _agents(compiled: Compiled) -> list[Ints]:
    """The first columns of an agent, in the order of columns.py."""
    agents, (first_corps, columns) = compiled.agents, columns_of(compiled)
    return [
        agents.base,
        np.where(agents.unit == NONE, NONE, UNITS + 1 + agents.unit),
        np.where(agents.corps == NONE, columns - 1, first_corps + agents.corps),
        compiled.eligibility.agent_class,
        agents.week_limit,
        agents.total_limit,
        agents.first_start,
    ]


def _stand_in(compiled: Compiled) -> Ints:
    """The columns of somebody of no unit and no corps, who may do everything."""
    everything, nobody = len(compiled.eligibility.allowed), columns_of(compiled)[1] - 1
    return np.array([0, NONE, nobody, everything, FAR, FAR, -FAR, 0, 0, 0, 0], dtype=np.int64)


def _days(compiled: Compiled) -> Ints:
    limits = compiled.limits
    return np.column_stack([limits.duty, limits.amplitude, limits.gap, limits.continuous])


def _weeks(compiled: Compiled) -> Ints:
    limits, starts = compiled.limits, compiled.calendar.week_starts
    return np.column_stack([limits.week, limits.weekly_rest, starts[:-1], starts[1:]])


def _by_agent(compiled: Compiled, intervals: AgentIntervals) -> tuple[Ints, Ints, Floats]:
    """Where each agent's intervals begin and end among all, the intervals that last (rows, 2), and their costs."""
    lasting = np.flatnonzero(intervals.start < intervals.end)
    order = lasting[np.argsort(intervals.agent[lasting], kind="stable")]
    ends = np.searchsorted(intervals.agent[order], np.arange(len(compiled.agents.base) + 1))
    return ends, np.column_stack([intervals.start[order], intervals.end[order]]), intervals.cost[order]


def _graveness(compiled: Compiled) -> Ints:
    if compiled.problem.objective.coverage_weights is not None:
        return np.zeros((len(compiled.lines.need), 2), dtype=np.int64)
    priority = compiled.needs.priority[compiled.lines.need]
    count: Ints = CLASS ** (PRIORITIES - 1 - priority)
    return np.column_stack([count * CLASS**PRIORITIES, count])


def _prices(compiled: Compiled) -> Floats:
    weights = compiled.problem.objective.coverage_weights
    if weights is None:
        return np.zeros(len(compiled.lines.need))
    return np.array(weights, dtype=np.float64)[compiled.needs.priority[compiled.lines.need]]


def _mixes(compiled: Compiled) -> Bools:
    (first, columns), mixes = columns_of(compiled), mixes_of(compiled)
    found = np.zeros((len(mixes), columns), dtype=bool)
    for row, mix in enumerate(mixes):
        found[row, [first + corps for corps in mix]] = True
    return found
