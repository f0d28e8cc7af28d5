"""What has to be done: operations, their needs and role lines."""

from dataclasses import dataclass, field
from datetime import date, datetime

from otp_desktop.domain.times import PARIS
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """Heads asked for in one role: ``count`` wanted, ``minimum`` of them below which the post does not hold.

    All ``qualifications`` are asked for; an empty ``corps`` means any corps.
    """

    code: str
    count: int
    minimum: int = 0
    qualifications: tuple[str, ...] = ()
    corps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A site to be held during a half-open interval of civil times. ``priority``: 1 vital … 5 useful.

    ``group`` joins needs where the same faces are wanted; ``relieved`` says that breaks are relieved on the post.
    ``series`` joins those made in one go, by a recurrence or a convoy; ``wave`` those of one named time window.
    What those on the post are told besides (``call_sign`` … ``instructions``) is said in ``domain/orders.py``.
    """

    id: int | None = None
    version: int = 0
    operation_id: int | None = None
    code: str
    site: str
    start: datetime
    end: datetime
    roles: tuple[RoleLine, ...]
    priority: int = 3
    burden: int = 0
    relieved: bool = False
    group: str = ""
    label: str = ""
    series: str = ""
    wave: str = ""
    call_sign: str = ""
    channel: str = ""
    equipment: str = ""
    meeting_place: str = ""
    meeting_minutes: int | None = None
    instructions: str = ""

    @property
    def heads(self) -> int:
        return sum(role.count for role in self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A dated operation (dispositif) with its rules and derogations. ``code`` names it on the command line.

    ``cpps_axis`` is one of ``prevention.CPPS_AXES``, or None; ``partners`` are the other services involved.
    ``channel`` … ``instructions`` hold for its needs that say nothing of their own (``domain/orders.py``).
    """

    id: int | None = None
    version: int = 0
    code: str
    name: str
    template: str = "blank"
    first_day: date
    last_day: date
    timezone: str = PARIS
    rules: WorkingTimeRules = field(default_factory=WorkingTimeRules)
    derogations: tuple[Derogation, ...] = ()
    travel: TravelModel = field(default_factory=TravelModel)
    weights: ObjectiveWeights = field(default_factory=ObjectiveWeights)
    note: str = ""
    cpps_axis: int | None = None
    cpps_priority: str = ""
    partners: tuple[str, ...] = ()
    channel: str = ""
    equipment: str = ""
    meeting_place: str = ""
    meeting_minutes: int | None = None
    instructions: str = ""
