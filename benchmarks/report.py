"""Makes ``RESULTS.md`` from the lines of results: medians and ranges, beside each peer and each bound."""

import json
import os
import platform
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks import replan
from benchmarks.measure import Measurement
from benchmarks.places import PUBLISHED_RUNS, REPLAN_RUNS, RUNS, TABLE
from benchmarks.published import PublishedRun

OURS = "OTP Desktop"
PEER_MARK = "6"  # seconds of ours that are compared with all the time of a peer
WANTED_SOFT = 0.90  # of the peer's, at equal coverage (planning.md, targets)
T = TypeVar("T")


def main(note: str = "") -> None:
    """``note`` says what else a reader must know of the machine, such as other work on it."""
    runs = last_of_each(_lines(RUNS, Measurement.from_json))
    published = _lines(PUBLISHED_RUNS, lambda line: PublishedRun(**json.loads(line)))
    replans = _lines(REPLAN_RUNS, lambda line: replan.ReplanRun(**json.loads(line)))
    TABLE.write_text(render(runs, published, note, replans), encoding="utf-8")


def last_of_each(runs: Iterable[Measurement]) -> list[Measurement]:
    """The newest line of each scenario, seed, solver and time."""
    return list({(run.scenario, run.seed, run.solver, run.seconds): run for run in runs}.values())


def render(
    runs: Sequence[Measurement],
    published: Sequence[PublishedRun],
    note: str = "",
    replans: Sequence[replan.ReplanRun] = (),
) -> str:
    parts = [*_head(note), *_engine(runs), *replan.rows(replans), *_peers(runs), *_published(published)]
    return "\n".join(parts) + "\n"


def _head(note: str) -> list[str]:
    packages = ", ".join(f"{name} {found}" for name in ("ortools", "numpy") if (found := _version(name)))
    return [
        "# Results",
        "",
        f"Measured on {date.today():%Y-%m-%d}: {os.cpu_count()} cores, {_memory_gib():.0f} GiB, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, {packages}. Made by `make bench`; see README.md.",
        "",
        "Medians over the seeds, with the range in brackets; *n* is the number of seeds. Vectors are heads missing by "
        "priority, 1 to 5. Every plan was judged by the checker and the score, whoever made it.",
        *(["", f"**{note}**"] if note else []),
        "",
    ]


