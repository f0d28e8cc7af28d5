"""The best legal rows of a member, every limit kept, found best first by what the days to come cost at least (A*).

Counts of kinds, and weekends, that are no states are looked at only here: each label is a row begun, and holds what it
has used. Their prices, which the costs include, make the limits rarely hurt (Carlyle, Royset & Wood,
"Lagrangian relaxation and enumeration for solving constrained shortest-path problems", Networks 52, 2008).
"""

import heapq
from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.native import native, native_part
from otp_desktop.planning.solver.rostering.completions import may_end, new_weekend, off_state, work_state
from otp_desktop.planning.solver.rostering.problem import OFF
from otp_desktop.planning.solver.rostering.row_limits import NO_MORE, RowLimits

NEAR = 1e-7  # a row so little above what is proved is the best


class Labels(NamedTuple):
    """Rows begun, one a place; ``next`` holds how many there are."""

    next: Ints  # (1,)
    before: Ints  # the label that this one goes on from
    day: Ints  # days decided
    kind: Ints  # of the last of them, or OFF
    run: Ints  # days of work in a row, or minus days off
    last: Ints  # class of the last duty
    weekends: Ints
    counts: Ints  # of the counted kinds, as a state
    units: Ints
    held: Ints  # (labels, kinds) of those that are limited
    value: Floats


@native
def cheapest_rows(
    limits: RowLimits,
    cost: Floats,
    prices: Floats,
    weekend_price: float,
    to_come: Floats,
    room: int,
    rows: Ints,
    values: Floats,
) -> float:
    """Writes legal rows into ``rows`` (wanted, days), their costs into ``values``, infinite where there is none.

    Returns what no legal row is cheaper than. ``cost`` (days, kinds) includes the ``prices`` (kinds,) of counts, and
    ``to_come`` is complete for it; values and bound are without prices. The search ends when as many rows are found
    and the best of them is proved, or with ``room`` labels.
    """
    allowance = (prices * limits.most_of_kind).sum() + weekend_price * limits.most_weekends
    labels, seen = _first_label(limits, room), np.zeros(2 * room, np.int64)
    queue = [(to_come[0, off_state(limits, limits.least_off), 0, 0, 0], 0, 0)]
    values[:] = np.inf
    while queue and labels.next[0] + len(prices) < room:
        lower, _, label = heapq.heappop(queue)
        if not np.isfinite(lower):
            return float(values.min())
        if np.isfinite(values.max()) and values.min() <= lower - allowance + NEAR:
            return float(values.min())
        if labels.day[label] < limits.days:
            if _seen_before(limits, labels, label, seen):
                continue
            _extend(limits, labels, label, cost, weekend_price, to_come, queue)
            continue
        value = labels.value[label] - (prices * labels.held[label]).sum() - weekend_price * labels.weekends[label]
        place = values.argmax()
        if value < values[place]:
            values[place] = value
            _write(limits, labels, label, rows[place])
    return min(values.min(), queue[0][0] - allowance) if queue else float(values.min())


