"""The orders of a post in the words that screens and sheets share."""

from otp_desktop.domain.orders import Orders
from otp_desktop.texts import _
from otp_desktop.texts.formats import clock

Fact = tuple[str, str]  # a term and what it is


def order_facts(orders: Orders) -> tuple[Fact, ...]:
    """Call sign, channel, meeting point and equipment, where they are told. Instructions are no fact but a text."""
    facts = (
        (_("Call sign"), orders.call_sign),
        (_("Radio channel"), orders.channel),
        (_("Meeting point"), meeting_words(orders)),
        (_("Equipment"), orders.equipment),
    )
    return tuple(fact for fact in facts if fact[1])


def meeting_words(orders: Orders) -> str:
    """``15 h 30, Champ-de-Mars``; empty where nobody is asked to meet."""
    time = clock(orders.meeting_at) if orders.meeting_at else ""
    return ", ".join(part for part in (time, orders.meeting_place) if part)
