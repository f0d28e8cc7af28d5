"""What one agent does, gathered the way people say it: this place, at these times."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True)
class Visit:
    """Needs that an agent serves one after another at one site, in one role and under one chief."""

    site: Site
    role: str
    chief: Agent | None
    needs: tuple[Need, ...]


def visits_of(snapshot: PlanSnapshot, assignments: Iterable[Assignment]) -> tuple[Visit, ...]:
    """An agent's assignments, given in the order of time, gathered into visits."""

    def place(assignment: Assignment) -> tuple[str, str, Agent | None]:
        need = snapshot.need[assignment.need]
        return need.site, assignment.role, snapshot.chief_of(need.code)

    return tuple(
        Visit(snapshot.site[site], role, chief, tuple(snapshot.need[assignment.need] for assignment in group))
        for (site, role, chief), group in groupby(assignments, key=place)
    )
