"""What an agent's sheet states of each post: enough to tell whether a sheet on paper still says what the plan says."""

from dataclasses import dataclass
from datetime import datetime

from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPost:
    """One need served by one agent. ``chief`` is the staff number of who leads there, empty where nobody does."""

    start: datetime
    end: datetime
    site: str
    place: str
    address: str
    role: str
    chief: str
    relieved: bool
    instructions: str


def posts_of(snapshot: PlanSnapshot, staff_number: str) -> tuple[AgentPost, ...]:
    """The posts of an agent in the order of time; none for somebody who is not on the plan."""
    assignments = snapshot.assignments_of_agent.get(staff_number, ())
    return tuple(sorted((_post(snapshot, assignment) for assignment in assignments), key=_order))


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
        instructions=site.note,
    )


def _order(post: AgentPost) -> tuple[datetime, datetime, str, str]:
    return post.start, post.end, post.site, post.role
