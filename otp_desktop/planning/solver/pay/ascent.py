"""The pay of every head, found by cooling: soft choices say where heads are too many or too few, and pay follows.

At each temperature pay moves by the logarithm of heads wanted over heads that come, which is what makes a soft choice
meet its demand (the invisible hand algorithm: Kosowsky and Yuille 1994); then the temperature is halved. Every round
proves a bound with the best choices at its pay, so it may end at any moment. Days are cooled one by one first, which
is quick; then it is warm again, and agents rest between days.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np

from otp_desktop.planning.plan import PRIORITIES, Bound
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.daily.covering import Worth
from otp_desktop.planning.solver.market import Heads
from otp_desktop.planning.solver.pay.answer import Choice, day_by_day, with_rests
from otp_desktop.planning.solver.pay.fairness import Fairness
from otp_desktop.planning.solver.pay.linear import linear_pay
from otp_desktop.planning.solver.pay.setting import Day, all_days
from otp_desktop.planning.solver.roster import Roster

HOTTEST, COLDEST = 1 / 40, 1 / 2000  # temperatures, as shares of a long way there and home
WARM = 1 / 640  # where rests between days join: each round then takes twice as long
ROUNDS = 7  # at each temperature
STEP = 0.7  # of the way to where demand would be met
FEW = 0.02  # heads: keeps logarithms finite
MOST = 95  # per cent of the ways, and of the prices of burden, that a missing head is dearer than
CLASS = 0.05  # how much more a missing head costs, for each class above
ROUNDING = 1e-9  # share of a bound that is not claimed


class PayBound:
    """For plans whose coverage is that of ``bound``; ``burden`` (agents): carried at the end of a known plan."""

    def __init__(self, compiled: Compiled, days: Sequence[Day], bound: Bound, burden: Floats) -> None:
        self._days = days
        self._fairness = Fairness(compiled, bound, burden)
        self._long_way = max(float(np.percentile(day.cost, MOST)) if day.cost.size else 0.0 for day in days) or 1.0
        dearest = self._long_way + _dearest_burden(days, self._fairness.asked)
        below, every = dearest * (1 + CLASS * np.arange(2 * PRIORITIES)[::-1].reshape(2, PRIORITIES))
        self._below, self._every = below, every
        self._lost = float(below @ bound.missing_minimum + every @ bound.missing_count)
        self._pay = [np.zeros(len(day.heads.low)) for day in days]

    def climb(self, late: StopRequested, tell: Callable[[float], None]) -> None:
        """Begins with the best pay for the fairness of the plan, then cools down, twice; tells each better bound."""
        asked = self._fairness.asked
        for place, day in enumerate(self._days):
            worth = Worth(*self._worth(day.heads))
            self._pay[place] = linear_pay(day, asked[day.agents], worth, late)
        best = -np.inf
        for found in chain(self._cooling(day_by_day, HOTTEST, late), self._cooling(with_rests, WARM, late)):
            if found > best:
                best = found
                tell(best)

    def _cooling(self, choice: Choice, hottest: float, late: StopRequested) -> Iterator[float]:
        """The bound of each round, until it is cold, or late."""
        temperature = self._long_way * hottest
        while temperature >= self._long_way * COLDEST:
            for _ in range(ROUNDS):
                found = self._round(choice, temperature, late)
                if found is None:
                    return
                yield found
            temperature /= 2

    def _round(self, choice: Choice, temperature: float, late: StopRequested) -> float | None:
        """The bound at the pay as it is, which is moved on; None when it comes too late."""
        asked = self._fairness.asked
        found = choice(self._days, self._pay, asked, temperature, late)
        if found is None:
            return None
        total, size = self._fairness.constant - self._lost - found.left, found.left
        taken, spread = np.zeros(len(asked)), np.zeros(len(asked))
        for place, (day, answer) in enumerate(zip(self._days, found.days, strict=True)):
            paid = self._paid(day.heads, self._pay[place])
            total, size = total + paid, size + abs(paid)
            taken[day.agents] += answer.burden
            spread[day.agents] += answer.spread
            self._pay[place] = self._moved(day.heads, self._pay[place], answer.heads, temperature)
        self._fairness.learn(taken, spread, temperature)
        return total - ROUNDING * size

    def _worth(self, heads: Heads) -> tuple[Floats, Floats]:
        """(lines): what a missing head costs below the minimum, and above it."""
        return (self._below + self._every)[heads.priority], self._every[heads.priority]

    def _paid(self, heads: Heads, pay: Floats) -> float:
        """The least that heads cost: each is paid, or missing."""
        low, high = self._worth(heads)
        return float(np.minimum(pay, low) @ heads.low + np.minimum(pay, high) @ heads.high)

    def _moved(self, heads: Heads, pay: Floats, come: Floats, temperature: float) -> Floats:
        """Pay after a step; never above what a missing head costs."""
        low, high = self._worth(heads)
        every, least = (
            pay + STEP * temperature * np.log((wanted + FEW) / (come + FEW)) for wanted in (heads.total, heads.low)
        )
        found: Floats = np.maximum(np.minimum(every, high), np.minimum(least, low))
        return found


def _dearest_burden(days: Sequence[Day], asked: Floats) -> float:
    """More than nearly all agents want for the burden of a day, beyond what those in the middle want."""
    burden = max(float(day.burden.max(initial=0.0)) for day in days)
    middle, most = np.percentile(asked, (50, MOST)).tolist() if len(asked) else (0.0, 0.0)
    return float(burden * (most - middle))


def lasts_days(compiled: Compiled) -> bool:
    """Whether days are joined by what agents carry from one to the next: a single one is proved better by its flows."""
    return len(np.unique(compiled.needs.day)) > 1


def climb_by_pay(
    compiled: Compiled, bound: Bound, line: Ints, late: StopRequested, tell: Callable[[float], None]
) -> None:
    """Tells better and better bounds of the soft cost; ``line`` (agents, waves): the plan known.

    Nothing where coverage is weighed against costs, something is locked, or a day has too many sets.
    """
    locked = Roster(compiled)
    if compiled.problem.objective.coverage_weights is not None or locked.locked.any() or locked.apart:
        return
    days = all_days(compiled, late)
    if days is None:
        return
    served = compiled.lines.need[line]
    burden = compiled.agents.burden + np.where(line == NONE, 0.0, compiled.needs.burden[served]).sum(axis=1)
    PayBound(compiled, days, bound, burden).climb(late, tell)
