"""Where one flow is the whole problem: what it finds is then optimal, and its own bound."""

import numpy as np

from otp_desktop.planning.solver.arrays import NONE
from otp_desktop.planning.solver.compiled import Compiled


def flow_sees_all(compiled: Compiled) -> bool:
    """One wave, and a soft cost that is a sum over assignments: no term joins two agents."""
    weights = compiled.problem.objective
    return (
        len(compiled.waves) <= 1
        and legality_is_exact(compiled)
        and not (weights.cohesion and _crews(compiled))
        and not (weights.continuity and _shared_groups(compiled))
        and not (weights.equity and compiled.needs.burden.any())
    )


def legality_is_exact(compiled: Compiled) -> bool:
    """The solver allows all that the law allows.

    It is stricter under derogations, beside unknown positions, and where a need of no length cuts a rest.
    """
    problem = compiled.problem
    positions_known = problem.travel is None or all(site.position is not None for site in problem.sites)
    lengths = bool((compiled.needs.end > compiled.needs.start).all())
    return not problem.derogations and positions_known and lengths


def _crews(compiled: Compiled) -> bool:
    heads = np.bincount(compiled.lines.need, weights=compiled.lines.count)
    return bool((heads > 1).any()) and len(np.unique(compiled.agents.unit[compiled.agents.unit != NONE])) > 1


def _shared_groups(compiled: Compiled) -> bool:
    """A group with two needs: within one wave they cannot have the same faces."""
    groups = compiled.needs.group[compiled.needs.group != NONE]
    return len(np.unique(groups)) < len(groups)
