"""Seeded problems of the published scale, to demonstrate and to measure with. All names and people are made up."""

from collections.abc import Callable

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.scenarios.ceremony import ceremony
from otp_desktop.planning.scenarios.national import national
from otp_desktop.planning.scenarios.paralympic import paralympic
from otp_desktop.planning.scenarios.quarter import quarter
from otp_desktop.planning.scenarios.relay import relay
from otp_desktop.planning.scenarios.rentree import rentree
from otp_desktop.planning.scenarios.road_code import road_code

__all__ = ["SCENARIOS", "ceremony", "national", "paralympic", "quarter", "relay", "rentree", "road_code"]

SCENARIOS: dict[str, Callable[[int], Problem]] = {
    "rentree": rentree,
    "ceremony": ceremony,
    "paralympic": paralympic,
    "relay": relay,
    "road-code": road_code,
    "quarter": quarter,
    "national": national,
}
"""Each makes a problem from a seed, at the published scale."""
