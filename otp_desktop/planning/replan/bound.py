"""The least changes of any plan of best coverage, proved.

The waves are cut into blocks of which nobody may serve two waves. Take a legal plan whose coverage equals the bound:
the sum over blocks of what each can have at best when nothing but locked assignments stands around it. Then each
block is filled at its best, and two things follow.

- An agent who cannot keep what he had (his old rows, absences aside, are no longer legal) is changed in every plan.
- In any one block the flow gives the fewest agents whose rows in it change; those who are changed anyway are free. They
  and the agents above are different people, so that the numbers add up.

A plan of worse coverage ranks behind the bound whatever its changes.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.checker import check
from otp_desktop.planning.old_plan import is_away
from otp_desktop.planning.plan import PRIORITIES, Bound
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.replan.expected import Expectations
from otp_desktop.planning.replan.least_changes import least_changes
from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.wave_view import WaveView, blocks_of, relaxed_view


@dataclass(frozen=True)
class BlockLeast:
    """What one block of waves leaves at least: heads missing by priority, and agents disturbed."""

    missing_minimum: Ints
    missing_count: Ints
    disturbed: int


def change_bound(
    compiled: Compiled, expected: Expectations, surviving: Roster, over: StopRequested = never_stop
) -> Bound:
    """The proved coverage and changes of the problem's baseline; the soft part is left open.

    Blocks in which the old rows all survive and lack nobody need nothing; nothing is proved of those left when it is
    over.
    """
    lost = (expected.awaited & (surviving.line != expected.baseline.line)).any(axis=0)
    all_survive = not (lost.any() or expected.baseline.impossible.any())
    forced, locked = forced_changes(compiled.problem, legal=all_survive), Roster(compiled)
    short = surviving.heads < compiled.lines.count
    least = [
        block_least(compiled, expected, locked, block, forced)
        for block in blocks_of(compiled)
        if any(lost[wave] or short[compiled.lines_of_wave[wave]].any() for wave in block) and not over()
    ]
    return Bound(
        missing_minimum=_total([one.missing_minimum for one in least]),
        missing_count=_total([one.missing_count for one in least]),
        changes=int(forced.sum()) + max((one.disturbed for one in least), default=0),
    )


def forced_changes(problem: Problem, *, legal: bool = False) -> Bools:
    """For each agent: are the rows he had, those in an absence aside, broken by a rule on him alone?

    ``legal``: it is known already that these rows break none.
    """
    kept = tuple(row for row in problem.baseline or () if not is_away(problem, row))
    locked = {row.agent for row in set(problem.locked) - set(kept)}
    broken = locked if legal else {violation.agent for violation in check(problem, kept)} | locked
    return np.array([agent.id in broken for agent in problem.agents], dtype=bool)


def block_least(
    compiled: Compiled, expected: Expectations, locked: Roster, block: tuple[int, ...], forced: Bools
) -> BlockLeast:
    view = relaxed_view(compiled, block, locked)
    filled = least_changes(view, expected.within(view, block, calm=~forced[view.agents]))
    minimum, count = missing_heads(compiled, view, filled.heads)
    return BlockLeast(minimum, count, filled.changes)


def missing_heads(compiled: Compiled, view: WaveView, heads: Ints) -> tuple[Ints, Ints]:
    """Heads missing below the minimum and the count, by priority, when ``heads`` are given to the lines of a view."""
    total = view.heads.total
    locked = np.maximum(compiled.lines.count[view.lines] - total, 0)
    present = heads + locked
    below_minimum = np.maximum(compiled.lines.minimum[view.lines] - present, 0)
    return (
        np.bincount(view.heads.priority, weights=below_minimum, minlength=PRIORITIES).astype(np.int64),
        np.bincount(view.heads.priority, weights=total - heads, minlength=PRIORITIES).astype(np.int64),
    )


def _total(parts: list[Ints]) -> tuple[int, ...]:
    return tuple(np.sum([np.zeros(PRIORITIES, dtype=np.int64), *parts], axis=0).tolist())
