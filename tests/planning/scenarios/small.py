"""Each scenario at a size that tests can afford."""

from collections.abc import Callable

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.scenarios import ceremony, national, paralympic, quarter, relay, rentree, road_code

SMALL: dict[str, Callable[[int], Problem]] = {
    "rentree": lambda seed: rentree(seed, points=14, agents=18),
    "ceremony": lambda seed: ceremony(seed, agents=160, posts=30, heads=160),
    "paralympic": lambda seed: paralympic(seed, agents=130, posts=24, heads=128),
    "relay": lambda seed: relay(seed, agents=90, spacing_km=1.0),
    "road-code": lambda seed: road_code(seed, agents=60, points=13),
    "quarter": lambda seed: quarter(seed, agents=140, missions=160, days=14),
    "national": lambda seed: national(seed, agents=300, posts=66, heads=300),
}
