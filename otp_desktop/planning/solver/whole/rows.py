"""All that one agent may serve over the whole horizon, listed need by need in the order of time.

After each need there are the rows as they were, and each of them with that need where the law allows it. A lawful row
stays lawful when its last need is taken out, so none is left out.
"""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import available, wish_costs
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.named import indexed
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.whole.law import Law, Work

MOST_ROWS = 20_000
MOST_PAIRS = 2_000_000  # of an agent and a role line: problems with more have more rows than that


@dataclass(frozen=True)
class Kinds:
    """Agents that nothing tells apart: one agent of each kind, and the kind of each agent.

    ``may`` (kinds, lines): whom the line admits, alone and rested.
    """

    agent: Ints
    of_agent: Ints
    may: Bools

    @property
    def size(self) -> Ints:
        found: Ints = np.bincount(self.of_agent, minlength=len(self.agent)).astype(np.int64)
        return found


@dataclass(frozen=True)
class Rows:
    """``holds`` (rows, needs): what a row serves; ``kind`` (rows); ``km`` (rows): straight kilometres of its duties."""

    kind: Ints
    holds: Bools
    km: Floats

    def of_kind(self, kind: int) -> Ints:
        return np.flatnonzero(self.kind == kind)


def kinds_for_coverage(compiled: Compiled) -> Kinds:
    """Agents whom neither the law nor the posts tell apart; who is locked somewhere stands alone."""
    return _kinds(compiled, [])


def kinds_for_all(compiled: Compiled) -> Kinds:
    """Agents whom the costs do not tell apart either; who has an earlier plan stands alone."""
    agents, own = np.arange(len(compiled.problem.agents)), compiled.agents
    costs = wish_costs(compiled, agents, np.arange(len(compiled.needs.start)))
    columns = [own.base, own.unit, _codes(own.burden), _row_codes(costs)]
    expected = {agent for agent, _ in indexed(compiled, compiled.problem.baseline or ())}
    columns.append(np.where(np.isin(agents, list(expected)), agents, NONE))
    return _kinds(compiled, columns)


def _kinds(compiled: Compiled, columns: list[Ints]) -> Kinds:
    agents = np.arange(len(compiled.problem.agents))
    every = np.arange(len(compiled.lines.need))
    may = compiled.eligibility.block(agents, every) & (compiled.lines.count > 0)
    may &= available(compiled, agents, compiled.lines.need)
    own = compiled.agents
    law = [patterns(may), own.corps, own.week_limit, own.total_limit, own.history_weeks, *own.history_seconds.T]
    alone = np.where(Roster(compiled).locked.any(axis=1), agents, NONE)
    first, kind = groups_of([*law, alone, *columns])
    return Kinds(first, kind, may[first])


def rows_of(compiled: Compiled, kinds: Kinds, late: StopRequested, most: int | None = None) -> Rows | None:
    """None when there are too many, or it is late."""
    most = MOST_ROWS if most is None else most
    law, needs = Law(compiled), compiled.needs
    kind = np.arange(len(kinds.agent))
    work = Work.none(compiled, kinds.agent)
    serves = _may_serve(compiled, kinds)
    for need in np.lexsort((needs.end, needs.start)).tolist():
        if late():
            return None
        able = np.flatnonzero(serves[kind, need])
        places, more = law.with_post(work.take(able), need)
        if len(kind) + len(places) > most:
            return None
        kind, work = np.append(kind, kind[able[places]]), work.and_also(more)
    return Rows(kind, work.holds, law.km(work))


def _may_serve(compiled: Compiled, kinds: Kinds) -> Bools:
    """(kinds, needs): one of the need's lines admits the kind."""
    found = np.zeros((len(kinds.agent), len(compiled.needs.start)), dtype=bool)
    np.logical_or.at(found.T, compiled.lines.need, kinds.may.T)
    return found


def _codes(values: Floats) -> Ints:
    return np.unique(values, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _row_codes(table: Floats) -> Ints:
    return np.unique(table, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)
