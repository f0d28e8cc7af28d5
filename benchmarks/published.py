"""The published staff-rostering instances, each solved from nothing, judged in the published terms.

``python -m benchmarks.published INSTANCE SEED SECONDS`` writes one PublishedRun as JSON.
"""

import json
import sys
from dataclasses import asdict, dataclass

from benchmarks.curtois import FOLDER, read_best_known, read_instance
from otp_desktop.planning.solver.rostering.evaluate import cost, faults
from otp_desktop.planning.solver.rostering.search import solve

SMALL, MIDDLE, LARGE = (1, 3, 5, 7, 9, 11), (13, 15, 17, 19), (21, 23)  # numbers, by how long they are given


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRun:
    """``cost`` and ``faults`` are recomputed from the roster by the evaluator."""

    instance: str
    seed: int
    seconds: float
    wall: float
    cost: int
    faults: int
    bound: float | None
    best_known: int

    @property
    def gap(self) -> float:
        return self.cost / self.best_known - 1


def measure(instance: str, seconds: float, seed: int) -> PublishedRun:
    problem = read_instance(FOLDER / f"{instance}.txt")
    plan = solve(problem, seconds, seed=seed)
    return PublishedRun(
        instance=instance,
        seed=seed,
        seconds=seconds,
        wall=plan.seconds,
        cost=cost(problem, plan.roster),
        faults=len(faults(problem, plan.roster)),
        bound=plan.bound if plan.bound > 0 else None,
        best_known=read_best_known()[instance].cost,
    )


def main() -> None:
    instance, seed, seconds = sys.argv[1:4]
    print(json.dumps(asdict(measure(instance, float(seconds), int(seed)))))


if __name__ == "__main__":
    main()
