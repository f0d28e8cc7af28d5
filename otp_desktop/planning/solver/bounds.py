"""What no legal plan can beat, proved.

Coverage. In each wave alone, with every agent at its disposal who may serve when nothing but locked assignments
stands around (a plan stays legal when assignments are taken out), one flow gives the least vector of missing heads. A
legal plan's vector is the sum of those it has in the waves, and a sum of vectors, each at least the least of its wave,
is at least the sum of these: addition keeps the lexicographic order.

Soft. A duty that serves a site is at least as long as the way there and home again (triangle inequality). In waves so
far apart that no duty spans two of them, these ways add up; and a plan whose coverage equals the bound has in each wave
a filling of least missing heads, which costs at least what the flow finds for those. A plan of worse coverage ranks
behind the bound whatever its soft part.
"""

from dataclasses import dataclass, replace

import numpy as np

from otp_desktop.planning.plan import NOTHING_MISSING, Bound
from otp_desktop.planning.solver.arrays import FAR, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.costs import detour_of
from otp_desktop.planning.solver.exactness import legality_is_exact
from otp_desktop.planning.solver.flow import Heads, fill
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.roster import Roster, heads_of
from otp_desktop.planning.solver.situation import situation_of, touched_by
from otp_desktop.planning.solver.value import missing


@dataclass(frozen=True)
class WaveBound:
    """The least missing heads of one wave, and the least of its weighted sum where coverage is not strict."""

    missing_minimum: tuple[int, ...]
    missing_count: tuple[int, ...]
    weighted: float = 0.0


@dataclass(frozen=True)
class Relaxed:
    """One wave alone: groups of agents alike, and the lines each group may fill."""

    supply: Ints
    base: Ints
    allowed: Bools
    heads: Heads
    lines: Ints


def relaxed(compiled: Compiled, locked: Roster, wave: int, *, by_base: bool = False) -> Relaxed:
    """The wave with nothing around it but locked assignments; agents are grouped by base where distances matter."""
    need, lines = compiled.waves.members[wave], compiled.lines_of_wave[wave]
    touched = touched_by(compiled, wave)
    situation = situation_of(compiled, locked, wave, touched)
    agents = situation.agent
    free = available(compiled, agents, need) & ~_locked_elsewhere(compiled, locked, agents, need)
    base = compiled.agents.base[agents] if by_base else np.zeros(len(agents), dtype=np.int64)
    columns = [compiled.eligibility.agent_class[agents], base, patterns(free), *situation.columns()]
    first, group = groups_of(columns)
    can = free[first]
    if legality_is_exact(compiled):
        can &= legal(pairs_of(compiled, situation.take(first), touched, need))
    column = np.searchsorted(need, compiled.lines.need[lines])
    allowed = can[:, column] & compiled.eligibility.block(agents[first], lines)
    heads = heads_of(compiled, locked, lines)
    return Relaxed(np.bincount(group, minlength=len(first)), base[first], allowed, heads, lines)


def wave_bound(compiled: Compiled, locked: Roster, wave: int) -> WaveBound:
    """The least missing heads of a wave."""
    weights = compiled.problem.objective.coverage_weights
    block = relaxed(compiled, locked, wave)
    filling = fill(block.supply, block.heads, block.allowed, np.zeros(block.allowed.shape), weights)
    heads = locked.locked_heads.copy()
    np.add.at(heads, block.lines[filling.line], filling.flow)
    minimum, count = _missing_in(compiled, heads, block.lines)
    if weights is None:
        return WaveBound(minimum, count)
    weighted = float(np.dot(weights, np.add(minimum, count)))
    return WaveBound(NOTHING_MISSING, NOTHING_MISSING, weighted - filling.rounding)


def sum_of(bounds: list[WaveBound]) -> Bound:
    """The bound of the plan from those of all its waves; the soft part holds the weighted coverage alone."""
    minimum = np.sum([bound.missing_minimum for bound in bounds] or [NOTHING_MISSING], axis=0)
    count = np.sum([bound.missing_count for bound in bounds] or [NOTHING_MISSING], axis=0)
    weighted = float(sum(bound.weighted for bound in bounds))
    return Bound(missing_minimum=tuple(minimum.tolist()), missing_count=tuple(count.tolist()), soft=weighted)


