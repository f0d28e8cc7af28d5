"""Plans on the way from an old plan to a new one: legal, told as they are, and the last one is the new plan."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.replan import surviving_rows
from otp_desktop.planning.replan.steps import plans_on_the_way
from otp_desktop.planning.score import score
from tests.planning import builders as make
from tests.planning.replan.test_replan import happened
from tests.planning.solver.random_problems import all_plans


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_plans_on_the_way_are_legal_and_told_as_they_are(seed: int) -> None:
    changed, old = happened(seed)
    new = Random(seed).choice(list(all_plans(changed)))
    surviving = surviving_rows(changed, old)
    if check(changed, changed.locked) or check(changed, new) or not {*changed.locked} <= {*new}:
        return
    before = score(changed, surviving)
    best = before.missing_minimum + before.missing_count
    for part in plans_on_the_way(changed, surviving, before, new):
        told = score(changed, part.rows)
        assert check(changed, part.rows) == ()
        assert (part.changes, part.coverage) == (told.changes, told.missing_minimum + told.missing_count)
        assert part.coverage < best
        best = part.coverage


def test_who_takes_over_a_line_waits_until_it_is_left_and_the_whole_plan_comes_last() -> None:
    """Two agents change places, and a third one joins: nobody can go over whole before another."""
    problem = make.problem(
        make.agents("A", "B", "C"), [make.need(one) for one in ("N", "O", "P")], baseline=make.serve("A", "N")
    )
    surviving = (*make.serve("A", "N"), *make.serve("B", "O"))
    new = (*make.serve("A", "O"), *make.serve("B", "N"), *make.serve("C", "P"))
    parts = list(plans_on_the_way(problem, surviving, score(problem, surviving), new))
    assert [sum(part.coverage) for part in parts] == sorted((sum(part.coverage) for part in parts), reverse=True)
    assert sum(parts[-1].coverage) == 0
