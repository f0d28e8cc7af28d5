"""Tells a listener how the search stands, and hands it the plans: often enough, and no oftener."""

from time import monotonic
from typing import Protocol

import numpy as np

from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.progress import Progress
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.proof import Proof
from otp_desktop.planning.solver.search.incumbent import Incumbent
from otp_desktop.planning.solver.stopping import TimeLimit

TELL_EVERY = 0.2  # seconds between two events of progress
KEEP_EVERY = 0.25  # seconds between two plans handed out, and more where that takes long:
KEEP_SHARE = 0.03  # of the time


class Listener(Protocol):
    """Hears of the search while it runs."""

    def progress(self, event: Progress) -> None: ...

    def incumbent(self, assignments: tuple[Assignment, ...]) -> None: ...


class Telling:
    """Between two events it takes over what is proved aside."""

    def __init__(
        self, listener: Listener, compiled: Compiled, incumbent: Incumbent, proof: Proof, time: TimeLimit
    ) -> None:
        self._listener, self._time = listener, time
        self._required = compiled.required_heads
        self._incumbent, self._proof = incumbent, proof
        self._phase = "reading"
        self._told = self._keep_from = -np.inf
        self._unsent: Ints | None = None

    def enter(self, phase: str) -> None:
        self._phase = phase
        self._tell()

    def tell(self) -> None:
        """When the last event is old enough."""
        if monotonic() - self._told >= TELL_EVERY:
            self._tell()

    def keep(self) -> None:
        """Hands the plan out, now or as soon as the last one is old enough."""
        self._unsent = self._incumbent.roster.line.copy()
        self._hand_over()

    def _tell(self) -> None:
        self._told = monotonic()
        self._hand_over()
        self._proof.hear()
        found = self._incumbent.objective if self._incumbent.stands else None
        bound = self._proof.bound
        event = Progress(
            seconds=self._time.elapsed,
            phase=self._phase,
            required_heads=self._required,
            held_heads=self._incumbent.held_heads,
            incumbent=found,
            bound=bound.beside(found) if bound is not None and found is not None else bound,
        )
        self._listener.progress(event)

    def _hand_over(self) -> None:
        begun = monotonic()
        if self._unsent is not None and begun >= self._keep_from:
            self._listener.incumbent(self._incumbent.roster.assignments_of(self._unsent))
            self._unsent = None
            self._keep_from = begun + max(KEEP_EVERY, (monotonic() - begun) / KEEP_SHARE)
