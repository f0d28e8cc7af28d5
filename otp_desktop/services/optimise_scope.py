"""What an optimisation may change. All the rest is locked in its problem; the stored plan is not touched for that."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning import problem as planning
from otp_desktop.services.problems import planning_row

Line = tuple[str, str]  # need code, role code


class ScopeKind(StrEnum):
    """``ALL``: every row that is not locked; ``GAPS``: rows stand, only what is missing is filled."""

    ALL = "all"
    GAPS = "gaps"
    DAY = "day"
    ZONE = "zone"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class Scope:
    """``value`` is the day (ISO), the arrondissement's code or the sector's; empty for the other kinds."""

    kind: ScopeKind = ScopeKind.ALL
    value: str = ""

    @property
    def is_whole(self) -> bool:
        return self.kind is ScopeKind.ALL

    def needs_of(self, snapshot: PlanSnapshot) -> frozenset[str]:
        """Codes of the needs that may be staffed."""
        belongs = _belongs(self, snapshot)
        return frozenset(need.code for need in snapshot.needs if belongs(need))


WHOLE = Scope()


def scopes_of(snapshot: PlanSnapshot) -> Mapping[ScopeKind, tuple[str, ...]]:
    """The values that can be chosen of each kind: days with needs, arrondissements and sectors with posts."""
    sites = [snapshot.site[need.site] for need in snapshot.needs if need.site in snapshot.site]
    return {
        ScopeKind.DAY: tuple(sorted({need.start.date().isoformat() for need in snapshot.needs})),
        ScopeKind.ZONE: tuple(sorted({site.zone for site in sites} - {""})),
        ScopeKind.SECTOR: tuple(sorted({site.sector for site in sites} - {""})),
    }


def scoped_problem(problem: planning.Problem, snapshot: PlanSnapshot, scope: Scope) -> planning.Problem:
    """The problem with what lies outside the scope as it is: its rows locked, its gaps no longer asked for."""
    if scope.is_whole:
        return problem
    within = scope.needs_of(snapshot)
    keeps_all = scope.kind is ScopeKind.GAPS
    kept = tuple(
        planning_row(row)
        for row in snapshot.plan.assignments
        if row.agent in problem.agent and (keeps_all or row.need not in within)
    )
    heads = Counter((row.need, row.role) for row in (*kept, *problem.locked))
    outside = {need.code for need in snapshot.needs} - within
    needs = tuple(_as_held(need, heads) if need.id in outside else need for need in problem.needs)
    return replace(problem, needs=needs, locked=tuple(dict.fromkeys((*problem.locked, *kept))))


def _belongs(scope: Scope, snapshot: PlanSnapshot) -> Callable[[Need], bool]:
    if scope.kind is ScopeKind.DAY:
        day = date.fromisoformat(scope.value)
        return lambda need: need.start.date() == day
    if scope.kind is ScopeKind.ZONE:
        return lambda need: need.site in snapshot.site and snapshot.site[need.site].zone == scope.value
    if scope.kind is ScopeKind.SECTOR:
        return lambda need: need.site in snapshot.site and snapshot.site[need.site].sector == scope.value
    return lambda _need: True


def _as_held(need: planning.Need, heads: Mapping[Line, int]) -> planning.Need:
    """Asks for as many heads as stand there."""
    roles = tuple(
        replace(role, count=heads[need.id, role.id], minimum=min(role.minimum, heads[need.id, role.id]))
        for role in need.roles
    )
    return replace(need, roles=roles)
