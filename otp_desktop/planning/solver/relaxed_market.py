"""Needs of which nobody serves two, as a market with nothing but locked assignments around them.

Every limit is the loosest in force, and nothing costs anything: whoever may serve somewhere in a legal plan may here.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.exactness import legality_is_exact
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.loosest import fits_a_duty, under_loosest_limits
from otp_desktop.planning.solver.market import Market
from otp_desktop.planning.solver.roster import Roster, heads_of
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.settled import settled
from otp_desktop.planning.solver.situation import situation_in, touched_in


@dataclass(frozen=True)
class RelaxedMarket:
    """``market`` without costs; an agent of each of its groups, and one of each of its places."""

    market: Market
    of_group: Ints
    of_place: Ints


def relaxed(compiled: Compiled, locked: Roster, run: Run, kinds: Ints | None = None) -> RelaxedMarket:
    """Agents of different ``kinds`` (agents,) are told apart, and by their burdens then."""
    need, in_time = run.need, fits_a_duty(compiled, run.need)
    compiled = under_loosest_limits(compiled)
    touched = touched_in(compiled, need)
    situation = settled(compiled, situation_in(compiled, locked, run.waves, touched), touched, need)
    agents = situation.agent
    times, time_of_need = groups_of([compiled.needs.start[need], compiled.needs.end[need]])
    free = available(compiled, agents, need[times]) & ~_locked_elsewhere(compiled, locked, agents, need[times])
    kind_of = np.zeros(len(agents), dtype=np.int64) if kinds is None else kinds[agents]
    first, place = groups_of([kind_of, patterns(free), *situation.columns()])
    can = free[first][:, time_of_need] & in_time
    if legality_is_exact(compiled) or not locked.locked.any():
        one_of_each, alike = groups_of(situation.take(first).columns())
        can &= legal(pairs_of(compiled, situation.take(first[one_of_each]), touched, need))[alike]
    line_of_kind, kind = _kinds_of_lines(compiled, run.lines)
    may = compiled.eligibility.block(agents, line_of_kind)
    own, group = groups_of([place, patterns(may), _burdens(compiled, agents, kinds is not None)])
    market = Market(
        supply=np.bincount(group, minlength=len(own)),
        place=place[own],
        surcharge=np.where(may[own], 0.0, np.inf),
        cost=np.where(can, 0.0, np.inf),
        column=np.searchsorted(need, compiled.lines.need[run.lines]),
        kind=kind,
        heads=heads_of(compiled, locked, run.lines),
    )
    return RelaxedMarket(market, agents[own], agents[first])


def _kinds_of_lines(compiled: Compiled, lines: Ints) -> tuple[Ints, Ints]:
    """A line of each kind, and the kind of each line: those of a kind are open to the same agents and burden alike."""
    burden = compiled.needs.burden[compiled.lines.need[lines]]
    classes = compiled.eligibility.line_class[lines]
    first, kind = groups_of([classes, np.unique(burden, return_inverse=True)[1].reshape(-1)])
    return lines[first], kind


def _burdens(compiled: Compiled, agents: Ints, told_apart: bool) -> Ints:
    if not told_apart or not compiled.problem.objective.equity:
        return np.zeros(len(agents), dtype=np.int64)
    return np.unique(compiled.agents.burden[agents], return_inverse=True)[1].reshape(-1)


def _locked_elsewhere(compiled: Compiled, locked: Roster, agents: Ints, need: Ints) -> Bools:
    """(agents, needs): a locked assignment of another wave shares a moment with the need."""
    taken = np.zeros((len(agents), len(need)), dtype=bool)
    if not locked.locked.any():
        return taken
    rows, waves = np.nonzero(locked.locked[agents])
    served = compiled.lines.need[locked.line[agents[rows], waves]]
    start, end = compiled.needs.start, compiled.needs.end
    shared = (start[served][:, None] < end[need]) & (start[need] < end[served][:, None])
    np.logical_or.at(taken, rows, shared)
    return taken
