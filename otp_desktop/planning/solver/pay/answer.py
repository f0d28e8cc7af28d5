"""What agents do when heads pay: each takes what leaves him most, or something near it where choices are soft.

Soft choices (a share of each agent for every set, by the exponential of what it leaves him over a ``temperature``)
move little by little with the pay, where the best choices of many alike agents would jump together. Days are first
looked at one by one, then together, for each agent rests between the work of two days (``succession``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.pay.setting import Day
from otp_desktop.planning.solver.pay.softness import soft_parts, weights
from otp_desktop.planning.solver.pay.succession import Succession

NOTHING = -1e9  # for what nobody can do: far below any pay, and still a number


@dataclass(frozen=True)
class Answer:
    """The soft choices of a day: ``heads`` (lines) that come.

    ``burden`` and ``spread`` (agents of the day): mean and variance of the burden that each takes on.
    """

    heads: Floats
    burden: Floats
    spread: Floats


@dataclass(frozen=True)
class Answers:
    """``left``: what all agents together are left with at their best; ``days``: the soft choices of each day."""

    left: float
    days: list[Answer]


Choice = Callable[[Sequence[Day], Sequence[Floats], Floats, float, StopRequested], Answers | None]
"""From days, the ``pay`` (lines) of each, what each agent ``asked`` for a unit of burden, and a temperature."""


def day_by_day(
    days: Sequence[Day], pay: Sequence[Floats], asked: Floats, temperature: float, late: StopRequested
) -> Answers | None:
    """When no day knows of the others: quickly found, and near what agents do who rest. None when it is late."""
    total, found = 0.0, []
    for day, offered in zip(days, pay, strict=True):
        if late():
            return None
        total += float(np.maximum(_left(day, offered, asked).max(axis=1, initial=0.0), 0.0).sum())
        left = _softly_left(day, offered, asked, temperature)
        alone = Succession(len(day.agents), temperature)
        alone.take(np.arange(len(day.agents)), day.free, soft_parts(left, day.first, temperature))
        found.append(_answer(day, offered, left - alone.total[:, None], temperature))
    return Answers(total, found)


def with_rests(
    days: Sequence[Day], pay: Sequence[Floats], asked: Floats, temperature: float, late: StopRequested
) -> Answers | None:
    """When agents weigh all days together, and rest from each to the next; None when it is late."""
    best, past, future = (Succession(len(asked), soft) for soft in (0.0, temperature, temperature))
    before, found = [], []
    for day, offered in zip(days, pay, strict=True):
        if late():
            return None
        _enter(best, day.agents, day.begins, day.free, soft_parts(_left(day, offered, asked), day.first, 0.0))
        hours = soft_parts(_softly_left(day, offered, asked, temperature), day.first, temperature)
        before.append(_enter(past, day.agents, day.begins, day.free, hours))
    for day, offered, earlier in zip(reversed(days), reversed(pay), reversed(before), strict=True):
        if late():
            return None
        left = _softly_left(day, offered, asked, temperature)
        hours = soft_parts(left, day.first, temperature)
        around = earlier + _enter(future, day.agents, -day.free, -day.begins, hours)
        around -= past.total[day.agents][:, None]
        found.append(_answer(day, offered, left + np.repeat(around, _sizes(day), axis=1), temperature))
    return Answers(float(best.total.sum()), found[::-1])


def _enter(succession: Succession, agents: Ints, opens: Ints, free: Ints, hours: Floats) -> Floats:
    """Takes one more day, where sets of each hours leave agents so much; returns what was before (agents, hours)."""
    before = succession.before(agents, opens)
    succession.take(agents, free, hours + before)
    return before


def _sizes(day: Day) -> Ints:
    """(hours): how many sets have them."""
    return np.diff(np.append(day.first, len(day.sets.members)))


def _left(day: Day, pay: Floats, asked: Floats) -> Floats:
    return after_costs(day, offers_of(day, pay).max(axis=0), asked[day.agents])


def _softly_left(day: Day, pay: Floats, asked: Floats, temperature: float) -> Floats:
    return after_costs(day, _softened(offers_of(day, pay), temperature)[0], asked[day.agents])


def _answer(day: Day, pay: Floats, below: Floats, temperature: float) -> Answer:
    """``below`` (agents, sets): how far each set is below the soft best of all."""
    share = weights(np.minimum(below, 0.0), temperature)
    burden = share @ day.burden
    spread = np.maximum(share @ day.burden**2 - burden**2, 0.0)
    return Answer(_heads(day, share, _softened(offers_of(day, pay), temperature)[1], len(pay)), burden, spread)


def offers_of(day: Day, pay: Floats) -> Floats:
    """(lines of a need, kinds, needs): what each line pays those who may fill it."""
    padded = np.append(pay, NOTHING)
    may = np.concatenate([day.may, np.zeros((len(day.may), 1), dtype=bool)], axis=1)
    found: Floats = np.stack([np.where(may[:, column], padded[column], NOTHING) for column in day.lines.T])
    return found


def after_costs(day: Day, value: Floats, asked: Floats) -> Floats:
    """(agents, sets): what each set leaves each agent, when a need is worth ``value`` (kinds, needs) to his kind."""
    found = (day.sets.sums(value) - day.cost)[day.kind]
    found -= asked[:, None] * day.burden
    if day.wishes is not None:
        found -= day.sets.sums(day.wishes)
    return found


def _softened(offers: Floats, temperature: float) -> tuple[Floats, Floats]:
    """What a need is worth when lines are chosen softly (kinds, needs), and the share of each line of it."""
    best = offers.max(axis=0)
    weight = weights(offers - best, temperature)
    total = weight.sum(axis=0)
    return best + temperature * np.log(total), weight / total


def _heads(day: Day, share: Floats, of_line: Floats, lines: int) -> Floats:
    """(lines): heads of all shares together."""
    of_kind = np.add.reduceat(share, day.opens, axis=0)
    of_need = np.zeros((len(of_kind), len(day.sets.need)))
    for column in day.sets.members.T:
        there = np.flatnonzero(column != NONE)
        np.add.at(of_need.T, column[there], of_kind[:, there].T)
    found = np.zeros(lines)
    for place, column in enumerate(day.lines.T):
        there = np.flatnonzero(column != NONE)
        found[column[there]] += (of_need * of_line[place]).sum(axis=0)[there]
    return found
