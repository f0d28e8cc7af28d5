"""Corps that may not stand together: kept apart in a flow that does not see who stands beside whom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from otp_desktop.planning.replan.least_changes import Expected, LeastChanges, least_changes
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.wave_view import WaveView


def least_unmixed_changes(compiled: Compiled, roster: Roster, view: WaveView, expected: Expected) -> LeastChanges:
    """As ``least_changes``, and no forbidden mix: a need stays closed to the corps that those on it now exclude.

    Where newcomers alone make a mix, the need is closed to the corps with fewer of them, and the flow runs again.
    """
    mixes = _Mixes(compiled, view)
    closed = unmixed_view(compiled, roster, view)
    if closed is view:
        return least_changes(view, expected)
    allowed = closed.allowed
    while True:
        filling = least_changes(closed, expected)
        serving = filling.column != NONE
        line = np.where(serving, view.lines[filling.column], NONE)[None, :]
        mixed = list(mixes.smaller_sides(mixes.present(line, roster)))
        if not mixed:
            return filling
        for corps, need in mixed:
            allowed[np.ix_(mixes.corps_of_group == corps, mixes.need_of_column == need)] = False


def unmixed_view(compiled: Compiled, roster: Roster, view: WaveView) -> WaveView:
    """The view with each need closed to the corps that those on it in the roster exclude; itself without mixes."""
    mixes = _Mixes(compiled, view)
    if not mixes.codes:
        return view
    allowed = view.allowed.copy()
    for corps, need in mixes.excluded(mixes.present(roster.line[view.agents].T, roster)):
        allowed[np.ix_(mixes.corps_of_group == corps, mixes.need_of_column == need)] = False
    return replace(view, allowed=allowed)


@dataclass(frozen=True)
class _Present:
    """(needs, corps) heads: those who can be moved, and those who are locked there."""

    moving: Ints
    locked: Ints

    @property
    def anybody(self) -> Bools:
        found: Bools = (self.moving + self.locked) > 0
        return found


class _Mixes:
    """The forbidden mixes whose corps all exist, as codes, laid over a view."""

    def __init__(self, compiled: Compiled, view: WaveView) -> None:
        self._compiled, self._view = compiled, view
        named = zip((agent.corps for agent in compiled.problem.agents), compiled.agents.corps.tolist(), strict=True)
        code = dict(named)
        mixes = compiled.problem.rules.forbidden_mixes
        self.codes = [[code[one] for one in mix] for mix in mixes if mix and all(one in code for one in mix)]
        self.need_of_column = compiled.lines.need[view.lines]
        one_of_group = np.unique(view.group, return_index=True)[1]
        self.corps_of_group = compiled.agents.corps[view.agents[one_of_group]]

    def present(self, lines: Ints, roster: Roster) -> _Present:
        """Who stands on each need, when each agent of the view has the lines of his column."""
        compiled = self._compiled
        corps = compiled.agents.corps
        shape = (len(compiled.needs.start), int(corps.max(initial=0)) + 2)  # the last corps is NONE, nobody's
        moving, locked = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        place, agent = np.nonzero(lines != NONE)
        np.add.at(moving, (compiled.lines.need[lines[place, agent]], corps[self._view.agents[agent]]), 1)
        who, wave = np.nonzero(roster.locked)
        np.add.at(locked, (compiled.lines.need[roster.line[who, wave]], corps[who]), 1)
        for one, line in roster.apart:
            locked[compiled.lines.need[line], corps[one]] += 1
        return _Present(moving, locked)

    def excluded(self, present: _Present) -> Iterator[tuple[int, int]]:
        """Corps and needs of the view where all the others of a mix stand."""
        here = np.unique(self.need_of_column)
        for mix in self.codes:
            for corps in mix:
                others = [other for other in mix if other != corps]
                for need in here[present.anybody[np.ix_(here, others)].all(axis=1)].tolist():
                    yield corps, need

    def smaller_sides(self, present: _Present) -> Iterator[tuple[int, int]]:
        """For each need with a mix, the corps of it with fewest agents who can be moved."""
        for mix in self.codes:
            for need in np.flatnonzero(present.anybody[:, mix].all(axis=1)):
                movable = [corps for corps in mix if present.moving[need, corps] and not present.locked[need, corps]]
                if movable:
                    yield min(movable, key=lambda corps: (present.moving[need, corps], corps)), int(need)
