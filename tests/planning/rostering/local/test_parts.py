"""Parts that several threads walk at the same time share nothing, and all together leave nothing out."""

import numpy as np
import pytest

from otp_desktop.planning.solver.rostering.local.parts import cut, most_parts
from otp_desktop.planning.solver.rostering.local.rules import rules_of
from otp_desktop.planning.solver.rostering.local.standing import standing_of
from otp_desktop.planning.solver.rostering.local.steps import Part, rounds
from otp_desktop.planning.solver.rostering.tables import Tables
from tests.planning.rostering.test_generation import crew


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("seed", range(4))
def test_every_member_and_day_is_in_one_part(count: int, seed: int) -> None:
    parts = cut(9, 90, count, np.random.default_rng(seed))
    assert sorted(np.concatenate([part.members for part in parts]).tolist()) == list(range(9))
    assert [day for part in parts for day in range(part.first, part.last)] == list(range(90))
    assert len(parts) == count
    assert all(len(part.members) > 1 for part in parts)


def test_short_horizons_are_walked_as_a_whole() -> None:
    assert most_parts(members=100, days=28) == 1
    assert most_parts(members=100, days=182) == 6
    assert most_parts(members=2, days=182) == 1


@pytest.mark.parametrize("seed", range(4))
def test_a_walk_in_a_part_changes_nothing_outside_it(seed: int) -> None:
    rostering = crew(seed)
    rules = rules_of(Tables(rostering))
    standing = standing_of(rules, rostering.empty_roster())
    random = np.random.default_rng(seed)
    part = Part(np.arange(1, len(rostering.members)), 2, rostering.days - 1)
    before = standing.rows.copy()
    rounds(rules, standing, part, 20, 5.0, random)
    assert not np.array_equal(standing.rows, before)
    before[1:, 2:-1] = standing.rows[1:, 2:-1]
    assert np.array_equal(standing.rows, before)
