"""What the map's page tells the program, on its console. Nothing of it is trusted: each message is read strictly."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PREFIX = "otp-desktop: "
LONGEST = 1_000_000  # characters; a route of thousands of positions has a tenth of it
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


PageMessage = SiteTold | ZoneTold | MomentTold


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


_READERS: dict[str, Callable[[dict[str, Any]], PageMessage]] = {
    "choice": lambda said: SiteTold(_code(said)),
    "zone": lambda said: ZoneTold(_code(said)),
    "moment": lambda said: MomentTold(_minute(said)),
}
