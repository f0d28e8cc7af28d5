"""From names and values to indices."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from otp_desktop.planning.solver.arrays import Ints


def ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def indices(values: Sequence[Hashable], places: Sequence[Hashable]) -> Ints:
    index = {place: row for row, place in enumerate(places)}
    return ints(index[value] for value in values)


def distinct(names: Iterable[str | None]) -> dict[str | None, int]:
    """Each name's index; None has none."""
    return {name: index for index, name in enumerate(sorted({name for name in names if name is not None}))}
