"""Odd shapes of problems: what came of each."""

from collections.abc import Mapping, Sequence

from benchmarks.shapes.run import Line
from benchmarks.tables.cells import head, percent, row, spread, whole


def shapes(runs: Mapping[str, Sequence[Line]]) -> list[str]:
    """``runs`` of each shape, by its name as it is to stand there."""
    return [
        "## Odd shapes of problems",
        "",
        *head(
            "shape",
            "n",
            "heads",
            "missing minimum / all",
            "proved least",
            "soft gap",
            "of processor, s",
            "peak, MiB",
            "rules broken",
        ),
        *(row([name, *_figures(some)]) for name, some in runs.items()),
        "",
    ]


def _figures(some: Sequence[Line]) -> list[str]:
    return [
        str(len(some)),
        spread([run.heads for run in some], whole),
        _pair([run.missing for run in some]),
        _pair([run.proved for run in some]),
        spread([1 - run.bound / run.soft for run in some if run.soft], percent),
        spread([run.processor for run in some], whole),
        spread([run.peak for run in some], whole),
        str(sum(run.broken for run in some)),
    ]


def _pair(heads: Sequence[tuple[int, int]]) -> str:
    return " / ".join(spread([one[place] for one in heads], whole) for place in (0, 1))
