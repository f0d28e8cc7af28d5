"""The best pay of a day at given prices of burden: the prices of a linear program that grows by sets that pay."""

import numpy as np

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.daily.covering import Covering, Worth
from otp_desktop.planning.solver.pay.answer import after_costs, offers_of
from otp_desktop.planning.solver.pay.setting import Day

CHEAPEST_AGENTS, CHEAPEST_SETS = 30, 8  # for each set, and for each agent: the sets to begin with
NEW_SETS = 4  # of an agent in a round
NEAR = 2e-3  # share of the value from which prices are good enough
TINY = 1e-6


def linear_pay(day: Day, asked: Floats, worth: Worth, late: StopRequested) -> Floats:
    """(lines): what heads pay; ``worth`` of a head; ``asked`` (agents of the day) for a unit of burden."""
    if not len(day.agents) or not len(day.sets.members):
        return worth.low
    pay = worth.high
    columns = _Columns(day, asked, worth)
    columns.add(pay, _cheapest(day, after_costs(day, np.zeros((len(day.may), len(day.sets.need))), asked)))
    while not late():
        prices = columns.covering.solve()
        if prices is None:
            break
        pay = prices.line
        left = after_costs(day, offers_of(day, pay).max(axis=0), asked)
        more = left - prices.group[:, None]
        if np.maximum(more.max(axis=1), 0).sum() <= NEAR * abs(prices.value) or not columns.add(pay, _best(more)):
            break
    return pay


class _Columns:
    """The program and its columns, each one agent with one line of every need of a set."""

    def __init__(self, day: Day, asked: Floats, worth: Worth) -> None:
        self._day, self._asked = day, asked
        self._known: set[tuple[int, ...]] = set()
        self.covering = Covering(np.ones(len(day.agents), dtype=np.int64), day.heads, exact=True)
        self.covering.aim(worth)

    def add(self, pay: Floats, wanted: Bools) -> int:
        """Adds sets that agents want (agents, sets), with the lines that pay best; how many are new."""
        day, before = self._day, len(self._known)
        best = offers_of(day, pay).argmax(axis=0)
        agents, sets = np.nonzero(wanted)
        free = np.zeros((len(day.may), len(day.sets.need)))
        cost = -after_costs(day, free, self._asked)[agents, sets]
        members = day.sets.members[sets]
        lines = np.where(members == NONE, NONE, day.lines[members, best[day.kind[agents][:, None], members]])
        for agent, taken, price in zip(agents.tolist(), lines.tolist(), cost.tolist(), strict=True):
            column = [line for line in taken if line != NONE]
            key = (agent, *column)
            if key not in self._known:
                self._known.add(key)
                self.covering.add(agent, column, price)
        return len(self._known) - before


def _cheapest(day: Day, left: Floats) -> Bools:
    """(agents, sets): for each set of one need the agents whom it costs least, for each agent his least costly sets."""
    can = _possible(day)
    cost = np.where(can, -left, np.inf)
    alone = np.flatnonzero((day.sets.members != NONE).sum(axis=1) == 1)
    found = np.zeros(cost.shape, dtype=bool)
    agents = np.argpartition(cost[:, alone], min(CHEAPEST_AGENTS, len(cost)) - 1, axis=0)[:CHEAPEST_AGENTS]
    found[agents, alone] = True
    sets = np.argpartition(cost, min(CHEAPEST_SETS, cost.shape[1]) - 1, axis=1)[:, :CHEAPEST_SETS]
    found[np.arange(len(cost))[:, None], sets] = True
    return found & can


def _possible(day: Day) -> Bools:
    """(agents, sets): who may serve every need of a set."""
    can = np.stack([day.may[:, column] & (column != NONE) for column in day.lines.T]).any(axis=0)
    never: Floats = np.where(can, 0.0, 1.0)
    found: Bools = day.sets.sums(never)[day.kind] == 0
    return found


def _best(more: Floats) -> Bools:
    """(agents, sets): the sets that leave each agent most beyond what he is left with now."""
    few = min(NEW_SETS, more.shape[1])
    best: Ints = np.argpartition(-more, few - 1, axis=1)[:, :few]
    found = np.zeros(more.shape, dtype=bool)
    np.put_along_axis(found, best, True, axis=1)
    return found & (more > TINY)
