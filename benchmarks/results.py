"""The runs that are there already, one line of JSON each: a run of the same code is not repeated."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.places import RUNS

Key = tuple[str, str, int, float, str]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a run of ``seconds`` ``found``, nothing where it had to be ended; ``took``: seconds of its process;
    ``code``: of ``sources.code_of``.
    """

    part: str
    name: str
    seed: int
    seconds: float
    code: str
    took: float
    found: dict[str, Any]

    @property
    def ended(self) -> bool:
        return bool(self.found)

    @property
    def key(self) -> Key:
        return self.part, self.name, self.seed, self.seconds, self.code


def read_results(path: Path = RUNS) -> list[Result]:
    """In the order in which they were made."""
    if not path.exists():
        return []
    return [Result(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def add_result(result: Result, path: Path = RUNS) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(result), separators=(",", ":")) + "\n")


def standing(results: Iterable[Result], parts: Sequence[str]) -> dict[tuple[str, str], list[Result]]:
    """Of each part and name the runs of the newest code that were given most time: medians never mix two.

    One a seed, the newest; in the order of ``parts``, and then of their first runs.
    """
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in sorted(results, key=lambda one: parts.index(one.part) if one.part in parts else len(parts)):
        if result.part in parts:
            groups.setdefault((result.part, result.name), []).append(result)
    return {key: _newest(some) for key, some in groups.items()}


def _newest(some: Sequence[Result]) -> list[Result]:
    of_code = [one for one in some if one.code == some[-1].code]
    longest = max(one.seconds for one in of_code)
    of_seed = {one.seed: one for one in of_code if one.seconds == longest}
    return [of_seed[seed] for seed in sorted(of_seed)]
