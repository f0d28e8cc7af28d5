"""Agents who would rather keep the work they had: what it costs to disturb them while duties are chosen."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.chains.kinds import Kinds
from otp_desktop.planning.solver.chains.turns import Turns

CHANGE = 0.02  # what a change costs, where a head of the last class is worth 1: no head is left for fewer changes


@dataclass(frozen=True)
class Own:
    """What an agent had in the block: his kind and his lines. Who keeps it has nothing else, at any moment."""

    agent: int
    kind: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Staying:
    """``own``: what each agent who had work may keep whole. ``idle`` (kinds,): agents without, who can be called.

    All others of a kind are changed anyway.
    """

    own: list[Own]
    idle: Ints

    def earned(self, kinds: Kinds, turns: Turns, profit: Floats, heads: Floats, wages: Floats) -> float:
        """What all agents can earn at most, a change deducted, as if those who keep their work were paid for it.

        ``profit`` (kinds, parts) of the best duties, which may be any at prices ``heads`` (lines,), ``wages`` (paths,
        moments).
        """
        best = (np.maximum(profit, 0) * turns.most).sum(axis=1)
        anyway = kinds.size - self.idle - np.bincount([own.kind for own in self.own], minlength=len(kinds.size))
        total = float(best @ anyway + np.maximum(best - CHANGE, 0) @ self.idle)
        for own in self.own:
            kept = heads[[*own.lines]].sum() - wages[kinds.path[own.kind]].sum() + CHANGE
            total += max(float(kept), float(best[own.kind]))
        return total
