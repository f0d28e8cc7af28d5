"""Exact totals: parts in proportion to weights that add up to what was published."""

from collections.abc import Sequence


def shares(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Whole parts ≥ ``least`` that add up to ``total``, the rest of it by the method of the largest remainders.

    Raises ValueError when there is too little for ``least`` each.
    """
    rest = total - least * len(weights)
    if rest < 0:
        raise ValueError(f"{total} cannot be shared in {len(weights)} parts of at least {least}")
    whole = sum(weights)
    exact = [rest * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: parts[index] - exact[index])
    for index in by_remainder[: rest - sum(parts)]:
        parts[index] += 1
    return [least + part for part in parts]
