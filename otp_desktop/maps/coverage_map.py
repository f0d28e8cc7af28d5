"""The coverage map of a plan: one HTML file that opens alone, with no network."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import folium
from folium.template import Template
from shapely.geometry.base import BaseGeometry

from otp_desktop.domain.convoys import Convoy
from otp_desktop.domain.coverage import coverage_of
from otp_desktop.domain.plans import Plan
from otp_desktop.domain.sites import Layer, SiteKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.maps import panels
from otp_desktop.maps.base_layers import LABELS_PANE, add_layers, attribution, city_shape, zone_data
from otp_desktop.maps.basemap import shown_layers
from otp_desktop.maps.bases import base_data
from otp_desktop.maps.geometry import view_bounds
from otp_desktop.maps.incidents import incident_data
from otp_desktop.maps.moments import Moments
from otp_desktop.maps.movement import convoy_data
from otp_desktop.maps.offline_map import OfflineMap, Verbatim
from otp_desktop.maps.page_texts import page_texts
from otp_desktop.maps.points import HeldBefore, placed_sites, point_data, positions_by_zone
from otp_desktop.maps.private_file import write_private
from otp_desktop.maps.safe_text import script_json
from otp_desktop.maps.sectors import sector_data
from otp_desktop.maps.symbols import KIND_SHAPES, SHADES, SYMBOLS, shade_style
from otp_desktop.maps.time_bar import time_bar
from otp_desktop.texts import _, current_language

# Below it every point shows at once and the city stays readable; above, far views group them.
CLUSTER_ABOVE = 1000
DATA_ID = "coverage-data"


def write_coverage_map(
    snapshot: PlanSnapshot,
    file: Path,
    title: str = "",
    convoys: Sequence[Convoy] = (),
    before: Plan | None = None,
    image_sources: Sequence[str] = (),
) -> Path:
    """Writes the map of the plan's coverage and gives its path; ``title`` stands for the operation's name.

    Points by coverage, arrondissements shaded by rate, totals, legend, filter; with another plan ``before``, what was
    gained and lost since. No agent is named. ``image_sources``: where a page of the window may take tiles from; a file
    that travels has none. The file is replaced at once, mode 0600. Raises MapNotWrittenError.
    """
    write_private(file, coverage_page(snapshot, title, convoys, before, image_sources))
    return file


def coverage_page(
    snapshot: PlanSnapshot,
    title: str = "",
    convoys: Sequence[Convoy] = (),
    before: Plan | None = None,
    image_sources: Sequence[str] = (),
) -> str:
    """The HTML page of ``write_coverage_map``."""
    layers = shown_layers(snapshot.layers)
    map_ = OfflineMap(title or snapshot.operation.name, _has_clusters(snapshot), image_sources)
    map_.page.html.add_child(Verbatim(panels.heading(snapshot, title)), name="heading")
    map_.page.html.add_child(Verbatim(panels.legend(snapshot, bool(convoys))), name="legend")
    map_.page.html.add_child(Verbatim(panels.points_panel()), name="points")
    map_.page.html.add_child(Verbatim(f"<style>{shade_style()}</style>"), name="shades")
    folium.map.CustomPane(LABELS_PANE, z_index=450).add_to(map_)  # over the shapes, under the points
    city = city_shape(layers)
    add_layers(map_, layers, snapshot, city)
    map_.add_child(folium.LayerControl(position="topleft", collapsed=True, autoZIndex=False))
    map_.page.html.add_child(Verbatim(_data_element(snapshot, layers, city, convoys, before)), name="data")
    map_.page.html.add_child(Verbatim(time_bar(snapshot, before)), name="time")
    map_.add_child(CoveragePoints())
    return map_.html()


class CoveragePoints(folium.MacroElement):
    """The points, drawn by the page's own script from data.

    folium would write one piece of JavaScript a point, its popup inside a template literal, where "${…}" in a name
    would run; data in JSON runs nothing, and ten thousand points stay light.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "showCoverage({{ this._parent.get_name() }},"
        " JSON.parse(document.getElementById({{ this.data_id|tojson }}).textContent));"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # folium leaves it so
        self._name = "CoveragePoints"
        self.data_id = DATA_ID


def _data_element(
    snapshot: PlanSnapshot,
    layers: tuple[Layer, ...],
    city: BaseGeometry,
    convoys: Sequence[Convoy],
    before: Plan | None,
) -> str:
    positions = chain.from_iterable(positions_by_zone(snapshot).values())
    moments = Moments(snapshot)
    data = {
        **point_data(snapshot, moments, _held_before(snapshot, before)),
        "time": moments.data(),
        "zones": zone_data(layers),
        "floors": [shade.floor for shade in SHADES],
        "language": current_language(),
        "plan": panels.plan_title(snapshot.plan),
        "before": panels.plan_title(before) if before is not None else "",
        "clusters": _has_clusters(snapshot),
        "bases": base_data(snapshot, layers, moments),
        "incidents": incident_data(snapshot.layers),
        "convoys": convoy_data(convoys, moments),
        "sectors": sector_data(snapshot.layers),
        "bounds": view_bounds(positions, city),
        "attribution": attribution(layers),
        "states": _states(),
        "kinds": [kind.value for kind in SiteKind],
        "texts": page_texts(),
    }
    return f'<script type="application/json" id="{DATA_ID}">{script_json(data)}</script>'


def _has_clusters(snapshot: PlanSnapshot) -> bool:
    return len(placed_sites(snapshot)) > CLUSTER_ABOVE


def _held_before(snapshot: PlanSnapshot, before: Plan | None) -> HeldBefore:
    """Heads of today's needs that the other plan holds, and the state of each."""
    if before is None:
        return {}
    then = coverage_of(snapshot.needs, before.assignments, snapshot.coverage.zone_of_site)
    return {need: (count.held, then.need_state(need)) for need, count in then.by_need.items()}


def _states() -> list[dict[str, Any]]:
    """``svg``: the state by itself; ``shapes``: the state in the shape of each kind of site, by its name."""
    return [
        {
            "key": state.value,
            "label": _(symbol.label),
            "glyph": symbol.glyph,
            "svg": symbol.svg,
            "shapes": {kind.value: symbol.svg_in(shape) for kind, shape in KIND_SHAPES.items()},
        }
        for state, symbol in SYMBOLS.items()
    ]
