"""Who could be at a post within so many minutes, and what each of them does at that moment, in words and numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import midnight
from otp_desktop.domain.validity import last_day_held
from otp_desktop.domain.words import role_name
from otp_desktop.planning.editing.reach import InReach, Occupation, in_reach
from otp_desktop.planning.travel import Travel
from otp_desktop.services.plan_in_hand import PlanInHand
from otp_desktop.texts import N_, Sentence, sentence

__all__ = ["ANYBODY", "AgentInReach", "Asked", "Occupation", "Origin", "Reach", "asked_of", "reach_of"]

Start = tuple[str, Position, bool]
LEAST_MINUTES, MOST_MINUTES = 5, 60


@dataclass(frozen=True, slots=True)
class Asked:
    """Who counts: those who hold all the qualifications that day, of these corps; no corps means any."""

    qualifications: tuple[str, ...] = ()
    corps: tuple[str, ...] = ()

    def admits(self, agent: Agent, day: date) -> bool:
        if self.corps and agent.corps not in self.corps:
            return False
        return all(_holds(agent, code, day) for code in self.qualifications)


ANYBODY = Asked()


@dataclass(frozen=True, slots=True)
class AgentInReach:
    """``start``: where he comes from, a post or a base. Why an agent is absent is not told."""

    agent: str
    name: str
    unit: str
    occupation: Occupation
    minutes: float
    start: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A unit's base or a post, from which agents come; ``heads`` by occupation."""

    name: str
    place: Position
    is_base: bool
    heads: tuple[int, ...]


@dataclass(frozen=True)
class Reach:
    """``radius_km`` in a straight line; ``need`` and ``role`` are the place to fill there, empty where there is none.

    ``origins`` leave out agents who start from a position of their own: a map shows nobody's home.
    """

    site: Site
    moment: datetime
    minutes: int
    radius_km: float
    agents: tuple[AgentInReach, ...] = field(repr=False)
    origins: tuple[Origin, ...] = field(repr=False)
    need: str = ""
    role: str = ""

    def heads(self, occupation: Occupation) -> int:
        return sum(agent.occupation is occupation for agent in self.agents)


def reach_of(
    plan: PlanInHand, site: str, minutes: int, *, moment: datetime | None = None, asked: Asked = ANYBODY
) -> Reach | None:
    """Agents in reach of a post at a moment; without one, when its first place with somebody missing begins.

    None for a site that the plan does not know or that has no position. Takes some tenths of a second on a large
    force: not for the interface thread.
    """
    snapshot = plan.snapshot
    post = snapshot.site.get(site)
    if post is None or post.position is None:
        return None
    need = _need_to_fill(snapshot, site, moment)
    first = midnight(snapshot.operation.first_day)
    when = moment or (need.start if need is not None else first)
    found = [one for one in in_reach(plan.judged, site, when, minutes) if _counts(snapshot, one, asked, when)]
    return Reach(
        site=post,
        moment=when,
        minutes=minutes,
        radius_km=Travel(plan.judged.problem).straight_km(minutes),
        agents=tuple(_described(snapshot, one) for one in found),
        origins=tuple(_origins(snapshot, found)),
        need=need.code if need is not None else "",
        role=_role_to_fill(snapshot, need, asked) if need is not None else "",
    )


def asked_of(snapshot: PlanSnapshot, site: str) -> tuple[tuple[Sentence, Asked], ...]:
    """The filters to offer for a post: its roles, then every qualification of the force."""
    needs = snapshot.coverage.needs_by_site.get(site, ())
    roles = {Asked(role.qualifications, role.corps): role.code for need in needs for role in need.roles}
    by_role = [(sentence(N_("As {role}"), role=role_name(code)), asked) for asked, code in roles.items()]
    by_skill = [
        (sentence(N_("Holds: {qualification}"), qualification=one.label), Asked((one.code,)))
        for one in snapshot.qualifications
    ]
    return (*((words, asked) for words, asked in by_role if asked != ANYBODY), *by_skill)


def _holds(agent: Agent, code: str, day: date) -> bool:
    return last_day_held((held for held in agent.qualifications if held.code == code), day) is not None


def _counts(snapshot: PlanSnapshot, one: InReach, asked: Asked, moment: datetime) -> bool:
    return one.agent in snapshot.agent and asked.admits(snapshot.agent[one.agent], moment.date())


def _described(snapshot: PlanSnapshot, one: InReach) -> AgentInReach:
    agent = snapshot.agent[one.agent]
    start = _site_name(snapshot, one.start) if one.start is not None else ""
    return AgentInReach(agent.staff_number, agent.full_name, agent.unit, one.occupation, one.minutes, start)


def _site_name(snapshot: PlanSnapshot, code: str) -> str:
    site = snapshot.site.get(code)
    return site.name if site else code


def _origins(snapshot: PlanSnapshot, found: Iterable[InReach]) -> Iterator[Origin]:
    places: dict[Start, list[int]] = {}
    for one in found:
        origin = _origin(snapshot, one)
        if origin is not None:
            places.setdefault(origin, [0] * len(Occupation))[one.occupation] += 1
    for start, heads in places.items():
        yield Origin(*start, tuple(heads))


def _origin(snapshot: PlanSnapshot, one: InReach) -> Start | None:
    """The name and place of a post or of a unit's base, and whether it is a base."""
    if one.start is not None:
        site = snapshot.site.get(one.start)
        return (site.name, site.position, False) if site is not None and site.position is not None else None
    agent = snapshot.agent[one.agent]
    unit = snapshot.unit.get(agent.unit)
    if agent.position is not None or unit is None or unit.position is None:
        return None
    return unit.name or unit.code, unit.position, True


def _need_to_fill(snapshot: PlanSnapshot, site: str, moment: datetime | None) -> Need | None:
    """One that stands at the moment, else the next to begin, else the last; of equals one with somebody missing."""
    needs = sorted(snapshot.coverage.needs_by_site.get(site, ()), key=lambda need: (need.start, need.code))
    if moment is not None:
        standing = [need for need in needs if need.start <= moment < need.end]
        coming = [need for need in needs if need.start > moment]
        needs = standing or coming[:1] or needs[-1:]
    return next((need for need in needs if snapshot.coverage.by_need[need.code].missing), needs[0] if needs else None)


def _role_to_fill(snapshot: PlanSnapshot, need: Need, asked: Asked) -> str:
    """The role line that was asked for, else the first with somebody missing."""
    codes = [role.code for role in need.roles]
    wanted = [role.code for role in need.roles if Asked(role.qualifications, role.corps) == asked != ANYBODY]
    short = [code for code in codes if snapshot.coverage.by_role[need.code, code].missing]
    return next(iter((*wanted, *short, *codes)), "")
