"""What each arrondissement needs and who serves there: agents of its own, those it borrows and those it lends.

Agents of an arrondissement are those whose unit has its base in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from otp_desktop.domain.coverage import HeadCount, coverage_of
from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import to_instant
from otp_desktop.domain.zones import zone_name


@dataclass(frozen=True, slots=True)
class ZoneBalance:
    """``agents`` have their base in the zone; ``own``, ``borrowed`` and ``lent`` count their heads on needs."""

    zone: str
    name: str
    count: HeadCount
    agents: int
    own: int
    borrowed: int
    lent: int


def balance_of(snapshot: PlanSnapshot, moment: datetime | None = None) -> tuple[ZoneBalance, ...]:
    """One balance for each arrondissement of the map, and for what lies outside all; of the whole plan or a moment.

    The first call takes a second: not for the interface thread.
    """
    from otp_desktop.maps.base_layers import zone_data  # folium takes a second: not at the window's start
    from otp_desktop.maps.basemap import shown_layers

    names = {zone["code"]: zone["name"] for zone in zone_data(shown_layers(snapshot.layers))}
    home = _zone_of_base(snapshot)
    needs = tuple(_standing(snapshot, moment))
    counts = coverage_of(needs, snapshot.plan.assignments, snapshot.coverage.zone_of_site).by_zone
    roll = Counter(home[agent.unit] for agent in snapshot.agents if agent.active and agent.unit in home)
    own, borrowed, lent = _exchanges(_moves(snapshot, needs, home))
    others = {*counts, *roll} - names.keys()
    return tuple(
        ZoneBalance(
            zone=zone,
            name=names.get(zone) or zone_name(zone),
            count=counts.get(zone, HeadCount()),
            agents=roll[zone],
            own=own[zone],
            borrowed=borrowed[zone],
            lent=lent[zone],
        )
        for zone in (*sorted(names), *sorted(others))
    )


def _exchanges(moves: Iterable[tuple[str, str]]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Heads that stay in their zone, that a zone borrows, and that it lends."""
    own: Counter[str] = Counter()
    borrowed: Counter[str] = Counter()
    lent: Counter[str] = Counter()
    for base, post in moves:
        if base == post:
            own[base] += 1
        else:
            borrowed[post] += 1
            lent[base] += 1
    return own, borrowed, lent


def _zone_of_base(snapshot: PlanSnapshot) -> dict[str, str]:
    from otp_desktop.maps.base_layers import zone_at
    from otp_desktop.maps.basemap import shown_layers

    layers = shown_layers(snapshot.layers)
    return {unit.code: zone_at(unit.position, layers) for unit in snapshot.units if unit.position is not None}


def _standing(snapshot: PlanSnapshot, moment: datetime | None) -> Iterable[Need]:
    if moment is None:
        return snapshot.needs
    timezone = snapshot.operation.timezone
    now = to_instant(moment, timezone)
    return (need for need in snapshot.needs if to_instant(need.start, timezone) <= now < to_instant(need.end, timezone))


def _moves(snapshot: PlanSnapshot, needs: Iterable[Need], home: dict[str, str]) -> Iterator[tuple[str, str]]:
    """For each head, the zone of its base and that of its post; agents of a unit without a base are nobody's."""
    zone_of_site = snapshot.coverage.zone_of_site
    for need in needs:
        for row in snapshot.assignments_of_need.get(need.code, ()):
            agent = snapshot.agent.get(row.agent)
            if agent is not None and agent.unit in home:
                yield home[agent.unit], zone_of_site.get(need.site, "")
