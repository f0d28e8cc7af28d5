"""Forgets of an agent's situation what no need of the wave can make matter: many agents then become alike.

Work so far away that it neither joins the duty nor is asked for the weekly rest counts as none; room for more hours
than the wave asks for is room enough.
"""

from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import BREAK, Side
from otp_desktop.planning.solver.situation import Situation, Touched


def settled(compiled: Compiled, situation: Situation, touched: Touched, need: Ints) -> Situation:
    """The situation with the same legal needs at the same costs, in as few different values as can be."""
    if not len(need) or not len(situation.agent):
        return situation
    needs = compiled.needs
    first, last = int(needs.start[need].min()), int(needs.end[need].max())
    other_rest, rested = _rests(compiled, situation, touched, first, last)
    before, after = situation.before, situation.after
    apart_before = rested & (first - before.near >= np.maximum(before.gap, BREAK))
    apart_after = rested & (after.near - last >= max(int(compiled.limits.gap[needs.day[need]].max()), BREAK))
    added = needs.week_seconds[np.ix_(need, touched.weeks)]
    most = np.array([added[:, members].sum(axis=1).max() for members in touched.week_sets], dtype=np.int64)
    in_a_row = situation.days_before + 1 + situation.days_after
    too_many = in_a_row > compiled.limits.days.min(initial=FAR)
    return replace(
        situation,
        before=_forget(before, apart_before, -1),
        after=_forget(after, apart_after, 1),
        room=np.minimum(situation.room, most),
        total_room=np.minimum(situation.total_room, (needs.end - needs.start)[need].max()),
        other_rest=other_rest,
        days_before=np.where(too_many, in_a_row, 0),
        days_after=np.zeros_like(situation.days_after),
    )


def _rests(compiled: Compiled, situation: Situation, touched: Touched, first: int, last: int) -> tuple[Ints, Bools]:
    """The rest elsewhere in each week, whatever is enough being equal; and who has enough whatever he takes."""
    found, rested = situation.other_rest.copy(), np.ones(len(situation.agent), dtype=bool)
    for place, week in enumerate(touched.weeks):
        start, end = compiled.calendar.week_starts[week], compiled.calendar.week_starts[week + 1]
        due = compiled.limits.weekly_rest[week]
        enough = found[:, place] >= due
        enough |= np.minimum(first, end) - np.maximum(situation.before.near, start) >= due
        enough |= np.minimum(situation.after.near, end) - np.maximum(last, start) >= due
        found[enough, place] = due
        rested &= enough
    return found, rested


def _forget(side: Side, rows: Bools, step: int) -> Side:
    """The side as it is where nothing stands there."""
    far = FAR * step
    return Side(
        need=np.where(rows, NONE, side.need),
        near=np.where(rows, far, side.near),
        far=np.where(rows, far, side.far),
        far_day=np.where(rows, NONE, side.far_day),
        work=np.where(rows, 0, side.work),
        run_far=np.where(rows, far, side.run_far),
        run_relieved=np.where(rows, 1, side.run_relieved),
        place=np.where(rows, NONE, side.place),
        place_time=np.where(rows, far, side.place_time),
        gap=np.where(rows, 0, side.gap),
    )
