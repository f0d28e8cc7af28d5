"""Room that the compiled loops work in, so that a move allocates nothing."""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.anneal.chances import Chances, even_chances
from otp_desktop.planning.solver.anneal.columns import PARTNERS, WINDOWS
from otp_desktop.planning.solver.arrays import Ints


class Scratch(NamedTuple):
    """``lines`` (waves): a row without its gaps; ``seconds``, ``rest`` (weeks); ``graver[0]``: how much graver the
    missing heads become by the last move made. ``partners``, ``windows``: the kinds of moves.
    """

    lines: Ints
    seconds: Ints
    rest: Ints
    graver: Ints
    partners: Chances
    windows: Chances


def scratch_for(waves: int, weeks: int) -> Scratch:
    return Scratch(
        lines=np.zeros(waves, dtype=np.int64),
        seconds=np.zeros(weeks, dtype=np.int64),
        rest=np.zeros(weeks, dtype=np.int64),
        graver=np.zeros(1, dtype=np.int64),
        partners=even_chances(PARTNERS),
        windows=even_chances(WINDOWS),
    )
