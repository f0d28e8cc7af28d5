"""What the map's page tells the program, on its console. Nothing of it is trusted: each message is read strictly."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from otp_desktop.domain.places import Position

PREFIX = "otp-desktop: "
LONGEST = 100_000  # characters
MOST_CORNERS = 1000
LONGEST_CODE = 200
LAST_MINUTE = 10 * 366 * 24 * 60


@dataclass(frozen=True, slots=True)
class SiteTold:
    """The point that was opened."""

    code: str


@dataclass(frozen=True, slots=True)
class ZoneTold:
    """The arrondissement that was clicked."""

    code: str


@dataclass(frozen=True, slots=True)
class MomentTold:
    """The minute that is shown; None is the whole operation."""

    minute: int | None


@dataclass(frozen=True, slots=True)
class SketchTold:
    """The corners of what is being drawn, in order."""

    corners: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class PlacedTold:
    """Where a new point is wanted."""

    position: Position


@dataclass(frozen=True, slots=True)
class MovedTold:
    """Where a point was moved to."""

    code: str
    position: Position


@dataclass(frozen=True, slots=True)
class FinishTold:
    """What is drawn is whole."""


@dataclass(frozen=True, slots=True)
class LeaveTold:
    """Nothing more is to be drawn."""


PageMessage = SiteTold | ZoneTold | MomentTold | SketchTold | PlacedTold | MovedTold | FinishTold | LeaveTold


def read_message(text: str) -> PageMessage | None:
    """The message of a line of the console that begins with ``PREFIX``; None where it is none that the page sends."""
    if len(text) > LONGEST:
        return None
    try:
        said = json.loads(text.removeprefix(PREFIX))
        return _READERS[said["kind"]](said)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _code(said: dict[str, Any]) -> str:
    code = said["code"]
    if not isinstance(code, str) or len(code) > LONGEST_CODE:
        raise ValueError("a code is a short text")
    return code


def _minute(said: dict[str, Any]) -> int | None:
    minute = said["minute"]
    if minute is None:
        return None
    if type(minute) is not int or not 0 <= minute <= LAST_MINUTE:
        raise ValueError("a minute is a whole number within the operation")
    return minute


def _position(pair: Any) -> Position:
    latitude, longitude = pair
    if type(latitude) not in (int, float) or type(longitude) not in (int, float):
        raise ValueError("a position is two numbers")
    return Position(float(latitude), float(longitude))


def _corners(said: dict[str, Any]) -> tuple[Position, ...]:
    corners = said["corners"]
    if not isinstance(corners, list) or len(corners) > MOST_CORNERS:
        raise ValueError("corners are a list of positions")
    return tuple(map(_position, corners))


_READERS: dict[str, Callable[[dict[str, Any]], PageMessage]] = {
    "choice": lambda said: SiteTold(_code(said)),
    "zone": lambda said: ZoneTold(_code(said)),
    "moment": lambda said: MomentTold(_minute(said)),
    "sketch": lambda said: SketchTold(_corners(said)),
    "placed": lambda said: PlacedTold(_position(said["position"])),
    "moved": lambda said: MovedTold(_code(said), _position(said["position"])),
    "finish": lambda _said: FinishTold(),
    "leave": lambda _said: LeaveTold(),
}
