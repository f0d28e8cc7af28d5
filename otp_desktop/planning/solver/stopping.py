"""When to stop searching: small criteria behind one protocol."""

from time import monotonic
from typing import Protocol

from otp_desktop.planning.progress import StopRequested


class StoppingCriterion(Protocol):
    def __call__(self) -> bool:
        """Whether to stop now."""
        ...


class TimeLimit:
    """True from so many seconds after it was made."""

    def __init__(self, seconds: float) -> None:
        self._begun = monotonic()
        self._seconds = seconds

    @property
    def elapsed(self) -> float:
        return monotonic() - self._begun

    @property
    def left(self) -> float:
        """Seconds, never below 0."""
        return max(0.0, self._seconds - self.elapsed)

    @property
    def share(self) -> float:
        """Of the time, what is gone: 1 and more when it is out."""
        return self.elapsed / self._seconds if self._seconds > 0 else 1.0

    def __call__(self) -> bool:
        return self.elapsed >= self._seconds


class Request:
    """True once somebody has asked; it stays so, whatever is said later."""

    def __init__(self, requested: StopRequested) -> None:
        self._requested = requested
        self.heard = False

    def __call__(self) -> bool:
        self.heard = self.heard or self._requested()
        return self.heard


class NoGain:
    """True after so many attempts in a row that gained nothing."""

    def __init__(self, patience: int) -> None:
        self._patience = patience
        self._fruitless = 0

    def tried(self, *, gained: bool) -> None:
        self._fruitless = 0 if gained else self._fruitless + 1

    def __call__(self) -> bool:
        return self._fruitless >= self._patience


class AnyOf:
    """True when one of the criteria is."""

    def __init__(self, *criteria: StoppingCriterion) -> None:
        self._criteria = criteria

    def __call__(self) -> bool:
        return any(criterion() for criterion in self._criteria)
