"""The published staff-rostering instances, beside the best known and the proved."""

from collections.abc import Mapping, Sequence

from benchmarks.published import MIDDLE, SMALL, PublishedRun
from benchmarks.tables.cells import head, percent, row, spread, target, whole


def published(runs: Mapping[str, Sequence[PublishedRun]]) -> list[str]:
    """``runs`` of each instance, by its name as it is to stand there."""
    found = sorted(runs.items(), key=lambda item: _number(item[1]))
    return [
        "## Published staff-rostering instances (Curtois & Qu)",
        "",
        *head(
            "instance",
            "n",
            "time allowed, s",
            "cost",
            "best known",
            "gap",
            "proved bound",
            "limits broken",
            "target",
        ),
        *(row([name, *_figures(some)]) for name, some in found),
        "",
    ]


def _figures(some: Sequence[PublishedRun]) -> list[str]:
    bounds = [run.bound for run in some if run.bound is not None]
    wanted = _wanted(_number(some))
    return [
        str(len(some)),
        spread([run.seconds for run in some], whole),
        spread([run.cost for run in some], whole),
        str(some[0].best_known),
        spread([run.gap for run in some], percent),
        whole(max(bounds)) if bounds else "–",
        str(sum(run.faults for run in some)),
        target([run.gap <= wanted and not run.faults for run in some], f"within {wanted:.0%}"),
    ]


def _number(some: Sequence[PublishedRun]) -> int:
    return int(some[0].instance.removeprefix("Instance"))


def _wanted(number: int) -> float:
    """Of the best known cost (planning.md, targets)."""
    if number <= max(SMALL) + 1:
        return 0.0
    return 0.02 if number <= max(MIDDLE) + 1 else 0.05
