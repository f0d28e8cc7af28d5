"""The kinds of moves of the search, and which to try next: what gained something lately, the quick ones sooner."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

LEAST_WORTH = 0.02  # of a kind of move that gains nothing
FORGET = 0.9  # weight of a kind's past in its worth

Move = Callable[[], None]


@dataclass(frozen=True)
class Kind:
    """``draw`` makes a move ready; ``quickness``: how many of them fit in the time of one move of the slowest kind."""

    draw: Callable[[], Move]
    quickness: float = 1.0


class MoveChoice:
    """Draws kinds of moves by what they gained."""

    def __init__(self, kinds: list[Kind], random: np.random.Generator) -> None:
        self._kinds = kinds
        self._random = random
        self._worth = np.ones(len(kinds))

    def draw(self) -> tuple[int, Move]:
        """A kind, to be judged with ``judge``, and one move of it."""
        wanted = self._worth * [kind.quickness for kind in self._kinds]
        place = int(self._random.choice(len(self._kinds), p=wanted / wanted.sum()))
        return place, self._kinds[place].draw()

    def judge(self, place: int, *, gained: bool) -> None:
        self._worth[place] = LEAST_WORTH + FORGET * self._worth[place] + (1 - FORGET) * gained
