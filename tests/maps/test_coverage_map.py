import json
import re
import stat
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from otp_desktop.domain.coverage import CoverageState, HeadCount, rate_rank
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import CoverageBound
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind, SiteKind
from otp_desktop.domain.zones import zone_name, zone_number
from otp_desktop.maps.coverage_map import coverage_page, write_coverage_map
from otp_desktop.maps.figures import bound_sentence, missing_by_priority
from otp_desktop.maps.private_file import MapNotWrittenError
from otp_desktop.maps.symbols import KIND_SHAPES, SHADES, STATES, SYMBOLS
from otp_desktop.texts import use_language
from otp_desktop.texts.formats import coverage_rate
from tests.maps.snapshots import SOURCE, grid_sites, hostile_snapshot, official_layers, school_week

ADDRESS = re.compile(r"https?:\\?/\\?/", re.IGNORECASE)


def _data(page: str) -> Any:
    match = re.search(r'<script type="application/json" id="coverage-data">(.*?)</script>', page, re.DOTALL)
    assert match is not None
    return json.loads(match[1])


def test_no_address_stands_in_the_file() -> None:
    for snapshot in (
        school_week(grid_sites(30)),
        school_week(grid_sites(1001)),
        school_week(grid_sites(30), official_layers()),
        hostile_snapshot(),
    ):
        page = coverage_page(snapshot)
        assert not ADDRESS.search(page)
        assert "sourceMappingURL" not in page
        assert not re.search(r"<(link|iframe|object|embed)\b|<script[^>]*\bsrc=", page)


def test_the_same_plan_gives_the_same_file() -> None:
    snapshot = school_week(grid_sites(30))
    assert coverage_page(snapshot) == coverage_page(snapshot)


def test_the_file_is_private_and_replaces_the_old_one_at_once(tmp_path: Path) -> None:
    file = tmp_path / "carte é.html"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o644)
    assert write_coverage_map(school_week(grid_sites(3)), file) == file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_does_not_exist_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(MapNotWrittenError, match="n’a pas pu être écrite"):
        write_coverage_map(school_week(grid_sites(3)), tmp_path / "missing" / "map.html")


def test_every_point_tells_the_state_and_the_figures_of_the_coverage() -> None:
    snapshot = school_week(grid_sites(40), share_held=0.5)
    coverage = snapshot.coverage
    points = {point["code"]: point for point in _data(coverage_page(snapshot))["points"]}
    assert set(points) == set(snapshot.site)
    assert {coverage.site_state(code) for code in points} >= {CoverageState.HELD, CoverageState.PARTLY}
    for code, point in points.items():
        count = coverage.by_site[code]
        assert STATES[point["state"]] is coverage.site_state(code)
        held = sum(int(need[4].split("/")[0]) for need in point["needs"])
        assert (len(point["needs"]), held) == (20, count.held)


def test_no_agent_is_named() -> None:
    page = coverage_page(school_week(grid_sites(20)))
    assert "Secret" not in page
    assert "SECRET" not in page
    assert "000003" not in page


def test_points_without_position_are_told_and_not_lost() -> None:
    first, *others = grid_sites(5)
    page = coverage_page(school_week((replace(first, position=None, name="École <perdue>"), *others)))
    assert len(_data(page)["points"]) == 4
    assert "1 point sans position n’est pas affiché" in page
    assert "École &lt;perdue&gt;" in page


def test_inactive_sites_show_only_while_a_need_stands_on_them() -> None:
    first, second, *others = grid_sites(5)
    closed = replace(first, active=False)
    snapshot = school_week((closed, replace(second, active=False), *others))
    without = replace(snapshot, needs=tuple(need for need in snapshot.needs if need.site != closed.code))
    without = replace(without, plan=replace(without.plan, assignments=()))
    assert [point["code"] for point in _data(coverage_page(without))["points"]] == ["S1", "S2", "S3", "S4"]


def test_a_mistyped_point_far_away_does_not_take_the_view_from_the_city() -> None:
    first, *others = grid_sites(20)
    lost = replace(first, position=Position(2.35, 48.85))
    (south, west), (north, east) = _data(coverage_page(school_week((lost, *others))))["bounds"]
    assert 48.8 < south < north < 48.91
    assert 2.2 < west < east < 2.5


def test_an_operation_without_needs_or_sites_is_a_map_all_the_same() -> None:
    empty = replace(school_week(()), sites=())
    data = _data(coverage_page(empty))
    assert data["points"] == []
    assert data["bounds"] is not None


