"""What an assignment adds to the soft part of the objective, the rest of the plan staying as it is."""

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.availability import wish_costs
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.legality import Pairs
from otp_desktop.planning.solver.roster import Roster


def detour_of(compiled: Compiled) -> float:
    """Kilometres on the road for one in a straight line; 1 without a travel model."""
    travel = compiled.problem.travel
    return 1.0 if travel is None else travel.detour


def travel_km(pairs: Pairs) -> Floats:
    """(agents, needs): kilometres that the need adds to the agent's duties."""
    compiled, situation = pairs.compiled, pairs.situation
    site = compiled.needs.site[pairs.need]
    base = compiled.agents.base[situation.agent]
    if not pairs.joins_before.any() and not pairs.joins_after.any():
        return 2 * detour_of(compiled) * compiled.base_to_site.block(base, site)
    before, after = _site(compiled, situation.before.need), _site(compiled, situation.after.need)
    from_base = compiled.base_to_site.block(base, site)
    way_in = np.where(pairs.joins_before, compiled.site_to_site.block(before, site), from_base)
    way_out = np.where(pairs.joins_after, compiled.site_to_site.block(after, site), from_base)
    added: Floats = (way_in + way_out - _saved(pairs, base, before, after)) * detour_of(compiled)
    return added


def _saved(pairs: Pairs, base: Ints, before: Ints, after: Ints) -> Floats:
    """Kilometres of the ways that the need replaces: home, from home, or from one site to the other."""
    compiled = pairs.compiled
    home = compiled.base_to_site.pairs(base, before)
    out = compiled.base_to_site.pairs(base, after)
    direct = compiled.site_to_site.pairs(before, after)
    side = pairs.situation
    one_duty = (side.before.need != NONE) & (side.after.near - side.before.near < side.before.gap)
    both = np.where(one_duty, direct, home + out)
    saved: Floats = np.where(
        pairs.joins_before & pairs.joins_after,
        both[:, None],
        pairs.joins_before * home[:, None] + pairs.joins_after * out[:, None],
    )
    return saved


def _site(compiled: Compiled, need: Ints) -> Ints:
    found: Ints = np.where(need == NONE, NONE, compiled.needs.site[need])
    return found


def equity(compiled: Compiled, burden: Floats, need: Ints) -> Floats:
    """(agents, needs): the growth of the agent's squared burden."""
    growth: Floats = (burden[:, None] + compiled.needs.burden[need]) ** 2 - burden[:, None] ** 2
    return growth


def preference(compiled: Compiled, agents: Ints, need: Ints) -> Floats:
    return wish_costs(compiled, agents, need)


class Faces:
    """Who is already on each group of some needs."""

    def __init__(self, compiled: Compiled, roster: Roster, need: Ints) -> None:
        wanted = np.zeros(int(compiled.needs.group.max(initial=0)) + 2, dtype=bool)  # NONE is the last one
        wanted[compiled.needs.group[need]] = True
        wanted[NONE] = False
        group_of_line = compiled.needs.group[compiled.lines.need]
        rows, waves = np.nonzero(np.append(wanted[group_of_line], False)[roster.line])
        pairs = np.unique(group_of_line[roster.line[rows, waves]] * len(roster.line) + rows)
        self.group, self.agent = np.divmod(pairs, max(1, len(roster.line)))
        self._full = np.bincount(self.group, minlength=len(wanted) - 1) >= compiled.group_heads

    def new_faces(self, compiled: Compiled, agents: Ints, need: Ints) -> Floats:
        """(agents, needs): 1 where the agent would be one face more than the group needs."""
        groups = compiled.needs.group[need]
        counted = (groups != NONE) & self._full[np.where(groups == NONE, 0, groups)]
        new: Bools = counted & ~self._on_group(agents, groups)
        return new.astype(np.float64)

    def _on_group(self, agents: Ints, groups: Ints) -> Bools:
        row_of = np.full(int(max(agents.max(initial=0), self.agent.max(initial=0))) + 1, NONE, dtype=np.int64)
        row_of[agents] = np.arange(len(agents))
        order = np.argsort(groups, kind="stable")
        found = np.zeros((len(agents), len(groups)), dtype=bool)
        first = np.searchsorted(groups[order], self.group, side="left")
        count = np.searchsorted(groups[order], self.group, side="right") - first
        rows = np.repeat(row_of[self.agent], count)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        columns = order[np.repeat(first, count) + within]
        here = rows != NONE
        found[rows[here], columns[here]] = True
        return found
