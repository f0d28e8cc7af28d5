"""Has the loops of the search compiled while nobody waits for them: ``python -m otp_desktop.planning.compile_ahead``.

Some seconds, once for each state of the program on each machine; where they are kept already it ends at once.
"""

import os
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from otp_desktop.planning.child_process import interrupts_kept_here

KINDEST = 19  # the lowest priority there is


def compile_ahead() -> None:
    """What the loops are compiled for, kinds and shapes of arrays, is the same for every problem."""
    # Imported here, as whoever starts the process has no time to load a solver.
    import numpy as np

    from otp_desktop.planning.scenarios import road_code
    from otp_desktop.planning.solver.anneal.annealing import Annealing
    from otp_desktop.planning.solver.compiled import compile_problem
    from otp_desktop.planning.solver.roster import Roster

    compiled = compile_problem(road_code(1))
    Annealing(compiled, np.random.default_rng(1)).compile(Roster(compiled)).join()


def start_compiling_ahead() -> BaseProcess:
    """The same in a process of its own, which gives way to all others and ends with the program."""
    process = get_context("spawn").Process(target=_compile_kindly, name="otp-compile", daemon=True)
    with interrupts_kept_here():
        process.start()
    return process


def _compile_kindly() -> None:
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(KINDEST)
    compile_ahead()


if __name__ == "__main__":
    compile_ahead()
