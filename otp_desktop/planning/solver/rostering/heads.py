"""The heads of a cover in a mixed integer program: how many lack of its target, or go beyond it, at their cost."""

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.linear import LinearModel
from otp_desktop.planning.solver.rostering.problem import Cover


def ask_for_heads(model: LinearModel, cover: Cover, target: int, taken: Ints) -> None:
    """``taken``: the variables that bring a head each; ``target``: what those who are no variable leave of it."""
    below = model.variables(1, high=np.inf, cost=cover.below_cost, whole=False)
    above = model.variables(1, high=np.inf, cost=cover.above_cost, whole=False)
    row = model.rows(1, low=target, high=target)
    model.entries(row, taken)
    model.entries(row, below)
    model.entries(row, above, -1.0)
