"""All that is known of one agent: qualifications, absences, duties past and to come, hours, burdens carried.

Hours are those of the checker: the same duties and weeks, made by the same code of the planning library.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from otp_desktop.db.repositories.places import AgentPlace
from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.equity import Burdens
from otp_desktop.domain.force import Absence, Agent, HeldQualification, Qualification
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.past_work import PastWork
from otp_desktop.domain.sites import Site
from otp_desktop.domain.times import first_of_twelve_months, monday_of
from otp_desktop.domain.validity import Validity, validity
from otp_desktop.domain.working_time import WorkingTimeRules
from otp_desktop.planning import problem as planning
from otp_desktop.planning.timeline import Timeline
from otp_desktop.services.equity import agent_burdens
from otp_desktop.services.workspace import Workspace

WEEK = timedelta(weeks=1)
LAW = WorkingTimeRules()


@dataclass(frozen=True, slots=True)
class HeldNow:
    """A qualification held, with its label and what is to be said of its dates today."""

    held: HeldQualification
    label: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Post:
    """One need that the agent serves. ``number`` is that of the published plan, 0 for a draft."""

    operation: Operation
    need: Need
    site: Site | None
    role: str
    locked: bool
    number: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Duty:
    """Posts between two daily rests, over all operations; ``minutes`` of work."""

    posts: tuple[Post, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Real minutes of work in the civil week of a day, and the mean of the twelve weeks that end with it.

    Limits are those of the law: décret 2000-815, article 3 I.
    """

    monday: date
    week: int
    weeks: tuple[int, ...]
    week_limit: int
    mean_limit: int

    @property
    def mean(self) -> float:
        return sum(self.weeks) / len(self.weeks)


@dataclass(frozen=True)
class AgentRecord:
    """``past`` duties, the latest first, began before today; those ``to_come`` are in order. ``burdens`` are those of
    the ledger: of published plans and imported history, since twelve months."""

    agent: Agent
    today: date
    qualifications: tuple[HeldNow, ...]
    absences: tuple[Absence, ...]
    past: tuple[Duty, ...]
    to_come: tuple[Duty, ...]
    hours: Hours
    burdens_since: date
    burdens: Burdens


def read_agent_record(ws: Workspace, agent_id: int, today: date) -> AgentRecord:
    """Raises RecordRemovedError when the agent is gone."""
    with ws.unit_of_work() as work:
        agent = work.agents.get(agent_id)
        posts = _posts(work, agent_id)
        known = work.qualifications.list()
        carried = agent_burdens(work, agent.staff_number, today)
        past = work.past_work.beginning(monday_of(today) - (LAW.mean_weeks - 1) * WEEK, today, agent.staff_number)
    duties, weeks = _duties_and_weeks(agent, posts)
    return AgentRecord(
        agent=agent,
        today=today,
        qualifications=_held_now(agent, known, today),
        absences=tuple(sorted(agent.absences, key=lambda absence: absence.start, reverse=True)),
        past=tuple(duty for duty in reversed(duties) if _first_day(duty) < today),
        to_come=tuple(duty for duty in duties if _first_day(duty) >= today),
        hours=_hours(_with_told_weeks(weeks, past.get(agent.staff_number, ())), today),
        burdens_since=first_of_twelve_months(today),
        burdens=carried,
    )


def _posts(work: UnitOfWork, agent_id: int) -> list[Post]:
    """Of each operation the last published plan, else the draft."""
    places: Sequence[AgentPlace] = work.places.of_agent(agent_id)
    operations = {operation.id: operation for operation in work.operations.list()}
    needs = {need.id: need for need in work.needs.get_all({place.need_id for place in places})}
    sites = {site.code: site for site in work.sites.list()}
    return [
        Post(
            operation=operations[place.operation_id],
            need=needs[place.need_id],
            site=sites.get(needs[place.need_id].site),
            role=place.role,
            locked=place.locked,
            number=place.number,
            minutes=0,
        )
        for place in places
    ]


def _duties_and_weeks(agent: Agent, posts: Sequence[Post]) -> tuple[list[Duty], Counter[date]]:
    """Duties in the order of time, and the minutes of each civil week by its Monday."""
    duties: list[Duty] = []
    weeks: Counter[date] = Counter()
    for timezone in {post.operation.timezone for post in posts}:
        there = {_key(post): post for post in posts if post.operation.timezone == timezone}
        timeline = _timeline(agent, there, timezone)
        for duty in timeline.duties_of_agent.get(agent.staff_number, ()):
            made = tuple(_with_minutes(there[each.need.id], each.minutes) for each in duty.posts)
            duties.append(Duty(made, duty.worked))
        for week in timeline.weeks_of_agent.get(agent.staff_number, {}).values():
            weeks[week.monday] += week.minutes
    return sorted(duties, key=lambda duty: duty.posts[0].need.start), weeks


def _timeline(agent: Agent, posts: dict[str, Post], timezone: str) -> Timeline:
    """The agent alone with his posts of all operations, under the law's own rests."""
    problem = planning.Problem(
        name="",
        timezone=timezone,
        agents=(planning.Agent(id=agent.staff_number),),
        sites=tuple(planning.Site(id=code) for code in sorted({post.need.site for post in posts.values()})),
        needs=tuple(_planning_need(key, post) for key, post in posts.items()),
        rules=LAW,
    )
    rows = [planning.Assignment(agent.staff_number, key, post.role) for key, post in posts.items()]
    return Timeline(problem, rows)


def _planning_need(key: str, post: Post) -> planning.Need:
    line = planning.RoleLine(id=post.role, count=1, minimum=0)
    return planning.Need(id=key, site=post.need.site, start=post.need.start, end=post.need.end, roles=(line,))


def _key(post: Post) -> str:
    """Codes of needs are unique within one operation only."""
    return f"{post.operation.code}\n{post.need.code}"


def _with_minutes(post: Post, minutes: int) -> Post:
    return replace(post, minutes=minutes)


def _first_day(duty: Duty) -> date:
    return duty.posts[0].need.start.date()


def _held_now(agent: Agent, known: Iterable[Qualification], today: date) -> tuple[HeldNow, ...]:
    labels = {qualification.code: qualification.label for qualification in known}
    periods: dict[str, list[HeldQualification]] = {}
    for held in agent.qualifications:
        periods.setdefault(held.code, []).append(held)
    states = {code: validity(held, today) for code, held in periods.items()}
    return tuple(HeldNow(held, labels.get(held.code, held.code), states[held.code]) for held in agent.qualifications)


def _with_told_weeks(weeks: Counter[date], past: Iterable[PastWork]) -> Counter[date]:
    """An imported week tells all that the agent worked in it."""
    told = {work.first_day: work.minutes for work in past if work.is_week and work.minutes is not None}
    return Counter({**weeks, **told})


def _hours(weeks: Counter[date], today: date) -> Hours:
    monday = monday_of(today)
    span = [monday - WEEK * back for back in reversed(range(LAW.mean_weeks))]
    assert LAW.week_minutes is not None
    assert LAW.mean_week_minutes is not None
    return Hours(
        monday=monday,
        week=weeks[monday],
        weeks=tuple(weeks[each] for each in span),
        week_limit=LAW.week_minutes,
        mean_limit=LAW.mean_week_minutes,
    )
