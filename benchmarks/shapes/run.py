"""Each shape through the engine, in a process of its own: ``python -m benchmarks.shapes [NAME …] [--seconds N]``.

A line a shape: heads missing beside those proved, soft cost beside its bound, processor and wall seconds, memory,
broken rules, and a mark of the plan by which two runs compare.
A bound above the plan, or a plan that the score does not confirm, is an error.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from hashlib import sha256
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.engine import beats
from benchmarks.measure import heads_wanted, judged, peak_mib
from benchmarks.shapes import SHAPES
from otp_desktop.planning.solver import SolverOptions, solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What came of one shape; ``missing`` and ``proved`` below the minimum and in all."""

    name: str
    status: str
    missing: tuple[int, int]
    proved: tuple[int, int]
    heads: int
    soft: float
    bound: float
    processor: float
    wall: float
    peak: float
    broken: int
    plan: str

    def __str__(self) -> str:
        gap = 1 - self.bound / self.soft if self.soft else 0.0
        return (
            f"{self.name:16} {self.status:9} missing {_pair(self.missing):>10}, proved {_pair(self.proved):>10} "
            f"of {self.heads:6}; soft {self.soft:10.1f} bound {self.bound:10.1f} ({gap:7.2%}); "
            f"{self.processor:6.1f} s of processor, {self.wall:6.1f} s; {self.peak:5.0f} MiB; "
            f"{self.broken} broken; {self.plan}"
        )


def _pair(heads: tuple[int, int]) -> str:
    return f"{heads[0]}/{heads[1]}"


def run(name: str, seed: int, options: SolverOptions) -> Line:
    problem = SHAPES[name](seed)
    begun, worked = perf_counter(), _processor()
    plan = solve(problem, options)
    wall, processor = perf_counter() - begun, _processor() - worked
    objective, broken, _ = judged(problem, plan.assignments)
    if objective != plan.objective:
        raise AssertionError(f"{name}: the engine says {plan.objective}, the score says {objective}")
    if beats(objective, plan.bound):
        raise AssertionError(f"{name}: WRONG BOUND: {plan.bound} is worse than the plan, {objective}")
    return Line(
        name=name,
        status=plan.status.value,
        missing=(sum(objective.missing_minimum), sum(objective.missing_count)),
        proved=(sum(plan.bound.missing_minimum), sum(plan.bound.missing_count)),
        heads=heads_wanted(problem),
        soft=objective.soft,
        bound=plan.bound.soft,
        processor=processor,
        wall=wall,
        peak=peak_mib(),
        broken=broken,
        plan=sha256(repr(plan.assignments).encode()).hexdigest()[:8],
    )


def _processor() -> float:
    return sum(use.ru_utime + use.ru_stime for use in (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.shapes")
    parser.add_argument("names", nargs="*", default=[])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--here", action="store_true", help="in this process, one line of JSON")
    asked = parser.parse_args()
    for name in asked.names or SHAPES:
        if asked.here:
            line = run(name, asked.seed, SolverOptions(asked.seconds, asked.workers, asked.seed))
            print(json.dumps(asdict(line)))
            continue
        options = [f"--{key}={getattr(asked, key)}" for key in ("seconds", "workers", "seed")]
        command = [sys.executable, "-m", "benchmarks.shapes", name, "--here", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(
            Line(**json.loads(done.stdout)) if not done.returncode else f"{name}: {done.stderr.strip()[-2000:]}",
            flush=True,
        )
