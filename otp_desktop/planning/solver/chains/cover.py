"""Fills a block with as many heads as whole duties can bring, in the order of priorities."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.dive import Dive
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.mixing import keeps_apart
from otp_desktop.planning.solver.chains.pricing import Offer
from otp_desktop.planning.solver.chains.seats import seat
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.worth import falling
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.situation import situation_in, touched_in

Held = tuple[int, list[int]]
"""An agent, and lines of a block in the order of time that he fills or could fill."""

LESS_THAN_ONE = 0.99  # heads are whole: a relaxation this near its bound cannot be told from the best plan


@dataclass(frozen=True)
class Sought:
    """What a search for duties has learnt: those ``known`` to it, and what missing heads weigh at the ``least``."""

    known: list[Held]
    least: float


def cover(compiled: Compiled, roster: Roster, block: Block, team: Ints, over: StopRequested) -> Sought:
    """Takes from a team what it has in the block, and gives it, and whoever is free there, new duties.

    What is lacking then, the flow of each wave may still find.
    """
    known = lines_held(roster, block, team)
    clear(roster, block, team)
    agents, free = free_around(compiled, roster, block)
    kinds = kinds_of(compiled, block, agents, free, priced=False)
    setting = Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, priced=False))
    generation = Generation(setting, falling(heads_left(compiled, roster, block.lines)), over)
    learn(setting, generation, known)
    relaxed = generation.converge(LESS_THAN_ONE)
    if relaxed is not None:
        seat(compiled, roster, setting, Dive(generation, setting, over).run(relaxed))
    return Sought(_known_to(generation, setting), generation.value)


def missing_weight(compiled: Compiled, roster: Roster, block: Block) -> float:
    """What the heads missing in the block weigh."""
    demand = falling(heads_left(compiled, roster, block.lines))
    return float(demand.low @ demand.low_worth + demand.high @ demand.high_worth)


def _known_to(generation: Generation, setting: Setting) -> list[Held]:
    one_of = np.zeros(len(setting.kinds.size), dtype=np.int64)
    one_of[setting.kinds.of_agent] = setting.kinds.agents
    return [(int(one_of[column.kind]), list(column.lines)) for column in generation.master.columns]


def free_around(compiled: Compiled, roster: Roster, block: Block) -> tuple[Ints, Bools]:
    """The agents with nothing in the block, and (agents, needs) where a need alone is legal beside their other work."""
    touched = touched_in(compiled, block.need)
    situation = situation_in(compiled, roster, block.waves, touched)
    agents = situation.agent
    free = legal(pairs_of(compiled, situation, touched, block.need)) & available(compiled, agents, block.need)
    return agents, free & keeps_apart(compiled, roster, block, agents)


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


def learn(setting: Setting, generation: Generation, known: Iterable[Held]) -> None:
    """Duties that agents have now, or could have, are a start."""
    kinds, part_of_line = setting.kinds, setting.block.part[setting.block.need_of_line]
    kind_of = dict(zip(kinds.agents.tolist(), kinds.of_agent.tolist(), strict=True))
    for agent, lines in known:
        for part, duty in groupby(lines, key=lambda line: int(part_of_line[line])):
            own = list(duty)
            if agent in kind_of and kinds.may[kinds.path[kind_of[agent]], own].all():
                generation.add(Offer(kind_of[agent], part, own))
