"""All that one agent may serve over the whole horizon, listed wave by wave by the law itself.

A row is what an agent would hold; after each wave there are the rows as they were, and each of them with each need of
the wave that the law then allows. A lawful row stays lawful when its last need is taken out, so none is left out.
"""

from dataclasses import dataclass, replace

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Agents, Compiled
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.situation import situation_of, touched_by

MOST_ROWS = 20_000
MOST_PAIRS = 2_000_000  # of an agent and a role line: problems with more have more rows than that


@dataclass(frozen=True)
class Kinds:
    """Agents that neither the law nor posts tell apart: one agent of each kind, and the kind of each agent.

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
    """``need`` (rows, waves): the need that a row serves in each wave, NONE where none; ``kind`` (rows)."""

    kind: Ints
    need: Ints


def kinds_of(compiled: Compiled) -> Kinds:
    agents = np.arange(len(compiled.problem.agents))
    every = np.arange(len(compiled.lines.need))
    may = compiled.eligibility.block(agents, every) & (compiled.lines.count > 0)
    may &= available(compiled, agents, compiled.lines.need)
    own = compiled.agents
    columns = [patterns(may), own.corps, own.week_limit, own.total_limit, own.history_weeks, *own.history_seconds.T]
    first, kind = groups_of(columns)
    return Kinds(first, kind, may[first])


def rows_of(compiled: Compiled, kinds: Kinds, late: StopRequested) -> Rows | None:
    """None when there are too many, or it is late."""
    rows = Rows(np.arange(len(kinds.agent)), np.full((len(kinds.agent), len(compiled.waves)), NONE, dtype=np.int64))
    for wave in range(len(compiled.waves)):
        if late():
            return None
        row, need = _allowed(compiled, kinds, rows, wave)
        if len(rows.kind) + len(row) > MOST_ROWS:
            return None
        more = rows.need[row]
        more[:, wave] = need
        rows = Rows(np.append(rows.kind, rows.kind[row]), np.concatenate([rows.need, more]))
    return rows


def _allowed(compiled: Compiled, kinds: Kinds, rows: Rows, wave: int) -> tuple[Ints, Ints]:
    """Pairs of a row and a need of the wave that it may serve as well."""
    members = compiled.waves.members[wave]
    lines = compiled.lines_of_wave[wave]
    may = np.zeros((len(kinds.agent), len(members)), dtype=bool)
    place = np.searchsorted(members, compiled.lines.need[lines])
    np.logical_or.at(may.T, place, kinds.may[:, lines].T)
    virtual = replace(compiled, agents=_taken(compiled.agents, kinds.agent[rows.kind]))
    roster = Roster.of_lines(virtual, _line_of_need(compiled)[rows.need])
    touched = touched_by(virtual, wave)
    lawful = legal(pairs_of(virtual, situation_of(virtual, roster, wave, touched), touched, members))
    row, column = np.nonzero(lawful & may[rows.kind])
    return row, members[column]


def _taken(agents: Agents, chosen: Ints) -> Agents:
    return Agents(**{name: getattr(agents, name)[chosen] for name in Agents.__dataclass_fields__})


def _line_of_need(compiled: Compiled) -> Ints:
    """A line of each need, whichever, for the law asks about needs alone; NONE in the last place, for NONE."""
    found = np.full(len(compiled.needs.start) + 1, NONE, dtype=np.int64)
    found[compiled.lines.need] = np.arange(len(compiled.lines.need))
    return found
