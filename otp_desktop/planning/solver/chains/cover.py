"""Fills a block with as many heads as whole duties can bring, in the order of priorities."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.dive import Dive
from otp_desktop.planning.solver.chains.flows import Duty
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.master import Relaxed
from otp_desktop.planning.solver.chains.mixing import keeps_apart
from otp_desktop.planning.solver.chains.pricing import Offer
from otp_desktop.planning.solver.chains.seats import seat
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.worth import CLASSES, demand_of, fall
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.situation import situation_in, touched_in

Held = tuple[int, list[int]]
"""An agent, and lines of a block in the order of time that he fills or could fill."""

LESS_THAN_ONE = 0.99  # heads are whole: a relaxation this near its bound cannot be told from the best plan
HALF = 0.5  # of a head
NOTHING_LACKS = np.zeros(CLASSES, dtype=bool)


@dataclass(frozen=True)
class Sought:
    """What a search for duties has learnt: those ``known`` to it, and ``prices`` (lines,) of heads.

    ``worth`` (classes,) of a head, and what missing heads weigh at the ``least``, as far as the search went.
    """

    known: list[Held]
    prices: Floats | None
    worth: Floats
    least: float


def cover(
    compiled: Compiled, roster: Roster, block: Block, team: Ints, over: StopRequested, worth: Floats | None = None
) -> Sought:
    """Takes from a team what it has in the block, and gives it, and whoever is free there, new duties.

    What is lacking then, the flow of each wave may still find. ``worth`` (classes,): of a head, where it is known what
    makes the order of the classes strict.
    """
    known = lines_held(roster, block, team)
    clear(roster, block, team)
    agents, free = free_around(compiled, roster, block)
    kinds = kinds_of(compiled, block, agents, free, priced=False)
    setting = Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, priced=False))
    heads, first = heads_left(compiled, roster, block.lines), fall(NOTHING_LACKS) if worth is None else worth
    generation = Generation(setting, demand_of(heads, first), over)
    learn(setting, generation, known)
    generation.share_once(duties_of_kinds(setting, known))
    relaxed = generation.settle(LESS_THAN_ONE)
    if worth is None and relaxed is not None:
        worth, relaxed = _strictly(generation, heads, relaxed)
    if relaxed is not None:
        generation.master.bar_unused()
        seat(compiled, roster, setting, Dive(generation, setting, over).run(relaxed))
    prices, least = (None, -np.inf) if relaxed is None else (relaxed.prices, relaxed.cost)
    return Sought(_known_to(generation, setting), prices, first if worth is None else worth, least)


def _strictly(generation: Generation, heads: Heads, relaxed: Relaxed) -> tuple[Floats, Relaxed | None]:
    """Where several classes lack heads, weights that keep their order; and the relaxation at those."""
    missing = _missing(generation, heads, relaxed)
    worth = fall(missing >= HALF)
    if (missing >= HALF).sum() < 2:
        return worth, relaxed
    strict = generation.retarget(demand_of(heads, worth))
    if strict is None or np.allclose(_missing(generation, heads, strict), missing, atol=HALF):
        return worth, strict
    return worth, generation.settle(LESS_THAN_ONE)


def _missing(generation: Generation, heads: Heads, relaxed: Relaxed) -> Floats:
    """(classes,): heads that are missing."""
    held = np.zeros(len(heads.low))
    for column, agents in zip(generation.master.columns, relaxed.taken, strict=False):
        held[list(column.lines)] += agents
    missing = np.maximum(heads.total - held, 0)
    below = np.maximum(missing - heads.high, 0)
    return np.concatenate(
        [np.bincount(heads.priority, weights=some, minlength=PRIORITIES) for some in (below, missing)]
    )


def missing_weight(compiled: Compiled, roster: Roster, block: Block, worth: Floats) -> float:
    """What the heads missing in the block weigh."""
    demand = demand_of(heads_left(compiled, roster, block.lines), worth)
    return float(demand.low @ demand.low_worth + demand.high @ demand.high_worth)


def duties_of_kinds(setting: Setting, known: Iterable[Held]) -> list[list[Duty]]:
    """The duties that the agents of each kind have."""
    kinds, part_of_line = setting.kinds, setting.block.part[setting.block.need_of_line]
    kind_of = dict(zip(kinds.agents.tolist(), kinds.of_agent.tolist(), strict=True))
    found: list[list[Duty]] = [[] for _ in kinds.size]
    for agent, lines in known:
        for _, duty in groupby(lines, key=lambda line: int(part_of_line[line])):
            if agent in kind_of:
                found[kind_of[agent]].append(list(duty))
    return found


def _known_to(generation: Generation, setting: Setting) -> list[Held]:
    one_of = np.zeros(len(setting.kinds.size), dtype=np.int64)
    one_of[setting.kinds.of_agent] = setting.kinds.agents
    return [(int(one_of[column.kind]), list(column.lines)) for column in generation.master.used]


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


def learn(setting: Setting, generation: Generation, known: Iterable[Held]) -> None:
    """Duties that agents have now, or could have, are a start."""
    kinds, part_of_line = setting.kinds, setting.block.part[setting.block.need_of_line]
    kind_of = dict(zip(kinds.agents.tolist(), kinds.of_agent.tolist(), strict=True))
    for agent, lines in known:
        for part, duty in groupby(lines, key=lambda line: int(part_of_line[line])):
            own = list(duty)
            if agent in kind_of and kinds.may[kinds.path[kind_of[agent]], own].all():
                generation.add(Offer(kind_of[agent], part, own))
