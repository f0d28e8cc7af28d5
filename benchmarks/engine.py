"""Our engine on one problem file, in a process of its own.

``python -m benchmarks.engine FILE SCENARIO SEED SECONDS MARKS`` writes one Measurement as JSON. Marks are seconds at
which the standing plan is noted, from the engine's own progress. The plan at the end is judged by the checker and the
score, and must be worth what the engine says; a bound that it beats is an error.
"""

import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

from benchmarks.measure import Mark, Measurement, bound_parts, heads_wanted, judged, peak_mib
from otp_desktop.planning.plan import Bound, Objective, Plan
from otp_desktop.planning.problem_file import read_problem
from otp_desktop.planning.progress import Progress
from otp_desktop.planning.solver import SolverOptions, solve


class Watch:
    """Listens to the engine: when the first plan stood, when coverage was proved, what stood at each mark."""

    def __init__(self, marks: list[float], seconds: float) -> None:
        self._seconds = seconds
        self._begun = perf_counter()
        self._waiting = sorted(marks)
        self._last: Progress | None = None
        self.first_plan: float | None = None
        self.coverage_proved: float | None = None
        self.marks: dict[str, Mark] = {}

    def __call__(self, event: Progress) -> None:
        now = perf_counter() - self._begun
        self._pass(now)
        self._last = event
        if self.first_plan is None and event.incumbent is not None:
            self.first_plan = now
        if self.coverage_proved is None and covers(event.incumbent, event.bound):
            self.coverage_proved = now

    def end(self, objective: Objective, bound: Bound) -> None:
        """The plan that was given back stands to the end of the time allowed."""
        now = perf_counter() - self._begun
        if self.first_plan is None:
            self.first_plan = now
        if self.coverage_proved is None and covers(objective, bound):
            self.coverage_proved = now
        self._pass(now)
        for mark in self._waiting:
            if mark > self._seconds:
                break  # nobody knows what a longer run would have reached
            self.marks[f"{mark:g}"] = _mark(objective, bound)

    def _pass(self, now: float) -> None:
        while self._waiting and self._waiting[0] <= now:
            mark = self._waiting.pop(0)
            if self._last is not None and self._last.incumbent is not None and self.first_plan is not None:
                self.marks[f"{mark:g}"] = _mark(self._last.incumbent, self._last.bound)


def covers(objective: Objective | None, bound: Bound | None) -> bool:
    """Whether the coverage is proved to be the best there is."""
    if objective is None or bound is None:
        return False
    proved = (bound.missing_minimum, bound.missing_count)
    return (objective.missing_minimum, objective.missing_count) == proved


def beats(objective: Objective, bound: Bound) -> bool:
    """Whether a plan ranks before what is said to be a bound, by more than rounding."""
    strict = objective.rank[:-1], (bound.missing_minimum, bound.missing_count, bound.changes)
    tolerance = 1e-6 * max(1.0, abs(objective.soft))
    return strict[0] < strict[1] or (strict[0] == strict[1] and objective.soft < bound.soft - tolerance)


def _mark(objective: Objective, bound: Bound | None) -> Mark:
    return Mark(
        missing_minimum=objective.missing_minimum,
        missing_count=objective.missing_count,
        soft=objective.soft,
        bound=None if bound is None else bound.soft,
    )


def run(file: Path, scenario: str, seed: int, seconds: float, marks: list[float]) -> Measurement:
    problem = read_problem(file.read_bytes())
    import_module("otp_desktop.planning.solver.engine")  # as the command line does before its clock runs
    watch = Watch(marks, seconds)
    begun = perf_counter()
    plan = solve(problem, SolverOptions(seconds=seconds, workers=2, seed=seed), watch)
    wall = perf_counter() - begun
    watch.end(plan.objective, plan.bound)
    peak = peak_mib()
    objective, broken, check_seconds = judged(problem, plan.assignments)
    _refuse_wrong(plan, objective)
    return Measurement(
        scenario=scenario,
        seed=seed,
        solver="OTP Desktop",
        seconds=seconds,
        wall=wall,
        missing_minimum=objective.missing_minimum,
        missing_count=objective.missing_count,
        changes=objective.changes,
        soft=objective.soft,
        heads=heads_wanted(problem),
        violations=broken,
        check_seconds=check_seconds,
        peak_mib=peak,
        status=plan.status.value,
        first_plan=watch.first_plan,
        coverage_proved=watch.coverage_proved,
        marks=watch.marks,
        **bound_parts(plan.bound),
    )


def _refuse_wrong(plan: Plan, objective: Objective) -> None:
    """``objective``: what the score says of the plan."""
    if objective != plan.objective:
        raise AssertionError(f"The engine says {plan.objective}, the score says {objective}")
    if beats(objective, plan.bound):
        raise AssertionError(f"WRONG BOUND: {plan.bound} is worse than the plan, {objective}")


def main() -> None:
    file, scenario, seed, seconds, told = sys.argv[1:6]
    marks = [float(mark) for mark in told.split(",") if mark]
    print(run(Path(file), scenario, int(seed), float(seconds), marks).as_json())


if __name__ == "__main__":
    main()
