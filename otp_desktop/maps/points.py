"""The points of a map as plain values for the page's script: what each shows, and what it tells when clicked.

No agent is named: a manager reads heads and roles, and a file that travels says nothing of anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from otp_desktop.domain.coverage import CoverageState
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name, site_kind_name
from otp_desktop.domain.zones import zone_name
from otp_desktop.maps.moments import Moments
from otp_desktop.maps.movement import base_places, heads_by_base
from otp_desktop.maps.symbols import STATES
from otp_desktop.texts import sentence
from otp_desktop.texts.formats import day_and_date, time_range

COORDINATE_DECIMALS = 6  # about 0.1 m


# Heads of each need held by the plan to compare with, and the state they leave it in; empty without one.
HeldBefore = Mapping[str, tuple[int, CoverageState]]


def shown_sites(snapshot: PlanSnapshot) -> tuple[Site, ...]:
    """Sites in use: those with a need, and the active ones without."""
    needed = snapshot.coverage.needs_by_site
    return tuple(site for site in snapshot.sites if site.active or site.code in needed)


def placed_sites(snapshot: PlanSnapshot) -> tuple[Site, ...]:
    return tuple(site for site in shown_sites(snapshot) if site.position is not None)


def unplaced_sites(snapshot: PlanSnapshot) -> tuple[Site, ...]:
    """Sites in use that no map can show: told beside it, so that nobody counts on their being there."""
    return tuple(site for site in shown_sites(snapshot) if site.position is None)


def positions_by_zone(snapshot: PlanSnapshot) -> dict[str, list[Position]]:
    """Where the points of each zone stand; under "" those outside every zone."""
    positions: dict[str, list[Position]] = {}
    for site in shown_sites(snapshot):
        if site.position is not None:
            positions.setdefault(site.zone, []).append(site.position)
    return positions


def point_data(snapshot: PlanSnapshot, moments: Moments, before: HeldBefore) -> dict[str, Any]:
    """``days``: the names of the days; ``points``: one object a placed site; ``needs`` in them name days by index.

    ``unplaced`` has the others: their needs count, though no marker shows them.
    """
    days = sorted({need.start.date() for need in snapshot.needs})
    index = {day: place for place, day in enumerate(days)}
    told = _Told(index, moments, before, base_places(snapshot))
    points = [_point(snapshot, site, told) for site in placed_sites(snapshot)]
    unplaced = [{"zone": site.zone, "needs": _need_rows(snapshot, site, told)} for site in unplaced_sites(snapshot)]
    return {"days": [day_and_date(day) for day in days], "points": points, "unplaced": unplaced}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the rows of all needs are told by: places of days and bases, minutes, and the plan to compare with."""

    days: Mapping[date, int]
    moments: Moments
    before: HeldBefore
    bases: Mapping[str, int]


def _point(snapshot: PlanSnapshot, site: Site, told: _Told) -> dict[str, Any]:
    assert site.position is not None
    needs = snapshot.coverage.needs_by_site.get(site.code, ())
    return {
        "code": site.code,
        "name": site.name,
        "address": site.address,
        "zone": site.zone,
        "kind": site.kind.value,
        "danger": site.danger_rank,
        "place": [
            round(site.position.latitude, COORDINATE_DECIMALS),
            round(site.position.longitude, COORDINATE_DECIMALS),
        ],
        "state": _state_index(snapshot.coverage.site_state(site.code)),
        "heads": max((need.heads for need in needs), default=0),
        "details": _details(site),
        "needs": _need_rows(snapshot, site, told),
    }


def _need_rows(snapshot: PlanSnapshot, site: Site, told: _Told) -> list[list[Any]]:
    needs = snapshot.coverage.needs_by_site.get(site.code, ())
    ordered = sorted(needs, key=lambda need: (need.start, need.end))
    return [[told.days[need.start.date()], *_need_row(snapshot, need, told)] for need in ordered]


def _details(site: Site) -> list[str]:
    rank = str(sentence("danger rank {rank}", rank=site.danger_rank))
    parts = [zone_name(site.zone) if site.zone else "", site_kind_name(site.kind), rank]
    return [line for line in (site.address, " · ".join(part for part in parts if part)) if line]


def _need_row(snapshot: PlanSnapshot, need: Need, told: _Told) -> list[Any]:
    """Time, label, state, heads held over required, roles missing; then for counting: minutes, heads, bases, before."""
    count = snapshot.coverage.by_need[need.code]
    return [
        time_range(need.start, need.end),
        need.label,
        _state_index(snapshot.coverage.need_state(need.code)),
        # Plain digits: thousands of needs, and babel takes longer over one number than all the rest over its need.
        f"{count.held}/{count.required}",
        ", ".join(_missing_roles(snapshot, need)) if count.missing else "",
        told.moments.minute(need.start),
        told.moments.minute(need.end),
        count.required,
        count.held,
        heads_by_base(snapshot, told.bases, need),
        *_row_before(need, told.before),
    ]


def _row_before(need: Need, before: HeldBefore) -> list[int]:
    if not before:
        return []
    held, state = before[need.code]
    return [held, _state_index(state)]


def _missing_roles(snapshot: PlanSnapshot, need: Need) -> Iterable[str]:
    for role in need.roles:
        missing = snapshot.coverage.by_role[need.code, role.code].missing
        if missing:
            yield f"{missing} {_role_name(snapshot, role)}"


def _role_name(snapshot: PlanSnapshot, role: RoleLine) -> str:
    known = snapshot.qualification
    asked = [known[code].label if code in known else code for code in role.qualifications]
    return f"{role_name(role.code)} ({', '.join(asked)})" if asked else role_name(role.code)


def _state_index(state: CoverageState) -> int:
    return STATES.index(state)
