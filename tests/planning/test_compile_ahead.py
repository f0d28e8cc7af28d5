"""What is compiled while nobody waits is what a search calls."""

import numpy as np

from otp_desktop.planning.compile_ahead import compile_ahead, start_compiling_ahead
from otp_desktop.planning.scenarios import paralympic
from otp_desktop.planning.solver.anneal.annealing import Annealing
from otp_desktop.planning.solver.anneal.walk import walk
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster


def test_another_problem_needs_nothing_more_compiled() -> None:
    compile_ahead()
    known = list(walk.signatures)  # type: ignore[attr-defined]  # numba's
    assert known
    compiled = compile_problem(paralympic(2))
    Annealing(compiled, np.random.default_rng(1)).compile(Roster(compiled)).join()
    assert walk.signatures == known  # type: ignore[attr-defined]


def test_a_process_compiles_and_ends_by_itself() -> None:
    process = start_compiling_ahead()
    process.join(60)
    assert process.exitcode == 0
