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
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.cliques import cliques_of
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import best_filling
from otp_desktop.planning.solver.relaxed_market import relaxed
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run, run_of
from otp_desktop.planning.solver.value import missing


@dataclass(frozen=True)
class WaveBound:
    """The least missing heads of some waves, and the least of its weighted sum where coverage is not strict."""

    missing_minimum: tuple[int, ...]
    missing_count: tuple[int, ...]
    weighted: float = 0.0


NOTHING_PROVED = WaveBound(NOTHING_MISSING, NOTHING_MISSING)


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
    filling = best_filling(relaxed(compiled, locked, part).market, weights)
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
