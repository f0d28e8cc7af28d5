"""The published staff-rostering instances, each solved from nothing at several seeds, judged in the published terms."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from benchmarks.curtois import FOLDER, read_best_known, read_instance
from benchmarks.places import PUBLISHED_RUNS
from otp_desktop.planning.solver.rostering.evaluate import cost, faults
from otp_desktop.planning.solver.rostering.search import solve

SMALL, MIDDLE, LARGE = (1, 3, 5, 7, 9, 11), (13, 15, 17, 19), (21, 23)
FULL = {
    **{f"Instance{number}": 60.0 for number in SMALL},
    **{f"Instance{number}": 300.0 for number in MIDDLE},
    **{f"Instance{number}": 600.0 for number in LARGE},
}
QUICK = {f"Instance{number}": 10.0 for number in SMALL}


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


def run(seconds_of: Mapping[str, float], seeds: Sequence[int]) -> None:
    """Adds a line for each instance and seed; says so where the instances are not on this machine."""
    if not FOLDER.exists():
        print(f"The published instances are not in {FOLDER}: left out.")
        return
    for instance, seconds in seconds_of.items():
        for seed in seeds:
            found = measure(instance, seconds, seed)
            print(
                f"{instance}, seed {seed}: {found.cost} ({found.gap:+.2%}), {found.faults} faults, {found.wall:.0f} s",
                flush=True,
            )
            with PUBLISHED_RUNS.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(found)) + "\n")


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
