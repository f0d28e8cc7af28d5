"""What a duty would cost with each agent."""

import numpy as np

from otp_desktop.planning.solver import costs
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_exchange.duties import Duties
from otp_desktop.planning.solver.legality import Pairs
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.situation import Situation


def cost_of(
    compiled: Compiled, roster: Roster, duties: Duties, situation: Situation, need: Ints, of_duty: Floats, few: int
) -> Floats:
    weights, agents, needs = compiled.problem.objective, situation.agent, compiled.needs
    base = compiled.agents.base[agents]
    ways = compiled.base_to_site.block(base, needs.site[duties.first])
    ways = ways + compiled.base_to_site.block(base, needs.site[duties.last])
    cost: Floats = weights.travel * costs.detour_of(compiled) * ways
    if weights.equity and duties.as_needs.burden.any():
        burden = roster.burden[agents][:, None]
        cost += weights.equity * ((burden + duties.as_needs.burden) ** 2 - burden**2)
    if weights.preference and len(compiled.wishes.agent):
        cost += weights.preference * (costs.preference(compiled, agents, need) @ of_duty)
    if weights.continuity and (needs.group[need] != NONE).any():
        faces = costs.Faces(compiled, roster, need).new_faces(compiled, agents, need)
        cost += weights.continuity * (faces @ _once_a_group(needs.group[need], of_duty))
    if weights.cohesion:
        cost += weights.cohesion * (_strangers(compiled, duties, agents, need, few) @ of_duty)
    return cost


def saved_by_going_on(compiled: Compiled, duties: Duties, pairs: Pairs) -> Floats:
    """(agents, duties): the cost of a way from post to post less that of home and back, where a duty goes on."""
    situation, needs = pairs.situation, compiled.needs
    before = np.where(situation.before.need == NONE, NONE, needs.site[situation.before.need])
    base, first = compiled.agents.base[situation.agent], needs.site[duties.first]
    home = compiled.base_to_site.pairs(base, before)[:, None] + compiled.base_to_site.block(base, first)
    more = compiled.site_to_site.block(before, first) - home
    found: Floats = compiled.problem.objective.travel * costs.detour_of(compiled) * more * pairs.joins_before
    return found


def _once_a_group(group: Ints, of_duty: Floats) -> Floats:
    """The first need of each group in each duty: a face is new once."""
    found = of_duty.copy()
    for one in np.unique(group):
        rows = np.flatnonzero(group == one)
        found[rows] *= np.cumsum(found[rows], axis=0) <= 1
    return found


def _strangers(compiled: Compiled, duties: Duties, agents: Ints, need: Ints, few: int) -> Floats:
    """(agents, needs): 1 where nobody, or few, of the agent's unit stand beside others on the need now."""
    duty, served = duties.served(compiled)
    units = len(compiled.problem.units) + len(compiled.problem.agents) + 1
    present = np.zeros((units, len(need)))
    owner_unit = compiled.agents.unit[duties.owner[duty]]
    np.add.at(present, (owner_unit, np.searchsorted(need, served)), 1)
    unit = compiled.agents.unit[agents]
    found = (present[unit] <= few) & (present.sum(axis=0) > 1) & (unit != NONE)[:, None]
    strange: Floats = found.astype(np.float64)
    return strange
