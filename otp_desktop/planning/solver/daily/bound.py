"""The least missing heads of each civil day: its duties of several posts are seen, which a wave alone does not."""

import numpy as np

from otp_desktop.planning.plan import NOTHING_MISSING
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.bounds import WaveBound, run_bound
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.daily.covering import weighted_worth
from otp_desktop.planning.solver.daily.least_missing import LeastMissing
from otp_desktop.planning.solver.daily.pricing import Pricing
from otp_desktop.planning.solver.daily.together import DutyLimits, sets_of
from otp_desktop.planning.solver.relaxed_market import relaxed
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run


def day_bounds(compiled: Compiled, locked: Roster, missing: Ints, late: StopRequested) -> dict[int, WaveBound]:
    """One for each civil day on which a known plan misses heads, where nothing is locked.

    ``missing`` (lines): heads that the plan misses. The days that miss most come first; those that come too late are
    left out.
    """
    if locked.locked.any():
        return {}
    of_day = np.bincount(compiled.needs.day[compiled.lines.need], weights=missing, minlength=compiled.calendar.days)
    found: dict[int, WaveBound] = {}
    for day in np.argsort(-of_day, kind="stable")[: np.count_nonzero(of_day)].tolist():
        if late():
            break
        found[day] = _bound(compiled, locked, day_of(compiled, day), late)
    return found


def short_days(compiled: Compiled, of_day: dict[int, WaveBound]) -> Bools:
    """(needs): those of the days on which heads are missing for sure."""
    short = [day for day, bound in of_day.items() if sum(bound.missing_count) or bound.weighted]
    return np.isin(compiled.needs.day, short)


def day_of(compiled: Compiled, day: int) -> Run:
    """The needs that start on a day, in as many waves as they lie in."""
    need = np.flatnonzero(compiled.needs.day == day)
    lines = np.flatnonzero(compiled.needs.day[compiled.lines.need] == day)
    return Run(tuple(np.unique(compiled.waves.of_need[need]).tolist()), need, lines)


def _bound(compiled: Compiled, locked: Roster, run: Run, late: StopRequested) -> WaveBound:
    sets = sets_of(compiled, run.need, DutyLimits.loosest(compiled.limits))
    if sets is None:
        return run_bound(compiled, locked, run)
    market = relaxed(compiled, locked, run).market
    may = np.isfinite(market.block())
    pricing = Pricing(sets, may, compiled.lines.need[run.lines])
    least = LeastMissing(market.supply, market.heads, pricing, late)
    weights = compiled.problem.objective.coverage_weights
    if weights is None:
        return WaveBound(*least.in_order())
    return WaveBound(NOTHING_MISSING, NOTHING_MISSING, least.weighted(weighted_worth(market.heads, weights)))
