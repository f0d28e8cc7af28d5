"""Two plans of one operation side by side: who moves, what is covered, what it costs, which rules it breaks."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.domain.zones import zone_name
from otp_desktop.planning.plan import PRIORITIES, Objective
from otp_desktop.planning.score import score
from otp_desktop.services.changed_agents import Work, changed_agents, work_of_agents
from otp_desktop.services.checking import RuleBreach, breaches_of
from otp_desktop.services.problems import judged_problem, judged_rows
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.texts.formats import day_and_date, time_range

Counts = dict[str, HeadCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentChange:
    """What one agent leaves and takes, each post in words: where, what as, when."""

    agent: str
    name: str
    unit: str
    left: tuple[str, ...]
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChange:
    """Heads won and lost on posts of one priority, post by post."""

    priority: int
    won: int
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountChange:
    """Heads of a group (an arrondissement, a day) before and after."""

    name: str
    before: HeadCount
    after: HeadCount


@dataclass(frozen=True, kw_only=True)
class PlanComparison:
    """``changes`` come unit by unit, in the order of names; groups that stay as they are are left out."""

    changes: tuple[AgentChange, ...]
    before: HeadCount
    after: HeadCount
    priorities: tuple[PriorityChange, ...]
    zones: tuple[CountChange, ...]
    days: tuple[CountChange, ...]
    cost_before: Objective
    cost_after: Objective
    mended: tuple[RuleBreach, ...]
    broken: tuple[RuleBreach, ...]

    @property
    def by_unit(self) -> dict[str, int]:
        """How many agents of each unit change."""
        return dict(Counter(change.unit for change in self.changes))


def compare_versions(ws: Workspace, operation_id: int, before: int, after: int) -> PlanComparison:
    """Two plans by their numbers, 0 for the draft. Raises UnknownPlanError."""
    return compare(load_snapshot(ws, operation_id, before), load_snapshot(ws, operation_id, after))


def compare(before: PlanSnapshot, after: PlanSnapshot) -> PlanComparison:
    """Takes as long as two checks of the whole plan: not for the interface thread."""
    broken_before, broken_after = breaches_of(before), breaches_of(after)
    return PlanComparison(
        changes=tuple(_agent_changes(before, after)),
        before=before.coverage.total,
        after=after.coverage.total,
        priorities=tuple(_priority_changes(before, after)),
        zones=tuple(_count_changes(before, after, _counts_by_zone, _zone_words)),
        days=tuple(_count_changes(before, after, _counts_by_day, _day_words)),
        cost_before=_cost(before),
        cost_after=_cost(after),
        mended=_only_in(broken_before, broken_after),
        broken=_only_in(broken_after, broken_before),
    )


def _cost(snapshot: PlanSnapshot) -> Objective:
    return score(judged_problem(snapshot), judged_rows(snapshot))


def _agent_changes(before: PlanSnapshot, after: PlanSnapshot) -> Iterator[AgentChange]:
    held, holding = work_of_agents(before), work_of_agents(after)
    people = {**before.agent, **after.agent}
    for number in changed_agents(before, after):
        was, now = held.get(number, set()), holding.get(number, set())
        yield AgentChange(
            agent=number,
            name=people[number].full_name,
            unit=people[number].unit,
            left=_posts(before, was - now),
            taken=_posts(after, now - was),
        )


def _posts(snapshot: PlanSnapshot, work: Iterable[Work]) -> tuple[str, ...]:
    return tuple(_post(snapshot, one) for one in sorted(work))


def _post(snapshot: PlanSnapshot, work: Work) -> str:
    """``École Wurtz, chef, jeu. 10 sept. 8 h 05 – 9 h 00``."""
    site = snapshot.site.get(work.site)
    where = site.name if site is not None else work.site
    when = f"{day_and_date(work.start.date())} {time_range(work.start, work.end)}"
    return ", ".join((where, role_name(work.role), when))


def _priority_changes(before: PlanSnapshot, after: PlanSnapshot) -> Iterator[PriorityChange]:
    won, lost = Counter[int](), Counter[int]()
    needs = {**before.need, **after.need}
    held, holding = before.coverage.by_role, after.coverage.by_role
    for line in held.keys() | holding.keys():
        gain = holding.get(line, HeadCount()).held - held.get(line, HeadCount()).held
        (won if gain > 0 else lost)[needs[line[0]].priority] += abs(gain)
    for priority in range(1, PRIORITIES + 1):
        if won[priority] or lost[priority]:
            yield PriorityChange(priority=priority, won=won[priority], lost=lost[priority])


def _count_changes(
    before: PlanSnapshot,
    after: PlanSnapshot,
    counts_of: Callable[[PlanSnapshot], Counts],
    words: Callable[[str], str],
) -> Iterator[CountChange]:
    was, now = counts_of(before), counts_of(after)
    for key in sorted(was.keys() | now.keys()):
        change = CountChange(name=words(key), before=was.get(key, HeadCount()), after=now.get(key, HeadCount()))
        if change.before != change.after:
            yield change


def _counts_by_zone(snapshot: PlanSnapshot) -> Counts:
    return snapshot.coverage.by_zone


def _zone_words(zone: str) -> str:
    return zone_name(zone) if zone else _("No arrondissement")


def _counts_by_day(snapshot: PlanSnapshot) -> Counts:
    found: Counts = {}
    for need in snapshot.needs:
        day = need.start.date().isoformat()
        found[day] = found.get(day, HeadCount()) + snapshot.coverage.by_need[need.code]
    return found


def _day_words(day: str) -> str:
    return day_and_date(date.fromisoformat(day))


def _only_in(these: Iterable[RuleBreach], others: Iterable[RuleBreach]) -> tuple[RuleBreach, ...]:
    known = {(breach.rule, breach.agent, breach.needs) for breach in others}
    return tuple(breach for breach in these if (breach.rule, breach.agent, breach.needs) not in known)
