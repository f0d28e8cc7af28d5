"""Who and what is near whom: an exchange between neighbours is worth a try far sooner than one at random."""

from typing import NamedTuple

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled

NEAR_NEEDS = 12  # of the same wave
NEAR_BESIDE = 6  # of the wave before, and of the one after
NEAR_UNITS = 5


class Nearness(NamedTuple):
    """``needs`` (needs, k): the nearest of the same wave and of those beside it; ``units`` (sites, k): the nearest
    units.

    ``first_line`` (needs + 1): the lines of a need are those from its own to the next one's. ``of_group``, the lines of
    each group: from ``first_of_group`` on in the same way. ``able``: from ``first_able[unit, line class]`` on to the
    next one, the agents of a unit who have the corps and skills that lines of a class ask for.
    """

    needs: Ints
    units: Ints
    first_line: Ints
    able: Ints
    first_able: Ints
    of_group: Ints
    first_of_group: Ints


def nearness_of(compiled: Compiled) -> Nearness:
    needs, lines = len(compiled.needs.start), compiled.lines.need
    able, first_able = _able_by_unit(compiled)
    of_group, first_of_group = _sorted_by(compiled.needs.group[lines])
    return Nearness(
        needs=_near_needs(compiled),
        units=_near_units(compiled),
        first_line=np.searchsorted(lines, np.arange(needs + 1)),
        able=able,
        first_able=first_able,
        of_group=of_group,
        first_of_group=first_of_group,
    )


def _sorted_by(key: Ints) -> tuple[Ints, Ints]:
    """The places of each key, one key after the other, and where each key's places begin; without NONE."""
    order = np.argsort(key, kind="stable")
    order = order[key[order] != NONE]
    return order, np.searchsorted(key[order], np.arange(int(key.max(initial=0)) + 2))


def _able_by_unit(compiled: Compiled) -> tuple[Ints, Ints]:
    """The agents of each unit and each class of lines that they may fill, and (units, line classes + 1) where they
    begin."""
    unit, eligibility = compiled.agents.unit, compiled.eligibility
    agents = np.argsort(unit, kind="stable")
    agents = agents[unit[agents] != NONE]
    units, classes = int(unit.max(initial=0)) + 1, eligibility.allowed.shape[1]
    found, count = [], np.zeros((units, classes), dtype=np.int64)
    for one in range(units):
        members = agents[unit[agents] == one]
        asked, able = np.nonzero(eligibility.allowed[eligibility.agent_class[members]].T)
        count[one] = np.bincount(asked, minlength=classes)
        found.append(members[able])
    ends = np.cumsum(count).reshape(units, classes)
    return np.concatenate(found), np.column_stack([ends[:, 0] - count[:, 0], ends])


def _near_needs(compiled: Compiled) -> Ints:
    """The need itself, then the nearest of its wave, of the one before and of the one after; itself where few are."""
    waves = compiled.waves.members
    found = np.repeat(np.arange(len(compiled.needs.start))[:, None], 2 + NEAR_NEEDS + 2 * NEAR_BESIDE, axis=1)
    for wave, members in enumerate(waves):
        _fill(compiled, found[:, 2 : 2 + NEAR_NEEDS], members, members)
        for beside, first in ((wave - 1, 2 + NEAR_NEEDS), (wave + 1, 2 + NEAR_NEEDS + NEAR_BESIDE)):
            if 0 <= beside < len(waves):
                _fill(compiled, found[:, first : first + NEAR_BESIDE], members, waves[beside])
    return found


def _fill(compiled: Compiled, table: Ints, members: Ints, others: Ints) -> None:
    """Writes the nearest of some needs into the rows of others."""
    site = compiled.needs.site
    km = compiled.site_to_site.block(site[members], site[others])
    km = np.where(np.equal.outer(members, others), np.inf, km)
    nearest = _nearest(km, min(table.shape[1], len(others) - int(members is others)))
    table[members, : nearest.shape[1]] = others[nearest]


def _near_units(compiled: Compiled) -> Ints:
    """By the mean way of a unit's agents; agents without a unit are in none of them."""
    unit, sites = compiled.agents.unit, np.arange(len(compiled.problem.sites))
    bases, units = int(compiled.agents.base.max()) + 1, int(unit.max(initial=0)) + 1
    agents = np.zeros((units, bases))
    known = unit != NONE
    np.add.at(agents, (unit[known], compiled.agents.base[known]), 1)
    share = agents / np.maximum(agents.sum(axis=1, keepdims=True), 1)
    km = share @ compiled.base_to_site.block(np.arange(bases), sites)
    return _nearest(km.T, min(NEAR_UNITS, units))


def _nearest(km: Floats, count: int) -> Ints:
    """(rows, count): the nearest columns of each row, in any order."""
    if count < 1:
        return np.zeros((len(km), 0), dtype=np.int64)
    found: Ints = np.ascontiguousarray(np.argpartition(km, count - 1, axis=1)[:, :count])
    return found
