"""New duties beside an earlier plan: as many heads as can be, and as few agents as can be whose work changes.

The linear program of duties (``generation``) lets each agent whom nothing else disturbs keep what he had, whole, and
counts everybody who does not.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.bounds import missing_in
from otp_desktop.planning.solver.chains.block import Block
from otp_desktop.planning.solver.chains.costs import DutyCosts
from otp_desktop.planning.solver.chains.cover import clear, judged_around, lines_held
from otp_desktop.planning.solver.chains.dive import Dive
from otp_desktop.planning.solver.chains.duty_search import Held, duties_of_kinds, learn
from otp_desktop.planning.solver.chains.generation import Generation
from otp_desktop.planning.solver.chains.kinds import kinds_of
from otp_desktop.planning.solver.chains.master import Relaxed
from otp_desktop.planning.solver.chains.mixing import keeps_apart
from otp_desktop.planning.solver.chains.seats import seat
from otp_desktop.planning.solver.chains.setting import Setting
from otp_desktop.planning.solver.chains.staying import CHANGE, Own, Staying
from otp_desktop.planning.solver.chains.worth import demand_of, fall
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster, heads_left

LITTLE = 0.5  # of a head of the last class: a round that gains less is the last one, while heads are missing


@dataclass(frozen=True)
class Calm:
    """An earlier plan, and the agents (``steady``) whose work in it is all legal still."""

    baseline: Baseline
    steady: Bools


def cover_calmly(
    compiled: Compiled, roster: Roster, block: Block, calm: Calm, enough: StopRequested, over: StopRequested
) -> None:
    """Gives everybody his old work in the block or new duties; who is locked there stays as he is.

    ``enough`` ends the search for duties, ``over`` everything: the block is then left half empty.
    """
    everybody = np.flatnonzero(~roster.frozen & ~roster.locked[:, block.waves].any(axis=1))
    lacking = np.array(sum(missing_in(compiled, roster.heads, block.lines), ())) > 0
    known = lines_held(roster, block, everybody)
    apart = keeps_apart(compiled, roster, block, np.arange(len(roster.line)))
    clear(roster, block, everybody)
    agents, free = judged_around(compiled, roster, block)
    kinds = kinds_of(compiled, block, agents, free & apart[agents], priced=False)
    setting = Setting.of(compiled, block, kinds, DutyCosts(compiled, block, kinds, priced=False))
    undisturbed = ~calm.baseline.disturbed_outside(roster.line, block.waves)
    staying = _staying(setting, calm, undisturbed)
    demand = demand_of(heads_left(compiled, roster, block.lines), fall(lacking))
    generation = Generation(setting, demand, over, staying)
    _teach(generation, setting, staying, known)
    relaxed = _settled(generation, LITTLE if lacking.any() else CHANGE, enough)
    if relaxed is None:
        return
    generation.master.bar_unused()
    dive = Dive(generation, setting, over, staying.own)
    duties = dive.run(relaxed)
    idle = undisturbed & ~calm.baseline.awaited[:, block.waves].any(axis=1)
    stay = _restore(compiled, roster, block, dive.stays)
    seat(compiled, roster, setting, duties, idle, stay)


def _teach(generation: Generation, setting: Setting, staying: Staying, known: list[Held]) -> None:
    """What agents have and had, and what each kind would do beside the others, are duties to begin with."""
    learn(setting, generation, known)
    learn(setting, generation, [(own.agent, list(own.lines)) for own in staying.own])
    generation.share_once(duties_of_kinds(setting, known))


def _settled(generation: Generation, little: float, enough: StopRequested) -> Relaxed | None:
    """The relaxation after a round that gained little."""
    found: Relaxed | None = None
    for relaxed in generation.rounds():
        gained = np.inf if found is None or relaxed is None else found.cost - relaxed.cost
        found = relaxed if relaxed is not None else found
        if gained < little or enough():
            break
    return found


def _staying(setting: Setting, calm: Calm, undisturbed: Bools) -> Staying:
    """Who may keep what he had in the block, and who had nothing there."""
    block, kinds, waves = setting.block, setting.kinds, np.array(setting.block.waves)
    position = {line: place for place, line in enumerate(block.lines.tolist())}
    awaited, line = calm.baseline.awaited[:, waves], calm.baseline.line[:, waves]
    own, idle = [], np.zeros(len(kinds.size), dtype=np.int64)
    for agent, kind in zip(kinds.agents.tolist(), kinds.of_agent.tolist(), strict=True):
        lines = sorted(position[one] for one in line[agent, awaited[agent]].tolist())
        if not undisturbed[agent]:
            continue
        if not lines:
            idle[kind] += 1
        elif calm.steady[agent] and kinds.may[kinds.path[kind], lines].all():
            own.append(Own(agent, kind, tuple(lines)))
    return Staying(own, idle)


def _restore(compiled: Compiled, roster: Roster, block: Block, stays: list[Own]) -> Ints:
    """Gives those who stay their lines back; the agents."""
    rows = np.array([(own.agent, line) for own in stays for line in own.lines], dtype=np.int64).reshape(-1, 2)
    agents, lines = rows[:, 0], block.lines[rows[:, 1]]
    wave = compiled.waves.of_need[compiled.lines.need[lines]]
    for one in np.unique(wave).tolist():
        roster.put(one, agents[wave == one], lines[wave == one])
    return np.unique(agents)
