import json
import stat
from dataclasses import replace
from pathlib import Path

from otp_desktop.exchange.coverage_features import write_coverage_features
from otp_desktop.exchange.geojson import read_features
from otp_desktop.maps.basemap import schematic_layers
from tests.maps.snapshots import HOSTILE, grid_sites, school_week


def test_the_file_has_the_figures_of_the_coverage_and_names_nobody(tmp_path: Path) -> None:
    lost, *others = grid_sites(40, HOSTILE)
    sites = (replace(lost, position=None), *others)
    snapshot = school_week(sites, schematic_layers(), share_held=0.5)
    file = write_coverage_features(tmp_path / "map.geojson", snapshot)
    text = file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Secret" not in text

    features = read_features(text, file.name)
    points = {item["properties"]["code"]: item for item in features if item["properties"]["kind"] == "site"}
    assert set(points) == set(snapshot.site)
    assert points[lost.code]["geometry"] is None
    for code, count in snapshot.coverage.by_site.items():
        told = points[code]["properties"]
        assert (told["required"], told["held"], told["missing"]) == (count.required, count.held, count.missing)
        assert (told["state"], told["name"]) == (snapshot.coverage.site_state(code).value, snapshot.site[code].name)

    zones = {item["properties"]["code"]: item for item in features if item["properties"]["kind"] == "zone"}
    assert len(zones) == 20
    assert all(zones[code]["properties"]["held"] == count.held for code, count in snapshot.coverage.by_zone.items())
    assert json.loads(text)["type"] == "FeatureCollection"
