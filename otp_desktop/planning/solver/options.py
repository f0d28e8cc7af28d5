"""What the caller chooses about a search."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SolverOptions:
    """``seconds`` is the time to search in; one worker and one seed make a run repeatable."""

    seconds: float = 60
    workers: int = 2
    seed: int = 1
