"""The sets of needs that pay an agent best, when each role line has its price."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.daily.covering import Column
from otp_desktop.planning.solver.daily.together import Sets

COLUMNS = 6  # at most, for each group and round
TINY = 1e-6


@dataclass(frozen=True)
class Offer:
    """``best`` (groups): the most that an agent of each can earn; ``columns``: what pays best."""

    best: Floats
    columns: list[Column]


class Pricing:
    """``may`` (groups, lines): who may fill what; ``closed`` (groups, sets): what the law forbids some groups."""

    def __init__(self, sets: Sets, may: Bools, need_of_line: Ints, closed: Bools | None = None) -> None:
        self._sets, self._closed = sets, closed
        place = np.searchsorted(np.sort(sets.need), need_of_line)
        self._lines = _lines_of_needs(np.argsort(sets.need)[place], len(sets.need))
        self._may = np.concatenate([may, np.zeros((len(may), 1), dtype=bool)], axis=1)  # NONE is the last column

    def offer(self, price: Floats, paid: Floats) -> Offer:
        """At a price a line, the sets that pay more than each group is ``paid``."""
        lines, value = self._best_lines(price)
        earned = self._sets.sums(value)
        if self._closed is not None:
            earned[self._closed] = -np.inf
        best = np.maximum(earned.max(axis=1, initial=0), 0)
        columns = []
        for group in np.flatnonzero(best > paid + TINY).tolist():
            better = np.flatnonzero(earned[group] > paid[group] + TINY)
            order = np.argsort(-earned[group, better], kind="stable")[:COLUMNS]
            columns += [(group, self._taken(lines[group], price, members)) for members in self._chosen(better[order])]
        return Offer(best, columns)

    def _best_lines(self, price: Floats) -> tuple[Ints, Floats]:
        """(groups, needs): the dearest line each may fill, and its price; minus infinity where none."""
        padded = np.append(price, -np.inf)
        lines = np.full((len(self._may), len(self._lines)), NONE)
        value = np.full(lines.shape, -np.inf)
        for column in self._lines.T:
            here = np.where(self._may[:, column], padded[column], -np.inf)
            better = here > value
            lines, value = np.where(better, column, lines), np.where(better, here, value)
        return lines, value

    def _chosen(self, sets: Ints) -> list[Ints]:
        return [members[members != NONE] for members in self._sets.members[sets]]

    def _taken(self, lines: Ints, price: Floats, members: Ints) -> list[int]:
        """The lines of a set that are worth something."""
        found: list[int] = lines[members][price[lines[members]] > 0].tolist()
        return found


def _lines_of_needs(place: Ints, needs: int) -> Ints:
    """(needs, most lines of one): the lines of each need, NONE after the last."""
    order = np.argsort(place, kind="stable")
    counts = np.bincount(place, minlength=needs)
    within = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
    found = np.full((needs, int(counts.max(initial=1))), NONE)
    found[place[order], within] = order
    return found
