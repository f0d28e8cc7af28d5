"""The parts of a problem whose flows the bound of the soft cost adds up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import FAR, NONE, Floats, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.costs import detour_of
from otp_desktop.planning.solver.equity_growth import equity_growth
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.market import Market
from otp_desktop.planning.solver.relaxed_market import relaxed
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run

MOST_BUYERS = 500  # kinds of agents told apart: more of them prove more, and slow each flow down
MOST_PAIRS = 4_000_000  # of kinds and lines, over all parts
CREWS_SHARE = 0.5  # of heads that stand with others, from which a part is worth a flow for its units alone


@dataclass(frozen=True)
class Part:
    """Needs of which nobody serves two. ``market``: one column a line, what equity costs being in its surcharges.

    ``ways`` (places, lines): weighted kilometres there and back; ``buyer`` and ``unit`` of each place; ``constant``:
    what every filling costs besides. ``travels``: no duty serves two parts that travel; each may pay its ways in full.
    """

    run: Run
    market: Market
    ways: Floats
    buyer: Ints
    unit: Ints
    constant: float
    travels: bool


def all_parts(compiled: Compiled, locked: Roster, bound: Bound, runs: Sequence[Run], late: StopRequested) -> list[Part]:
    """The parts that travel, those of most heads first, and others that stand in crews; none if too large or late."""
    travelling = far_apart(compiled, runs)
    known = {id(run) for run in travelling}
    others = [run for run in runs if id(run) not in known and _stand_in_crews(compiled, run)]
    buyers = buyers_of(compiled, [*travelling, *others])
    found: list[Part] = []
    for run in [*travelling, *others]:
        found.append(part_of(compiled, locked, bound, run, buyers, travels=id(run) in known))
        if late() or sum(part.market.cost.size for part in found) > MOST_PAIRS:
            return []
    return found


def buyers_of(compiled: Compiled, runs: Sequence[Run]) -> Ints:
    """(agents) a number for each kind that the payments tell apart: base and unit; where faces count, free time too."""
    agents = np.arange(len(compiled.problem.agents))
    columns = [compiled.agents.base, compiled.agents.unit]
    _, found = groups_of(columns)
    if not compiled.problem.objective.continuity or not (compiled.needs.group != NONE).any():
        return found
    need = np.concatenate([run.need for run in runs])
    times, _ = groups_of([compiled.needs.start[need], compiled.needs.end[need]])
    may = patterns(compiled.eligibility.allowed)[compiled.eligibility.agent_class]
    for finer in (patterns(available(compiled, agents, need[times])), may):
        columns.append(finer)
        first, kinds = groups_of(columns)
        if len(first) > MOST_BUYERS:
            break
        found = kinds
    return found


def part_of(compiled: Compiled, locked: Roster, bound: Bound, run: Run, buyers: Ints, *, travels: bool) -> Part:
    found = relaxed(compiled, locked, run, buyers)
    market, here = found.market, found.of_place
    lines = np.arange(len(run.lines))
    market = replace(market, cost=market.cost[:, market.column], column=lines)
    burdened = np.flatnonzero(compiled.needs.burden > 0)
    constant = 0.0
    if compiled.problem.objective.equity and len(burdened) and np.isin(burdened, run.need).all():
        market, constant = _with_equity(compiled, locked, bound, run, market, found.of_group)
    ways = _ways(compiled, compiled.agents.base[here], compiled.needs.site[compiled.lines.need[run.lines]])
    if travels:
        agents, served = _locked_in(compiled, locked, run)
        pairs = compiled.base_to_site.pairs(compiled.agents.base[agents], compiled.needs.site[served])
        constant += _weight(compiled) * float(pairs.sum())
    return Part(run, market, ways, buyers[here], compiled.agents.unit[here], constant, travels)


def _with_equity(
    compiled: Compiled, locked: Roster, bound: Bound, run: Run, market: Market, agents: Ints
) -> tuple[Market, float]:
    """The market with the growth of burdens, and what is to be added to every filling."""
    growth = equity_growth(compiled, bound)
    burden = np.zeros(market.surcharge.shape[1])
    burden[market.kind] = compiled.needs.burden[compiled.lines.need[run.lines]]
    carried = compiled.agents.burden
    surcharge = market.surcharge + growth.of(carried[agents][:, None], burden)
    standing, served = _locked_in(compiled, locked, run)
    fixed = float(growth.of(carried[standing], compiled.needs.burden[served]).sum())
    return replace(market, surcharge=surcharge), fixed + growth.constant


def _locked_in(compiled: Compiled, locked: Roster, run: Run) -> tuple[Ints, Ints]:
    """Agents and their needs, one entry a locked assignment of the part."""
    agents, places = np.nonzero(locked.locked[:, run.waves])
    return agents, compiled.lines.need[locked.line[agents, np.array(run.waves)[places]]]


def _ways(compiled: Compiled, base: Ints, site: Ints) -> Floats:
    found: Floats = _weight(compiled) * compiled.base_to_site.block(base, site)
    return found


def _weight(compiled: Compiled) -> float:
    """Of a kilometre between base and site; a way by an unknown place is 0 km, so that nothing is proved there."""
    known = all(site.position is not None for site in compiled.problem.sites)
    return 2 * detour_of(compiled) * compiled.problem.objective.travel * known


def _stand_in_crews(compiled: Compiled, run: Run) -> bool:
    if not compiled.problem.objective.cohesion:
        return False
    heads = compiled.lines.count[run.lines]
    of_need = np.bincount(compiled.lines.need[run.lines], weights=heads)
    return float(of_need[of_need > 1].sum()) >= CREWS_SHARE * max(1.0, float(heads.sum()))


def far_apart(compiled: Compiled, runs: Sequence[Run]) -> list[Run]:
    """Parts of most heads such that no legal duty serves two of them."""
    longest = int(compiled.limits.amplitude.max(initial=0))
    chosen: list[Run] = []
    for run in sorted(runs, key=lambda run: -int(compiled.lines.count[run.lines].sum())):
        if all(too_far_apart(compiled, run, other, longest) for other in chosen):
            chosen.append(run)
    return chosen


def too_far_apart(compiled: Compiled, one: Run, other: Run, longest: int) -> bool:
    """Whether a duty that serves a need of each would be longer than any limit on amplitude."""
    start, end = compiled.needs.start, compiled.needs.end
    shortest = max(
        end[other.need].min() - start[one.need].max(),
        end[one.need].min() - start[other.need].max(),
    )
    return longest < FAR and bool(shortest > longest)
