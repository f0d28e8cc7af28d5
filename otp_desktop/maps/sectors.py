"""The outlines of the sectors on the map."""

from collections.abc import Iterable
from typing import Any

from otp_desktop.domain.sites import Layer, LayerKind


def sector_data(layers: Iterable[Layer]) -> list[dict[str, Any]]:
    """Name and outline of each sector; corners as [latitude, longitude], as Leaflet wants them."""
    return [
        {"name": layer.name, "outline": [[corner[1], corner[0]] for corner in shape.geometry["coordinates"][0][:-1]]}
        for layer in layers
        if layer.kind is LayerKind.SECTORS
        for shape in layer.features
    ]
