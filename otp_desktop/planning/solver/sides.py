"""Which corps of a forbidden mix is turned away from each need, so that as few heads as possible are lost.

Turned away one need after the other, a corps can end with more agents than its own needs ask for, while others lack
their minimum. So needs that lack heads change sides, many at once, as long as that holds more heads. Coverage alone is
looked at, which is one quick flow a trial.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.flow import covering
from otp_desktop.planning.solver.market import Filling, Market, missing_in

MOST_TRIALS = 20
FEW = 2  # needs that change sides when half of them are too many

Losers = dict[int, int]
"""The corps that is turned away from each need."""


class Sides:
    """Of one market. ``standing``: needs and corps that stand there whatever is chosen."""

    def __init__(
        self,
        mixes: Sequence[list[int]],
        need_of_line: Ints,
        corps_of_place: Ints,
        market: Market,
        standing: set[tuple[int, int]],
    ) -> None:
        self._mixes, self._need_of_line, self._corps_of_place = mixes, need_of_line, corps_of_place
        self._market, self._standing = market, standing

    def market(self, losers: Sequence[Losers]) -> Market:
        """The market without those who are turned away; one dictionary a mix."""
        cost = self._market.cost.copy()
        for of_mix in losers:
            for corps in set(of_mix.values()):
                needs = [need for need, loser in of_mix.items() if loser == corps]
                columns = self._market.column[np.isin(self._need_of_line, needs)]
                cost[np.ix_(self._corps_of_place == corps, columns)] = np.inf
        return replace(self._market, cost=cost)

    def mended(self, losers: list[Losers], wanted: tuple[int, ...]) -> Market:
        """The best market found from these losers on, ``wanted`` being missing heads that would be good enough."""
        found = self.market(losers)
        filling, few = covering(found), False
        for _ in range(MOST_TRIALS):
            if missing_in(self._market.heads, filling) <= wanted:
                break
            trial = self._changed(losers, filling, few=few)
            market = self.market(trial)
            held = covering(market)
            if missing_in(self._market.heads, held) < missing_in(self._market.heads, filling):
                found, losers, filling = market, trial, held
            elif few:
                break
            else:
                few = True
        return found

    def _changed(self, losers: list[Losers], filling: Filling, *, few: bool) -> list[Losers]:
        """Of the side with most needs that lack heads, half of them change, or a ``few``."""
        short = self._short(filling)
        sides: dict[tuple[int, int], list[int]] = {}
        for mix, of_mix in enumerate(losers):
            for need in short:
                if need in of_mix:
                    sides.setdefault((mix, of_mix[need]), []).append(need)
        found = [dict(of_mix) for of_mix in losers]
        if sides:
            (mix, loser), needs = max(sides.items(), key=lambda side: len(side[1]))
            for need in needs[: FEW if few else (len(needs) + 1) // 2]:
                found[mix][need] = self._other(mix, need, loser)
        return found

    def _other(self, mix: int, need: int, loser: int) -> int:
        """Who leaves the need instead; the same where all others have to stay."""
        free = [corps for corps in self._mixes[mix] if corps != loser and (need, corps) not in self._standing]
        return free[0] if free else loser

    def _short(self, filling: Filling) -> list[int]:
        """Needs that lack heads below their minimum, or any where none of those is lacking."""
        heads = self._market.heads
        held = np.bincount(filling.line, weights=filling.flow, minlength=len(heads.low))
        lacking = held < heads.low
        if not lacking.any():
            lacking = held < heads.total
        found: list[int] = np.unique(self._need_of_line[lacking]).tolist()
        return found
