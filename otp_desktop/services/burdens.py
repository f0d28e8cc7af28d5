"""What a post weighs in the sharing of burdens: in the objective of a plan and in the ledger of equity."""

from datetime import datetime
from functools import lru_cache

from otp_desktop.domain.equity import ORDINARY, CarriedPost
from otp_desktop.domain.nights import NIGHT_ENDS, NIGHT_STARTS, night_minutes
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.services.school_calendar import public_holiday

SUNDAY = 7


def carried_post(need: Need, operation: Operation) -> CarriedPost:
    """What the agents of a need carry by it."""
    return CarriedPost(
        operation=operation.code,
        template=operation.template,
        timezone=operation.timezone,
        start=need.start,
        end=need.end,
        burden=need.burden,
    )


def weight_of(post: CarriedPost) -> float:
    """The burden that its need was given; at least a point each for a night, a Sunday or public holiday, an event."""
    return _weight(post.start, post.end, post.timezone, post.template, post.burden)


def night_of(post: CarriedPost) -> int:
    """Real minutes of it by night (RT-08)."""
    return _night_minutes(post.start, post.end, post.timezone)


# The agents of a post have the same times: a quarter has 48,000 posts of some 10,000 different times.


@lru_cache(maxsize=65_536)
def _weight(start: datetime, end: datetime, timezone: str, template: str, burden: float) -> float:
    day = start.date()
    is_free_day = day.isoweekday() == SUNDAY or public_holiday(day) is not None
    return max(burden, (_night_minutes(start, end, timezone) > 0) + is_free_day + (template not in ORDINARY))


@lru_cache(maxsize=65_536)
def _night_minutes(start: datetime, end: datetime, timezone: str) -> int:
    by_day = start.date() == end.date() and start.time() >= NIGHT_ENDS and end.time() <= NIGHT_STARTS
    return 0 if by_day else night_minutes(start, end, timezone)