@native_part
def _first_label(limits: RowLimits, room: int) -> Labels:
    labels = Labels(
        np.ones(1, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty((room, len(limits.kinds)), np.int64),
        np.empty(room, np.float64),
    )
    labels.before[0], labels.day[0], labels.kind[0], labels.run[0], labels.last[0] = 0, 0, OFF, -limits.least_off, 0
    labels.weekends[0], labels.counts[0], labels.units[0], labels.held[0], labels.value[0] = 0, 0, 0, 0, 0.0
    return labels


@native_part
def _extend(
    limits: RowLimits,
    labels: Labels,
    label: int,
    cost: Floats,
    weekend_price: float,
    to_come: Floats,
    queue: list[tuple[float, int, int]],
) -> None:
    """One more day: off, and each kind of duty."""
    day, run = labels.day[label], labels.run[label]
    for kind in range(OFF, len(limits.kinds)):
        if kind == OFF:
            follows, price, weekend = run < 0 or may_end(limits, run, day), 0.0, False
        else:
            follows, price = _may_follow(limits, run, labels.last[label], kind), cost[day, kind]
            weekend = new_weekend(day, run < 0)
        if follows and np.isfinite(price):
            _add(limits, labels, label, kind, weekend, price + weekend * weekend_price, to_come, queue)


@native_part
def _may_follow(limits: RowLimits, run: int, last: int, kind: int) -> bool:
    """Whether a duty may follow so many days of work, or minus days off."""
    if run < 0:
        return -run >= limits.least_off
    return run < limits.most_in_row and bool(limits.may_follow[last, kind])


@native_part
def _add(
    limits: RowLimits,
    labels: Labels,
    before: int,
    kind: int,
    weekend: bool,
    price: float,
    to_come: Floats,
    queue: list[tuple[float, int, int]],
) -> None:
    """A label more, unless a limit is broken already or no legal row goes on from it."""
    day, weekends = labels.day[before] + 1, labels.weekends[before] + weekend
    units = labels.units[before] + (limits.units[kind] if kind != OFF else 0)
    if weekends > limits.most_weekends or not limits.fewest[day] <= units <= limits.most[day]:
        return
    counts = limits.one_more[kind, labels.counts[before]] if kind != OFF else labels.counts[before]
    if counts == NO_MORE or (kind != OFF and labels.held[before, kind] == limits.most_of_kind[kind]):
        return
    run = max(labels.run[before], 0) + 1 if kind != OFF else max(min(labels.run[before], 0) - 1, -limits.least_off)
    last = limits.last[kind] if kind != OFF else 0
    state = work_state(limits, run, last) if kind != OFF else off_state(limits, -run)
    ahead = to_come[day, state, weekends if limits.counts_weekends else 0, counts, units]
    if not np.isfinite(ahead):
        return
    label = labels.next[0]
    labels.next[0] += 1
    labels.before[label], labels.day[label], labels.kind[label] = before, day, kind
    labels.run[label], labels.last[label] = run, last
    labels.weekends[label], labels.counts[label], labels.units[label] = weekends, counts, units
    for each in range(len(limits.kinds)):
        labels.held[label, each] = labels.held[before, each]
    if kind != OFF and limits.most_of_kind[kind] < limits.days:
        labels.held[label, kind] += 1
    labels.value[label] = labels.value[before] + price
    heapq.heappush(queue, (labels.value[label] + ahead, -day, label))


@native_part
def _seen_before(limits: RowLimits, labels: Labels, label: int, seen: Ints) -> bool:
    """Whether a label that is no dearer has come as far, in the same state and with the same used; if not, notes it.

    ``seen`` is a table of labels plus one, with open addresses.
    """
    mixed = ((labels.day[label] * 31 + labels.run[label]) * 31 + labels.last[label]) * 509 + labels.units[label]
    mixed = mixed * 31 + labels.weekends[label]
    for kind in range(len(limits.kinds)):
        mixed = mixed * 1_000_003 + labels.held[label, kind]
    place = abs(mixed ^ (mixed >> 29)) % len(seen)
    while seen[place]:
        if _same(labels, label, seen[place] - 1):
            return True
        place = (place + 1) % len(seen)
    seen[place] = label + 1
    return False


@native_part
def _same(labels: Labels, one: int, other: int) -> bool:
    for kind in range(labels.held.shape[1]):
        if labels.held[one, kind] != labels.held[other, kind]:
            return False
    return bool(
        labels.day[one] == labels.day[other]
        and labels.run[one] == labels.run[other]
        and labels.last[one] == labels.last[other]
        and labels.units[one] == labels.units[other]
        and labels.weekends[one] == labels.weekends[other]
    )


@native_part
def _write(limits: RowLimits, labels: Labels, label: int, row: Ints) -> None:
    """The row that ends in the label."""
    for day in range(limits.days - 1, -1, -1):
        kind = labels.kind[label]
        row[day] = limits.kinds[kind] if kind != OFF else OFF
        label = labels.before[label]
