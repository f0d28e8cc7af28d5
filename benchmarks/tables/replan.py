"""New plans after absences."""

from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.replan import ABSENT, ReplanRun
from benchmarks.tables.cells import head, row, target

WANTED = {"ceremony": (2.0, 1.1)}  # seconds, and changes beside the proved least (planning.md, targets)


def replans(runs: Mapping[str, Sequence[ReplanRun]]) -> list[str]:
    """``runs`` of each scenario, by its name as it is to stand there."""
    return [
        f"## A new plan after {ABSENT} absences",
        "",
        *head(
            "scenario",
            "n",
            "seconds",
            "of processor",
            "agents disturbed",
            "proved least",
            "missing over the bound",
            "rules broken",
            "target",
        ),
        *(row([name, str(len(some)), *_figures(some), _target(some)]) for name, some in runs.items()),
        "",
    ]


def _figures(some: Sequence[ReplanRun]) -> list[str]:
    return [
        f"{median(each.seconds for each in some):.2f} (slowest {max(each.seconds for each in some):.2f})",
        f"{median(each.cpu for each in some):.2f}",
        f"{median(each.changes for each in some):g}",
        f"{median(each.least_changes for each in some):g}",
        f"{median(each.missing - each.least_missing for each in some):g}",
        str(sum(each.broken for each in some)),
    ]


def _target(some: Sequence[ReplanRun]) -> str:
    if some[0].scenario not in WANTED:
        return "–"
    seconds, ratio = WANTED[some[0].scenario]
    reached = [each.seconds <= seconds and each.changes <= ratio * each.least_changes for each in some]
    return target(reached, f"{seconds:g} s, {ratio:g} ×")
