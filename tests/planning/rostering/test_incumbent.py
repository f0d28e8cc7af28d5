"""Which of the rosters offered is kept."""

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.incumbent import Incumbent
from otp_desktop.planning.solver.rostering.problem import Cover, RosteringProblem
from tests.planning.rostering.small import DAYS, member, problem


def one_wanted_on_the_first_two_days() -> RosteringProblem:
    covers = tuple(Cover(day=day, kind="early", target=1, below_cost=10, above_cost=1) for day in (0, 1))
    return problem(member(least_minutes=960), covers=covers)


def row(*kinds: int) -> Ints:
    """The roster of one member who works on the first days only."""
    return np.array([[*kinds, *[-1] * (DAYS - len(kinds))]])


def test_a_better_roster_is_kept_and_told() -> None:
    told: list[tuple[int, bool]] = []
    incumbent = Incumbent(one_wanted_on_the_first_two_days(), lambda _, cost, legal: told.append((cost, legal)))
    assert incumbent.lacking().all()
    incumbent.offer(row(1, 1))
    incumbent.offer(row(0, 0))
    incumbent.offer(row(1, 1))
    assert told == [(20, True), (0, True)]
    assert incumbent.best.cost == 0
    assert not incumbent.lacking().any()


def test_a_roster_that_breaks_a_limit_is_not_kept() -> None:
    incumbent = Incumbent(one_wanted_on_the_first_two_days(), lambda *_: None)
    incumbent.offer(row(1, 0, 0))  # an early duty the day after a late one
    assert incumbent.best.roster.tolist() == row().tolist()


def test_the_best_roster_is_proved_once_the_bound_meets_its_cost() -> None:
    incumbent = Incumbent(one_wanted_on_the_first_two_days(), lambda *_: None)
    incumbent.raise_bound(-0.5)
    incumbent.offer(row(1, 1))
    assert not incumbent.proved
    incumbent.offer(row(0, 0))
    assert incumbent.proved