def test_the_layers_of_another_city_make_its_map() -> None:
    ring = [[4.82, 45.75], [4.85, 45.75], [4.85, 45.77], [4.82, 45.77], [4.82, 45.75]]
    zone = LayerFeature(code="69381", name="Lyon 1er", geometry={"type": "Polygon", "coordinates": [ring]})
    nothing = LayerFeature(code="69382", name="Lyon 2e", geometry={"type": "Polygon", "coordinates": []})
    layer = Layer(kind=LayerKind.ARRONDISSEMENTS, name="Lyon", features=(zone, nothing))
    sites = tuple(replace(site, zone="69381", position=Position(45.76, 4.83)) for site in grid_sites(2))
    page = coverage_page(school_week(sites, (layer,)))
    assert "Lyon 1er" in page
    assert _data(page)["bounds"] == [[45.76, 4.83], [45.76, 4.83]]


def test_sources_stand_on_the_map() -> None:
    data = _data(coverage_page(school_week(grid_sites(3))))
    assert data["attribution"] == "Fond schématique OTP Desktop"
    if layers := official_layers():
        assert SOURCE in _data(coverage_page(school_week(grid_sites(3), layers)))["attribution"]


def test_a_rate_reads_100_percent_only_when_nobody_is_missing() -> None:
    assert coverage_rate(HeadCount(required=10_000, held=9_999).rate) == "99\u00a0%"
    assert coverage_rate(HeadCount(required=10_000, held=10_000).rate) == "100\u00a0%"
    assert [rate_rank(rate) for rate in (1.0, 0.99, 0.0)] == [0, 1, len(SHADES) - 1]


def test_the_bound_is_called_reached_only_when_the_plan_reaches_it_in_the_order_of_priorities() -> None:
    snapshot = school_week(grid_sites(10), share_held=0.4)
    below, missing = missing_by_priority(snapshot)
    assert sum(missing) == snapshot.coverage.total.missing > 3
    reached = CoverageBound(missing_minimum=below, missing_count=missing)
    equal = replace(snapshot, plan=replace(snapshot.plan, bound=reached))
    assert str(bound_sentence(equal)).startswith("Prouvé\u00a0: aucun plan légal ne couvre mieux")
    assert "3 de priorité 3" in str(bound_sentence(snapshot))
    assert bound_sentence(replace(snapshot, plan=replace(snapshot.plan, bound=None))) is None
    stale = CoverageBound(missing_minimum=below, missing_count=tuple(count + 1 for count in missing))
    assert bound_sentence(replace(snapshot, plan=replace(snapshot.plan, bound=stale))) is None


def test_states_differ_in_mark_and_in_lightness_and_kinds_in_shape_not_only_in_hue() -> None:
    assert set(SYMBOLS) == set(CoverageState)
    assert set(KIND_SHAPES) == set(SiteKind)
    drawings = [symbol.svg_in(shape) for symbol in SYMBOLS.values() for shape in KIND_SHAPES.values()]
    assert len({re.sub(r"#[0-9a-f]+", "", drawing) for drawing in drawings}) == len(drawings)
    grounds = [
        _luminance(found[1]) for symbol in SYMBOLS.values() if (found := re.search("fill=.(#[0-9a-f]+)", symbol.paint))
    ]
    assert all(abs(one - other) > 0.04 for one, other in combinations(grounds, 2))
    lightness = [_luminance(shade.fill) for shade in SHADES]
    assert lightness == sorted(lightness, reverse=True)
    assert all(higher - lower > 0.05 for higher, lower in pairwise(lightness))


def test_arrondissements_are_named_as_people_say() -> None:
    assert [zone_number(code) for code in ("75101", "75102", "75113", "75120", "75121", "69123")] == [
        "1er", "2e", "13e", "20e", "", "",
    ]  # fmt: skip
    assert zone_name("75113") == "13e\u00a0arrondissement"
    assert zone_name("69123", "Lyon 3") == "Lyon 3"


def test_english_is_complete() -> None:
    use_language("en")
    try:
        page = coverage_page(school_week(grid_sites(22)))
        names = [zone_name(f"751{number:02d}") for number in (1, 2, 3, 11, 20)]
    finally:
        use_language("fr")
    assert "Coverage map" in page
    assert '"language":"en"' in page
    assert names == [f"{ordinal} arrondissement" for ordinal in ("1st", "2nd", "3rd", "11th", "20th")]


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
