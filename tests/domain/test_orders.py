"""What those on a post are told, from the need or from its operation."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.order_words import meeting_words, order_facts
from otp_desktop.domain.orders import NO_ORDERS, Orders, orders_of, shared_orders, without
from otp_desktop.texts import use_language

OPERATION = Operation(
    code="C",
    name="Cérémonie",
    first_day=date(2026, 9, 10),
    last_day=date(2026, 9, 10),
    channel="12",
    meeting_place="Mairie",
    meeting_minutes=45,
    instructions="Tenue de cérémonie.",
)
NEED = Need(code="N", site="S", start=datetime(2026, 9, 10, 15, 30), end=datetime(2026, 9, 10, 23), roles=())


def test_a_need_that_says_nothing_is_told_what_its_operation_says() -> None:
    orders = orders_of(NEED, OPERATION)
    assert (orders.channel, orders.meeting_place) == ("12", "Mairie")
    assert orders.meeting_at == datetime(2026, 9, 10, 14, 45)
    assert orders.instructions == ""  # the operation's hold besides


def test_what_a_need_says_goes_before() -> None:
    own = replace(NEED, call_sign="Alpha 3", channel="7", meeting_place="Quai", meeting_minutes=0, instructions="Ici.")
    assert orders_of(own, OPERATION) == Orders(
        call_sign="Alpha 3", channel="7", meeting_place="Quai", meeting_at=own.start, instructions="Ici."
    )


@pytest.mark.parametrize(
    ("start", "met"),
    [
        (datetime(2026, 3, 29, 4), datetime(2026, 3, 29, 1, 30)),  # clocks skip the hour from 2 to 3
        (datetime(2026, 10, 25, 4), datetime(2026, 10, 25, 2, 30, fold=1)),
        (datetime(2026, 9, 10, 0, 30), datetime(2026, 9, 9, 23)),
    ],
)
def test_a_meeting_is_so_many_real_minutes_before_the_start(start: datetime, met: datetime) -> None:
    minutes = 90
    found = orders_of(replace(NEED, start=start, meeting_minutes=minutes), OPERATION).meeting_at
    assert found == met


def test_the_facts_are_those_that_are_told() -> None:
    use_language("en")
    assert order_facts(Orders()) == ()
    told = Orders(call_sign="Alpha 3", meeting_at=datetime(2026, 9, 10, 14, 45), meeting_place="Mairie")
    assert order_facts(told) == (("Call sign", "Alpha 3"), ("Meeting point", "14:45, Mairie"))
    assert meeting_words(Orders(meeting_place="Mairie")) == "Mairie"
    assert not Orders()


def test_what_all_posts_say_is_said_once() -> None:
    told = [Orders(call_sign=name, channel="12", meeting_at=NEED.start) for name in ("Alpha", "Bravo")]
    shared = shared_orders(told)
    assert shared == Orders(channel="12")
    assert without(told[0], shared) == Orders(call_sign="Alpha", meeting_at=NEED.start)
    assert shared_orders([]) == NO_ORDERS
