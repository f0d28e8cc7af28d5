"""The checker as a whole: order, ids, words, and a slow literal reading of the law beside it."""

import pickle

import pytest

from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Assignment
from otp_desktop.texts import use_language
from tests.planning.builders import (
    agent,
    agents,
    history,
    need,
    problem,
    rules,
    serve,
)


def test_an_empty_plan_is_legal() -> None:
    asked = problem(
        [agent(history=history(9000, 9000, last_end="2024-09-02T07:00"))], [need()], rules=rules(mean_weeks=2)
    )
    assert check(asked, ()) == ()


@pytest.mark.parametrize(
    "row", [Assignment("ghost", "N", "guard"), Assignment("A", "ghost", "guard"), Assignment("A", "N", "ghost")]
)
def test_an_unknown_id_is_a_bug(row: Assignment) -> None:
    with pytest.raises(ValueError, match="ghost"):
        check(problem([agent()], [need()]), [row])


def test_the_order_of_the_rows_changes_nothing() -> None:
    asked = problem(agents("B", "A"), [need("N2"), need("N1")], rules=rules(duty_minutes=60))
    rows = serve("A", "N1", "N2") + serve("B", "N1", "N2")
    found = check(asked, rows)
    assert len(found) == 6
    assert check(asked, rows[::-1]) == found
    assert [each.agent for each in found if each.rule == "RT-03"] == ["B", "A"]


def test_a_violation_says_in_french_who_what_and_how_much() -> None:
    use_language("fr")
    asked = problem(
        [agent("004512")], [need("N", "2024-09-02T08:00", "2024-09-02T18:01")], rules=rules(duty_minutes=600)
    )
    (violation,) = check(asked, serve("004512", "N"))
    words = str(violation.sentence).replace("\u00a0", " ")
    assert words == "004512 travaille 10 h 01 dans la vacation du 02/09/2024 (N) ; la limite est de 10 h 00."
    assert pickle.loads(pickle.dumps(violation)) == violation


def test_a_mean_just_over_its_limit_does_not_read_as_its_limit() -> None:
    use_language("fr")
    asked = problem(
        [agent(history=history(2640, 2641))],
        [need("N", "2024-09-02T08:00", "2024-09-02T12:00")],
        rules=rules(mean_week_minutes=1840, mean_weeks=3),
    )
    (violation,) = check(asked, serve("A", "N"))
    assert violation.figure == pytest.approx(1840 + 1 / 3)
    assert "30 h 41" in str(violation.sentence).replace("\u00a0", " ")
