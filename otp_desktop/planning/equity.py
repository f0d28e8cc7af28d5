"""The fairest way to share a burden: the yardstick of ``equity``."""

from collections.abc import Sequence
from fractions import Fraction

Exact = int | Fraction


def least_sum_of_squares(histories: Sequence[Exact], served: Exact, whole: bool) -> Exact:
    """The least Σ (history + share)² over shares ≥ 0 that add up to ``served``: the lowest are filled first.

    With ``whole``, histories and ``served`` being whole, the shares are whole too, so that the fairest plan in whole
    units is 0 away from it; else they are continuous.
    """
    ordered = sorted(histories)
    if not ordered:
        return 0
    total, filled = served, 0
    while filled < len(ordered) and total >= ordered[filled] * filled:
        total += ordered[filled]
        filled += 1
    above = sum(history * history for history in ordered[filled:])
    if not whole:
        return Fraction(total * total) / filled + above
    level, one_more = divmod(total, filled)
    return one_more * (level + 1) ** 2 + (filled - one_more) * level**2 + above
