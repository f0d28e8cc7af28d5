"""What every peer does alike: reads the problem file, runs, and has its plan judged by our checker and score."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.measure import Measurement, heads_wanted, judged, peak_mib
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.problem_file import read_problem


@dataclass(frozen=True)
class PeerRun:
    problem: Problem
    seconds: float
    seed: int


class NoPlanError(Exception):
    """The peer found no plan in its time, or the model would not fit."""


def measured(solver: str, scenario: str, run: PeerRun, solve: Callable[[PeerRun], Iterable[Assignment]]) -> Measurement:
    """No plan counts as the empty one, which every problem allows."""
    begun, status = perf_counter(), ""
    try:
        rows = tuple(solve(run))
    except NoPlanError as error:
        rows, status = (), f"no plan: {error}"
    wall = perf_counter() - begun
    peak = peak_mib()
    objective, broken, check_seconds = judged(run.problem, rows)
    return Measurement(
        scenario=scenario,
        seed=run.seed,
        solver=solver,
        seconds=run.seconds,
        wall=wall,
        missing_minimum=objective.missing_minimum,
        missing_count=objective.missing_count,
        changes=objective.changes,
        soft=objective.soft,
        heads=heads_wanted(run.problem),
        violations=broken,
        check_seconds=check_seconds,
        peak_mib=peak,
        status=status,
    )


def main(solver: str, solve: Callable[[PeerRun], Iterable[Assignment]]) -> None:
    file, scenario, seed, seconds = sys.argv[1:5]
    run = PeerRun(read_problem(Path(file).read_bytes()), float(seconds), int(seed))
    print(measured(solver, scenario, run, solve).as_json())
