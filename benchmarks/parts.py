"""The parts of ``make bench`` in their order, what matters most first, and the runs that each is made of."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import sources
from benchmarks.places import PROBLEMS
from benchmarks.published import LARGE, MIDDLE, SMALL
from benchmarks.results import Key
from benchmarks.shapes import SHAPES
from otp_desktop.planning.problem_file import write_problem
from otp_desktop.planning.scenarios import SCENARIOS

MARKS = "6,30,60,300"  # seconds at which the engine's plan is noted
SCENARIO_SECONDS = {"paralympic": 30.0, "road-code": 30.0, "ceremony": 30.0, "rentree": 30.0, "relay": 60.0}
LARGE_SECONDS = {"quarter": 300.0, "national": 120.0}
REPLAN_SECONDS = dict.fromkeys(("ceremony", "rentree"), 8.0)  # a plan, then the new one
PEER_NAMES = (*SCENARIO_SECONDS, "quarter")  # the national pairs of agents and posts would not fit in memory
PUBLISHED_SECONDS = {
    f"Instance{number}": seconds
    for numbers, seconds in ((SMALL, 60.0), (MIDDLE, 300.0), (LARGE, 600.0))
    for number in numbers
}


@dataclass(frozen=True)
class Run:
    """One process: ``around`` its seconds it takes some more."""

    part: str
    name: str
    seed: int
    seconds: float
    around: float
    code: str
    command: Callable[["Run"], Sequence[str]]

    @property
    def key(self) -> Key:
        return self.part, self.name, self.seed, self.seconds, self.code

    def words(self) -> list[str]:
        """The command line; a problem file is made on the way."""
        return [sys.executable, "-m", *self.command(self)]


@dataclass(frozen=True, kw_only=True)
class Part:
    """``seconds`` and ``quick`` (for a look) of each name; ``seeds`` unless somebody asks for another number.

    ``solver`` is the name of a peer: that it does not end is a result.
    """

    about: str
    seconds: Mapping[str, float]
    quick: Mapping[str, float]
    seeds: int
    around: float
    watched: Sequence[str]
    command: Callable[[Run], Sequence[str]]
    solver: str | None = None

    @property
    def code(self) -> str:
        return sources.code_of(tuple(self.watched))


def runs_of(name: str, *, quick: bool = False, seeds: int | None = None, only: Sequence[str] = ()) -> Iterator[Run]:
    """The runs of a part, seed after seed."""
    part = PARTS[name]
    seconds_of = part.quick if quick else part.seconds
    for seed in range(1, (part.seeds if seeds is None else seeds) + 1):
        for one, seconds in seconds_of.items():
            if not only or one in only:
                yield Run(name, one, seed, seconds, part.around, part.code, part.command)


def problem_file(scenario: str, seed: int) -> Path:
    """The problem every solver reads, made anew: scenarios may have changed since the last time."""
    PROBLEMS.mkdir(parents=True, exist_ok=True)
    file = PROBLEMS / f"{scenario}-{seed}.json"
    file.write_text(write_problem(SCENARIOS[scenario](seed)), encoding="utf-8")
    return file


def _of_scenario(run: Run) -> list[str]:
    return [str(problem_file(run.name, run.seed)), run.name, str(run.seed), f"{run.seconds:g}"]


def _engine(run: Run) -> list[str]:
    return ["benchmarks.engine", *_of_scenario(run), MARKS]


def _peer(run: Run) -> list[str]:
    return [f"benchmarks.peers.{run.part}", *_of_scenario(run)]


def _replan(run: Run) -> list[str]:
    return ["benchmarks.replan", run.name, str(run.seed)]


def _published(run: Run) -> list[str]:
    return ["benchmarks.published", run.name, str(run.seed), f"{run.seconds:g}"]


def _shapes(run: Run) -> list[str]:
    return ["benchmarks.shapes", run.name, "--here", f"--seed={run.seed}", f"--seconds={run.seconds:g}"]


def _peer_part(solver: str, seeds: int, around: float) -> Part:
    return Part(
        about=f"{solver} on the same files",
        solver=solver,
        seconds=dict.fromkeys(PEER_NAMES, 60.0),
        quick=dict.fromkeys(PEER_NAMES, 20.0),
        seeds=seeds,
        around=around,
        watched=sources.PEERS,
        command=_peer,
    )


PARTS = {
    "scenarios": Part(
        about="the engine on the scenarios",
        seconds=SCENARIO_SECONDS,
        quick=dict.fromkeys(SCENARIO_SECONDS, 6.0),
        seeds=5,
        around=5.0,
        watched=sources.ENGINE,
        command=_engine,
    ),
    "timefold": _peer_part("Timefold", 5, 15.0),
    "replan": Part(
        about="a new plan after forty absences",
        seconds=REPLAN_SECONDS,
        quick=REPLAN_SECONDS,
        seeds=5,
        around=3.0,
        watched=sources.ENGINE,
        command=_replan,
    ),
    "large": Part(
        about="the engine on a quarter and on a national event",
        seconds=LARGE_SECONDS,
        quick={"quarter": 30.0, "national": 60.0},
        seeds=1,
        around=60.0,
        watched=sources.ENGINE,
        command=_engine,
    ),
    "published": Part(
        about="the instances of Curtois & Qu",
        seconds=PUBLISHED_SECONDS,
        quick={f"Instance{number}": 10.0 for number in SMALL},
        seeds=1,
        around=5.0,
        watched=sources.ROSTERING,
        command=_published,
    ),
    "shapes": Part(
        about="odd shapes of problems",
        seconds=dict.fromkeys(SHAPES, 10.0),
        quick=dict.fromkeys(SHAPES, 3.0),
        seeds=1,
        around=3.0,
        watched=sources.SHAPES,
        command=_shapes,
    ),
    "cpsat": _peer_part("CP-SAT", 3, 15.0),
    "highs": _peer_part("HiGHS", 3, 15.0),
}
"""By name."""
