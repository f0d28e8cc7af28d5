"""What stints are chosen from: kinds of agents, groups, and the parts of the horizon in which they meet."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import best_filling
from otp_desktop.planning.solver.softbound.parts import Part

MOST_CELLS = 3_000_000  # kinds × groups × parts
LEAST_PARTS = 2


@dataclass(frozen=True)
class Setting:
    """``place`` of each part among those of the bound; ``group`` ids in rising order; ``face``: what a stint pays once.

    ``supply`` (kinds, parts); ``way`` (kinds, groups, parts), infinite where none of the kind may serve; ``least`` and
    ``most`` heads (groups, parts); ``held`` (parts) heads in all, as many as a flow can fill; ``unit`` of each kind;
    ``needs`` of each group in the whole horizon.
    """

    place: Ints
    group: Ints
    face: float
    supply: Ints
    way: Floats
    least: Ints
    most: Ints
    held: Ints
    unit: Ints
    needs: Ints

    @property
    def can(self) -> Bools:
        """(kinds, groups, parts)."""
        found: Bools = np.isfinite(self.way)
        return found


@dataclass(frozen=True)
class Prices:
    """``heads`` (groups, parts): what a head is worth; ``agents`` (kinds, parts): what one agent less costs, ≤ 0."""

    heads: Floats
    agents: Floats

    def gain(self, setting: Setting) -> Floats:
        """(kinds, groups, parts) what an agent is worth beyond his way."""
        found: Floats = self.heads[None, :, :] + self.agents[:, None, :] - setting.way
        return found

    def worth(self, setting: Setting) -> Floats:
        """(kinds, groups, parts) what each part adds to the worth of a stint."""
        return np.maximum(self.gain(setting), 0.0)

    def lowered(self, setting: Setting) -> "Prices":
        """Heads so cheap that no stint is worth more than it costs, as in a linear program."""
        too_much = np.maximum(self.worth(setting).sum(axis=2) - setting.face, 0.0).max(axis=0, initial=0.0)
        return Prices(self.heads - too_much[:, None], self.agents)


def setting_of(compiled: Compiled, parts: Sequence[Part]) -> Setting | None:
    """None where faces don't count, hardly any head is of a group, or there are too many kinds for a linear program."""
    place = np.array([place for place, part in enumerate(parts) if part.travels], dtype=np.int64)
    travelling = [parts[one] for one in place.tolist()]
    groups = [compiled.needs.group[compiled.lines.need[part.run.lines]] for part in travelling]
    group = _those_named(groups)
    kinds = max((int(part.buyer.max(initial=0)) for part in parts), default=0) + 1
    face = compiled.problem.objective.continuity
    if not face or len(place) < LEAST_PARTS or not 0 < kinds * len(group) * len(place) <= MOST_CELLS:
        return None
    found = _empty(place, group, face, kinds, _needs_of(compiled, group))
    for column, (part, of_line) in enumerate(zip(travelling, groups, strict=True)):
        _lay_part(found, column, part, of_line)
    found.least[:, found.least.sum(axis=0) > found.held] = 0  # not all can be held: any may stay empty
    return found


def _those_named(groups: Sequence[Ints]) -> Ints:
    """The groups of some lines, each once, in rising order."""
    every = np.concatenate([np.zeros(0, dtype=np.int64), *groups])
    return np.unique(every[every != NONE])


def _needs_of(compiled: Compiled, group: Ints) -> Ints:
    of_need = compiled.needs.group[compiled.needs.group != NONE]
    found: Ints = np.bincount(of_need, minlength=int(group.max(initial=0)) + 1)[group]
    return found


def _empty(place: Ints, group: Ints, face: float, kinds: int, needs: Ints) -> Setting:
    parts, groups = len(place), len(group)
    return Setting(
        place=place,
        group=group,
        face=face,
        supply=np.zeros((kinds, parts), dtype=np.int64),
        way=np.full((kinds, groups, parts), np.inf),
        least=np.zeros((groups, parts), dtype=np.int64),
        most=np.zeros((groups, parts), dtype=np.int64),
        held=np.zeros(parts, dtype=np.int64),
        unit=np.full(kinds, NONE, dtype=np.int64),
        needs=needs,
    )


def _lay_part(setting: Setting, column: int, part: Part, group_of_line: Ints) -> None:
    """Fills the column of a part with its agents, and with the heads of its lines that are of a group."""
    mine = np.flatnonzero(group_of_line != NONE)
    row = np.searchsorted(setting.group, group_of_line[mine])
    np.add.at(setting.least[:, column], row, part.market.heads.low[mine])
    np.add.at(setting.most[:, column], row, part.market.heads.total[mine])
    _lay_ways(part, mine, row, setting.supply[:, column], setting.way[:, :, column])
    setting.unit[part.buyer] = part.unit
    filling = best_filling(part.market)
    setting.held[column] = int(filling.flow[np.isin(filling.line, mine)].sum())


def _lay_ways(part: Part, lines: Ints, row: Ints, supply: Ints, way: Floats) -> None:
    """Adds the agents of a part to the supply (kinds), and their ways to (kinds, groups)."""
    market = part.market
    groups, kinds = np.nonzero(np.isfinite(market.surcharge))
    able = np.zeros((len(market.cost), market.surcharge.shape[1]), dtype=bool)
    able[market.place[groups], kinds] = True
    cost = np.where(able[:, market.kind[lines]], market.cost[:, lines] + part.ways[:, lines], np.inf)
    free = np.isfinite(cost).any(axis=1)
    of_place = np.bincount(market.place, weights=market.supply, minlength=len(cost)).astype(np.int64)
    np.add.at(supply, part.buyer[free], of_place[free])
    for place in np.flatnonzero(free).tolist():
        np.minimum.at(way[part.buyer[place]], row, cost[place])
