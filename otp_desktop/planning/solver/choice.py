"""The market of some waves: which agents stand for each other there, what they may take and what it costs."""

from dataclasses import dataclass, replace

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.baseline import Baseline
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.costs import Faces
from otp_desktop.planning.solver.force import Force, force_of
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import pairs_of
from otp_desktop.planning.solver.levelling import level_prices
from otp_desktop.planning.solver.market import Market
from otp_desktop.planning.solver.prices import Prices
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.runs import Run


@dataclass(frozen=True)
class Choice:
    """The market a flow runs on, and who its groups are.

    ``agents``: all of them, group after group; ``one_of_each`` group; ``unit`` and ``corps`` of each place. ``need``:
    the place of each line's need among those of the run.
    """

    market: Market
    agents: Ints
    one_of_each: Ints
    unit: Ints
    corps: Ints
    need: Ints

    def of_minimums(self) -> "Choice":
        """The same, for the heads below the minimum alone."""
        heads = self.market.heads
        return replace(self, market=replace(self.market, heads=replace(heads, high=np.zeros_like(heads.high))))


class Markets:
    """Makes the choices of one problem."""

    def __init__(self, compiled: Compiled, baseline: Baseline | None) -> None:
        self._compiled = compiled
        self._changes_count = baseline is not None
        self._prices = Prices(compiled, baseline)

    def choice(self, roster: Roster, run: Run, *, level: bool = False) -> Choice:
        """The market of the agents free in a run, for the heads that nobody holds yet; ``level`` spreads the work."""
        compiled, prices, force = self._compiled, self._prices, force_of(self._compiled, roster, run)
        agents = force.agents
        faces = prices.faces(roster, run.need)
        first, place = groups_of(force.columns() + prices.columns(roster, run, agents, faces))
        kind, one_of_kind = prices.kinds(run.lines)
        may = compiled.eligibility.block(agents, one_of_kind)
        work = level_prices(compiled, roster, agents, run.need) if level else np.zeros(len(agents), dtype=np.int64)
        own, group = groups_of([place, patterns(may), prices.burdens(roster, agents, run.need), work])
        column, cost = self._costs(roster, run, force, first, faces)
        market = Market(
            supply=np.bincount(group, minlength=len(own)),
            place=place[own],
            surcharge=np.where(may[own], prices.growth(roster, agents[own], one_of_kind) + work[own][:, None], np.inf),
            cost=cost,
            column=column,
            kind=kind,
            heads=heads_left(compiled, roster, run.lines),
        )
        return self._choice(market, run, agents, group, own, first)

    def lawful_choice(self, roster: Roster, run: Run) -> Choice:
        """The market where nothing costs anything: only the law tells agents apart, and thousands make a few groups."""
        compiled, force = self._compiled, force_of(self._compiled, roster, run)
        agents, lines = force.agents, run.lines
        first, place = groups_of(force.columns())
        one_of_kind, kind = groups_of([compiled.eligibility.line_class[lines]])
        may = compiled.eligibility.block(agents, lines[one_of_kind])
        own, group = groups_of([place, patterns(may)])
        market = Market(
            supply=np.bincount(group, minlength=len(own)),
            place=place[own],
            surcharge=np.where(may[own], 0.0, np.inf),
            cost=np.where(force.lawful(first), 0.0, np.inf),
            column=self._need_of_line(run),
            kind=kind,
            heads=heads_left(compiled, roster, lines),
        )
        return self._choice(market, run, agents, group, own, first)

    def _costs(self, roster: Roster, run: Run, force: Force, first: Ints, faces: Faces | None) -> tuple[Ints, Floats]:
        """The column of each line, and (places, columns) what the law allows at its cost; ``first`` of each place.

        A need is a column, and a line where it matters which of them an agent had before.
        """
        pairs = pairs_of(self._compiled, force.situation.take(first), force.touched, run.need)
        cost = np.where(force.lawful(first), self._prices.soft(pairs, faces), np.inf)
        column = self._need_of_line(run)
        if not self._changes_count:
            return column, cost
        changing = self._prices.with_changes(roster, run, force.agents[first], cost[:, column])
        return np.arange(len(run.lines)), changing

    def _need_of_line(self, run: Run) -> Ints:
        """The place of each line's need among those of the run."""
        return np.searchsorted(run.need, self._compiled.lines.need[run.lines])

    def _choice(self, market: Market, run: Run, agents: Ints, group: Ints, own: Ints, first: Ints) -> Choice:
        """``own`` and ``first``: rows of ``agents`` with one of each group, and one of each place."""
        order, places = np.argsort(group, kind="stable"), agents[first]
        unit, corps = self._compiled.agents.unit[places], self._compiled.agents.corps[places]
        return Choice(market, agents[order], agents[own], unit, corps, self._need_of_line(run))
