"""The linear program of duties for some agents of a block, and the duties handed out after a dive from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.dive import Dive
from otp_desktop.planning.solver.chains.flows import Duty
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.master import Relaxed
from otp_desktop.planning.solver.chains.pricing import Offer
from otp_desktop.planning.solver.chains.seats import seat
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.worth import demand_of, fall
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.market import CLASSES, Heads
from otp_desktop.planning.solver.roster import Roster, heads_left

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


class DutySearch:
    """Of ``agents`` who may serve where they are ``free`` (agents, needs).

    ``relaxed``: the solution of the linear program, None where there is none; ``worth`` (classes,) of a head in it, and
    ``least``, what the heads missing in it weigh.
    """

    def __init__(
        self,
        compiled: Compiled,
        roster: Roster,
        block: Block,
        agents: Ints,
        free: Bools,
        over: StopRequested,
        worth: Floats | None,
    ) -> None:
        """``worth`` (classes,): where it is known what makes the order of the classes strict."""
        self._compiled, self._roster, self._over = compiled, roster, over
        kinds = kinds_of(compiled, block, agents, free, priced=False)
        self._setting = Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, priced=False))
        self._heads, self._strict = heads_left(compiled, roster, block.lines), worth is not None
        self.worth = fall(NOTHING_LACKS) if worth is None else worth
        self._generation = Generation(self._setting, demand_of(self._heads, self.worth), over)
        self.relaxed: Relaxed | None = None

    def seek(self, known: list[Held], held: list[Held] | None = None) -> None:
        """Solves the program; ``known`` duties are a start, and those beside what agents ``held`` so far."""
        learn(self._setting, self._generation, known)
        if held is not None:
            self._generation.share_once(duties_of_kinds(self._setting, held))
        self.relaxed = self._generation.settle(LESS_THAN_ONE)
        if not self._strict and self.relaxed is not None:
            self.worth, self.relaxed = _strictly(self._generation, self._heads, self.relaxed)

    def seat(self) -> None:
        """Makes whole duties of the solution and gives them to agents."""
        if self.relaxed is not None:
            self._generation.master.bar_unused()
            duties = Dive(self._generation, self._setting, self._over, loss=HALF).run(self.relaxed)
            seat(self._compiled, self._roster, self._setting, duties)

    @property
    def least(self) -> float:
        return -np.inf if self.relaxed is None else self.relaxed.cost

    @property
    def lacks(self) -> bool:
        """Whether heads are missing in the solution."""
        return self.relaxed is not None and self.relaxed.cost >= HALF

    @property
    def sought(self) -> Sought:
        prices = None if self.relaxed is None else self._generation.telling_heads(self.relaxed)
        return Sought(_known_to(self._generation, self._setting), prices, self.worth, self.least)

    def held_by_corps(self) -> Floats:
        """(corps, needs): the heads that each corps holds in the solution."""
        kinds, corps = self._setting.kinds, self._compiled.agents.corps
        share = np.zeros((int(corps.max()) + 1, len(kinds.size)))
        np.add.at(share, (corps[kinds.agents], kinds.of_agent), 1 / kinds.size[kinds.of_agent])
        found = np.zeros((len(share), len(self._setting.block.need)))
        for column, agents in zip(self._generation.master.columns, _taken(self.relaxed), strict=False):
            for need in self._setting.block.need_of_line[list(column.lines)].tolist():
                found[:, need] += agents * share[:, column.kind]
        return found


def _taken(relaxed: Relaxed | None) -> list[float]:
    return [] if relaxed is None else relaxed.taken.tolist()


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


def learn(setting: Setting, generation: Generation, known: Iterable[Held]) -> None:
    """Duties that agents have now, or could have, are a start."""
    kinds, part_of_line = setting.kinds, setting.block.part[setting.block.need_of_line]
    kind_of = dict(zip(kinds.agents.tolist(), kinds.of_agent.tolist(), strict=True))
    for agent, lines in known:
        for part, duty in groupby(lines, key=lambda line: int(part_of_line[line])):
            own = list(duty)
            if agent in kind_of and kinds.may[kinds.path[kind_of[agent]], own].all():
                generation.known.add(Offer(kind_of[agent], part, own))
