"""A long document can be given up half-way: who lays out and draws asks on the way whether to go on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

GoOn = Callable[[], None]  # raises what ends the work


def _always() -> None:
    """Nobody gives up."""


_asked: ContextVar[GoOn] = ContextVar("asked", default=_always)


@contextmanager
def may_be_given_up(ask: GoOn) -> Iterator[None]:
    """Inside, ``ask`` is called several times a second; what it raises leaves no file behind."""
    before = _asked.set(ask)
    try:
        yield
    finally:
        _asked.reset(before)


def go_on() -> None:
    """Raises where the document was given up."""
    _asked.get()()
