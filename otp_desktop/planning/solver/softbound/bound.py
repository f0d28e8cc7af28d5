"""The bound of the soft cost: ways, burdens and wishes at first, what couples the heads round by round.

A duty that serves a site is at least as long as the way there and home again (triangle inequality). In sets so
far apart that no duty spans two of them, these ways add up; and a plan whose coverage equals the bound has in each of
the sets that the bound adds up a filling of least missing heads, which costs at least what the flow finds for those. A
plan of worse coverage ranks behind the bound whatever its soft part. Where one set holds all burdens, equity is in its
flow (``equity_growth``).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from otp_desktop.planning.plan import Bound
from otp_desktop.planning.progress import StopRequested, never_stop
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.bounds import parts_of
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import best_filling
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.softbound.ascent import Ascent, at_least
from otp_desktop.planning.solver.softbound.couplings import Coupling, Crews, Faces, Ways
from otp_desktop.planning.solver.softbound.parts import Part, all_parts, far_apart, part_of
from otp_desktop.planning.solver.stints.keeping import better_prices, keepings
from otp_desktop.planning.solver.stints.setting import setting_of
from otp_desktop.planning.solver.wishes import least_of_wishes


class SoftBound:
    """Of the plans whose coverage is that of ``bound``; ``runs``: disjoint sets of needs of which nobody serves two.

    With weights for coverage in the soft cost, or an agent locked at two places at once, only wishes are counted.
    """

    def __init__(
        self, compiled: Compiled, locked: Roster, bound: Bound, runs: Sequence[Run], late: StopRequested = never_stop
    ) -> None:
        self._compiled = compiled
        self._locked = locked
        self._bound = bound
        self._late = late
        self._base = bound.soft + least_of_wishes(compiled)
        possible = compiled.problem.objective.coverage_weights is None and not locked.apart
        self._runs = runs if possible else []

    def simple(self) -> float:
        """Ways and burdens alone, one flow a part; parts that come too late are left out: none costs less than 0."""
        found, bases = self._base, self._compiled.agents.base
        for run in far_apart(self._compiled, self._runs):
            if self._late():
                break
            part = part_of(self._compiled, self._locked, self._bound, run, bases, travels=True)
            priced = replace(part.market, cost=part.market.cost + part.ways)
            filling = best_filling(priced, over=self._late)
            if not np.isfinite(filling.rounding):
                break  # a very large flow that was ended before it was solved
            found += max(0.0, part.constant + at_least(priced, filling))
        return found

    def climb(self, target: Callable[[], float], rounds: int, on_gain: Callable[[float], None]) -> None:
        """What is proved at once, then rounds of payments towards the soft cost of the best plan known."""
        ascent = self.begin(on_gain)
        if ascent is not None:
            self.go_on(ascent, target, rounds, on_gain)

    def begin(self, on_gain: Callable[[float], None]) -> Ascent | None:
        """Tells what is proved at once, and what with the payments that stints say; None where nothing can be."""
        parts = self._parts()
        if not parts:
            return None
        couplings = self._couplings(parts)
        ascent = Ascent(parts, couplings, self._late)
        tell = self._telling(on_gain)
        ascent.look(tell)
        ascent.waive([coupling for coupling in couplings if isinstance(coupling, Crews)], tell)
        faces = [coupling for coupling in couplings if isinstance(coupling, Faces)]
        setting = setting_of(self._compiled, parts) if faces and not self._late() else None
        if setting is not None:
            for prices in better_prices(setting, self._late):
                faces[0].pay(setting.place, setting.group, prices.worth(setting))
                ascent.look(tell)
        return ascent

    def keepings(self, random: np.random.Generator) -> Iterator[Ints]:
        """Which groups agents should keep (agents, waves), where stints say so."""
        parts = self._parts()
        setting = setting_of(self._compiled, parts) if parts and not self._late() else None
        if setting is not None:
            yield from keepings(self._compiled, parts, setting, self._late, random)

    def _parts(self) -> list[Part]:
        return all_parts(self._compiled, self._locked, self._bound, self._runs, self._late) if self._runs else []

    def go_on(self, ascent: Ascent, target: Callable[[], float], rounds: int, on_gain: Callable[[float], None]) -> None:
        """Tells each better bound."""
        ascent.climb(lambda: target() - self._base, rounds, self._telling(on_gain))

    def _telling(self, on_gain: Callable[[float], None]) -> Callable[[float], None]:
        return lambda value: on_gain(self._base + value)

    def _couplings(self, parts: list[Part]) -> list[Coupling]:
        weights = self._compiled.problem.objective
        found: list[Coupling] = [Ways(self._compiled, parts, adjustable=not self._locked.locked.any())]
        if weights.cohesion:
            found += [Crews(self._compiled, place, part) for place, part in enumerate(parts)]
        if weights.continuity and (self._compiled.needs.group != NONE).any():
            found.append(Faces(self._compiled, parts))
        return found


def soft_bound_of(
    compiled: Compiled, bound: Bound, runs: Sequence[Run], late: StopRequested = never_stop, out: Bools | None = None
) -> SoftBound:
    """For the runs that the bound of coverage adds up; parts with needs that are ``out`` (needs) are left out."""
    locked = Roster(compiled)
    parts = [part for run in runs for part in parts_of(compiled, locked, run)]
    return SoftBound(compiled, locked, bound, [one for one in parts if out is None or not out[one.need].any()], late)
