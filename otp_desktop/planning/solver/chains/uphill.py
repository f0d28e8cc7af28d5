"""The top of a smooth concave hill, by steps of limited-memory BFGS (Nocedal, Math. Comput. 35, 1980)."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Floats

MEMORY = 10  # steps that say how the slope changes
ENOUGH = 1e-4  # of the rise that the slope promises
SHORTEST = 1e-3  # of a step: then the top is as near as numbers allow
LITTLE = 1e-5  # of the value: a step that gains less is the last one
TINY = 1e-12


@dataclass(frozen=True)
class Place:
    """A ``point`` with the ``value`` there and the ``slope``, an array like the point."""

    point: Floats
    value: float
    slope: Floats


def uphill(measure: Callable[[Floats], tuple[float, Floats]], start: Floats, longest: float) -> Iterator[Floats]:
    """Higher and higher points, none further than ``longest`` from the last in any coordinate.

    ``measure`` gives the value at a point and the slope there.
    """
    here, known = Place(start, *measure(start)), deque[tuple[Floats, Floats]](maxlen=MEMORY)
    while True:
        there = _step(measure, here, _direction(here.slope, known, longest), longest)
        if there is None:
            return
        yield there.point
        if there.value - here.value < LITTLE * abs(there.value):
            return
        moved, bent = there.point - here.point, here.slope - there.slope
        if moved @ bent > TINY:
            known.append((moved, bent))
        here = there


def _direction(slope: Floats, known: deque[tuple[Floats, Floats]], longest: float) -> Floats:
    """The slope, seen through what the last steps tell of its change."""
    direction, shares = slope.copy(), []
    for moved, bent in reversed(known):
        shares.append((moved @ direction) / (moved @ bent))
        direction -= shares[-1] * bent
    if known:
        moved, bent = known[-1]
        direction *= (moved @ bent) / (bent @ bent)
    else:
        direction *= longest / max(TINY, float(np.abs(slope).max(initial=0.0)))
    for (moved, bent), share in zip(known, reversed(shares), strict=True):
        direction += moved * (share - (bent @ direction) / (moved @ bent))
    return direction


def _step(
    measure: Callable[[Floats], tuple[float, Floats]], here: Place, direction: Floats, longest: float
) -> Place | None:
    """A place higher up along the direction; None where there is none."""
    length = min(1.0, longest / max(TINY, float(np.abs(direction).max(initial=0.0))))
    rise = float(here.slope @ direction)
    while length > SHORTEST * min(1.0, longest):
        there = Place(here.point + length * direction, *measure(here.point + length * direction))
        if there.value > here.value + ENOUGH * length * rise:
            return there
        length /= 2
    return None
