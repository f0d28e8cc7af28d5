"""EL-01, EL-02 and EL-03: who may fill which role."""

import pytest

from otp_desktop.planning.problem import Skill
from tests.planning.builders import agent, agents, broken, need, problem, role, rules, serve, skill

NIGHT = ("2024-09-02T22:00", "2024-09-03T05:00")


@pytest.mark.parametrize(
    ("held", "is_legal"),
    [
        ([skill("moto")], True),
        ([], False),
        ([skill("leader")], False),
        ([skill("moto", "2024-09-02", "2024-09-03")], True),
        ([skill("moto", "2024-09-03")], False),
        ([skill("moto", None, "2024-09-02")], False),
        ([skill("moto", "2024-01-01", "2024-09-02"), skill("moto", "2024-09-03")], True),
    ],
)
def test_el_01_a_skill_is_held_on_each_day_of_the_need(held: list[Skill], is_legal: bool) -> None:
    asked = problem([agent(skills=held)], [need("N", *NIGHT, role(skills=["moto"]))])
    assert broken(asked, serve("A", "N")) == ([] if is_legal else [("EL-01", 1, 0)])


def test_el_01_an_end_at_midnight_does_not_touch_the_next_day() -> None:
    until_monday = [skill("moto", "2024-09-02", "2024-09-02")]
    legal = problem(
        [agent(skills=until_monday)], [need("N", "2024-09-02T22:00", "2024-09-03T00:00", role(skills=["moto"]))]
    )
    late = problem(
        [agent(skills=until_monday)], [need("N", "2024-09-02T22:00", "2024-09-03T00:01", role(skills=["moto"]))]
    )
    assert broken(legal, serve("A", "N")) == []
    assert broken(late, serve("A", "N")) == [("EL-01", 1, 0)]


def test_el_01_a_moment_at_midnight_is_of_the_day_that_begins() -> None:
    moment = need("N", "2024-09-03T00:00", "2024-09-03T00:00", role(skills=["moto"]))
    held = [agent("A", skills=[skill("moto", "2024-09-03")]), agent("B", skills=[skill("moto", None, "2024-09-02")])]
    assert broken(problem(held, [moment]), serve("A", "N")) == []
    assert broken(problem(held, [moment]), serve("B", "N")) == [("EL-01", 1, 0)]


def test_el_01_every_skill_of_the_role_is_asked_for() -> None:
    asked = problem([agent(skills=["leader"])], [need("N", *NIGHT, role(skills=["dog", "leader", "moto"]))])
    assert broken(asked, serve("A", "N")) == [("EL-01", 2, 0)]


@pytest.mark.parametrize(
    ("corps", "allowed", "is_legal"),
    [
        ("PM", ["PM", "ASP"], True),
        ("ASVP", ["PM", "ASP"], False),
        (None, ["PM"], False),
        ("ASVP", None, True),
        ("PM", [], False),
    ],
)
def test_el_02_the_corps_is_one_of_the_role(corps: str | None, allowed: list[str] | None, is_legal: bool) -> None:
    asked = problem([agent(corps=corps)], [need("N", *NIGHT, role(corps=allowed))])
    assert broken(asked, serve("A", "N")) == ([] if is_legal else [("EL-02", 1, 0)])


@pytest.mark.parametrize(
    ("mixes", "is_legal"),
    [((("ASVP", "PM"),), False), ((("ASVP", "ASP"),), True), ((("ASVP", "ASP", "PM"),), True), ((), True)],
)
def test_el_03_a_forbidden_mix_does_not_stand_on_one_need(mixes: tuple[tuple[str, ...], ...], is_legal: bool) -> None:
    force = [*agents("A", corps="PM"), *agents("B", corps="ASVP")]
    asked = problem(force, [need("N", *NIGHT, role(count=1), role("other"))], rules=rules(forbidden_mixes=mixes))
    rows = serve("A", "N") + serve("B", "N", role="other")
    assert broken(asked, rows) == ([] if is_legal else [("EL-03", 2, 1)])


def test_el_03_corps_may_stand_on_two_needs_at_the_same_time() -> None:
    force = [*agents("A", corps="PM"), *agents("B", corps="ASVP")]
    asked = problem(force, [need("N", *NIGHT), need("M", *NIGHT)], rules=rules(forbidden_mixes=(("ASVP", "PM"),)))
    assert broken(asked, serve("A", "N") + serve("B", "M")) == []
