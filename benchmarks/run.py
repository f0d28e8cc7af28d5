"""Measures the engine and its peers: ``make bench``, or ``python -m benchmarks.run [PART …]``; ``--list`` tells first.

Each run is a process of its own, one after the other, so that none disturbs another. Its line is added to
``benchmarks/results/measured.jsonl`` at once: start again, and runs of the same code that are there are not repeated.
``report`` makes the lines into ``RESULTS.md``.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from statistics import median
from time import monotonic
from typing import Any

from benchmarks import report
from benchmarks.parts import PARTS, Run, runs_of
from benchmarks.places import ROOT
from benchmarks.results import Result, add_result, read_results

GRACE = 120  # seconds over twice its time after which a process is ended


class FailedRunError(Exception):
    """What the process said."""


def main() -> None:
    options = _options()
    results = read_results()
    there = set() if options.again else {result.key for result in results}
    runs = [run for name in options.parts or PARTS for run in _chosen(name, options)]
    waiting = [run for run in runs if run.key not in there]
    expected = {run: _expected(run, results) for run in waiting}
    _tell(runs, expected)
    if options.list:
        return
    failed = _measure_all(waiting, expected, options.minutes)
    report.main(options.note)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    about = "; ".join(f"{name}: {part.about}" for name, part in PARTS.items())
    parser.add_argument("parts", nargs="*", help=f"all unless named; {about}")
    parser.add_argument("--only", nargs="*", default=[], help="scenarios, instances or shapes by name")
    parser.add_argument("--seeds", type=int, help="seeds 1 to N, instead of each part's own number")
    parser.add_argument("--minutes", type=float, help="starts no run that is expected to end after so many")
    parser.add_argument("--quick", action="store_true", help="short times, for a look")
    parser.add_argument("--again", action="store_true", help="repeats runs that are there")
    parser.add_argument("--list", action="store_true", help="only tells what would run, and how long it would take")
    parser.add_argument("--note", default="", help="said at the head of the table, such as other work on the machine")
    options = parser.parse_args()
    _refuse_unknown(parser, "part", options.parts, PARTS)
    _refuse_unknown(parser, "name", options.only, {name: None for part in PARTS.values() for name in part.seconds})
    return options


def _refuse_unknown(
    parser: argparse.ArgumentParser, what: str, asked: Sequence[str], known: Mapping[str, object]
) -> None:
    unknown = [one for one in asked if one not in known]
    if unknown:
        parser.error(f"no {what} is called {', '.join(unknown)}; there are {', '.join(known)}")


def _chosen(part: str, options: argparse.Namespace) -> list[Run]:
    return list(runs_of(part, quick=options.quick, seeds=options.seeds, only=options.only))


def _expected(run: Run, results: Sequence[Result]) -> float:
    """Seconds, as such runs took before."""
    before = [one.took for one in results if (one.part, one.name, one.seconds) == (run.part, run.name, run.seconds)]
    return median(before) if before else run.seconds + run.around


def _tell(runs: Sequence[Run], expected: Mapping[Run, float]) -> None:
    for part in dict.fromkeys(run.part for run in runs):
        some = [seconds for run, seconds in expected.items() if run.part == part]
        there = sum(run.part == part for run in runs) - len(some)
        print(f"{part}: {len(some)} runs, about {sum(some) / 60:.0f} min; {there} are there already")
    print(f"in all: about {sum(expected.values()) / 60:.0f} min", flush=True)


def _measure_all(runs: Sequence[Run], expected: Mapping[Run, float], minutes: float | None) -> list[str]:
    """The runs that failed; each is said and passed over."""
    begun, failed = monotonic(), []
    for run in runs:
        if minutes is not None and monotonic() - begun + expected[run] > 60 * minutes:
            continue  # a shorter one may still end in time
        what = f"{run.part} {run.name}, seed {run.seed}, {run.seconds:g} s"
        print(what, flush=True)
        try:
            result = measured(run)
            add_result(result)
            if not result.ended:
                print("  had to be ended", flush=True)
        except FailedRunError as error:
            print(f"  {error}", flush=True)
            failed.append(what)
    return failed


def measured(run: Run) -> Result:
    """Raises FailedRunError when the process fails, or does not end and is not a peer's."""
    words, begun = run.words(), monotonic()
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=2 * run.seconds + GRACE)
    except subprocess.TimeoutExpired as error:
        if PARTS[run.part].solver is None:
            raise FailedRunError("did not end in time") from error
        return _result(run, monotonic() - begun, {})
    if done.returncode:
        raise FailedRunError(done.stderr.strip()[-500:])
    return _result(run, monotonic() - begun, json.loads(done.stdout.strip().splitlines()[-1]))


def _result(run: Run, took: float, found: dict[str, Any]) -> Result:
    part, name, seed, seconds, code = run.key
    return Result(part=part, name=name, seed=seed, seconds=seconds, code=code, took=took, found=found)


if __name__ == "__main__":
    main()
