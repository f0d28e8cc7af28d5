"""What agents do when heads pay: each takes what leaves him most, or something near it where choices are soft.

Soft choices (a share of each agent for every set, by the exponential of what it leaves him over a ``temperature``)
move little by little with the pay, where the best choices of many alike agents would jump together.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats
from otp_desktop.planning.solver.pay.setting import Day

NOTHING = -1e9  # for what nobody can do: far below any pay, and still a number
FARTHEST = -60.0  # exponents below are nothing


@dataclass(frozen=True)
class Answer:
    """``left``: what all agents are left with at their best; ``heads`` (lines) of the soft choices.

    ``burden`` and ``spread`` (agents of the day): mean and variance of the burden that each takes on.
    """

    left: float
    heads: Floats
    burden: Floats
    spread: Floats


def answer(day: Day, pay: Floats, asked: Floats, temperature: float) -> Answer:
    """``pay`` (lines) of a head; ``asked`` (agents of the day): what each wants for a unit of burden."""
    offers = offers_of(day, pay)
    left = float(np.maximum(after_costs(day, offers.max(axis=0), asked).max(axis=1, initial=0.0), 0.0).sum())
    value, of_line = _softened(offers, temperature)
    share = _shares(after_costs(day, value, asked), temperature)
    burden = share @ day.burden
    spread = np.maximum(share @ day.burden**2 - burden**2, 0.0)
    return Answer(left, _heads(day, share, of_line, len(pay)), burden, spread)


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
    weight = np.exp(np.maximum((offers - best) / temperature, FARTHEST))
    total = weight.sum(axis=0)
    return best + temperature * np.log(total), weight / total


def _shares(left: Floats, temperature: float) -> Floats:
    """(agents, sets): the soft choices; staying at home leaves nothing."""
    best = np.maximum(left.max(axis=1, initial=0.0), 0.0)
    weight = np.exp(np.maximum((left - best[:, None]) / temperature, FARTHEST))
    found: Floats = weight / (weight.sum(axis=1) + np.exp(np.maximum(-best / temperature, FARTHEST)))[:, None]
    return found


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
