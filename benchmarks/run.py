"""Measures the engine and its peers on the same problem files: ``make bench``, or ``python -m benchmarks.run --help``.

Each run is a process of its own, one after the other, so that none disturbs another. Results are added to
``benchmarks/results/runs.jsonl``, which ``report`` makes into ``RESULTS.md``.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import published, replan, report
from benchmarks.places import PROBLEMS, ROOT, RUNS
from otp_desktop.planning.problem_file import write_problem
from otp_desktop.planning.scenarios import SCENARIOS

GRACE = 120  # seconds over its time after which a process is ended
TOO_LARGE = ("national",)  # for the peers: their pairs of agents and posts alone would not fit in memory
PEERS = ("timefold", "cpsat", "highs")


@dataclass(frozen=True)
class Effort:
    """Seconds for the engine and the marks to note, for each scenario; seconds for a peer."""

    seconds: Mapping[str, float]
    marks: tuple[float, ...]
    peer_seconds: float
    published_seconds: Mapping[str, float]


FULL = Effort(
    seconds={
        "rentree": 30,
        "ceremony": 30,
        "paralympic": 30,
        "relay": 60,
        "road-code": 30,
        "quarter": 300,
        "national": 120,
    },
    marks=(6, 30, 60, 300),
    peer_seconds=60,
    published_seconds=published.FULL,
)
QUICK = Effort(
    seconds=dict.fromkeys(SCENARIOS, 6) | {"quarter": 30, "national": 60},
    marks=(6, 30),
    peer_seconds=20,
    published_seconds=published.QUICK,
)


def main() -> None:
    options = _options()
    effort = QUICK if options.quick else FULL
    seeds = range(1, options.seeds + 1)
    RUNS.parent.mkdir(parents=True, exist_ok=True)
    for command, seconds in _commands(options, effort, seeds):
        _run(command, seconds)
    if not options.no_replan:
        replan.run(seeds)
    if not options.no_published:
        published.run(effort.published_seconds, seeds)
    report.main(options.note)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", nargs="*", default=list(SCENARIOS), choices=list(SCENARIOS))
    parser.add_argument("--seeds", type=int, default=5, help="seeds 1 to N (default 5)")
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=PEERS)
    parser.add_argument("--quick", action="store_true", help="short times, for a look")
    parser.add_argument("--no-published", action="store_true", help="leave the published instances out")
    parser.add_argument("--no-replan", action="store_true", help="leave plans after absences out")
    parser.add_argument("--note", default="", help="said at the head of the table, such as other work on the machine")
    return parser.parse_args()


def _commands(options: argparse.Namespace, effort: Effort, seeds: range) -> Iterator[tuple[list[str], float]]:
    marks = ",".join(f"{mark:g}" for mark in effort.marks)
    for seed in seeds:  # outermost, so that a run cut short has something of every scenario
        for scenario in options.scenarios:
            file = problem_file(scenario, seed)
            seconds = effort.seconds[scenario]
            what = [str(file), scenario, str(seed)]
            yield ["benchmarks.engine", *what, f"{seconds:g}", marks], seconds
            for peer in options.peers if scenario not in TOO_LARGE else ():
                yield [f"benchmarks.peers.{peer}", *what, f"{effort.peer_seconds:g}"], effort.peer_seconds


def problem_file(scenario: str, seed: int) -> Path:
    """The problem every solver reads, made anew: scenarios may have changed since the last time."""
    PROBLEMS.mkdir(parents=True, exist_ok=True)
    file = PROBLEMS / f"{scenario}-{seed}.json"
    file.write_text(write_problem(SCENARIOS[scenario](seed)), encoding="utf-8")
    return file


def _run(command: list[str], seconds: float) -> None:
    """One process; its line is kept, and a failure is said and passed over."""
    print(" ".join(command[:1] + command[2:]), flush=True)
    try:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, timeout=2 * seconds + GRACE
        )
    except subprocess.TimeoutExpired:
        print("  did not end in time", flush=True)
        return
    if done.returncode:
        print(f"  failed: {done.stderr.strip()[-500:]}", flush=True)
        return
    with RUNS.open("a", encoding="utf-8") as file:
        file.write(done.stdout.strip().splitlines()[-1] + "\n")


if __name__ == "__main__":
    main()
