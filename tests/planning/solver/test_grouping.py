"""Rows that are equal are one group, whatever their number of columns."""

import numpy as np
import pytest

from otp_desktop.planning.solver.grouping import groups_of, patterns


@pytest.mark.parametrize("columns", [1, 8, 64, 65, 200])
def test_rows_have_one_pattern_exactly_where_they_are_equal(columns: int) -> None:
    random = np.random.default_rng(columns)
    kinds = random.random((12, columns)) < 0.7
    kinds[0] = True
    table = kinds[random.integers(0, 12, 300)]
    found = patterns(table)
    equal = (table[:, None, :] == table[None, :, :]).all(axis=2)
    assert np.array_equal(found[:, None] == found[None, :], equal)


def test_the_first_row_of_each_group_stands_for_it() -> None:
    one, two = np.array([3, 1, 3, 3]), np.array([0, 0, 0, 7])
    first, group = groups_of([one, two])
    assert sorted(first.tolist()) == [0, 1, 3]
    assert first[group].tolist() == [0, 1, 0, 3]


def test_nobody_makes_no_group() -> None:
    first, group = groups_of([np.zeros(0, dtype=np.int64)])
    assert len(first) == len(group) == 0
