"""The bases of the units on the map, each in its arrondissement."""

from collections.abc import Iterable
from typing import Any

from otp_desktop.domain.sites import Layer
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.maps.base_layers import zone_at


def base_data(snapshot: PlanSnapshot, layers: Iterable[Layer]) -> list[dict[str, Any]]:
    """Units whose base has a position, in the order of ``heads_by_base``; ``agents`` of each on the roll."""
    layers = tuple(layers)
    return [
        {
            "code": unit.code,
            "name": unit.name or unit.code,
            "place": [unit.position.latitude, unit.position.longitude],
            "zone": zone_at(unit.position, layers),
            "agents": len(snapshot.agents_of_unit.get(unit.code, ())),
        }
        for unit in snapshot.units
        if unit.position is not None
    ]
