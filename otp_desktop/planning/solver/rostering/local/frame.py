"""What a member's days around a stretch, and his limits, leave to it."""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.native import native_part
from otp_desktop.planning.solver.rostering.local.rules import (
    LEAST_UNITS,
    LONGEST_RUN,
    MOST_UNITS,
    MOST_WEEKENDS,
    SHORTEST_REST,
    SHORTEST_RUN,
    Rules,
)
from otp_desktop.planning.solver.rostering.local.standing import Standing
from otp_desktop.planning.solver.rostering.problem import OFF


class Frame(NamedTuple):
    """A stretch of days, ``first`` to ``last`` not included, that are off for now.

    A state at the end of a day is a number: the class of the last kind and the length of a run of work, then the
    length of a rest, the last one standing for long enough.
    """

    first: int
    last: int
    classes: int
    longest_run: int
    shortest_run: int
    shortest_rest: int
    before: int
    """The state when the stretch begins."""
    weekends: int
    """That may be worked in it."""
    units: int
    """That may be worked in it, or can be in so few days."""
    lacking: int
    """Units that are lacking without it."""
    new_weekend: Ints
    """(days, 2): weekends that a duty adds when it goes on, or begins, a run of work."""


@native_part
def frame_of(rules: Rules, standing: Standing, member: int, first: int, last: int) -> Frame:
    limits, rows, classes = rules.limits, standing.rows, rules.before.shape[1]
    most = 0
    for kind in range(rules.units.shape[1]):
        if rules.most_of_kind[member, kind] > 0:
            most = max(most, rules.units[member, kind])
    touched = (last + 1) // 7 - first // 7
    return Frame(
        first,
        last,
        classes,
        limits[member, LONGEST_RUN],
        limits[member, SHORTEST_RUN],
        limits[member, SHORTEST_REST],
        _state_before(rules, rows, member, first),
        max(0, min(touched, limits[member, MOST_WEEKENDS] - standing.weekends[member])),
        max(0, min(most * (last - first), limits[member, MOST_UNITS] - standing.units[member])),
        max(0, limits[member, LEAST_UNITS] - standing.units[member]),
        _new_weekends(rows, member, first, last),
    )


@native_part
def _state_before(rules: Rules, rows: Ints, member: int, day: int) -> int:
    """The state at the end of the day before; before the horizon everybody has been off for long."""
    runs, rest = rules.limits[member, LONGEST_RUN], rules.limits[member, SHORTEST_REST]
    work = runs * rules.before.shape[1]
    if day == 0:
        return int(work + rest - 1)
    kind, length = rows[member, day - 1], 1
    while length < day and (rows[member, day - 1 - length] != OFF) == (kind != OFF):
        length += 1
    if kind == OFF:
        return int(work + (rest if length == day else min(length, rest)) - 1)
    return int(rules.class_of[rules.group_of[kind]] * runs + length - 1)


@native_part
def _new_weekends(rows: Ints, member: int, first: int, last: int) -> Ints:
    """A weekend counts on its Saturday, or on its Sunday where a run begins; not where the row counts it already."""
    days = rows.shape[1]
    added = np.zeros((last - first, 2), dtype=np.int64)
    for day in range(first, last):
        if day % 7 == 5:
            known = day + 1 == last and last < days and rows[member, last] != OFF
            added[day - first, 0] = added[day - first, 1] = 0 if known else 1
        if day % 7 == 6:
            added[day - first, 1] = 1
    return added


@native_part
def may_end(frame: Frame, length: int, day: int) -> bool:
    """Whether a run may end before the day; one that began on day 0 always may."""
    return length >= frame.shortest_run or length == day


@native_part
def fits(frame: Frame, rows: Ints, member: int, state: int) -> bool:
    """Whether a row that stands in a state at the end of the stretch may go on as it does."""
    day, days = frame.last, rows.shape[1]
    if day == days:
        return True
    works, length = rows[member, day] != OFF, 1
    while day + length < days and (rows[member, day + length] != OFF) == works:
        length += 1
    at_the_end, work = day + length == days, frame.longest_run * frame.classes
    if state < work:
        run = state % frame.longest_run + 1
        if works:
            return run + length <= frame.longest_run and (at_the_end or may_end(frame, run + length, day + length))
        return may_end(frame, run, day) and (at_the_end or length >= frame.shortest_rest)
    rest = state - work + 1
    if works:
        return rest >= frame.shortest_rest and (at_the_end or length >= frame.shortest_run)
    return at_the_end or rest + length >= frame.shortest_rest
