"""Heads that every legal plan misses, proved.

In each wave alone, or other set of needs of which nobody may serve two (``cliques``), with every agent at its
disposal who may serve when nothing but locked assignments stands around (a plan stays legal when assignments are taken
out), one flow gives the least vector of missing heads. A legal plan's vector is the sum of those it has in the sets,
and a sum of vectors, each at least the least of its set, is at least the sum of these: addition keeps the
lexicographic order.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.plan import NOTHING_MISSING, Bound
from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.cliques import cliques_of
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.exactness import legality_is_exact
from otp_desktop.planning.solver.flow import best_filling
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.loosest import fits_a_duty, under_loosest_limits
from otp_desktop.planning.solver.market import Market
from otp_desktop.planning.solver.roster import Roster, heads_of
from otp_desktop.planning.solver.runs import Run, run_of
from otp_desktop.planning.solver.settled import settled
from otp_desktop.planning.solver.situation import situation_in, touched_in
from otp_desktop.planning.solver.value import missing


@dataclass(frozen=True)
class WaveBound:
    """The least missing heads of some waves, and the least of its weighted sum where coverage is not strict."""

    missing_minimum: tuple[int, ...]
    missing_count: tuple[int, ...]
    weighted: float = 0.0


NOTHING_PROVED = WaveBound(NOTHING_MISSING, NOTHING_MISSING)


def relaxed(compiled: Compiled, locked: Roster, run: Run, kinds: Ints | None = None) -> tuple[Market, Ints, Ints]:
    """Needs of which nobody serves two, nothing but locked assignments around them: a market without costs.

    With it comes one agent of each group, and one of each place.
    Agents of different ``kinds`` (agents) are told apart, and by their burdens then.
    """
    need, lines = run.need, run.lines
    in_time = fits_a_duty(compiled, need)
    compiled = under_loosest_limits(compiled)
    touched = touched_in(compiled, need)
    situation = settled(compiled, situation_in(compiled, locked, run.waves, touched), touched, need)
    agents = situation.agent
    times, time_of_need = groups_of([compiled.needs.start[need], compiled.needs.end[need]])
    free = available(compiled, agents, need[times]) & ~_locked_elsewhere(compiled, locked, agents, need[times])
    kind_of = np.zeros(len(agents), dtype=np.int64) if kinds is None else kinds[agents]
    first, place = groups_of([kind_of, patterns(free), *situation.columns()])
    classes = compiled.eligibility.line_class[lines]
    burden = compiled.needs.burden[compiled.lines.need[lines]]
    one_of_kind, kind = groups_of([classes, np.unique(burden, return_inverse=True)[1].reshape(-1)])
    may = compiled.eligibility.block(agents, lines[one_of_kind])
    own, group = groups_of([place, patterns(may), _burdens(compiled, agents, kinds is not None)])
    can = free[first][:, time_of_need] & in_time
    if legality_is_exact(compiled) or not locked.locked.any():
        can &= legal(pairs_of(compiled, situation.take(first), touched, need))
    market = Market(
        supply=np.bincount(group, minlength=len(own)),
        place=place[own],
        surcharge=np.where(may[own], 0.0, np.inf),
        cost=np.where(can, 0.0, np.inf),
        column=np.searchsorted(need, compiled.lines.need[lines]),
        kind=kind,
        heads=heads_of(compiled, locked, lines),
    )
    return market, agents[own], agents[first]


def _burdens(compiled: Compiled, agents: Ints, told_apart: bool) -> Ints:
    if not told_apart or not compiled.problem.objective.equity:
        return np.zeros(len(agents), dtype=np.int64)
    return np.unique(compiled.agents.burden[agents], return_inverse=True)[1].reshape(-1)


def run_bound(compiled: Compiled, locked: Roster, run: Run) -> WaveBound:
    """The least missing heads of a run of waves: the sum over its parts."""
    total = sum_of([_bound(compiled, locked, part) for part in parts_of(compiled, locked, run)])
    return WaveBound(total.missing_minimum, total.missing_count, total.soft)


def parts_of(compiled: Compiled, locked: Roster, run: Run) -> list[Run]:
    """The sets of needs, of which nobody may serve two, that the bound of a run adds up.

    Where something is locked they are the waves, for an agent who is locked in one of them can serve another.
    """
    if len(run.waves) == 1 or locked.locked.any():
        return [run_of(compiled, (wave,)) for wave in run.waves]
    return [Run(run.waves, need, _lines_of(compiled, run, need)) for need in cliques_of(compiled, run.need)]


def _lines_of(compiled: Compiled, run: Run, need: Ints) -> Ints:
    return run.lines[np.isin(compiled.lines.need[run.lines], need)]


def _bound(compiled: Compiled, locked: Roster, part: Run) -> WaveBound:
    weights = compiled.problem.objective.coverage_weights
    market, _, _ = relaxed(compiled, locked, part)
    filling = best_filling(market, weights)
    heads = locked.locked_heads.copy()
    np.add.at(heads, part.lines[filling.line], filling.flow)
    minimum, count = missing_in(compiled, heads, part.lines)
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


def better(one: Bound, other: Bound) -> bool:
    """Whether the first proves more."""
    mine, theirs = ((each.missing_minimum, each.missing_count, each.changes, each.soft) for each in (one, other))
    return mine > theirs


def missing_in(compiled: Compiled, heads: Ints, lines: Ints) -> tuple[tuple[int, ...], tuple[int, ...]]:
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
