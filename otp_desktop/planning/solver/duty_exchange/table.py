"""Which agent may take which duty, and at what cost."""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import BREAK
from otp_desktop.planning.solver.duty_exchange.costs import cost_of, saved_by_going_on
from otp_desktop.planning.solver.duty_exchange.duties import Duties
from otp_desktop.planning.solver.legality import Pairs, pairs_of, within_days, within_travel, within_weekly_rest
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.situation import Situation, touched_in


def table_of(
    compiled: Compiled, roster: Roster, duties: Duties, situation: Situation, *, tails: bool = False, few: int = 0
) -> tuple[Bools, Floats]:
    """(agents, duties): who may take what, and what that costs; with ``tails``, as the rest of his own duty too."""
    agents, count = situation.agent, len(duties.owner)
    duty, need = duties.served(compiled)
    distinct, column = np.unique(need, return_inverse=True)
    of_duty = np.zeros((len(distinct), count))
    of_duty[column, duty] = 1
    as_if = replace(compiled, needs=duties.as_needs)
    pairs = pairs_of(as_if, situation, touched_in(compiled, distinct), np.arange(count))
    joined = _follows(pairs, duties) if tails else _apart(pairs)
    allowed = joined & _hours(pairs, duties) & within_weekly_rest(pairs) & within_days(pairs)
    allowed &= (~available(compiled, agents, distinct)).astype(np.float64) @ of_duty == 0
    lines, line = np.unique(duties.line[duties.line != NONE], return_inverse=True)
    asked = np.zeros((len(lines), count))
    asked[line, np.nonzero(duties.line != NONE)[0]] = 1
    allowed &= (~compiled.eligibility.block(agents, lines)).astype(np.float64) @ asked == 0
    allowed &= _mixes_with_none(compiled, agents, duties.owner)
    cost = cost_of(compiled, roster, duties, situation, distinct, of_duty, few)
    return allowed, cost + saved_by_going_on(compiled, duties, pairs) if tails else cost


def _mixes_with_none(compiled: Compiled, agents: Ints, owners: Ints) -> Bools:
    """Who takes a duty is of its owner's corps, where a corps may not stand beside all others."""
    named = {corps for mix in compiled.problem.rules.forbidden_mixes for corps in mix}
    force = compiled.problem.agents
    choosy = np.array([agent.corps in named for agent in force], dtype=bool)
    corps = compiled.agents.corps
    same = corps[agents][:, None] == corps[owners]
    found: Bools = same | ~(choosy[agents][:, None] | choosy[owners])
    return found


def _apart(pairs: Pairs) -> Bools:
    """The duty joins no work before or after it: it stays the duty that it is."""
    gap = np.maximum(pairs.situation.before.gap, BREAK)[:, None]
    after = int(pairs.compiled.limits.gap.max(initial=BREAK))
    found: Bools = (pairs.gap_before >= gap) & (pairs.gap_after >= max(after, BREAK))
    return found


def _follows(pairs: Pairs, duties: Duties) -> Bools:
    """The duty joins no work after it, and may be the rest of what the agent does before it.

    Without a break between the two, all of it is judged as one run of work. A duty that begins at an unknown place is
    nobody's rest: the way to the place after it would be asked of nobody.
    """
    limits, before, needs = pairs.compiled.limits, pairs.situation.before, duties.as_needs
    joins = pairs.joins_before
    first_day = np.where(joins, before.far_day[:, None], needs.day)
    last_day = np.broadcast_to(needs.day, first_day.shape)
    work = duties.work + joins * before.work[:, None]
    span = needs.end - np.where(joins, before.far[:, None], needs.start)
    found = (pairs.gap_before >= 0) & (pairs.gap_after >= max(int(limits.gap.max(initial=BREAK)), BREAK))
    found &= work <= limits.strictest(limits.duty, first_day, last_day)
    found &= span <= limits.strictest(limits.amplitude, first_day, last_day)
    unbroken = (pairs.gap_before < BREAK) & (before.need != NONE)[:, None]
    run = needs.end - before.run_far[:, None]
    found &= ~unbroken | (run <= limits.strictest(limits.continuous, first_day, last_day))
    found &= ~joins | pairs.compiled.site_to_site.known(needs.site)
    return found & within_travel(pairs)


def _hours(pairs: Pairs, duties: Duties) -> Bools:
    situation = pairs.situation
    found: Bools = duties.work <= situation.total_room[:, None]
    added = duties.as_needs.week_seconds[:, pairs.touched.weeks]
    for place, members in enumerate(pairs.touched.week_sets):
        found &= added[:, members].sum(axis=1) <= np.maximum(situation.room[:, place], 0)[:, None]
    return found
