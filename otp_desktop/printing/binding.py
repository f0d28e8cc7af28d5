"""Several documents bound into one file: what would be a file each is kept, and drawn one after another."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from otp_desktop.printing.document import Document


@dataclass(frozen=True)
class Part:
    """What would be one file, under an entry of the outline of its own."""

    title: str
    documents: Iterable[Document] = field(repr=False)


_kept: ContextVar[list[Part] | None] = ContextVar("kept", default=None)


@contextmanager
def kept_together() -> Iterator[list[Part]]:
    """Inside, documents are not written but gathered in the list, in order."""
    parts: list[Part] = []
    before = _kept.set(parts)
    try:
        yield parts
    finally:
        _kept.reset(before)


def keep(part: Part) -> bool:
    """Whether the part is kept to be bound with others."""
    parts = _kept.get()
    if parts is not None:
        parts.append(part)
    return parts is not None


Step = Callable[[], None]  # called before each document; what it raises ends the file
