"""The layers under the points, as folium layers: shaded arrondissements with their labels, woods, water."""

from collections.abc import Iterable

import folium
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.zones import zone_name, zone_number
from otp_desktop.maps.geometry import as_geojson, label_place, light_shape
from otp_desktop.maps.points import positions_by_zone
from otp_desktop.maps.safe_text import html_text
from otp_desktop.maps.symbols import NO_NEED_FILL, shade_of
from otp_desktop.texts import _, sentence
from otp_desktop.texts.formats import coverage_rate, number, shown_rate

LABELS_PANE = "labels"

Style = dict[str, object]

_WATER: Style = {"stroke": False, "fillColor": "#a9c9e2", "fillOpacity": 1}
_WOODS: Style = {"stroke": False, "fillColor": "#cddfc0", "fillOpacity": 1}
_OTHER: Style = {"color": "#5d6670", "weight": 1.5, "dashArray": "5 4", "fill": False}
_BORDER: Style = {"color": "#7d7467", "weight": 1.1, "fillOpacity": 1}


def city_shape(layers: Iterable[Layer]) -> BaseGeometry:
    """All arrondissements as one shape; empty where no layer has any."""
    zones = (layer for layer in layers if layer.kind is LayerKind.ARRONDISSEMENTS)
    return unary_union([light_shape(zone.geometry) for layer in zones for zone in layer.features])


def add_layer(map_: folium.Map, layer: Layer, snapshot: PlanSnapshot, city: BaseGeometry) -> None:
    """Adds one reference layer to the map, with its tick in the layer control.

    The schematic woods are drawn inside the city only: official limits run otherwise than ours.
    """
    if layer.kind is LayerKind.ARRONDISSEMENTS:
        _add_arrondissements(map_, layer, snapshot)
    elif layer.kind is LayerKind.WATER:
        _add_polygons(map_, layer, [light_shape(item.geometry) for item in layer.features], _WATER)
    elif layer.official:
        _add_polygons(map_, layer, [light_shape(item.geometry) for item in layer.features], _OTHER)
    else:
        inside = [light_shape(item.geometry).intersection(city) for item in layer.features]
        _add_polygons(map_, layer, inside, _WOODS)


def layer_name(layer: Layer) -> str:
    """Names of schematic layers are ours, and translated; the others are the user's."""
    return layer.name if layer.official else _(layer.name)


def attribution(layers: Iterable[Layer]) -> str:
    """Each source once, as HTML."""
    sources = dict.fromkeys(
        layer.attribution or layer.name if layer.official else _(layer.attribution) for layer in layers
    )
    return " · ".join(html_text(source) for source in sources)


def _add_arrondissements(map_: folium.Map, layer: Layer, snapshot: PlanSnapshot) -> None:
    zones = [(item, light_shape(item.geometry)) for item in layer.features]
    zones = [(item, geometry) for item, geometry in zones if not geometry.is_empty]
    counts = [snapshot.coverage.by_zone.get(item.code, HeadCount()) for item, _shape in zones]
    features = [
        _feature(index, geometry, fill=_fill(count), told=html_text(_told(item, count)))
        for index, ((item, geometry), count) in enumerate(zip(zones, counts, strict=True))
    ]
    if not features:
        return
    polygons = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=html_text(layer_name(layer)),
        style_function=lambda feature: {**_BORDER, "fillColor": feature["properties"]["fill"]},
        # folium puts a property into the page as HTML: it is escaped above.
        tooltip=folium.GeoJsonTooltip(fields=["told"], labels=False, sticky=True),
    )
    map_.add_child(polygons)
    map_.add_child(_labels(zones, snapshot))


def _labels(zones: Iterable[tuple[LayerFeature, BaseGeometry]], snapshot: PlanSnapshot) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=html_text(_("Rates")))
    positions = positions_by_zone(snapshot)
    for item, geometry in zones:
        place = label_place(geometry, positions.get(item.code, ()))
        icon = folium.DivIcon(html=_label(item, snapshot), class_name="zone-label", icon_size=(0, 0))
        marker = folium.Marker(
            (place.latitude, place.longitude), icon=icon, pane=LABELS_PANE, interactive=False, keyboard=False
        )
        group.add_child(marker)
    return group


def _label(feature: LayerFeature, snapshot: PlanSnapshot) -> str:
    count = snapshot.coverage.by_zone.get(feature.code, HeadCount())
    rate = f"<small>{html_text(coverage_rate(count.rate))}</small>" if count.required else ""
    return f"<div><b>{html_text(zone_number(feature.code) or feature.name)}</b>{rate}</div>"


def _told(feature: LayerFeature, count: HeadCount) -> str:
    zone = zone_name(feature.code, feature.name)
    if not count.required:
        return str(sentence("{zone}: no need", zone=zone))
    return str(
        sentence(
            "{zone}: {rate} held ({held} of {required}), {missing} missing",
            zone=zone,
            rate=coverage_rate(count.rate),
            held=number(count.held),
            required=number(count.required),
            missing=number(count.missing),
        )
    )


def _fill(count: HeadCount) -> str:
    return shade_of(shown_rate(count.rate)).fill if count.required else NO_NEED_FILL


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
