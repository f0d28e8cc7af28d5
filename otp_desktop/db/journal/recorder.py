"""What a transaction has written so far, record by record, until it is stored as one gesture."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.journal import ChangeKind

Subject = tuple[Kind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One record as one call wrote it. ``content`` holds domain values: before, after, and rows of a plan.

    ``about`` are other records in whose history this belongs, such as the site of a need. ``same`` is a write that
    changed nothing but the row version.
    """

    kind: Kind
    change: ChangeKind
    record_id: int
    title: str
    operation_id: int | None = None
    content: Mapping[str, object] = field(default_factory=dict)
    about: Collection[Subject] = ()
    same: bool = False


def change_of(before: object, after: object) -> ChangeKind:
    """What happened to a record that is None where it did not exist."""
    if before is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if after is None else ChangeKind.CHANGED


class Recorder:
    """Writes come in steps: what one call wrote, and what must be taken back in one call."""

    def __init__(self) -> None:
        self._steps: list[Sequence[Written]] = []

    @property
    def steps(self) -> Sequence[Sequence[Written]]:
        return self._steps

    def add(self, written: Sequence[Written]) -> None:
        if written:
            self._steps.append(written)

    def mark(self) -> int:
        return len(self._steps)

    def forget(self, mark: int = 0) -> None:
        """What came after the mark was undone by the database."""
        del self._steps[mark:]

    @property
    def touched(self) -> frozenset[Subject]:
        """Every record written, those that only got a new row version too."""
        return frozenset((one.kind, one.record_id) for step in self._steps for one in step)
