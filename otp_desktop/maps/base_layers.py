"""The layers under the points, as folium layers: shaded arrondissements with their labels, woods, water."""

from collections.abc import Iterable

import folium
from shapely import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.zones import zone_name, zone_number
from otp_desktop.maps.geometry import as_geojson, label_place, light_shape
from otp_desktop.maps.points import positions_by_zone
from otp_desktop.maps.safe_text import html_text
from otp_desktop.texts import _

LABELS_PANE = "labels"

Style = dict[str, object]

# The style sheet has their colours, which change with the theme.
_WATER: Style = {"className": "water", "stroke": False, "fillOpacity": 1}
_WOODS: Style = {"className": "woods", "stroke": False, "fillOpacity": 1}
_OTHER: Style = {"className": "other-layer", "weight": 1.5, "dashArray": "5 4", "fill": False}
_BORDER: Style = {"className": "zone", "weight": 1.1, "fillOpacity": 1}


def city_shape(layers: Iterable[Layer]) -> BaseGeometry:
    """All arrondissements as one shape; empty where no layer has any."""
    zones = (layer for layer in layers if layer.kind is LayerKind.ARRONDISSEMENTS)
    return unary_union([light_shape(zone.geometry) for layer in zones for zone in layer.features])


def add_layers(map_: folium.Map, layers: Iterable[Layer], snapshot: PlanSnapshot, city: BaseGeometry) -> None:
    """Adds the reference layers to the map, each with its tick in the layer control.

    The schematic woods are drawn inside the city only: official limits run otherwise than ours.
    """
    zones = 0
    for layer in layers:
        if layer.kind is LayerKind.ARRONDISSEMENTS:
            zones = _add_arrondissements(map_, layer, snapshot, zones)
        else:
            _add_shapes(map_, layer, city)


def _add_shapes(map_: folium.Map, layer: Layer, city: BaseGeometry) -> None:
    shapes = [light_shape(item.geometry) for item in layer.features]
    if layer.kind is LayerKind.WATER:
        _add_polygons(map_, layer, shapes, _WATER)
    elif layer.official:
        _add_polygons(map_, layer, shapes, _OTHER)
    else:
        _add_polygons(map_, layer, [item.intersection(city) for item in shapes], _WOODS)


def layer_name(layer: Layer) -> str:
    """Names of schematic layers are ours, and translated; the others are the user's."""
    return layer.name if layer.official else _(layer.name)


def attribution(layers: Iterable[Layer]) -> str:
    """Each source once, as HTML."""
    sources = dict.fromkeys(
        layer.attribution or layer.name if layer.official else _(layer.attribution) for layer in layers
    )
    return " · ".join(html_text(source) for source in sources)


def zone_data(layers: Iterable[Layer]) -> list[dict[str, str]]:
    """Code, name and label of each arrondissement, in the order of the shapes that ``add_layers`` draws."""
    return [
        {
            "code": item.code,
            "name": zone_name(item.code, item.name),
            "label": zone_number(item.code) or item.name,
        }
        for item, _shape in _zones(layers)
    ]


def zone_at(position: Position, layers: Iterable[Layer]) -> str:
    """The code of the arrondissement that the position lies in; empty outside all."""
    place = Point(position.longitude, position.latitude)
    return next((item.code for item, shape in _zones(layers) if shape.covers(place)), "")


def _zones(layers: Iterable[Layer]) -> list[tuple[LayerFeature, BaseGeometry]]:
    """The arrondissements that have a shape."""
    features = [item for layer in layers if layer.kind is LayerKind.ARRONDISSEMENTS for item in layer.features]
    shapes = [(item, light_shape(item.geometry)) for item in features]
    return [(item, geometry) for item, geometry in shapes if not geometry.is_empty]


def _add_arrondissements(map_: folium.Map, layer: Layer, snapshot: PlanSnapshot, first: int) -> int:
    """Shapes and labels, numbered from ``first``: the page shades and fills them at each moment. Gives the next one."""
    zones = _zones([layer])
    if not zones:
        return first
    features = [_feature(index, geometry, zone=index) for index, (_item, geometry) in enumerate(zones, first)]
    polygons = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=html_text(layer_name(layer)),
        style_function=lambda _feature: _BORDER,
    )
    map_.add_child(polygons)
    map_.add_child(_labels(zones, snapshot, first))
    return first + len(zones)


def _labels(
    zones: Iterable[tuple[LayerFeature, BaseGeometry]], snapshot: PlanSnapshot, first: int
) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=html_text(_("Rates")))
    positions = positions_by_zone(snapshot)
    for index, (item, geometry) in enumerate(zones, first):
        place = label_place(geometry, positions.get(item.code, ()))
        icon = folium.DivIcon(html=f"<div data-zone='{index}'></div>", class_name="zone-label", icon_size=(0, 0))
        marker = folium.Marker(
            (place.latitude, place.longitude), icon=icon, pane=LABELS_PANE, interactive=False, keyboard=False
        )
        group.add_child(marker)
    return group


def _add_polygons(map_: folium.Map, layer: Layer, shapes: Iterable[BaseGeometry], style: Style) -> None:
    features = [_feature(index, item) for index, item in enumerate(shapes) if not item.is_empty]
    if not features:
        return  # folium styles no empty layer
    polygons = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=html_text(layer_name(layer)),
        style_function=lambda _feature: style,
        marker=folium.CircleMarker(radius=3),  # the default one needs an image
        interactive=False,
    )
    map_.add_child(polygons)


def _feature(index: int, geometry: BaseGeometry, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "id": str(index), "properties": properties, "geometry": as_geojson(geometry)}
