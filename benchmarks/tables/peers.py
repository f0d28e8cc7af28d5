"""Our first seconds beside all the time of a peer, and what no plan of anybody could reach."""

from collections.abc import Mapping, Sequence
from math import isfinite

from benchmarks.measure import Measurement
from benchmarks.tables.cells import MISSED, REACHED, counted, head, ratio, row, spread, whole

MARK = "6"  # seconds of ours that are compared
WANTED_SOFT = 0.90  # of the peer's, at equal coverage (planning.md, targets)
TARGETED = "Timefold"
Pairs = Sequence[tuple[Measurement, Measurement]]


def peers(pairs: Mapping[tuple[str, str], Pairs], not_ended: Mapping[tuple[str, str], int]) -> list[str]:
    """``pairs`` of ours and theirs on the same file, by scenario and peer as they are to stand there.

    And how many runs of theirs had to be ended.
    """
    return [
        f"## Peers on the same files: their whole time against our first {MARK} s",
        "",
        *head(
            "scenario",
            "peer",
            "n",
            "peer's time, s",
            "missing, theirs",
            "missing, ours",
            "missing, proved least",
            "soft ours / theirs",
            "proved limit",
            "their rules broken",
            "verdict",
            f"target: coverage never worse, soft ≤ {WANTED_SOFT:.2f}",
        ),
        *(row([*names, *_cells(some)]) for names, some in pairs.items()),
        *(row([*names, str(count), *["–"] * 7, "no plan: had to be ended", "–"]) for names, count in not_ended.items()),
        "",
        "The ratio of the soft parts is taken where coverage is equal: a plan that holds fewer posts travels less. "
        "The proved limit is our bound / their soft cost, where both hold all that is proved possible: no plan of "
        "anybody has a smaller ratio. Where that is above the target, the target is out of reach.",
        "",
    ]


def _cells(pairs: Pairs) -> list[str]:
    theirs = [run for _, run in pairs]
    return [
        str(len(pairs)),
        spread([run.seconds for run in theirs], whole),
        spread([sum(run.missing_count) for run in theirs], whole),
        spread([sum(_at(mine)[1]) for mine, _ in pairs if not _late(mine)], whole),
        spread([sum(mine.bound_count) for mine, _ in pairs if mine.bound_count is not None], whole),
        spread([found for pair in pairs if (found := soft_ratio(*pair)) is not None], ratio),
        spread([found for pair in pairs if (found := proved_limit(*pair)) is not None], ratio),
        str(sum(run.violations for run in theirs)),
        counted(verdict(*pair) for pair in pairs),
        counted(target(*pair) for pair in pairs) if theirs[0].solver == TARGETED else "–",
    ]


def verdict(mine: Measurement, theirs: Measurement) -> str:
    """Which of the two plans is better in the order of the objective, ours as it stood at the mark."""
    if theirs.violations:
        return "peer's plan is illegal"
    if _late(mine):
        return "**no plan of ours by then**"
    coverage = _at(mine)
    if coverage != theirs.coverage:
        return "better coverage" if coverage < theirs.coverage else "**peer ahead on coverage**"
    found = soft_ratio(mine, theirs)
    if found is None or found == 1:
        return "equal"
    if found > 1:
        return "**peer ahead on soft**"
    return "better soft" if found <= WANTED_SOFT else "better soft, by less than the target"


def target(mine: Measurement, theirs: Measurement) -> str:
    if verdict(mine, theirs) in ("better coverage", "better soft", "peer's plan is illegal"):
        return REACHED
    limit = proved_limit(mine, theirs)
    if limit is not None and limit > WANTED_SOFT:
        return f"out of reach: the bound proves ≥ {limit:.3f}"
    return MISSED


def soft_ratio(mine: Measurement, theirs: Measurement) -> float | None:
    """Our soft cost over theirs where coverage is the same."""
    if _late(mine) or _at(mine) != theirs.coverage or theirs.violations or not theirs.soft:
        return None
    mark = mine.marks.get(MARK)
    return (mark.soft if mark else mine.soft) / theirs.soft


def proved_limit(mine: Measurement, theirs: Measurement) -> float | None:
    """The least that any plan's soft cost can be over theirs, where their coverage is proved to be the best."""
    proved = (tuple(mine.bound_minimum or ()), tuple(mine.bound_count or ()))
    if mine.bound_soft is None or not isfinite(mine.bound_soft):
        return None
    if theirs.coverage != proved or theirs.violations or theirs.soft <= 0:
        return None
    return mine.bound_soft / theirs.soft


def _late(run: Measurement) -> bool:
    """Whether we had no plan at the mark."""
    return run.first_plan is not None and run.first_plan > float(MARK)


def _at(run: Measurement) -> tuple[tuple[int, ...], tuple[int, ...]]:
    mark = run.marks.get(MARK)
    return (tuple(mark.missing_minimum), tuple(mark.missing_count)) if mark else run.coverage
