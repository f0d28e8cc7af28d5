"""Absences and wishes of agents, laid over the needs of a wave."""

import numpy as np

from otp_desktop.planning.solver.agent_tables import AgentIntervals
from otp_desktop.planning.solver.arrays import FAR, Bools, Floats, Ints
from otp_desktop.planning.solver.calendar import overlaps
from otp_desktop.planning.solver.compiled import Compiled


def available(compiled: Compiled, agents: Ints, need: Ints) -> Bools:
    """(agents, needs): no absence falls in the need, and it starts after the rest due since the agent's history."""
    start, end = compiled.needs.start[need], compiled.needs.end[need]
    absences, rows = _near(compiled.absences, agents, start, end)
    away = np.zeros((len(agents), len(need)), dtype=bool)
    order = np.argsort(rows, kind="stable")
    if len(order):
        some, first = np.unique(rows[order], return_index=True)
        shared = overlaps(absences.start[order], absences.end[order], start, end)
        away[some] = np.logical_or.reduceat(shared, first, axis=0)
    rested: Bools = start >= compiled.agents.first_start[agents][:, None]
    return rested & ~away


def away(compiled: Compiled, agents: Ints, need: Ints) -> Bools:
    """For each agent and his own need: does an absence touch it?"""
    absences = compiled.absences
    order = np.argsort(absences.agent, kind="stable")
    first = np.searchsorted(absences.agent[order], agents, side="left")
    count = np.searchsorted(absences.agent[order], agents, side="right") - first
    pair = np.repeat(np.arange(len(agents)), count)
    absence = order[np.repeat(first, count) + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)]
    start, end = compiled.needs.start[need[pair]], compiled.needs.end[need[pair]]
    touched = (absences.start[absence] < end) & (start < absences.end[absence])
    found = np.zeros(len(agents), dtype=bool)
    found[pair[touched]] = True
    return found


def wish_costs(compiled: Compiled, agents: Ints, need: Ints) -> Floats:
    """(agents, needs): the sum of the agent's wishes that overlap the need."""
    start, end = compiled.needs.start[need], compiled.needs.end[need]
    wishes, rows = _near(compiled.wishes, agents, start, end)
    costs = np.zeros((len(agents), len(need)))
    touched = (wishes.start[:, None] < end) & (start < wishes.end[:, None])
    np.add.at(costs, rows, touched * wishes.cost[:, None])
    return costs


def _near(intervals: AgentIntervals, agents: Ints, start: Ints, end: Ints) -> tuple[AgentIntervals, Ints]:
    """The intervals of these agents that can touch one of the needs, and the agents' rows."""
    row_of = np.full(int(max(agents.max(initial=0), intervals.agent.max(initial=0))) + 1, -1, dtype=np.int64)
    row_of[agents] = np.arange(len(agents))
    near = intervals.start < end.max(initial=0)
    near &= (intervals.end > start.min(initial=FAR)) & (row_of[intervals.agent] >= 0)
    chosen = AgentIntervals(intervals.agent[near], intervals.start[near], intervals.end[near], intervals.cost[near])
    return chosen, row_of[chosen.agent]
