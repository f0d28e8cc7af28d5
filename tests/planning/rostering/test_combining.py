"""The best roster of known rows, against every way of giving each member one of them."""

from itertools import product

import numpy as np

from otp_desktop.planning.solver.rostering.combining import combine
from otp_desktop.planning.solver.rostering.evaluate import cost
from otp_desktop.planning.solver.rostering.master import Master
from otp_desktop.planning.solver.rostering.problem import Cover, DutyWish
from otp_desktop.planning.solver.rostering.tables import Tables
from tests.planning.rostering.small import DAYS, KINDS, legal_rows, member, problem


def test_known_rows_are_combined_to_the_best_roster_of_them() -> None:
    names, random = "ABC", np.random.default_rng(3)
    rostering = problem(
        *(member(name) for name in names),
        wishes=(DutyWish(member="A", day=1, kind="late", cost=7, refused=True),),
        covers=tuple(
            Cover(day=day, kind=kind.id, target=1, below_cost=5, above_cost=2) for day in range(DAYS) for kind in KINDS
        ),
    )
    every = np.array([row[0] for row in legal_rows(problem(member()))])
    tables = Tables(rostering)
    master, rows = Master(tables), [every[random.choice(len(every), 12, replace=False)] for _ in names]
    for index, own in enumerate(rows):
        for row in own:
            master.add(index, row)
    roster = combine(tables, master.columns, seconds=30, seed=1)
    assert roster is not None
    assert cost(rostering, roster) == min(cost(rostering, np.array(some)) for some in product(*rows))
