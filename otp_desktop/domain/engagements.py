"""What agents do outside an operation: it counts for their rest, their hours and their share of burdens."""

from dataclasses import dataclass
from datetime import datetime

from otp_desktop.domain.places import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A post held in another operation, by the last plan published there; times are civil."""

    agent: str
    operation: str
    need: str
    site: str
    position: Position | None = None
    start: datetime
    end: datetime
    relieved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHistory:
    """Real minutes of the civil weeks known before those of the plan, oldest first; burdens of twelve months."""

    week_minutes: tuple[int, ...] = ()
    burden: float = 0


NO_HISTORY = WorkHistory()
