"""The plan that the compiled loops change, with the counts that its cost is made of."""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.anneal.columns import BURDEN, CORPS, FACES, FIRST_AGENT, FREE, UNIT, UNITS
from otp_desktop.planning.solver.anneal.tables import Tables, columns_of
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster


class State(NamedTuple):
    """``line`` and ``fixed`` (agents, waves): as in the roster, and what stays where it is; stand-ins come last.

    ``standing`` (needs, …), ``known`` (groups, …): the columns of columns.py. ``carried`` (agents): burdens.
    ``missing`` (lines); ``served[0]``: the burden of what is not missing. ``crew``: the agents of each line, from
    ``first_seat[line]`` on; ``line_of_seat`` the other way round; ``seat`` (agents, waves): the place of each in his
    crew.
    """

    line: Ints
    fixed: Bools
    standing: Ints
    known: Ints
    carried: Floats
    missing: Ints
    served: Floats
    first_seat: Ints
    line_of_seat: Ints
    crew: Ints
    seat: Ints


def stand_ins_of(compiled: Compiled, roster: Roster) -> Ints:
    """(stand-ins, waves): the lines of the missing heads, as few stand-ins as will do, at least one."""
    missing = np.maximum(compiled.lines.count - roster.heads, 0)
    lines = np.repeat(np.arange(len(missing)), missing)
    wave = compiled.waves.of_need[compiled.lines.need[lines]]
    order = np.argsort(wave, kind="stable")
    place = np.arange(len(order)) - np.searchsorted(wave[order], wave[order])
    found = np.full((int(place.max(initial=0)) + 1, len(compiled.waves)), NONE, dtype=np.int64)
    found[place, wave[order]] = lines[order]
    return found


def state_of(compiled: Compiled, tables: Tables, roster: Roster, stand_ins: Ints) -> State:
    """A copy of the roster, with its counts; what agents' own ways cost is still to be reckoned."""
    agents, waves = np.nonzero(roster.line != NONE)
    lines = roster.line[agents, waves]
    everybody = np.vstack([roster.line, stand_ins])
    heads = np.bincount(everybody[everybody != NONE], minlength=len(compiled.lines.need))
    first_seat = np.concatenate([[0], np.cumsum(heads)])
    crew, seat = _seats(everybody, first_seat)
    return State(
        line=everybody,
        fixed=np.vstack([roster.locked | roster.frozen[:, None], np.zeros(stand_ins.shape, dtype=bool)]),
        standing=_standing(compiled, tables, agents, lines),
        known=_known(compiled, agents, lines),
        carried=roster.burden.astype(np.float64),
        missing=np.bincount(stand_ins[stand_ins != NONE], minlength=len(heads)),
        served=np.array([tables.weight[lines, BURDEN].sum()]),
        first_seat=first_seat,
        line_of_seat=np.repeat(np.arange(len(heads)), heads),
        crew=crew,
        seat=seat,
    )


def _standing(compiled: Compiled, tables: Tables, agents: Ints, lines: Ints) -> Ints:
    """Heads of each unit and each corps on each need, and first the number of units."""
    need, (first_corps, columns) = compiled.lines.need[lines], columns_of(compiled)
    found = _counted(len(compiled.needs.start), columns, need, tables.agent[agents, UNIT])
    found += _counted(len(compiled.needs.start), columns, need, tables.agent[agents, CORPS])
    found[:, UNITS] = (found[:, UNITS + 1 : first_corps] > 0).sum(axis=1)
    return found


def _known(compiled: Compiled, agents: Ints, lines: Ints) -> Ints:
    """How often each agent serves each group, and first the number of faces, and of those that are free."""
    group, columns = compiled.needs.group[compiled.lines.need[lines]], FIRST_AGENT + len(compiled.agents.base)
    found = _counted(len(compiled.group_heads), columns, group, FIRST_AGENT + agents)
    found[:, FACES] = (found[:, FIRST_AGENT:] > 0).sum(axis=1)
    found[:, FREE] = compiled.group_heads
    return found


def _counted(rows: int, columns: int, row: Ints, column: Ints) -> Ints:
    """(rows, columns): how often each pair occurs; NONE counts for nothing."""
    known = (row != NONE) & (column != NONE)
    found = np.zeros((rows, columns), dtype=np.int64)
    np.add.at(found, (row[known], column[known]), 1)
    return found


def _seats(line: Ints, first_seat: Ints) -> tuple[Ints, Ints]:
    """The crews one after the other, and each agent's place in his."""
    agents, waves = np.nonzero(line != NONE)
    lines = line[agents, waves]
    crew, seat = np.zeros(int(first_seat[-1]), dtype=np.int64), np.zeros(line.shape, dtype=np.int64)
    order = np.argsort(lines, kind="stable")
    place = np.arange(len(order)) - first_seat[lines[order]]
    crew[:] = agents[order]
    seat[agents[order], waves[order]] = place
    return crew, seat
