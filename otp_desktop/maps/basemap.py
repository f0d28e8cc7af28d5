"""What is drawn under the points: the official layers the user imported, else this project's schematic ones."""

import json
from collections.abc import Iterable
from functools import cache

from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.resources import resource
from otp_desktop.texts import N_

SCHEMATIC_ATTRIBUTION = N_("Schematic base map by OTP Desktop")

_FILES = (
    (LayerKind.ARRONDISSEMENTS, N_("Arrondissements"), "arrondissements"),
    (LayerKind.OTHER, N_("Woods"), "woods"),
    (LayerKind.WATER, N_("Water"), "water"),
)


@cache
def schematic_layers() -> tuple[Layer, ...]:
    """The base map drawn by ``scripts/draw_basemap.py``; names and attribution in English, to be translated when shown.

    Codes of the arrondissements are INSEE ones, ``75101`` to ``75120``.
    """
    return tuple(
        Layer(kind=kind, name=name, attribution=SCHEMATIC_ATTRIBUTION, official=False, features=_features(file))
        for kind, name, file in _FILES
    )


def shown_layers(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """For each kind, from the bottom up: the official layers, else the schematic ones given, else the shipped ones."""
    given = tuple(layers)
    shown: list[Layer] = []
    for shipped in schematic_layers():
        same_kind = [layer for layer in given if layer.kind is shipped.kind and layer.features]
        official = [layer for layer in same_kind if layer.official]
        shown += official or same_kind or [shipped]
    return tuple(shown)


def _features(file: str) -> tuple[LayerFeature, ...]:
    collection = json.loads(resource(f"basemap/{file}.geojson").read_text(encoding="utf-8"))
    return tuple(
        LayerFeature(
            code=feature["properties"]["code"], name=feature["properties"]["name"], geometry=feature["geometry"]
        )
        for feature in collection["features"]
    )
