"""What a roster is worth, in arrays: the search compares hundreds of plans a minute by it.

``score.py`` has the last word on the plan that is handed over; a test holds the two together.
"""

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.costs import detour_of
from otp_desktop.planning.solver.roster import Roster

StrictRank = tuple[tuple[int, ...], tuple[int, ...], int]
Rank = tuple[tuple[int, ...], tuple[int, ...], int, float]


def missing(compiled: Compiled, heads: Ints) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Heads missing below the minimum and below the count, for each priority."""
    lines = compiled.lines
    priority = compiled.needs.priority[lines.need]
    below = [np.maximum(wanted - heads, 0) for wanted in (lines.minimum, lines.count)]
    minimum, count = (np.bincount(priority, weights=each, minlength=PRIORITIES).astype(int) for each in below)
    return tuple(minimum.tolist()), tuple(count.tolist())


def rank_of(compiled: Compiled, roster: Roster, baseline: Baseline | None) -> Rank:
    """Compared as ``Objective.rank``, which it is but for rounding."""
    minimum, count, changes = strict_rank_of(compiled, roster, baseline)
    weights, soft = compiled.problem.objective, soft_of(compiled, roster.line)
    if weights.coverage_weights is None:
        return minimum, count, changes, soft
    soft += float(np.dot(weights.coverage_weights, np.add(minimum, count)))
    return (0,) * PRIORITIES, (0,) * PRIORITIES, changes, soft


def strict_rank_of(compiled: Compiled, roster: Roster, baseline: Baseline | None) -> StrictRank:
    """Heads missing and agents changed, whatever coverage weighs: found in a tenth of the time of the soft cost."""
    changes = 0 if baseline is None else int(baseline.disturbed(roster.line).any(axis=1).sum())
    return *missing(compiled, roster.heads), changes


def soft_of(compiled: Compiled, line: Ints) -> float:
    """The soft cost of ``line`` (agents, waves), missing heads aside."""
    weights = compiled.problem.objective
    agents, waves = np.nonzero(line != NONE)
    served = compiled.lines.need[line[agents, waves]]
    soft = weights.travel * _travel_km(compiled, agents, served) + weights.cohesion * _extra_units(
        compiled, agents, served
    )
    soft += weights.continuity * _continuity(compiled, agents, served)
    soft += weights.equity * _equity(compiled, agents, served)
    return soft + weights.preference * _preference(compiled, agents, served)


def _travel_km(compiled: Compiled, agents: Ints, served: Ints) -> float:
    if not len(agents):
        return 0.0
    needs, site = compiled.needs, compiled.needs.site[served]
    gap = needs.start[served[1:]] - needs.end[served[:-1]]
    same_duty = (agents[1:] == agents[:-1]) & (gap < compiled.limits.gap[needs.day[served[:-1]]])
    between = compiled.site_to_site.pairs(site[:-1], site[1:])[same_duty].sum()
    home = compiled.base_to_site.pairs(compiled.agents.base[agents], site)
    opens, closes = np.append(True, ~same_duty), np.append(~same_duty, True)
    return float(between + home[opens].sum() + home[closes].sum()) * detour_of(compiled)


def _extra_units(compiled: Compiled, agents: Ints, served: Ints) -> int:
    units = compiled.agents.unit[agents]
    known = units != NONE
    pairs = np.unique(served[known] * (len(compiled.problem.units) + len(compiled.problem.agents)) + units[known])
    return len(pairs) - len(np.unique(served[known]))


def _continuity(compiled: Compiled, agents: Ints, served: Ints) -> int:
    groups = compiled.needs.group[served]
    known = groups != NONE
    pairs = np.unique(groups[known] * len(compiled.problem.agents) + agents[known])
    faces = np.bincount(pairs // max(1, len(compiled.problem.agents)), minlength=len(compiled.group_heads))
    return int(np.maximum(faces - compiled.group_heads, 0).sum())


def _equity(compiled: Compiled, agents: Ints, served: Ints) -> float:
    added = compiled.needs.burden[served]
    if not added.any():
        return 0.0
    history = compiled.agents.burden
    carried = history + np.bincount(agents, weights=added, minlength=len(history))
    return float((carried**2).sum()) - least_squares(history, float(added.sum()), whole=burdens_are_whole(compiled))


def burdens_are_whole(compiled: Compiled) -> bool:
    """Whether the fairest way shares whole points: of all needs, also of those that nobody serves."""
    return not (np.any(compiled.agents.burden % 1) or np.any(compiled.needs.burden % 1))


def least_squares(burden: Floats, total: float, *, whole: bool) -> float:
    """Sum of squares when the total is poured over the least burdened, in ``whole`` units or as water."""
    if total <= 0:
        return float((burden**2).sum())
    level = np.sort(burden)
    poured = np.cumsum(level) + total
    filled = int(np.flatnonzero(poured / np.arange(1, len(level) + 1) > level).max(initial=0)) + 1
    above = float((level[filled:] ** 2).sum())
    if not whole:
        return float(poured[filled - 1] ** 2 / filled) + above
    low, higher = divmod(float(poured[filled - 1]), filled)
    return higher * (low + 1) ** 2 + (filled - higher) * low**2 + above


def _preference(compiled: Compiled, agents: Ints, served: Ints) -> float:
    wishes, needs = compiled.wishes, compiled.needs
    first = np.searchsorted(agents, wishes.agent, side="left")
    count = np.searchsorted(agents, wishes.agent, side="right") - first
    wish = np.repeat(np.arange(len(wishes.agent)), count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    need = served[np.repeat(first, count) + within]
    touched = (needs.start[need] < wishes.end[wish]) & (wishes.start[wish] < needs.end[need])
    return float(wishes.cost[wish[touched]].sum())
