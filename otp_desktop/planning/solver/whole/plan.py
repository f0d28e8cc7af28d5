"""The best plan of a small problem, or its best coverage alone, with what is proved of it."""

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from otp_desktop.planning.plan import PRIORITIES, Bound
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.mixes import mixes_of
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.stopping import StoppingCriterion
from otp_desktop.planning.solver.whole.changes import changed_agents
from otp_desktop.planning.solver.whole.heads import keep_apart, missing_heads
from otp_desktop.planning.solver.whole.model import Found, Parts, lines_held
from otp_desktop.planning.solver.whole.people import People, people
from otp_desktop.planning.solver.whole.rows import MOST_PAIRS, Kinds, kinds_for_all, kinds_for_coverage, rows_of
from otp_desktop.planning.solver.whole.softness import soft_cost

MOST_ROWS_FOR_ALL = 5_000
MOST_PAIRS_FOR_ALL = 200_000  # of an agent and a role line


@dataclass(frozen=True)
class Whole:
    """``line`` (agents, waves) of a plan, and what is proved of all legal ones."""

    line: Ints
    bound: Bound


def whole_coverage(compiled: Compiled, seed: int, late: StoppingCriterion, seconds: float) -> Whole | None:
    """The best coverage. None where the problem is too large for it, has no legal plan, or none was found in time."""
    if not _is_small(compiled, MOST_PAIRS) or compiled.problem.objective.coverage_weights is not None:
        return None
    made = _people(compiled, kinds_for_coverage(compiled), late)
    if made is None:
        return None
    heads = missing_heads(made)
    found = Parts(made, seed, seconds).solve([_sum(each) for each in heads], late)
    if found is None:
        return None
    return Whole(_line(made, found), _bound(found.proved, changes=0, soft=0.0))


def whole_plan(compiled: Compiled, line: Ints, seed: int, late: StoppingCriterion, seconds: float) -> Whole | None:
    """The best plan, all parts of the objective in their order, from a plan ``line`` (agents, waves) on.

    None where ``whole_coverage`` would give none.
    """
    if not _is_small(compiled, MOST_PAIRS_FOR_ALL):
        return None
    made = _people(compiled, kinds_for_all(compiled), late, MOST_ROWS_FOR_ALL)
    if made is None:
        return None
    heads = missing_heads(made)
    soft = soft_cost(made, heads)
    if soft is None:
        return None
    strict = compiled.problem.objective.coverage_weights is None
    coverage = [_sum(each) if strict else None for each in heads]
    changes = None if compiled.problem.baseline is None else changed_agents(made)
    parts = Parts(made, seed, seconds)
    parts.hint(line)
    found = parts.solve([*coverage, changes, soft.total], late)
    if found is None:
        return None
    *_, changed, cost = found.proved
    return Whole(_line(made, found), _bound(found.proved, _whole(changed), cost / soft.scale - soft.rounding))


def _is_small(compiled: Compiled, most_pairs: int) -> bool:
    """Needs of no length stand in no file; two of them may share a wave, of which agents have one need here."""
    agents, lines, needs = len(compiled.problem.agents), len(compiled.lines.need), compiled.needs
    if not 0 < agents * lines <= most_pairs or not (needs.end > needs.start).all():
        return False
    return not Roster(compiled).frozen.any()


def _people(compiled: Compiled, kinds: Kinds, late: StoppingCriterion, most: int | None = None) -> People | None:
    rows = rows_of(compiled, kinds, late, most)
    if rows is None:
        return None
    made = people(compiled, kinds, rows)
    for mix in mixes_of(compiled):
        keep_apart(made, mix)
    return made


def _sum(variables: list[cp_model.IntVar]) -> cp_model.LinearExprT | None:
    return cp_model.LinearExpr.sum(variables) if variables else None


def _line(made: People, found: Found) -> Ints:
    return lines_held(made.compiled, made.kinds, made.rows, found)


def _bound(proved: tuple[float, ...], changes: int, soft: float) -> Bound:
    least = tuple(_whole(one) for one in proved[: 2 * PRIORITIES])
    return Bound(missing_minimum=least[:PRIORITIES], missing_count=least[PRIORITIES:], changes=changes, soft=soft)


def _whole(proved: float) -> int:
    return max(0, round(proved)) if np.isfinite(proved) else 0
