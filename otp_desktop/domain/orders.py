"""What those who hold a post are told besides where and when: by which name, on which channel, with what, met where.

A need says it; where it says nothing, its operation does. A call sign is a crew's own: no operation gives it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.times import moved

SHARED_ORDERS = ("channel", "equipment", "meeting_place", "meeting_minutes", "instructions")
NEED_ORDERS = ("call_sign", *SHARED_ORDERS)
MOST_MEETING_MINUTES = 12 * 60  # before the start


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """``meeting_at`` is a civil time, None where nobody is asked to meet. ``instructions`` are the need's own.

    Those of the operation and of the site hold besides: they never take each other's place.
    """

    call_sign: str = ""
    channel: str = ""
    equipment: str = ""
    meeting_place: str = ""
    meeting_at: datetime | None = None
    instructions: str = ""

    def __bool__(self) -> bool:
        return self != NO_ORDERS


NO_ORDERS = Orders()
TEXTS = ("call_sign", "channel", "equipment", "meeting_place", "instructions")


def shared_orders(orders: Iterable[Orders]) -> Orders:
    """What all of them say alike; the time of a meeting is each one's own."""
    known = tuple(orders)
    said = {name: {getattr(each, name) for each in known} for name in TEXTS}
    return Orders(**{name: values.pop() for name, values in said.items() if len(values) == 1})


def without(orders: Orders, shared: Orders) -> Orders:
    """What is left to say where ``shared`` is said already."""
    said: dict[str, Any] = {name: "" for name in TEXTS if getattr(shared, name)}
    return replace(orders, **said)


def orders_of(need: Need, operation: Operation) -> Orders:
    """What holds on the need, from itself or from its operation."""
    return Orders(
        call_sign=need.call_sign,
        channel=need.channel or operation.channel,
        equipment=need.equipment or operation.equipment,
        meeting_place=need.meeting_place or operation.meeting_place,
        meeting_at=_meeting_at(need, operation),
        instructions=need.instructions,
    )


def _meeting_at(need: Need, operation: Operation) -> datetime | None:
    """``meeting_minutes`` are real ones before the start, so that a need that moves takes its meeting along."""
    minutes = operation.meeting_minutes if need.meeting_minutes is None else need.meeting_minutes
    return None if minutes is None else moved(need.start, -minutes, operation.timezone)
