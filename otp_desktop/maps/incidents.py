"""The last incidents on the map, from the layers that were imported."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.texts.formats import long_date

MOST = 500  # more would hide the points
RECENT_DAYS = 7  # before the last one: these are filled


def incident_data(layers: Iterable[Layer]) -> list[dict[str, Any]]:
    """The latest incidents first: place, what it was, its day in words, and whether it is of the last week known."""
    found = [feature for layer in layers if layer.kind is LayerKind.INCIDENTS for feature in layer.features]
    latest = sorted(found, key=lambda feature: feature.code, reverse=True)[:MOST]
    last = _day(latest[0]) if latest else date.min
    return [
        {
            "place": list(reversed(feature.geometry["coordinates"])),
            "name": feature.name,
            "day": long_date(_day(feature)),
            "recent": (last - _day(feature)).days < RECENT_DAYS,
        }
        for feature in latest
    ]


def _day(feature: LayerFeature) -> date:
    return date.fromisoformat(feature.code)
