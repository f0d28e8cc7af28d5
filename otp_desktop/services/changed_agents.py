"""Who does other work in one plan than in another: whose sheets have to be printed again."""

from datetime import datetime
from typing import NamedTuple

from otp_desktop.domain.snapshot import PlanSnapshot


class Work(NamedTuple):
    """A role on a need, where and when it is; times are civil."""

    start: datetime
    end: datetime
    need: str
    role: str
    site: str


def changed_agents(before: PlanSnapshot, after: PlanSnapshot) -> tuple[str, ...]:
    """Staff numbers, unit by unit in the order of names. A need that moves changes the work of all who stand on it."""
    held, holding = work_of_agents(before), work_of_agents(after)
    people = {**before.agent, **after.agent}
    changed = (number for number in held.keys() | holding.keys() if held.get(number) != holding.get(number))
    return tuple(sorted(changed, key=lambda number: (people[number].unit, people[number].name_order)))


def work_of_agents(snapshot: PlanSnapshot) -> dict[str, set[Work]]:
    found: dict[str, set[Work]] = {}
    for row in snapshot.plan.assignments:
        need = snapshot.need[row.need]
        found.setdefault(row.agent, set()).add(Work(need.start, need.end, need.code, row.role, need.site))
    return found
