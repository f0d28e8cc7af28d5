"""Fills a choice so that no forbidden mix of corps stands on a need, where the best filling would mix them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from otp_desktop.planning.solver.choice import Choice
from otp_desktop.planning.solver.flow import covering
from otp_desktop.planning.solver.market import Filling, Market, missing_in
from otp_desktop.planning.solver.mixes import Mixes

LARGE = 2_000_000  # costs in a market: its flow takes seconds, and is not solved again for little
OPEN_ROUNDS = 2  # flows in which a need without a mix stays open to all corps


@dataclass(frozen=True)
class Unmixing:
    """Of one choice. ``best`` fills a market at best; ``strict``: heads come before any cost."""

    mixes: Mixes
    choice: Choice
    best: Callable[[Market], Filling]
    strict: bool

    def filling(self, mixed: Filling, closed: Market) -> tuple[Market, Filling]:
        """The best way found out of a mix, and the market that it is best in; ``closed`` as ``mixed`` asks for it."""
        market = self.choice.market
        parted = self._as_well(mixed)
        if parted is not None:
            return parted
        ways = [] if market.cost.size >= LARGE else [self._narrowed(closed)]
        if any(missing_in(market.heads, one) <= missing_in(market.heads, mixed) for _, one in ways):
            return ways[0]
        settled = self.mixes.settled(market, mixed)
        ways.append((settled, self.best(settled)))
        return min(ways, key=lambda one: missing_in(market.heads, one[1]))

    def _narrowed(self, closed: Market) -> tuple[Market, Filling]:
        """Closes needs where a mix comes out, and in the end all of them."""
        found: Market | None = closed
        for attempt in count(1):
            if found is None:
                break
            closed, filling = found, self.best(found)
            found = self.mixes.closed(closed, filling, for_good=attempt >= OPEN_ROUNDS)
        return closed, filling

    def _as_well(self, mixed: Filling) -> tuple[Market, Filling] | None:
        """A filling that parts the corps beforehand, where it holds as many heads as one that mixes them."""
        market = self.mixes.parted(self.choice.market)
        if market is None or not self.strict:
            return None
        if market.cost.size >= LARGE and missing_in(market.heads, covering(market)) != missing_in(market.heads, mixed):
            return None
        filling = self.best(market)
        if self.mixes.closed(market, filling) is not None:
            return None  # with a corps that stands there already
        return (market, filling) if missing_in(market.heads, filling) == missing_in(market.heads, mixed) else None
