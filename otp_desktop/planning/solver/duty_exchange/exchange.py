"""The move: every agent gives his duty up, and one flow hands them all out again."""

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_exchange.duties import Duties, duties_of, movable
from otp_desktop.planning.solver.duty_exchange.table import table_of
from otp_desktop.planning.solver.flow import fill
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.situation import situation_in, touched_in

NEAREST_AGENTS, NEAREST_DUTIES = 60, 20  # of each duty, and of each agent: a flow through all pairs finds hardly more


def exchange(compiled: Compiled, roster: Roster, waves: tuple[int, ...], *, tails: bool = False, few: int = 0) -> None:
    """Gives the duties that lie within some waves in a row their best agents.

    Of a duty that began before these waves the rest is given as one: with ``tails``, to agents on duty as well. A unit
    with so ``few`` agents on a need counts as one too many there, so that its agents give way to those of others.
    """
    held = roster.line[:, waves[0] : waves[-1] + 1].copy()
    owner = movable(compiled, roster, held, waves)
    if len(owner) < 2:
        return
    duties = duties_of(compiled, owner, held[owner])
    _take(roster, duties, waves[0])
    touched = touched_in(compiled, duties.served(compiled)[1])
    situation = situation_in(compiled, roster, (waves[0], waves[-1]), touched)
    allowed, cost = table_of(compiled, roster, duties, situation, tails=tails, few=few)
    _give(roster, duties, waves[0], _best_agents(duties, situation.agent, allowed, cost))


def _take(roster: Roster, duties: Duties, first: int) -> None:
    """Takes the duties from their owners; ``first``: the wave of their first column."""
    for place, present in enumerate((duties.line != NONE).T):
        roster.remove(first + place, duties.owner[present])


def _give(roster: Roster, duties: Duties, first: int, agents: Ints) -> None:
    """Gives each duty to its agent."""
    for place, present in enumerate((duties.line != NONE).T):
        roster.put(first + place, agents[present], duties.line[present, place])


def _best_agents(duties: Duties, agents: Ints, allowed: Bools, cost: Floats) -> Ints:
    """The agent of each duty. Who may not keep his own, as it joins the work around it, keeps it all the same."""
    own = np.searchsorted(agents, duties.owner)
    bound = ~allowed[own, np.arange(len(own))]
    free = np.setdiff1d(np.arange(len(agents)), own[bound])
    moved = np.flatnonzero(~bound)
    found = duties.owner.copy()
    if len(moved) > 1:
        ones = np.ones(len(moved), dtype=np.int64)
        heads = Heads(ones, np.zeros_like(ones), np.zeros_like(ones))
        table = np.ix_(free, moved)
        near = _near(allowed[table], cost[table], np.searchsorted(free, own[moved]))
        filling = fill(np.ones(len(free), dtype=np.int64), heads, near, cost[table])
        found[moved[filling.line]] = agents[free[filling.group]]
    return found


def _near(allowed: Bools, cost: Floats, own: Ints) -> Bools:
    """(agents, duties): the pairs worth looking at, the cheapest of each side, and each duty with its ``own`` agent."""
    price = np.where(allowed, cost, np.inf)
    found = np.zeros(allowed.shape, dtype=bool)
    agents = np.argpartition(price, min(NEAREST_AGENTS, len(price)) - 1, axis=0)[:NEAREST_AGENTS]
    found[agents, np.arange(price.shape[1])] = True
    duties = np.argpartition(price, min(NEAREST_DUTIES, price.shape[1]) - 1, axis=1)[:, :NEAREST_DUTIES]
    found[np.arange(len(price))[:, None], duties] = True
    found[own, np.arange(len(own))] = True
    return found & allowed
