"""The ledger of equity: what each agent carried in a year, from the last published plan of each operation."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.equity import ORDINARY, Burdens, CarriedPost, EquityLedger
from otp_desktop.domain.nights import NIGHT_ENDS, NIGHT_STARTS, night_minutes
from otp_desktop.domain.working_time import WorkingTimeRules
from otp_desktop.planning.clock import Clock
from otp_desktop.services.school_calendar import public_holiday
from otp_desktop.services.workspace import Workspace

YEAR = timedelta(days=365)
DAY = timedelta(days=1)
SUNDAY = 7
LAW = WorkingTimeRules()


def read_ledger(ws: Workspace, last: date) -> EquityLedger:
    """The twelve months that end with a day: every active agent, with what he carried."""
    first = last - YEAR
    with ws.unit_of_work() as work:
        agents = tuple(agent for agent in work.agents.list() if agent.active)
        carried = work.engagements.carried(_midnight(first), _midnight(last + DAY))
    return EquityLedger(
        first=first,
        last=last,
        agents=tuple(sorted(agents, key=lambda agent: (agent.unit, agent.name_order))),
        carried={number: burdens_of(posts) for number, posts in carried.items()},
    )


def agent_burdens(work: UnitOfWork, staff_number: str, last: date) -> Burdens:
    """The same of one agent."""
    carried = work.engagements.carried(_midnight(last - YEAR), _midnight(last + DAY), agent=staff_number)
    return burdens_of(carried.get(staff_number, ()))


def burdens_of(posts: Sequence[CarriedPost]) -> Burdens:
    """Sums the posts of one agent; posts of one duty make one night."""
    nights = [night for duty in _duties(posts) if (night := sum(map(_night, duty)))]
    days = {post.start.date() for post in posts}
    return Burdens(
        nights=len(nights),
        night_minutes=sum(nights),
        sundays=sum(day.isoweekday() == SUNDAY for day in days),
        holidays=sum(public_holiday(day) is not None for day in days),
        events=len({post.operation for post in posts if post.template not in ORDINARY}),
        hard_posts=sum(post.burden > 0 for post in posts),
        points=sum(post.burden for post in posts),
    )


def _duties(posts: Iterable[CarriedPost]) -> Iterator[list[CarriedPost]]:
    """Runs of posts with no daily rest between them (décret 2000-815, article 3 I)."""
    assert LAW.daily_rest_minutes is not None
    duty: list[CarriedPost] = []
    ends = 0
    for begin, end, post in sorted(((*_minutes(post), post) for post in posts), key=lambda timed: timed[:2]):
        if duty and begin - ends >= LAW.daily_rest_minutes:
            yield duty
            duty, ends = [], 0
        duty.append(post)
        ends = max(ends, end)
    if duty:
        yield duty


def _minutes(post: CarriedPost) -> tuple[int, int]:
    """Start and end on the line of real time."""
    clock = _clock(post.timezone)
    return clock.minute(post.start), clock.minute(post.end)


def _night(post: CarriedPost) -> int:
    return _night_minutes(post.start, post.end, post.timezone)


# The agents of a post have the same times: a quarter has 48,000 posts of some 10,000 different times.


@lru_cache(maxsize=8)
def _clock(timezone: str) -> Clock:
    return Clock(timezone)


@lru_cache(maxsize=65_536)
def _night_minutes(start: datetime, end: datetime, timezone: str) -> int:
    by_day = start.date() == end.date() and start.time() >= NIGHT_ENDS and end.time() <= NIGHT_STARTS
    return 0 if by_day else night_minutes(start, end, timezone)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
