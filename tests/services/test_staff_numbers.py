"""Agents found by the numbers people and spreadsheets write."""

import pytest

from otp_desktop.domain.force import Agent
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.staff_numbers import named_agents

AGENTS = tuple(Agent(staff_number=number, last_name="Martin") for number in ("4512", "04512", "0077", "077", "00815"))


def found(*numbers: str) -> list[str]:
    return [agent.staff_number for agent in named_agents(AGENTS, numbers)]


def test_the_agent_of_exactly_this_number_is_found_before_one_whose_number_differs_by_zeros() -> None:
    assert found("4512", "04512") == ["4512", "04512"]


def test_a_number_without_its_zeros_is_the_only_one_it_may_be() -> None:
    assert found("815", "0815", "00815") == ["00815"]


def test_a_number_that_may_be_of_two_agents_is_nobodys() -> None:
    with pytest.raises(InvalidRecordError, match=r"matricule 77, 9\."):
        found("77", "4512", "9")
