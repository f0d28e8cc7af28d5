"""The bases of the units on the map, each in its arrondissement, with what it has in reserve."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from otp_desktop.domain.force import Agent, Unit
from otp_desktop.domain.sites import Layer
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import midnight
from otp_desktop.maps.base_layers import zone_at
from otp_desktop.maps.moments import Moments


def base_data(snapshot: PlanSnapshot, layers: Iterable[Layer], moments: Moments) -> list[dict[str, Any]]:
    """Units whose base has a position, in the order of ``base_places``; ``agents`` of each who are active.

    ``away``: from and until which minute one of them is absent or in another operation, no name and no reason with it;
    ``idle``: how many hold no post of the plan.
    """
    layers = tuple(layers)
    return [_base(snapshot, unit, layers, moments) for unit in snapshot.units if unit.position is not None]


def _base(snapshot: PlanSnapshot, unit: Unit, layers: tuple[Layer, ...], moments: Moments) -> dict[str, Any]:
    assert unit.position is not None
    agents = [agent for agent in snapshot.agents_of_unit.get(unit.code, ()) if agent.active]
    return {
        "code": unit.code,
        "name": unit.name or unit.code,
        "place": [unit.position.latitude, unit.position.longitude],
        "zone": zone_at(unit.position, layers),
        "agents": len(agents),
        "idle": sum(agent.staff_number not in snapshot.assignments_of_agent for agent in agents),
        "away": sorted(_away(snapshot, agents, moments)),
    }


def _away(snapshot: PlanSnapshot, agents: Iterable[Agent], moments: Moments) -> Iterator[tuple[int, int]]:
    """Within the days of the map; where an agent is absent and elsewhere at once, he is away once."""
    first = midnight(moments.first_day)
    last = midnight(moments.last_day + timedelta(days=1))
    elsewhere: dict[str, list[tuple[datetime, datetime]]] = {}
    for one in snapshot.elsewhere:
        elsewhere.setdefault(one.agent, []).append((one.start, one.end))
    for agent in agents:
        spans = [(absence.start, absence.end) for absence in agent.absences] + elsewhere.get(agent.staff_number, [])
        inside = [(max(start, first), min(end, last)) for start, end in spans if start < last and end > first]
        yield from _merged((moments.minute(start), moments.minute(end)) for start, end in inside)


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin = end = None
    for start, until in sorted(spans):
        if begin is None or end is None:
            begin, end = start, until
        elif start <= end:
            end = max(end, until)
        else:
            yield begin, end
            begin, end = start, until
    if begin is not None and end is not None:
        yield begin, end
