"""Seeded problems of the published scale, to demonstrate and to measure with. All names and people are made up."""

from collections.abc import Callable

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.scenarios.rentree import rentree

__all__ = ["SCENARIOS", "rentree"]

SCENARIOS: dict[str, Callable[[int], Problem]] = {"rentree": rentree}
"""Each makes a problem from a seed."""
