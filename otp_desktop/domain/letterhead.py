"""Who publishes: the name and the emblem at the head of every sheet."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Letterhead:
    """An empty ``name`` stands for any municipal police; ``emblem`` is a picture in PNG, empty for none."""

    name: str = ""
    emblem: bytes = field(default=b"", repr=False)
