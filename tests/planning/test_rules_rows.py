"""EL-05, EL-06 and LK-01: the rows of a plan."""

import pytest

from tests.planning.builders import agent, agents, broken, need, problem, role, serve

TWO_ROLES = need("N", "2024-09-02T08:00", "2024-09-02T12:00", role("guard", 2), role("chief"))


def test_el_05_an_agent_fills_one_role_of_a_need() -> None:
    asked = problem([agent()], [TWO_ROLES])
    assert broken(asked, serve("A", "N")) == []
    assert broken(asked, serve("A", "N") + serve("A", "N", role="chief")) == [("EL-05", 2, 1)]


def test_el_05_the_same_row_twice_is_counted() -> None:
    assert broken(problem([agent()], [TWO_ROLES]), serve("A", "N", "N")) == [("EL-05", 2, 1)]


@pytest.mark.parametrize(("heads", "found"), [(1, []), (2, []), (3, [("EL-06", 3, 2)])])
def test_el_06_a_line_takes_no_more_than_its_count(heads: int, found: list[tuple[str, float, float]]) -> None:
    asked = problem(agents("A", "B", "C"), [TWO_ROLES])
    rows = [row for id in "ABC"[:heads] for row in serve(id, "N")]
    assert broken(asked, rows) == found


def test_el_06_a_line_of_no_head_takes_nobody() -> None:
    asked = problem([agent()], [need("N", "2024-09-02T08:00", "2024-09-02T12:00", role(count=0))])
    assert broken(asked, serve("A", "N")) == [("EL-06", 1, 0)]


def test_lk_01_a_locked_assignment_stands_in_its_role() -> None:
    asked = problem([agent()], [TWO_ROLES], locked=serve("A", "N"))
    assert broken(asked, serve("A", "N")) == []
    assert broken(asked, ()) == [("LK-01", 0, 1)]
    assert broken(asked, serve("A", "N", role="chief")) == [("LK-01", 0, 1)]
