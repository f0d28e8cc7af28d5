"""Shares of a unit: everybody counts, also those who carried nothing."""

from datetime import date

import pytest

from otp_desktop.domain.equity import NO_BURDENS, Burdens, EquityLedger, Share, share_of
from otp_desktop.domain.force import Agent


def agent(number: str, unit: str) -> Agent:
    return Agent(staff_number=number, last_name="Nom", first_name="Élise", corps="PM", unit=unit)


LEDGER = EquityLedger(
    first=date(2025, 9, 1),
    last=date(2026, 9, 1),
    agents=(agent("1", "A"), agent("2", "A"), agent("3", "B")),
    carried={"1": Burdens(nights=4), "3": Burdens(nights=7), "gone": Burdens(nights=90)},
)


def test_who_carried_nothing_counts_in_the_mean_of_the_unit() -> None:
    assert LEDGER.units == ("A", "B")
    assert LEDGER.of("2") == NO_BURDENS
    assert LEDGER.share("A", lambda burdens: burdens.nights) == Share(mean=2, spread=2)


def test_the_whole_force_is_its_active_agents() -> None:
    share = LEDGER.share(None, lambda burdens: burdens.nights)
    assert share.mean == pytest.approx(11 / 3)


def test_nobody_has_a_share_of_zero() -> None:
    assert share_of(()) == Share(0, 0)
