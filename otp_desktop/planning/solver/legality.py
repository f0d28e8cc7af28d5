"""Which agents may take which needs of a wave, the rest of their work staying as it is.

Each rule is one function over a block (agents, needs) of pairs, and speaks of the work that would result. A rule asks
of the pair only what the need adds to: an agent whose locked work breaks a rule elsewhere can still serve.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import BREAK, Side
from otp_desktop.planning.solver.situation import Situation, Touched

ROUNDING = 60e-6  # seconds by which a way may be too long, as for the checker: computed in floating point
SLOWEST = 1e9  # seconds a kilometre: nobody arrives, and no product overflows


@dataclass(frozen=True)
class Pairs:
    """A block of pairs with the duty that each would belong to. All blocks are (agents, needs).

    ``joins_before``, ``joins_after``: the need continues the duty before it, the duty after it continues the need.
    """

    compiled: Compiled
    situation: Situation
    touched: Touched
    need: Ints
    gap_before: Ints
    gap_after: Ints
    joins_before: Bools
    joins_after: Bools


def pairs_of(compiled: Compiled, situation: Situation, touched: Touched, need: Ints) -> Pairs:
    needs, before, after = compiled.needs, situation.before, situation.after
    gap_before = needs.start[need] - before.near[:, None]
    gap_after = after.near[:, None] - needs.end[need]
    return Pairs(
        compiled=compiled,
        situation=situation,
        touched=touched,
        need=need,
        gap_before=gap_before,
        gap_after=gap_after,
        joins_before=gap_before < before.gap[:, None],
        joins_after=(gap_after < compiled.limits.gap[needs.day[need]]) & (after.need != NONE)[:, None],
    )


def legal(pairs: Pairs) -> Bools:
    """Pairs that break no rule on the agent's own time."""
    found = (pairs.gap_before >= 0) & (pairs.gap_after >= 0)
    for rule in (_duty, _continuous, within_travel, _weeks, within_weekly_rest, within_days):
        found &= rule(pairs)
    return found


def _duty(pairs: Pairs) -> Bools:
    """Work and amplitude of the duty."""
    compiled, before, after = pairs.compiled, pairs.situation.before, pairs.situation.after
    needs, limits = compiled.needs, compiled.limits
    start, end, day = needs.start[pairs.need], needs.end[pairs.need], needs.day[pairs.need]
    first_day = np.where(pairs.joins_before, before.far_day[:, None], day)
    last_day = np.where(pairs.joins_after, after.far_day[:, None], day)
    first = np.where(pairs.joins_before, before.far[:, None], start)
    last = np.where(pairs.joins_after, after.far[:, None], end)
    work = (end - start) + pairs.joins_before * before.work[:, None] + pairs.joins_after * after.work[:, None]
    allowed: Bools = work <= limits.strictest(limits.duty, first_day, last_day)
    return allowed & (last - first <= limits.strictest(limits.amplitude, first_day, last_day))


def _continuous(pairs: Pairs) -> Bools:
    """A long run of work without a break is relieved throughout."""
    compiled, before, after = pairs.compiled, pairs.situation.before, pairs.situation.after
    needs, limits = compiled.needs, compiled.limits
    runs_before, runs_after = _near(pairs.gap_before, before), _near(pairs.gap_after, after)
    first = np.where(runs_before, before.run_far[:, None], needs.start[pairs.need])
    last = np.where(runs_after, after.run_far[:, None], needs.end[pairs.need])
    relieved = needs.relieved[pairs.need] & (~runs_before | (before.run_relieved[:, None] > 0))
    relieved &= ~runs_after | (after.run_relieved[:, None] > 0)
    day = needs.day[pairs.need]
    first_day = np.where(runs_before, np.minimum(before.far_day[:, None], day), day)
    return relieved | (
        last - first <= limits.strictest(limits.continuous, first_day, np.broadcast_to(day, first.shape))
    )


def _near(gap: Ints, side: Side) -> Bools:
    found: Bools = (gap < BREAK) & (side.need != NONE)[:, None]
    return found


def within_travel(pairs: Pairs) -> Bools:
    """Time to come from the last known place of the duty and to go to the next one.

    A need whose site has no position asks for no time itself, but must not hide the way between those around it.
    """
    if pairs.compiled.problem.travel is None:
        return np.ones(pairs.gap_before.shape, dtype=bool)
    needs, before, after = pairs.compiled.needs, pairs.situation.before, pairs.situation.after
    way_in = travel_seconds(pairs.compiled, before.place, needs.site[pairs.need])
    way_out = travel_seconds(pairs.compiled, after.place, needs.site[pairs.need])
    in_time = needs.start[pairs.need] - before.place_time[:, None] >= way_in - ROUNDING
    out_in_time = after.place_time[:, None] - needs.end[pairs.need] >= way_out - ROUNDING
    found: Bools = (~pairs.joins_before | in_time) & (~pairs.joins_after | out_in_time)
    return found


def travel_seconds(compiled: Compiled, origins: Ints, sites: Ints) -> Floats:
    """(origins, sites) seconds between sites; 0 at the same site and where a position is unknown."""
    travel = compiled.problem.travel
    if travel is None:
        return np.zeros((len(origins), len(sites)))
    known = compiled.site_to_site.known(origins)[:, None] & compiled.site_to_site.known(sites)[None, :]
    pace = min(travel.detour * 3600 / travel.speed_kmh, SLOWEST)
    seconds = compiled.site_to_site.block(origins, sites) * pace
    return np.where(known & (origins[:, None] != sites[None, :]), seconds + travel.fixed_minutes * 60, 0.0)


def _weeks(pairs: Pairs) -> Bools:
    """Minutes of each week, of each run of weeks, and of the horizon."""
    needs, situation = pairs.compiled.needs, pairs.situation
    found: Bools = (needs.end - needs.start)[pairs.need] <= situation.total_room[:, None]
    added = needs.week_seconds[np.ix_(pairs.need, pairs.touched.weeks)]
    for place, members in enumerate(pairs.touched.week_sets):
        found &= added[:, members].sum(axis=1) <= np.maximum(situation.room[:, place], 0)[:, None]
    return found


def within_weekly_rest(pairs: Pairs) -> Bools:
    """The longest rest of each week: away from the need, before it, or after it."""
    compiled, before, after = pairs.compiled, pairs.situation.before, pairs.situation.after
    found = np.ones(pairs.gap_before.shape, dtype=bool)
    for place, week in enumerate(pairs.touched.weeks):
        start, end = compiled.calendar.week_starts[week], compiled.calendar.week_starts[week + 1]
        rest_before = np.minimum(compiled.needs.start[pairs.need], end) - np.maximum(before.near, start)[:, None]
        rest_after = np.minimum(after.near, end)[:, None] - np.maximum(compiled.needs.end[pairs.need], start)
        longest = np.maximum(np.maximum(rest_before, rest_after), pairs.situation.other_rest[:, place, None])
        works = compiled.needs.week_seconds[pairs.need, week] > 0
        found &= ~works | (longest >= compiled.limits.weekly_rest[week])
    return found


def within_days(pairs: Pairs) -> Bools:
    """Days in a row with a start of work."""
    found = np.ones(pairs.gap_before.shape, dtype=bool)
    limit = pairs.compiled.limits.days.min(initial=np.iinfo(np.int64).max)
    for place, day in enumerate(pairs.touched.days):
        in_a_row = pairs.situation.days_before[:, place] + 1 + pairs.situation.days_after[:, place]
        found &= (in_a_row <= limit)[:, None] | (pairs.compiled.needs.day[pairs.need] != day)
    return found
