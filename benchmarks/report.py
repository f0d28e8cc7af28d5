"""Makes ``RESULTS.md`` from the lines of results: medians and ranges, beside each peer, each bound and each target."""

import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

from benchmarks.measure import Measurement
from benchmarks.parts import PARTS
from benchmarks.places import TABLE
from benchmarks.published import PublishedRun
from benchmarks.replan import ReplanRun
from benchmarks.results import Result, read_results, standing
from benchmarks.shapes.run import Line
from benchmarks.tables.engine import engine
from benchmarks.tables.peers import Pairs, peers
from benchmarks.tables.published import published
from benchmarks.tables.replan import replans
from benchmarks.tables.shapes import shapes

ENGINE = ("scenarios", "large")
PEERS = ("timefold", "cpsat", "highs")
OF_OTHER_CODE = " †"
T = TypeVar("T")
K = TypeVar("K")


def main(note: str = "") -> None:
    """``note`` says what else a reader must know of the machine, such as other work on it."""
    TABLE.write_text(render(read_results(), note), encoding="utf-8")


def render(results: Sequence[Result], note: str = "") -> str:
    """The tables of the parts of which there are results."""
    pairs, not_ended = _pairs(results), _not_ended(results)
    tables = [
        _table(engine, _by_name(results, ENGINE, Measurement.from_row)),
        peers(pairs, not_ended) if pairs or not_ended else [],
        _table(replans, _by_name(results, ("replan",), lambda row: ReplanRun(**row))),
        _table(published, _by_name(results, ("published",), lambda row: PublishedRun(**row))),
        _table(shapes, _by_name(results, ("shapes",), lambda row: Line(**row))),
    ]
    return "\n".join([*_head(note), *(line for table in tables for line in table)])


def _table(make: Callable[[Mapping[K, T]], list[str]], runs: Mapping[K, T]) -> list[str]:
    return make(runs) if runs else []


def _head(note: str) -> list[str]:
    packages = ", ".join(f"{name} {found}" for name in ("ortools", "numpy") if (found := _version(name)))
    return [
        "# Results",
        "",
        f"Measured on {date.today():%Y-%m-%d}: {os.cpu_count()} cores, {_memory_gib():.0f} GiB, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, {packages}. Made by `make bench`; see README.md.",
        "",
        "Medians over the seeds, with the range in brackets; *n* is the number of seeds. Every plan was judged by the "
        f"checker and the score, whoever made it. Rows with{OF_OTHER_CODE} were measured on an earlier state of the "
        "code.",
        *(["", f"**{note}**"] if note else []),
        "",
    ]


def _by_name(
    results: Sequence[Result], parts: Sequence[str], read: Callable[[dict[str, Any]], T]
) -> Mapping[str, list[T]]:
    return {
        _named(name, some): [read(one.found) for one in some] for (_, name), some in standing(results, parts).items()
    }


def _pairs(results: Sequence[Result]) -> Mapping[tuple[str, str], Pairs]:
    """Each peer's runs with ours of the same file."""
    ours = {
        (name, one.seed): Measurement.from_row(one.found)
        for (_, name), some in standing(results, ENGINE).items()
        for one in some
    }
    found = {}
    for (_, name), some in standing(results, PEERS).items():
        theirs = [Measurement.from_row(one.found) for one in some if one.ended and (name, one.seed) in ours]
        if theirs:
            found[_named(name, some), theirs[0].solver] = [(ours[name, run.seed], run) for run in theirs]
    return found


def _not_ended(results: Sequence[Result]) -> Mapping[tuple[str, str], int]:
    """How many runs of each scenario and peer had to be ended."""
    return {
        (_named(name, some), PARTS[part].solver or part): count
        for (part, name), some in standing(results, PEERS).items()
        if (count := sum(not one.ended for one in some))
    }


def _named(name: str, some: Sequence[Result]) -> str:
    """Says so where the runs are not of the code of today."""
    return name if some[0].code == PARTS[some[0].part].code else name + OF_OTHER_CODE


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
