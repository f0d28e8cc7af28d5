"""The force: agents, their units, qualifications and absences."""

from dataclasses import dataclass, field
from datetime import date, datetime

from otp_desktop.domain.places import Position
from otp_desktop.texts.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A division territoriale, a division d'appui or a brigade, with its base."""

    id: int | None = None
    version: int = 0
    code: str
    name: str
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """A qualification that can be held, such as ``leader``."""

    id: int | None = None
    version: int = 0
    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldQualification:
    """A qualification held by an agent between two civil days, both included; no day means no limit."""

    code: str
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A half-open interval in which the agent cannot work. The reason is private: never printed, never exported.

    ``recallable``: leave during which he may be asked to come; never said of an illness (decision 0021).
    """

    start: datetime
    end: datetime
    reason: str = field(default="", repr=False)
    recallable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One officer, known by the staff number. Without a position of his own he starts from the unit's base."""

    id: int | None = None
    version: int = 0
    staff_number: str
    last_name: str
    first_name: str = ""
    corps: str = ""
    grade: str = ""
    unit: str = ""
    position: Position | None = None
    qualifications: tuple[HeldQualification, ...] = ()
    absences: tuple[Absence, ...] = field(default=(), repr=False)
    active: bool = True

    @property
    def full_name(self) -> str:
        """``MARTIN Élise``: the surname first, as on French rolls."""
        return f"{self.last_name.upper()} {self.first_name}".strip()

    @property
    def name_order(self) -> tuple[str, str, str]:
        """Sorts agents by name as a French reader expects, ``Émilie`` before ``Victor``."""
        return fold(self.last_name), fold(self.first_name), self.staff_number