def _engine(runs: Sequence[Measurement]) -> list[str]:
    ours = _by_scenario(run for run in runs if run.solver == OURS)
    rows = [
        "## The engine on the scenarios",
        "",
        "| scenario | n | first plan, s | coverage proved, s | missing heads over the bound | soft gap at 6 s "
        "| at 30 s | at 60 s | at 300 s | rules broken | peak, MiB | checker, s |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for scenario, some in ours.items():
        marks = [
            _range([gap for run in some if (gap := _gap(run, mark)) is not None], _percent)
            for mark in ("6", "30", "60", "300")
        ]
        proved = [run.coverage_proved for run in some if run.coverage_proved is not None]
        cells = [
            scenario,
            str(len(some)),
            _range([run.first_plan for run in some if run.first_plan is not None], _seconds),
            f"{_range(proved, _seconds)} ({len(proved)} of {len(some)})",
            _range([_beyond_bound(run) for run in some], _whole),
            *marks,
            str(sum(run.violations for run in some)),
            _range([run.peak_mib for run in some], _whole),
            _range([run.check_seconds for run in some], _seconds),
        ]
        rows.append(_row(cells))
    rows += [
        "",
        "The soft gap is 1 − bound / soft. A bound may be weak: the gap is proved, the way to the best may be less.",
        "",
    ]
    return rows


def _peers(runs: Sequence[Measurement]) -> list[str]:
    ours = {(run.scenario, run.seed): run for run in runs if run.solver == OURS}
    groups: dict[tuple[str, str], list[Measurement]] = defaultdict(list)
    for run in runs:
        if run.solver != OURS and (run.scenario, run.seed) in ours:
            groups[run.scenario, run.solver].append(run)
    rows = [
        f"## Peers on the same files: their whole time against our first {PEER_MARK} s",
        "",
        "| scenario | peer | n | peer's time, s | missing, theirs | missing, ours "
        "| soft ours / theirs | their rules broken | verdict |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for (scenario, solver), theirs in groups.items():
        pairs = [(ours[run.scenario, run.seed], run) for run in theirs]
        ratios = [ratio for mine, run in pairs if (ratio := soft_ratio(mine, run)) is not None]
        cells = [
            scenario,
            solver,
            str(len(theirs)),
            _range([run.seconds for run in theirs], _whole),
            _range([sum(run.missing_count) for run in theirs], _whole),
            _range([sum(_at(mine)[1]) for mine, _ in pairs], _whole),
            _range(ratios, lambda value: f"{value:.3f}"),
            str(sum(run.violations for run in theirs)),
            _verdicts(pairs),
        ]
        rows.append(_row(cells))
    return [
        *rows,
        "",
        "The ratio of the soft parts is taken where coverage is equal: a plan that holds fewer posts travels less.",
        "",
    ]


def _verdicts(pairs: Iterable[tuple[Measurement, Measurement]]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for mine, theirs in pairs:
        counts[verdict(mine, theirs)] += 1
    return ", ".join(f"{text} ({number})" for text, number in counts.items())


def verdict(mine: Measurement, theirs: Measurement) -> str:
    """Which of the two plans is better in the order of the objective, ours as it stood at the mark."""
    if theirs.violations:
        return "peer's plan is illegal"
    coverage = _at(mine)
    if coverage != theirs.coverage:
        return "better coverage" if coverage < theirs.coverage else "**peer ahead on coverage**"
    ratio = soft_ratio(mine, theirs)
    assert ratio is not None
    if ratio > 1:
        return "**peer ahead on soft**"
    return "better soft" if ratio <= WANTED_SOFT else "better soft, by less than the target"


def soft_ratio(mine: Measurement, theirs: Measurement) -> float | None:
    """Our soft cost over theirs where coverage is the same."""
    if _at(mine) != theirs.coverage or theirs.violations or not theirs.soft:
        return None
    mark = mine.marks.get(PEER_MARK)
    return (mark.soft if mark else mine.soft) / theirs.soft


def _at(run: Measurement) -> tuple[tuple[int, ...], tuple[int, ...]]:
    mark = run.marks.get(PEER_MARK)
    return (tuple(mark.missing_minimum), tuple(mark.missing_count)) if mark else run.coverage


def _published(runs: Sequence[PublishedRun]) -> list[str]:
    groups: dict[str, list[PublishedRun]] = defaultdict(list)
    for run in {(run.instance, run.seed, run.seconds): run for run in runs}.values():
        groups[run.instance].append(run)
    rows = [
        "## Published staff-rostering instances (Curtois & Qu)",
        "",
        "| instance | n | time allowed, s | cost | best known | gap | proved bound | limits broken | target |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for instance, some in sorted(groups.items(), key=lambda item: int(item[0].removeprefix("Instance"))):
        bounds = [run.bound for run in some if run.bound is not None]
        wanted = _wanted(int(instance.removeprefix("Instance")))
        reached = sum(run.gap <= wanted and not run.faults for run in some)
        cells = [
            instance,
            str(len(some)),
            _range([run.seconds for run in some], _whole),
            _range([run.cost for run in some], _whole),
            str(some[0].best_known),
            _range([run.gap for run in some], _percent),
            f"{max(bounds):.0f}" if bounds else "–",
            str(sum(run.faults for run in some)),
            f"{'reached' if reached == len(some) else '**missed**'} ({reached} of {len(some)}: within {wanted:.0%})",
        ]
        rows.append(_row(cells))
    return rows


def _wanted(number: int) -> float:
    return 0.0 if number <= 12 else 0.02 if number <= 20 else 0.05


def _gap(run: Measurement, mark: str) -> float | None:
    stood = run.marks.get(mark)
    if stood is None or stood.bound is None or not stood.soft:
        return None
    return 1 - stood.bound / stood.soft


def _beyond_bound(run: Measurement) -> int:
    return sum(run.missing_count) - sum(run.bound_count or ())


def _by_scenario(runs: Iterable[Measurement]) -> dict[str, list[Measurement]]:
    groups: dict[str, list[Measurement]] = defaultdict(list)
    for run in runs:
        groups[run.scenario].append(run)
    return groups


def _range(values: Sequence[float], show: Callable[[float], str]) -> str:
    if not values:
        return "–"
    low, middle, high = show(min(values)), show(median(values)), show(max(values))
    return middle if low == high else f"{middle} [{low} … {high}]"


def _seconds(value: float) -> str:
    return f"{value:.2f}"


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _percent(value: float) -> str:
    return f"{100 * value:.2f} %"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _lines(path: Path, read: Callable[[str], T]) -> list[T]:
    return [read(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
