"""The best coverage of a small problem, and its proof."""

from dataclasses import dataclass

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.exactness import legality_is_exact
from otp_desktop.planning.solver.mixes import mixes_of
from otp_desktop.planning.solver.stopping import StoppingCriterion
from otp_desktop.planning.solver.whole.model import CoverModel, lines_held
from otp_desktop.planning.solver.whole.rows import MOST_PAIRS, kinds_of, rows_of


@dataclass(frozen=True)
class WholeCoverage:
    """``line`` (agents, waves) of a plan, and the heads that any legal plan misses, as far as that is proved."""

    line: Ints
    missing_minimum: tuple[int, ...]
    missing_count: tuple[int, ...]


def whole_coverage(compiled: Compiled, seed: int, late: StoppingCriterion, seconds: float) -> WholeCoverage | None:
    """None where the problem is too large for it, something is locked in it, or no plan was found in time."""
    agents, lines = len(compiled.problem.agents), len(compiled.lines.need)
    if compiled.problem.locked or not agents or agents * lines > MOST_PAIRS:
        return None
    kinds = kinds_of(compiled)
    rows = rows_of(compiled, kinds, late)
    if rows is None:
        return None
    cover = CoverModel(compiled, kinds, rows, mixes_of(compiled)).solve(seed, late, seconds)
    if cover is None:
        return None
    proved = cover.proved if legality_is_exact(compiled) else (0,) * len(cover.proved)
    return WholeCoverage(lines_held(compiled, kinds, rows, cover), proved[:PRIORITIES], proved[PRIORITIES:])