def with_soft(compiled: Compiled, locked: Roster, bound: Bound) -> Bound:
    """The bound with what is proved of the soft part: wishes to work, and ways to the sites."""
    soft = bound.soft + _wishes(compiled)
    weights = compiled.problem.objective
    known = all(site.position is not None for site in compiled.problem.sites)  # the way by an unknown place is 0 km
    if weights.travel > 0 and weights.coverage_weights is None and known and not len(locked.apart):
        soft += weights.travel * sum(_least_ways(compiled, locked, wave) for wave in _apart(compiled))
    return replace(bound, soft=soft)


def _missing_in(compiled: Compiled, heads: Ints, lines: Ints) -> tuple[tuple[int, ...], tuple[int, ...]]:
    enough = compiled.lines.count.copy()
    enough[lines] = heads[lines]
    return missing(compiled, enough)


def _locked_elsewhere(compiled: Compiled, locked: Roster, agents: Ints, need: Ints) -> Bools:
    """(agents, needs): a locked assignment of another wave shares a moment with the need."""
    taken = np.zeros((len(agents), len(need)), dtype=bool)
    if not locked.locked.any():
        return taken
    rows, waves = np.nonzero(locked.locked[agents])
    served = compiled.lines.need[locked.line[agents[rows], waves]]
    start, end = compiled.needs.start, compiled.needs.end
    shared = (start[served][:, None] < end[need]) & (start[need] < end[served][:, None])
    np.logical_or.at(taken, rows, shared)
    return taken


def _wishes(compiled: Compiled) -> float:
    """The most that wishes to work (of negative cost) can gain: one assignment in each wave they touch."""
    wishes, gained = compiled.wishes, 0.0
    for start, end, cost in zip(wishes.start, wishes.end, wishes.cost, strict=True):
        if cost < 0:
            touched = (compiled.needs.start < end) & (start < compiled.needs.end)
            gained += float(cost) * len(np.unique(compiled.waves.of_need[touched]))
    return compiled.problem.objective.preference * gained


def _apart(compiled: Compiled) -> list[int]:
    """Waves of most heads such that no legal duty serves two of them."""
    longest = int(compiled.limits.amplitude.max(initial=0))
    heads = [int(compiled.lines.count[lines].sum()) for lines in compiled.lines_of_wave]
    chosen: list[int] = []
    for wave in sorted(range(len(heads)), key=lambda wave: (-heads[wave], wave)):
        if all(_too_far_apart(compiled, wave, other, longest) for other in chosen):
            chosen.append(wave)
    return chosen


def _too_far_apart(compiled: Compiled, wave: int, other: int, longest: int) -> bool:
    """Whether a duty that serves a need of each would be longer than any limit on amplitude."""
    first, second = sorted((wave, other))
    start, end = compiled.needs.start, compiled.needs.end
    shortest = end[compiled.waves.members[second]].min() - start[compiled.waves.members[first]].max()
    return longest < FAR and bool(shortest > longest)


def _least_ways(compiled: Compiled, locked: Roster, wave: int) -> float:
    """Kilometres to the sites of a wave and home again, at the least missing heads."""
    block = relaxed(compiled, locked, wave, by_base=True)
    site = compiled.needs.site[compiled.lines.need[block.lines]]
    ways: Floats = compiled.base_to_site.block(block.base, site) * (2 * detour_of(compiled))
    filling = fill(block.supply, block.heads, block.allowed, ways)
    least = float((ways[filling.group, filling.line] * filling.flow).sum()) - filling.rounding
    agents = np.flatnonzero(locked.locked[:, wave])
    served = compiled.lines.need[locked.line[agents, wave]]
    held = compiled.base_to_site.pairs(compiled.agents.base[agents], compiled.needs.site[served])
    return max(0.0, least) + 2 * detour_of(compiled) * float(held.sum())
