"""The targets of planning.md for the engine on the scenarios."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.measure import Measurement

COLUMNS = ("first plan", "coverage", "soft", "memory", "checker")


@dataclass(frozen=True)
class Target:
    """``wanted`` in words; ``met`` is None where the run was too short to tell."""

    column: str
    wanted: str
    met: Callable[[Measurement], bool | None]


def gap(run: Measurement, mark: str) -> float | None:
    """1 − bound / soft as it stood then."""
    stood = run.marks.get(mark)
    if stood is None or stood.bound is None or not stood.soft:
        return None
    return 1 - stood.bound / stood.soft


def _first_plan(seconds: float) -> Target:
    return Target(
        "first plan", f"≤ {seconds:g} s", lambda run: run.first_plan is not None and run.first_plan <= seconds
    )


def _proved(seconds: float) -> Target:
    def met(run: Measurement) -> bool | None:
        if run.coverage_proved is None:
            return None if run.seconds < seconds else False
        return run.coverage_proved <= seconds

    return Target("coverage", f"proved in {seconds:g} s", met)


def _held(share: float, mark: str) -> Target:
    def met(run: Measurement) -> bool | None:
        stood = run.marks.get(mark)
        if stood is None or run.bound_count is None:
            return None
        possible = run.heads - sum(run.bound_count)
        return sum(stood.missing_count) - sum(run.bound_count) <= share * possible

    return Target("coverage", f"within {share:.1%} of the bound in {mark} s", met)


def _soft(share: float, mark: str) -> Target:
    def met(run: Measurement) -> bool | None:
        found = gap(run, mark)
        return None if found is None else found <= share

    return Target("soft", f"within {share:.0%} of the bound in {mark} s", met)


def _memory(gib: float) -> Target:
    return Target("memory", f"< {gib:g} GiB", lambda run: run.peak_mib < gib * 1024)


def _checker(seconds: float) -> Target:
    return Target("checker", f"≤ {seconds:g} s", lambda run: run.check_seconds <= seconds)


TARGETS = {
    "rentree": (_proved(3), _soft(0.01, "30")),
    "ceremony": (_first_plan(1), _proved(3), _soft(0.01, "30")),
    "relay": (_proved(5), _soft(0.02, "60")),
    "quarter": (_first_plan(10), _held(0.002, "60"), _soft(0.03, "300"), _memory(2), _checker(1)),
    "national": (_first_plan(30), _proved(120), _memory(12)),
}
"""By scenario; paralympic and road-code have none of their own."""
