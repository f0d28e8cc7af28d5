"""Up a smooth hill: to its top, in steps no longer than allowed, and no further where it has no top to find."""

from itertools import islice, pairwise

import numpy as np
import pytest

from otp_desktop.planning.solver.arrays import Floats
from otp_desktop.planning.solver.chains.uphill import uphill

WIDTHS = np.array([1.0, 5.0, 40.0])
TOP = np.array([2.0, -7.0, 30.0])


def hill(point: Floats) -> tuple[float, Floats]:
    """Round at the top, a slope of about one far from it, and much wider in one direction than in the others."""
    away = (point - TOP) / WIDTHS
    return 10.0 - float((WIDTHS * np.hypot(away, 1.0)).sum()), -away / np.hypot(away, 1.0)


def test_it_ends_at_the_top() -> None:
    *_, last = uphill(hill, np.zeros(3), 100.0)
    assert last == pytest.approx(TOP, abs=0.5)


def test_every_point_is_higher_and_no_step_is_too_long() -> None:
    points = [np.zeros(3), *uphill(hill, np.zeros(3), 1.5)]
    assert all(hill(later)[0] > hill(earlier)[0] for earlier, later in pairwise(points))
    assert all(np.abs(later - earlier).max() <= 1.5 + 1e-9 for earlier, later in pairwise(points))


def test_a_hill_without_top_is_climbed_as_long_as_one_asks() -> None:
    slope = np.array([1.0, 2.0])
    points = list(islice(uphill(lambda point: (float(slope @ point), slope), np.ones(2), 3.0), 4))
    assert points[-1] @ slope > 20


def test_there_is_nothing_above_the_top() -> None:
    assert list(uphill(hill, TOP, 1.0)) == []
