"""What a write touched: screens refresh by kind."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    AGENT = "agent"
    UNIT = "unit"
    QUALIFICATION = "qualification"
    SITE = "site"
    LAYER = "layer"
    OPERATION = "operation"
    NEED = "need"
    CONVOY = "convoy"
    PLAN = "plan"


@dataclass(frozen=True)
class Changes:
    """Kinds and ids of the records a use case added, changed or removed."""

    touched: frozenset[tuple[Kind, int]] = frozenset()

    @classmethod
    def of(cls, kind: Kind, *ids: int | None) -> "Changes":
        return cls(frozenset((kind, record_id) for record_id in ids if record_id is not None))

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.touched | other.touched)

    def __bool__(self) -> bool:
        return bool(self.touched)

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(kind for kind, _ in self.touched)

    def ids(self, kind: Kind) -> frozenset[int]:
        return frozenset(record_id for touched, record_id in self.touched if touched is kind)
