"""Agents of one unit together on a need, which no flow sees: what a filling costs by it, and a market that wants it."""

from dataclasses import replace

import numpy as np

from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.choice import Choice
from otp_desktop.planning.solver.market import Filling, Market


def drawn_together(choice: Choice, filling: Filling, weight: float) -> Market | None:
    """The market in which each need draws agents of its main unit; None where no agent stands beside strangers."""
    market = choice.market
    crews = np.bincount(choice.need, weights=market.heads.total) > 1
    if not weight or not crews.any() or not extra_units(choice, filling):
        return None
    main = _main_unit(choice, filling)
    stranger = (choice.unit[:, None] != main) & (choice.unit != NONE)[:, None] & crews
    return replace(market, cost=market.cost + weight * stranger[:, _need_of_column(choice)])


def worth(choice: Choice, filling: Filling, weights: ObjectiveWeights) -> float:
    """Soft cost of a filling, its extra units included; of the same coverage as its rival."""
    soft = float((choice.market.pairs(filling.group, filling.line) * filling.flow).sum())
    if weights.coverage_weights is not None:
        of_head = np.array(weights.coverage_weights)[choice.market.heads.priority[filling.line]]
        soft -= float((of_head * filling.flow).sum())
    return soft + weights.cohesion * extra_units(choice, filling)


def extra_units(choice: Choice, filling: Filling) -> int:
    """Units on each need, less one, in all."""
    need, present = choice.need[filling.line], choice.unit[choice.market.place[filling.group]]
    known = present != NONE
    pairs = np.unique(need[known] * (int(present.max(initial=0)) + 1) + present[known])
    return len(pairs) - len(np.unique(need[known]))


def _need_of_column(choice: Choice) -> Ints:
    """The need of each column of the market's costs."""
    found = np.arange(choice.market.cost.shape[1])
    found[choice.market.column] = choice.need
    return found


def _main_unit(choice: Choice, filling: Filling) -> Ints:
    """The unit with most agents on each need, NONE where nobody is."""
    unit = choice.unit[choice.market.place[filling.group]]
    main = np.full(int(choice.need.max(initial=0)) + 1, NONE, dtype=np.int64)
    present = np.zeros((len(main), int(unit.max(initial=0)) + 1), dtype=np.int64)
    known = unit != NONE
    np.add.at(present, (choice.need[filling.line[known]], unit[known]), filling.flow[known])
    manned = present.any(axis=1)
    main[manned] = present[manned].argmax(axis=1)
    return main
