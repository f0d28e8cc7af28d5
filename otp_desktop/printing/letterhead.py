"""The head of the service in whose name sheets are being written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.texts import _

NOBODYS = Letterhead()

_letterhead: ContextVar[Letterhead] = ContextVar("letterhead", default=NOBODYS)


@contextmanager
def headed(letterhead: Letterhead) -> Iterator[None]:
    """What is written inside is of this service."""
    token = _letterhead.set(letterhead)
    try:
        yield
    finally:
        _letterhead.reset(token)


def service_name() -> str:
    return _letterhead.get().name or _("Municipal police")


def service_emblem() -> bytes:
    return _letterhead.get().emblem
