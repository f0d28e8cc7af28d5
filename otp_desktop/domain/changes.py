"""What a write touched: screens refresh by kind."""

from dataclasses import dataclass, field
from enum import StrEnum

from otp_desktop.texts import Sentence


class Kind(StrEnum):
    AGENT = "agent"
    UNIT = "unit"
    QUALIFICATION = "qualification"
    SITE = "site"
    LAYER = "layer"
    OPERATION = "operation"
    NEED = "need"
    CONVOY = "convoy"
    PROCEDURE_CARD = "procedure_card"
    PLAN = "plan"
    PAST_WORK = "past_work"
    SETTING = "setting"


@dataclass(frozen=True)
class Changes:
    """Kinds and ids of the records a use case added, changed or removed.

    ``gesture`` is the id under which the journal holds them and ``undo`` takes them back, ``name`` what it is called;
    both are None where nothing differs.
    """

    touched: frozenset[tuple[Kind, int]] = frozenset()
    gesture: int | None = field(default=None, compare=False)
    name: Sentence | None = field(default=None, compare=False)

    @classmethod
    def of(cls, kind: Kind, *ids: int | None) -> "Changes":
        return cls(frozenset((kind, record_id) for record_id in ids if record_id is not None))

    def __or__(self, other: "Changes") -> "Changes":
        """Both together; the gesture of one only stays where the other has none."""
        touched = self.touched | other.touched
        if self.gesture is None or other.gesture is None:
            named = self if other.gesture is None else other
            return Changes(touched, named.gesture, named.name)
        return Changes(touched)

    def __bool__(self) -> bool:
        return bool(self.touched)

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(kind for kind, _ in self.touched)

    def ids(self, kind: Kind) -> frozenset[int]:
        return frozenset(record_id for touched, record_id in self.touched if touched is kind)
