"""What is asked for some opened needs: who may fill which line at what cost, and who stands there already."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.choice import Choice
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run

Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Question:
    """Groups of agents and the role lines of the opened needs.

    ``supply``, ``unit``, ``corps`` (groups); ``agents`` of each group; ``cost`` (groups, lines), infinite where the law
    forbids. ``line``, ``need``, ``low``, ``total``, ``priority`` (lines): index of the line and of its need, heads to
    fill below the minimum and in all. ``units_there``, ``corps_there``: pairs with the needs where they stand anyway.
    """

    supply: Ints
    unit: Ints
    corps: Ints
    agents: tuple[Ints, ...]
    cost: Floats
    line: Ints
    need: Ints
    low: Ints
    total: Ints
    priority: Ints
    units_there: Pairs
    corps_there: Pairs


def question_of(compiled: Compiled, roster: Roster, run: Run, choice: Choice) -> Question:
    """The market of some needs of one wave, the cheapest of alike groups being asked alone."""
    market = choice.market
    lines = np.flatnonzero(market.heads.total > 0)
    cost = market.cost[np.ix_(market.place, market.column[lines])] + market.surcharge[:, market.kind[lines]]
    kept = _worth_asking(market.place, cost, market.supply, int(market.heads.total[lines].sum()))
    first = np.concatenate([[0], np.cumsum(market.supply)])
    units_there, corps_there = _standing(compiled, roster, run)
    return Question(
        supply=market.supply[kept],
        unit=choice.unit[market.place[kept]],
        corps=choice.corps[market.place[kept]],
        agents=tuple(choice.agents[first[group] : first[group + 1]] for group in kept),
        cost=cost[kept],
        line=run.lines[lines],
        need=run.need[choice.need[lines]],
        low=market.heads.low[lines],
        total=market.heads.total[lines],
        priority=market.heads.priority[lines],
        units_there=units_there,
        corps_there=corps_there,
    )


def _worth_asking(place: Ints, cost: Floats, supply: Ints, heads: int) -> Ints:
    """Groups that can be of use: of those that differ in nothing but their price, the cheapest."""
    useful = np.flatnonzero(np.isfinite(cost).any(axis=1))
    if not len(useful):
        return useful
    _, alike = groups_of([place[useful], patterns(np.isfinite(cost[useful]))])
    price = np.where(np.isfinite(cost[useful]), cost[useful], 0.0).sum(axis=1)
    order = np.lexsort((price, alike))
    cheaper = np.cumsum(supply[useful][order]) - supply[useful][order]
    opens = np.append(True, alike[order][1:] != alike[order][:-1])
    before = cheaper - np.maximum.accumulate(np.where(opens, cheaper, 0))
    return np.sort(useful[order][before < heads])


def _standing(compiled: Compiled, roster: Roster, run: Run) -> tuple[Pairs, Pairs]:
    """Needs with the units, and with the corps, that stand there whatever is chosen."""
    line = roster.line[:, run.waves[0]]
    agents = np.flatnonzero(line != NONE)
    agents = agents[np.isin(line[agents], run.lines)]
    held = [*zip(agents.tolist(), line[agents].tolist(), strict=True), *roster.apart]
    return _pairs(compiled, held, compiled.agents.unit), _pairs(compiled, held, compiled.agents.corps)


def _pairs(compiled: Compiled, held: list[tuple[int, int]], kind: Ints) -> Pairs:
    return frozenset((int(compiled.lines.need[line]), int(kind[agent])) for agent, line in held)
