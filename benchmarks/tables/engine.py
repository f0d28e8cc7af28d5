"""The engine on the scenarios: what it reached, and which targets."""

from collections.abc import Mapping, Sequence

from benchmarks.measure import Measurement
from benchmarks.tables.cells import head, percent, row, seconds, spread, target, whole
from benchmarks.tables.targets import COLUMNS, TARGETS, Target, gap

MARKS = ("6", "30", "60", "300")


def engine(runs: Mapping[str, Sequence[Measurement]]) -> list[str]:
    """``runs`` of each scenario, by its name as it is to stand there."""
    return [
        "## The engine on the scenarios",
        "",
        *head(
            "scenario",
            "n",
            "first plan, s",
            "coverage proved, s",
            "missing heads over the bound",
            *(f"soft gap at {mark} s" for mark in MARKS),
            "rules broken",
            "peak, MiB",
            "checker, s",
        ),
        *(row([name, *_figures(some)]) for name, some in runs.items()),
        "",
        "The soft gap is 1 − bound / soft. A bound may be weak: the gap is proved, the way to the best may be less.",
        "",
        "## The engine's targets",
        "",
        *head("scenario", *COLUMNS),
        *(row([name, *_reached(some)]) for name, some in runs.items()),
        "",
    ]


def _figures(some: Sequence[Measurement]) -> list[str]:
    proved = [run.coverage_proved for run in some if run.coverage_proved is not None]
    return [
        str(len(some)),
        spread([run.first_plan for run in some if run.first_plan is not None], seconds),
        f"{spread(proved, seconds)} ({len(proved)} of {len(some)})",
        spread([sum(run.missing_count) - sum(run.bound_count or ()) for run in some], whole),
        *(spread([found for run in some if (found := gap(run, mark)) is not None], percent) for mark in MARKS),
        str(sum(run.violations for run in some)),
        spread([run.peak_mib for run in some], whole),
        spread([run.check_seconds for run in some], seconds),
    ]


def _reached(some: Sequence[Measurement]) -> list[str]:
    of_column = {one.column: one for one in TARGETS.get(some[0].scenario, ())}
    return [_cell(of_column.get(column), some) for column in COLUMNS]


def _cell(wanted: Target | None, some: Sequence[Measurement]) -> str:
    if wanted is None:
        return "–"
    known = [met for run in some if (met := wanted.met(run)) is not None]
    return target(known, wanted.wanted) if known else f"not measured ({wanted.wanted})"
