"""What one agent does, gathered the way people say it: this place, at these times."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.orders import Orders
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True)
class Visit:
    """Needs that an agent serves one after another at one site, in one role, under one chief and one set of orders.

    The time of a meeting is each need's own.
    """

    site: Site
    role: str
    chief: Agent | None
    orders: Orders
    needs: tuple[Need, ...]


def visits_of(snapshot: PlanSnapshot, assignments: Iterable[Assignment]) -> tuple[Visit, ...]:
    """An agent's assignments, given in the order of time, gathered into visits."""

    def place(assignment: Assignment) -> tuple[str, str, Agent | None, Orders]:
        need = snapshot.need[assignment.need]
        orders = replace(snapshot.orders_of(need.code), meeting_at=None)
        return need.site, assignment.role, snapshot.chief_of(need.code), orders

    return tuple(
        Visit(snapshot.site[site], role, chief, orders, tuple(snapshot.need[assignment.need] for assignment in group))
        for (site, role, chief, orders), group in groupby(assignments, key=place)
    )
