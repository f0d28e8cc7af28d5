"""Who may take which set of a day whole, his other work staying as it is."""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.daily.together import Sets
from otp_desktop.planning.solver.duty_beside import BREAK
from otp_desktop.planning.solver.legality import Pairs, pairs_of, within_days, within_weekly_rest
from otp_desktop.planning.solver.need_tables import Needs
from otp_desktop.planning.solver.situation import Situation, Touched

BLOCK = 2_000_000  # pairs of agent and set that are looked at together


def lawful(compiled: Compiled, sets: Sets, situation: Situation, touched: Touched) -> Bools:
    """(agents, sets). What would join the work before or after is left out, to be judged by no more than its edges."""
    posts = _as_needs(compiled, sets)
    seen = np.zeros((len(sets.members), len(sets.need)), dtype=np.float32)
    rows, columns = np.nonzero(sets.members != NONE)
    seen[rows, sets.members[rows, columns]] = 1
    step = max(1, BLOCK // max(1, len(sets.members)))
    found = [np.zeros((0, len(sets.members)), dtype=bool)]
    for first in range(0, len(situation.agent), step):
        some = situation.take(np.arange(first, min(first + step, len(situation.agent))))
        pairs = pairs_of(replace(compiled, needs=posts), some, touched, np.arange(len(sets.members)))
        away = (~available(compiled, some.agent, sets.need)).astype(np.float32) @ seen.T > 0
        work = compiled.needs.end[sets.need] - compiled.needs.start[sets.need]
        hours = seen.astype(np.float64) @ work
        found.append(~away & _apart(pairs) & _in_hours(pairs, hours) & within_weekly_rest(pairs) & within_days(pairs))
    return np.concatenate(found)


def _as_needs(compiled: Compiled, sets: Sets) -> Needs:
    """Each set as one long post."""
    present = sets.members != NONE
    return compiled.needs.each_as_one(np.where(present, sets.need[sets.members], 0), present)


def _apart(pairs: Pairs) -> Bools:
    """No duty and no run of work joins the set."""
    before = np.maximum(pairs.situation.before.gap, BREAK)[:, None]
    after = max(int(pairs.compiled.limits.gap.max(initial=0)), BREAK)
    found: Bools = (pairs.gap_before >= before) & (pairs.gap_after >= after)
    return found


def _in_hours(pairs: Pairs, hours: Ints) -> Bools:
    """Seconds of the horizon, of each week and of each run of weeks."""
    situation = pairs.situation
    found: Bools = hours <= situation.total_room[:, None]
    added = pairs.compiled.needs.week_seconds[:, pairs.touched.weeks]
    for place, members in enumerate(pairs.touched.week_sets):
        found &= added[:, members].sum(axis=1) <= np.maximum(situation.room[:, place], 0)[:, None]
    return found
