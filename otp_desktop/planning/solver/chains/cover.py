"""Fills a block with as many heads as whole duties can bring, in the order of priorities."""

from collections.abc import Callable
from functools import partial

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.duty_search import LESS_THAN_ONE, DutySearch, Held, Sought
from otp_desktop.planning.solver.chains.mixing import keeps_apart, leaves_open
from otp_desktop.planning.solver.chains.worth import demand_of
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.situation import situation_in, touched_in

SIDES = 2  # times that needs where corps would mix go to one side, before all do


def cover(
    compiled: Compiled, roster: Roster, block: Block, team: Ints, over: StopRequested, worth: Floats | None = None
) -> Sought:
    """Takes from a team what it has in the block, and gives it, and whoever is free there, new duties.

    What is lacking then, the flow of each wave may still find. ``worth`` (classes,): of a head, where it is known what
    makes the order of the classes strict.
    """
    known = lines_held(roster, block, team)
    clear(roster, block, team)
    agents, free = judged_around(compiled, roster, block)
    apart = keeps_apart(compiled, roster, block, agents)
    found = DutySearch(compiled, roster, block, agents, free & apart, over, worth)
    found.seek(known, known)
    mixed = free & (apart | leaves_open(compiled, roster, block))
    if found.lacks and (mixed & ~apart).any():
        search = partial(DutySearch, compiled, roster, block, agents, over=over, worth=found.worth)
        return _with_other_sides(found, mixed, search, partial(keeps_apart, compiled, roster, block, agents))
    found.seat()
    return found.sought


def _with_other_sides(
    parted: DutySearch, mixed: Bools, search: Callable[[Bools], DutySearch], apart_of: Callable[..., Bools]
) -> Sought:
    """As if corps could mix; where that would hold more heads than ``parted``, needs go to one side after the other.

    First those where corps would mix; then those where they do when the first are settled, and last all others.
    ``search``: for duties where agents may serve (agents, needs); ``apart_of``: where they may beside heads of corps.
    """
    together = search(mixed)
    together.seek(parted.sought.known)
    if together.relaxed is None or together.least > parted.least - LESS_THAN_ONE:
        parted.seat()
        return parted.sought if together.relaxed is None else together.sought
    current, known = together, parted.sought.known
    for only_mixed in (*[True] * SIDES, False):
        apart = apart_of(current.held_by_corps(), only_mixed=only_mixed)
        if current.relaxed is not None and not (mixed <= apart).all():
            known, mixed = [*known, *current.sought.known], mixed & apart
            current = search(mixed)
            current.seek(known)
    best = current if current.relaxed is not None and current.least < parted.least else parted
    best.seat()
    return together.sought


def missing_weight(compiled: Compiled, roster: Roster, block: Block, worth: Floats) -> float:
    """What the heads missing in the block weigh."""
    demand = demand_of(heads_left(compiled, roster, block.lines), worth)
    return float(demand.low @ demand.low_worth + demand.high @ demand.high_worth)


def free_around(compiled: Compiled, roster: Roster, block: Block) -> tuple[Ints, Bools]:
    """The agents with nothing in the block, and (agents, needs) where a need alone is legal beside their other work."""
    agents, free = judged_around(compiled, roster, block)
    return agents, free & keeps_apart(compiled, roster, block, agents)


def judged_around(compiled: Compiled, roster: Roster, block: Block) -> tuple[Ints, Bools]:
    """The same whatever corps may not mix."""
    touched = touched_in(compiled, block.need)
    situation = situation_in(compiled, roster, block.waves, touched)
    agents = situation.agent
    return agents, legal(pairs_of(compiled, situation, touched, block.need)) & available(compiled, agents, block.need)


def lines_held(roster: Roster, block: Block, team: Ints) -> list[Held]:
    """The lines of the block that each agent fills now."""
    position = {line: place for place, line in enumerate(block.lines.tolist())}
    held = roster.line[team, block.waves[0] : block.waves[-1] + 1]
    return [
        (agent, sorted(position[line] for line in lines if line != NONE))
        for agent, lines in zip(team.tolist(), held.tolist(), strict=True)
    ]


def clear(roster: Roster, block: Block, team: Ints) -> None:
    """Takes from a team what it has in the block; locked assignments stay."""
    line, own = roster.line.copy(), np.ix_(team, np.array(block.waves))
    line[own] = np.where(roster.locked[own], line[own], NONE)
    roster.restore(line)
