"""The ledger of equity: what each agent carried in a year, from the last published plans and from imported history."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.equity import NO_BURDENS, ORDINARY, Burdens, CarriedPost, EquityLedger
from otp_desktop.domain.past_work import PastWork
from otp_desktop.domain.times import first_of_twelve_months, midnight
from otp_desktop.domain.working_time import WorkingTimeRules
from otp_desktop.planning.clock import Clock
from otp_desktop.services.burdens import SUNDAY, night_of, weight_of
from otp_desktop.services.school_calendar import public_holiday
from otp_desktop.services.workspace import Workspace

DAY = timedelta(days=1)
LAW = WorkingTimeRules()


def read_ledger(ws: Workspace, last: date) -> EquityLedger:
    """The twelve months that end with a day: every active agent, with what he carried."""
    first = first_of_twelve_months(last)
    with ws.unit_of_work() as work:
        agents = tuple(agent for agent in work.agents.list() if agent.active)
        carried = carried_burdens(work, first, last)
    return EquityLedger(
        first=first,
        last=last,
        agents=tuple(sorted(agents, key=lambda agent: (agent.unit, agent.name_order))),
        carried=carried,
    )


def carried_burdens(work: UnitOfWork, first: date, last: date, agent: str | None = None) -> dict[str, Burdens]:
    """What was carried between two days, both included, by staff number; of one agent, where one is given."""
    posts = work.engagements.carried(midnight(first), midnight(last + DAY), agent=agent)
    past = work.past_work.beginning(first, last, agent)
    return {
        number: burdens_of(posts.get(number, ()), past.get(number, ())) for number in dict.fromkeys((*posts, *past))
    }


def agent_burdens(work: UnitOfWork, staff_number: str, last: date) -> Burdens:
    """The same of one agent, over twelve months."""
    return carried_burdens(work, first_of_twelve_months(last), last, staff_number).get(staff_number, NO_BURDENS)


def burdens_of(posts: Iterable[CarriedPost], past: Sequence[PastWork] = ()) -> Burdens:
    """Sums the posts of one agent, posts of one duty making one night, and what was imported of earlier work.

    An imported week or month tells all that the agent did in it: posts that begin in it are not counted again.
    """
    return _burdens_of_posts(posts_outside(posts, past)).plus(*map(_burdens_of_past, past))


def posts_outside(posts: Iterable[CarriedPost], past: Sequence[PastWork]) -> list[CarriedPost]:
    """The posts that begin in none of these periods."""
    return [post for post in posts if not any(work.holds(post.start.date()) for work in past)]


def _burdens_of_posts(posts: Sequence[CarriedPost]) -> Burdens:
    nights = [night for duty in _duties(posts) if (night := sum(map(night_of, duty)))]
    days = {post.start.date() for post in posts}
    return Burdens(
        nights=len(nights),
        night_minutes=sum(nights),
        sundays=sum(day.isoweekday() == SUNDAY for day in days),
        holidays=sum(public_holiday(day) is not None for day in days),
        events=len({post.operation for post in posts if post.template not in ORDINARY}),
        hard_posts=sum(post.burden > 0 for post in posts),
        points=sum(map(weight_of, posts)),
    )


def _burdens_of_past(work: PastWork) -> Burdens:
    return Burdens(
        nights=work.nights,
        sundays=work.sundays,
        holidays=work.holidays,
        events=work.events,
        hard_posts=work.hard_posts,
        points=work.points,
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


@lru_cache(maxsize=8)
def _clock(timezone: str) -> Clock:
    return Clock(timezone)
