"""Hands the duties of a day out again: each stays whole, and one flow finds the best agent for each.

Waves alone cannot move a duty of several posts from one agent to another: the first post moved costs two ways more.
So it is with what is left of the day's duties at some moment, their tails: whoever is on duty then may go on with the
rest of another's.
Duties that begin on another day, or that a lock, a neighbouring duty or a second duty of the day binds to their agent,
stay where they are.
"""

from dataclasses import dataclass, replace

import numpy as np

from otp_desktop.planning.solver import costs
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled, Needs
from otp_desktop.planning.solver.flow import fill
from otp_desktop.planning.solver.legality import Pairs, pairs_of, within_days, within_travel, within_weekly_rest
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.neighbours import BREAK
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.situation import Situation, situation_in, touched_in

NEAREST_AGENTS, NEAREST_DUTIES = 60, 20  # of each duty, and of each agent: a flow through all pairs finds hardly more


@dataclass(frozen=True)
class Duties:
    """The movable duties of a day: owner, lines (duties, waves; NONE where none), and each as one long need."""

    owner: Ints
    line: Ints
    work: Ints
    first: Ints
    last: Ints
    as_needs: Needs

    def served(self, compiled: Compiled) -> tuple[Ints, Ints]:
        """Every duty's needs, as pairs (duty, need)."""
        duty, wave = np.nonzero(self.line != NONE)
        return duty, compiled.lines.need[self.line[duty, wave]]


def days_of(compiled: Compiled) -> list[tuple[int, ...]]:
    """The waves of each civil day, where there is more than one."""
    day = np.array([int(compiled.needs.day[members].min()) for members in compiled.waves.members], dtype=np.int64)
    found = (np.flatnonzero(day == one) for one in np.unique(day))
    return [tuple(waves.tolist()) for waves in found if len(waves) > 0]


def exchange(compiled: Compiled, roster: Roster, waves: tuple[int, ...], *, tails: bool = False, few: int = 0) -> None:
    """Gives the duties that lie within some waves in a row their best agents.

    Of a duty that began before these waves the rest is given as one: with ``tails``, to agents on duty as well. A unit
    with so ``few`` agents on a need counts as one too many there, so that its agents give way to those of others.
    """
    held = roster.line[:, waves[0] : waves[-1] + 1].copy()
    movable = _movable(compiled, roster, held, waves)
    if len(movable) < 2:
        return
    for place, wave in enumerate(range(waves[0], waves[-1] + 1)):
        roster.clear(wave)
        kept = held[:, place].copy()
        kept[movable] = NONE
        kept[roster.locked[:, wave]] = NONE
        agents = np.flatnonzero(kept != NONE)
        roster.put(wave, agents, kept[agents])
    duties = duties_of(compiled, movable, held[movable])
    touched = touched_in(compiled, duties.served(compiled)[1])
    situation = situation_in(compiled, roster, (waves[0], waves[-1]), touched)
    allowed, cost = table_of(compiled, roster, duties, situation, tails=tails, few=few)
    own = np.searchsorted(situation.agent, duties.owner)
    bound = ~allowed[own, np.arange(len(own))]  # what joins the work around it, or is judged by more than its edges
    agents = duties.owner.copy()
    free = np.setdiff1d(np.arange(len(situation.agent)), own[bound])
    moved = np.flatnonzero(~bound)
    if len(moved) > 1:
        ones = np.ones(len(moved), dtype=np.int64)
        heads = Heads(ones, np.zeros_like(ones), np.zeros_like(ones))
        table = np.ix_(free, moved)
        near = _near(allowed[table], cost[table], np.searchsorted(free, own[moved]))
        filling = fill(np.ones(len(free), dtype=np.int64), heads, near, cost[table])
        agents[moved[filling.line]] = situation.agent[free[filling.group]]
    for place, wave in enumerate(range(waves[0], waves[-1] + 1)):
        takes = duties.line[:, place] != NONE
        roster.put(wave, agents[takes], duties.line[takes, place])


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


