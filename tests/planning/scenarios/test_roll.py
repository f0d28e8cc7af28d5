"""The roll: corps, grades, units and qualifications at the rates they are said to have."""

from collections import Counter
from datetime import date, timedelta

import pytest

from otp_desktop.planning.problem import Agent
from otp_desktop.planning.scenarios import ceremony, quarter
from otp_desktop.planning.scenarios.qualifications import GRADES

DAY = date(2024, 7, 26)
AGENTS = ceremony(3).agents


def test_staff_numbers_are_unique() -> None:
    assert len({agent.id for agent in AGENTS}) == len(AGENTS)


def test_there_are_seventeen_divisions_two_supports_and_four_brigades() -> None:
    units = [unit.id for unit in ceremony(3).units]
    assert sum(unit.startswith("DT") for unit in units) == 17
    assert sum(unit.startswith("DA") for unit in units) == 2
    assert sum(unit.startswith("B") for unit in units) == 4
    assert {agent.unit for agent in AGENTS} == set(units)


@pytest.mark.parametrize(
    ("corps", "least", "most"), [("PM", 0.55, 0.70), ("ASP", 0.17, 0.26), ("AAS", 0.08, 0.15), ("ASVP", 0.03, 0.06)]
)
def test_corps_stand_in_their_proportions(corps: str, least: float, most: float) -> None:
    assert least < Counter(agent.corps for agent in AGENTS)[corps] / len(AGENTS) < most


def test_brigades_are_of_the_police_and_grades_belong_to_the_corps() -> None:
    for agent in AGENTS:
        assert agent.corps is not None
        assert agent.grade in GRADES[agent.corps]
        if str(agent.unit).startswith("B"):
            assert agent.corps == "PM"


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("leader", 0.22, 0.34),
        ("first_aid", 0.38, 0.50),
        ("driver", 0.45, 0.60),
        ("moto", 0.03, 0.06),
        ("dog", 0.012, 0.025),
        ("boat", 0.008, 0.018),
    ],
)
def test_qualifications_have_their_rates_on_the_day(code: str, least: float, most: float) -> None:
    assert least < sum(_holds(agent, code, DAY) for agent in AGENTS) / len(AGENTS) < most


def test_dogs_and_boats_are_of_their_brigades_only() -> None:
    units = {(agent.unit, skill.code) for agent in AGENTS for skill in agent.skills if skill.code in ("dog", "boat")}
    assert units == {("BCYNO", "dog"), ("BFLUV", "boat")}


def test_some_qualifications_have_run_out_and_some_run_out_within_a_quarter() -> None:
    agents = quarter(1, missions=92).agents
    first, last = date(2024, 7, 1), date(2024, 9, 30)
    aiders = [agent for agent in agents if any(skill.code == "first_aid" for skill in agent.skills)]
    lapsed = sum(not _holds(agent, "first_aid", first) for agent in aiders)
    gaps = sum(
        any(not _holds(agent, "first_aid", first + timedelta(days=day)) for day in range((last - first).days + 1))
        for agent in aiders
    )
    assert 0 < lapsed < gaps < 0.12 * len(aiders)


def _holds(agent: Agent, code: str, day: date) -> bool:
    return any(
        skill.code == code
        and (skill.valid_from is None or skill.valid_from <= day)
        and (skill.valid_until is None or day <= skill.valid_until)
        for skill in agent.skills
    )
