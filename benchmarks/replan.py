"""A new plan after forty absences: ``python -m benchmarks.replan SCENARIO SEED`` writes one ReplanRun as JSON.

Each plan is the engine's own, after some seconds; absent agents are drawn from those it calls. What is measured is the
time until the new plan is there, and the agents it disturbs beside the least number that is proved.
"""

import json
import sys
from dataclasses import asdict, dataclass
from random import Random
from time import perf_counter, process_time

from otp_desktop.planning.checker import check
from otp_desktop.planning.replan import replan, replan_problem, with_absences
from otp_desktop.planning.scenarios import SCENARIOS
from otp_desktop.planning.solver import SolverOptions, solve

ABSENT = 40
PLAN_SECONDS, REPLAN_SECONDS = 6.0, 2.0


@dataclass(frozen=True)
class ReplanRun:
    """``seconds`` of wall time and ``cpu`` of this process; ``missing`` heads beside the proved ``least_missing``."""

    scenario: str
    seed: int
    seconds: float
    cpu: float
    changes: int
    least_changes: int
    missing: int
    least_missing: int
    broken: int


def measure(scenario: str, seed: int) -> ReplanRun:
    problem = SCENARIOS[scenario](seed)
    old = solve(problem, SolverOptions(seconds=PLAN_SECONDS, workers=1, seed=seed)).assignments
    called = sorted({row.agent for row in old})
    without = with_absences(problem, Random(seed).sample(called, min(ABSENT, len(called))))
    begun, cpu = perf_counter(), process_time()
    plan = replan(without, old, SolverOptions(seconds=REPLAN_SECONDS, workers=1, seed=seed))
    seconds, cpu = perf_counter() - begun, process_time() - cpu
    return ReplanRun(
        scenario=scenario,
        seed=seed,
        seconds=seconds,
        cpu=cpu,
        changes=plan.objective.changes,
        least_changes=plan.bound.changes,
        missing=sum(plan.objective.missing_count),
        least_missing=sum(plan.bound.missing_count),
        broken=len(check(replan_problem(without, old), plan.assignments)),
    )


def main() -> None:
    scenario, seed = sys.argv[1:3]
    print(json.dumps(asdict(measure(scenario, int(seed)))))


if __name__ == "__main__":
    main()
