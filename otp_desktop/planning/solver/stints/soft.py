"""Prices of heads and agents by soft choices: near those of the linear program, in a fraction of its time.

Each stint is taken by exp(gain / heat) agents, where its gain is what its heads and its agents are priced at, less its
cost. The parts of a stint are chosen one by one, so that sums over all stints are products over parts. A price moves by
the logarithm of those wanted over those that come (Kosowsky and Yuille 1994), a little further than to balance, and the
choices become harder and harder. What comes out is a guess: nothing is proved by it alone.
"""

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Bools, Floats
from otp_desktop.planning.solver.stints.setting import Prices, Setting

HEATS = (1 / 6, 1 / 12, 1 / 25, 1 / 50)  # shares of the scale of costs
SWEEPS = 30  # at each heat
BEYOND = 1.8  # how far prices move where 1 would balance: nearly twice as far needs a fraction of the sweeps
SAFE = 0.4  # of a logarithm too far: more than that could lose what was gained, where too few come
LONGEST = 2.0  # step of a price, in scales
NEVER = 1e6  # scales: the way to where nobody may serve
NOBODY = 1e-9  # in place of none where a logarithm is taken


def soft_choice(setting: Setting, over: StopRequested, guess: Prices | None = None) -> "SoftChoice":
    """As far as it came when it is ``over``. From a good ``guess`` only the last of the way is gone."""
    choice = SoftChoice(setting, guess)
    for heat in HEATS if guess is None else HEATS[-1:]:
        choice.set_heat(heat)
        for _ in range(SWEEPS):
            if over():
                break
            choice.sweep()
    return choice


class SoftChoice:
    """Costs are in scales, and arrays begin with the parts: (parts, kinds, groups)."""

    def __init__(self, setting: Setting, guess: Prices | None) -> None:
        self._scale = _scale(setting)
        self._face = setting.face / self._scale
        may: Bools = setting.can & (setting.supply > 0)[:, None, :] & (setting.most > 0)
        way = np.where(may, setting.way / self._scale, NEVER)
        self._way = np.ascontiguousarray(way.transpose(2, 0, 1))
        self._served: Bools = may.max(axis=0).T
        self._wanted = np.log(np.maximum(_wanted(setting).T, NOBODY))
        self._there = np.log(np.maximum(setting.supply.T, NOBODY))
        nearest = np.where(self._served, self._way.min(axis=1), 0.0)
        self._heads = nearest + self._face / len(self._way) if guess is None else guess.heads.T / self._scale
        self._agents = np.zeros(self._there.shape) if guess is None else guess.agents.T / self._scale
        self.set_heat(HEATS[0])

    def set_heat(self, heat: float) -> None:
        self._heat = heat
        self._chosen = np.logaddexp(0.0, self._gain(slice(None)))
        self._all = self._chosen.sum(axis=0) - self._face / heat

    def sweep(self) -> None:
        for part in range(len(self._way)):
            others = self._all - self._chosen[part]
            come = _log_of_sum(self._gain(part) + others, axis=0)
            self._heads[part] += self._step(self._wanted[part] - come) * self._served[part]
            come = _log_of_sum(self._gain(part) + others, axis=1)
            self._agents[part] = np.minimum(self._agents[part] + self._step(self._there[part] - come), 0.0)
            self._chosen[part] = np.logaddexp(0.0, self._gain(part))
            self._all = others + self._chosen[part]

    def prices(self) -> Prices:
        return Prices(self._heads.T * self._scale, self._agents.T * self._scale)

    def coming(self) -> Floats:
        """(kinds, groups, parts) agents, in fractions."""
        found: Floats = np.exp(self._gain(slice(None)) + self._all - self._chosen)
        return found.transpose(1, 2, 0)

    def _gain(self, part: int | slice) -> Floats:
        """(…, kinds, groups) what an agent in a part is worth beyond his way, over the heat."""
        found: Floats = self._heads[part][..., None, :] + self._agents[part][..., :, None] - self._way[part]
        return found / self._heat

    def _step(self, unbalanced: Floats) -> Floats:
        further = np.minimum(BEYOND * unbalanced, np.maximum(unbalanced, 0.0) + SAFE)
        found: Floats = np.clip(self._heat * further, -LONGEST, LONGEST)
        return found


def _scale(setting: Setting) -> float:
    """A face or the usual way to the nearest group, whichever is less and not nothing."""
    way = np.where(setting.can, setting.way, np.inf).min(axis=0)
    usual = float(way[np.isfinite(way)].mean()) if np.isfinite(way).any() else 0.0
    return min(setting.face, usual) if usual > 0 else setting.face


def _wanted(setting: Setting) -> Floats:
    """(groups, parts) heads: where not all can be held, an equal share of what may stay empty."""
    free = setting.most - setting.least
    share = (setting.held - setting.least.sum(axis=0)) / np.maximum(free.sum(axis=0), 1)
    found: Floats = setting.least + free * np.clip(share, 0.0, 1.0)
    return found


def _log_of_sum(values: Floats, axis: int) -> Floats:
    most = values.max(axis=axis, keepdims=True)
    found: Floats = np.log(np.exp(values - most).sum(axis=axis)) + most.squeeze(axis)
    return found
