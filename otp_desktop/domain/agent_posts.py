"""What an agent's sheet states of each post: enough to tell whether a sheet on paper still says what the plan says."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from otp_desktop.domain.orders import NO_ORDERS, Orders
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPost:
    """One need served by one agent. ``chief`` is the staff number of who leads there, empty where nobody does.

    ``instructions`` are those of the operation, of the site and of the need, one under another.
    """

    start: datetime
    end: datetime
    site: str
    place: str
    address: str
    role: str
    chief: str
    relieved: bool
    instructions: str
    orders: Orders = NO_ORDERS


def posts_of(snapshot: PlanSnapshot, staff_number: str) -> tuple[AgentPost, ...]:
    """The posts of an agent in the order of time; none for somebody who is not on the plan."""
    assignments = snapshot.assignments_of_agent.get(staff_number, ())
    return tuple(sorted((_post(snapshot, assignment) for assignment in assignments), key=_order))


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentChange:
    """The posts that an agent leaves and takes over between two plans; one that only moves is in both."""

    agent: str
    left: tuple[AgentPost, ...]
    taken: tuple[AgentPost, ...]


def change_of(before: PlanSnapshot, after: PlanSnapshot, staff_number: str) -> AgentChange:
    old, new = Counter(posts_of(before, staff_number)), Counter(posts_of(after, staff_number))
    return AgentChange(
        agent=staff_number,
        left=tuple(sorted((old - new).elements(), key=_order)),
        taken=tuple(sorted((new - old).elements(), key=_order)),
    )


def changes_between(before: PlanSnapshot, after: PlanSnapshot) -> tuple[AgentChange, ...]:
    """Of everybody whose posts are not the same in both plans, in the order of staff numbers."""
    numbers = sorted({*before.assignments_of_agent, *after.assignments_of_agent})
    changes = (change_of(before, after, number) for number in numbers)
    return tuple(change for change in changes if change.left or change.taken)


def _post(snapshot: PlanSnapshot, assignment: Assignment) -> AgentPost:
    need = snapshot.need[assignment.need]
    site, chief = snapshot.site[need.site], snapshot.chief_of(need.code)
    return AgentPost(
        start=need.start,
        end=need.end,
        site=site.code,
        place=site.name,
        address=site.address,
        role=assignment.role,
        chief=chief.staff_number if chief else "",
        relieved=need.relieved,
        instructions="\n".join(filter(None, (snapshot.operation.instructions, site.note, need.instructions))),
        orders=snapshot.orders_of(need.code),
    )


def _order(post: AgentPost) -> tuple[datetime, datetime, str, str]:
    return post.start, post.end, post.site, post.role