def _movable(compiled: Compiled, roster: Roster, held: Ints, waves: tuple[int, ...]) -> Ints:
    """Agents with one duty there, of one day, and no lock."""
    needs, gap = compiled.needs, compiled.limits.shortest_gap
    locked = roster.locked[:, waves[0] : waves[-1] + 1].any(axis=1)
    taken = held != NONE
    agents = np.flatnonzero(taken.any(axis=1) & ~locked & ~roster.frozen)
    served = np.where(taken, compiled.lines.need[held], NONE)[agents]
    present = served != NONE
    day = needs.day[served]
    one_day = np.where(present, day, -1).max(axis=1) == np.where(present, day, len(needs.day) + 10**6).min(axis=1)
    last_end = np.maximum.accumulate(np.where(present, needs.end[served], np.iinfo(np.int64).min // 2), axis=1)
    begun = present[:, :-1].cumsum(axis=1) > 0
    pause = np.where(present[:, 1:] & begun, needs.start[served[:, 1:]] - last_end[:, :-1], 0)
    found: Ints = agents[one_day & (pause.max(axis=1, initial=0) < gap)]
    return found


def duties_of(compiled: Compiled, owner: Ints, line: Ints) -> Duties:
    """Duties from their owners and lines (duties, waves), the waves in a row."""
    needs, taken = compiled.needs, line != NONE
    served = np.where(taken, compiled.lines.need[line], 0)
    first = served[np.arange(len(owner)), taken.argmax(axis=1)]
    last = served[np.arange(len(owner)), line.shape[1] - 1 - taken[:, ::-1].argmax(axis=1)]
    weeks = (needs.week_seconds[served] * taken[:, :, None]).sum(axis=1)
    as_needs = Needs(
        start=needs.start[first],
        end=needs.end[last],
        day=needs.day[first],
        site=needs.site[first],
        priority=needs.priority[first],
        burden=(needs.burden[served] * taken).sum(axis=1),
        relieved=np.ones(len(owner), dtype=bool),
        group=np.full(len(owner), NONE),
        week_seconds=weeks,
    )
    return Duties(owner, line, ((needs.end - needs.start)[served] * taken).sum(axis=1), first, last, as_needs)


def tails_of(waves: tuple[int, ...]) -> list[tuple[int, ...]]:
    """What is left of some waves in a row, from the second, the third … on."""
    return [waves[place:] for place in range(1, len(waves))]


def table_of(
    compiled: Compiled, roster: Roster, duties: Duties, situation: Situation, *, tails: bool = False, few: int = 0
) -> tuple[Bools, Floats]:
    """(agents, duties): who may take what, and what that costs; with ``tails``, as the rest of his own duty too."""
    agents, count = situation.agent, len(duties.owner)
    duty, need = duties.served(compiled)
    distinct, column = np.unique(need, return_inverse=True)
    of_duty = np.zeros((len(distinct), count))
    of_duty[column, duty] = 1
    as_if = replace(compiled, needs=duties.as_needs)
    pairs = pairs_of(as_if, situation, touched_in(compiled, distinct), np.arange(count))
    joined = _follows(pairs, duties) if tails else _apart(pairs)
    allowed = joined & _hours(pairs, duties) & within_weekly_rest(pairs) & within_days(pairs)
    allowed &= (~available(compiled, agents, distinct)).astype(np.float64) @ of_duty == 0
    lines, line = np.unique(duties.line[duties.line != NONE], return_inverse=True)
    asked = np.zeros((len(lines), count))
    asked[line, np.nonzero(duties.line != NONE)[0]] = 1
    allowed &= (~compiled.eligibility.block(agents, lines)).astype(np.float64) @ asked == 0
    allowed &= _mixes_with_none(compiled, agents, duties.owner)
    cost = _cost(compiled, roster, duties, situation, distinct, of_duty, few)
    return allowed, cost + _saved_by_going_on(compiled, duties, pairs) if tails else cost


def _mixes_with_none(compiled: Compiled, agents: Ints, owners: Ints) -> Bools:
    """Who takes a duty is of its owner's corps, where a corps may not stand beside all others."""
    named = {corps for mix in compiled.problem.rules.forbidden_mixes for corps in mix}
    force = compiled.problem.agents
    choosy = np.array([agent.corps in named for agent in force], dtype=bool)
    corps = compiled.agents.corps
    same = corps[agents][:, None] == corps[owners]
    found: Bools = same | ~(choosy[agents][:, None] | choosy[owners])
    return found


def _apart(pairs: Pairs) -> Bools:
    """The duty joins no work before or after it: it stays the duty that it is."""
    gap = np.maximum(pairs.situation.before.gap, BREAK)[:, None]
    after = int(pairs.compiled.limits.gap.max(initial=BREAK))
    found: Bools = (pairs.gap_before >= gap) & (pairs.gap_after >= max(after, BREAK))
    return found


def _follows(pairs: Pairs, duties: Duties) -> Bools:
    """The duty joins no work after it, and may be the rest of what the agent does before it.

    Without a break between the two, all of it is judged as one run of work. A duty that begins at an unknown place is
    nobody's rest: the way to the place after it would be asked of nobody.
    """
    limits, before, needs = pairs.compiled.limits, pairs.situation.before, duties.as_needs
    joins = pairs.joins_before
    first_day = np.where(joins, before.far_day[:, None], needs.day)
    last_day = np.broadcast_to(needs.day, first_day.shape)
    work = duties.work + joins * before.work[:, None]
    span = needs.end - np.where(joins, before.far[:, None], needs.start)
    found = (pairs.gap_before >= 0) & (pairs.gap_after >= max(int(limits.gap.max(initial=BREAK)), BREAK))
    found &= work <= limits.strictest(limits.duty, first_day, last_day)
    found &= span <= limits.strictest(limits.amplitude, first_day, last_day)
    unbroken = (pairs.gap_before < BREAK) & (before.need != NONE)[:, None]
    run = needs.end - before.run_far[:, None]
    found &= ~unbroken | (run <= limits.strictest(limits.continuous, first_day, last_day))
    found &= ~joins | pairs.compiled.site_to_site.known(needs.site)
    return found & within_travel(pairs)


def _saved_by_going_on(compiled: Compiled, duties: Duties, pairs: Pairs) -> Floats:
    """(agents, duties): the cost of a way from post to post less that of home and back, where a duty goes on."""
    situation, needs = pairs.situation, compiled.needs
    before = np.where(situation.before.need == NONE, NONE, needs.site[situation.before.need])
    base, first = compiled.agents.base[situation.agent], needs.site[duties.first]
    home = compiled.base_to_site.pairs(base, before)[:, None] + compiled.base_to_site.block(base, first)
    more = compiled.site_to_site.block(before, first) - home
    found: Floats = compiled.problem.objective.travel * costs.detour_of(compiled) * more * pairs.joins_before
    return found


def _hours(pairs: Pairs, duties: Duties) -> Bools:
    situation = pairs.situation
    found: Bools = duties.work <= situation.total_room[:, None]
    added = duties.as_needs.week_seconds[:, pairs.touched.weeks]
    for place, members in enumerate(pairs.touched.week_sets):
        found &= added[:, members].sum(axis=1) <= np.maximum(situation.room[:, place], 0)[:, None]
    return found


def _cost(
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
