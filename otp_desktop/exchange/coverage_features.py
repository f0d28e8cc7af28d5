"""The coverage of a plan as GeoJSON (RFC 7946): points and arrondissements with their figures, for any map program."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.sites import LayerKind, Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.exchange.export import write_private


def write_coverage_features(path: Path, snapshot: PlanSnapshot) -> Path:
    """Every site in use, without a geometry where it has no position, then the arrondissements. No agent is named.

    Names of properties and states are English codes, as in the project's other formats. Raises UnwritableFileError.
    """
    features = [*_sites(snapshot), *_zones(snapshot)]
    collection = {"type": "FeatureCollection", "features": features}
    write_private(path, json.dumps(collection, ensure_ascii=False, indent=1).encode())
    return path


def _sites(snapshot: PlanSnapshot) -> Iterator[dict[str, Any]]:
    coverage = snapshot.coverage
    for site in snapshot.sites:
        properties = {
            "kind": "site",
            "code": site.code,
            "name": site.name,
            "address": site.address,
            "site_kind": site.kind.value,
            "zone": site.zone,
            "danger_rank": site.danger_rank,
            "state": coverage.site_state(site.code).value,
            **_figures(coverage.by_site.get(site.code, HeadCount())),
        }
        yield {"type": "Feature", "geometry": _point(site), "properties": properties}


def _zones(snapshot: PlanSnapshot) -> Iterator[dict[str, Any]]:
    for layer in snapshot.layers:
        for zone in layer.features if layer.kind is LayerKind.ARRONDISSEMENTS else ():
            figures = _figures(snapshot.coverage.by_zone.get(zone.code, HeadCount()))
            properties = {"kind": "zone", "code": zone.code, "name": zone.name, **figures}
            yield {"type": "Feature", "geometry": dict(zone.geometry), "properties": properties}


def _point(site: Site) -> dict[str, Any] | None:
    if site.position is None:
        return None
    return {"type": "Point", "coordinates": [site.position.longitude, site.position.latitude]}


def _figures(count: HeadCount) -> dict[str, int]:
    return {
        "required": count.required,
        "held": count.held,
        "missing": count.missing,
        "below_minimum": count.below_minimum,
    }
