"""A small rostering problem, and all its legal rows by trying every one."""

from functools import cache
from itertools import product

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.evaluate import faults
from otp_desktop.planning.solver.rostering.problem import Cover, DutyKind, DutyWish, Member, RosteringProblem

DAYS = 9
KINDS = (
    DutyKind(id="early", minutes=480),
    DutyKind(id="late", minutes=600, not_followed_by=frozenset({"early"})),
)


def member(name: str = "A", *, least_minutes: int = 0, most_minutes: int = 100_000, most_weekends: int = 2) -> Member:
    """Two or three days of work in a row, at least two off."""
    return Member(
        id=name,
        least_minutes=least_minutes,
        most_minutes=most_minutes,
        most_days_in_row=3,
        least_days_in_row=2,
        least_days_off_in_row=2,
        most_weekends=most_weekends,
    )


def problem(*members: Member, wishes: tuple[DutyWish, ...] = (), covers: tuple[Cover, ...] = ()) -> RosteringProblem:
    return RosteringProblem(days=DAYS, kinds=KINDS, members=members, wishes=wishes, covers=covers)


def random_problem(seed: int) -> RosteringProblem:
    """One member with limits, wishes and days off drawn; costs are small whole numbers."""
    random = np.random.default_rng(seed)
    one = Member(
        id="A",
        least_minutes=int(random.integers(0, 4)) * 480,
        most_minutes=int(random.integers(3, 8)) * 540,
        most_days_in_row=int(random.integers(2, 5)),
        least_days_in_row=int(random.integers(1, 3)),
        least_days_off_in_row=int(random.integers(1, 4)),
        most_weekends=int(random.integers(0, 2)),
        days_off=frozenset(random.choice(DAYS, size=1).tolist()),
    )
    wishes = tuple(
        DutyWish(member="A", day=day, kind=kind.id, cost=int(random.integers(1, 9)), refused=bool(random.integers(2)))
        for day in range(DAYS)
        for kind in KINDS
        if random.random() < 0.7
    )
    return problem(one, wishes=wishes)


def legal_rows(rostering: RosteringProblem) -> list[Ints]:
    """Every legal roster of the one member of a problem."""
    rows = (np.array([row], dtype=np.int64) for row in product(range(-1, len(KINDS)), repeat=DAYS))
    return [row for row in rows if not faults(rostering, row)]


@cache
def random_rows(seed: int) -> list[Ints]:
    """Every legal roster of ``random_problem(seed)``: many tests ask for those of the same few."""
    return legal_rows(random_problem(seed))
