"""What the solver tells while it works. Events are plain values: they cross a process boundary."""

from collections.abc import Callable
from dataclasses import dataclass

from otp_desktop.planning.plan import Bound, Objective


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``phase`` is a stable English word such as ``coverage``; heads count role-line places of the whole problem."""

    seconds: float
    phase: str
    required_heads: int
    held_heads: int
    incumbent: Objective | None = None
    bound: Bound | None = None


ProgressListener = Callable[[Progress], None]
StopRequested = Callable[[], bool]


def ignore_progress(_: Progress) -> None:
    """The listener of a caller who does not listen."""


def never_stop() -> bool:
    return False
