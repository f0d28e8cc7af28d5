"""CP-SAT on the plain model of ``pairs``: ``python -m benchmarks.peers.cpsat FILE SCENARIO SEED SECONDS``."""

from collections.abc import Iterable

from ortools.math_opt.python import mathopt

from benchmarks.peers.pairs import solve_with
from benchmarks.peers.peer import PeerRun, main
from otp_desktop.planning.problem import Assignment


def solve(run: PeerRun) -> Iterable[Assignment]:
    return solve_with(mathopt.SolverType.CP_SAT, run, workers=2)


if __name__ == "__main__":
    main("CP-SAT", solve)
