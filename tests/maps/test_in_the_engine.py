"""The maps in the real browser engine of the program."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWebEngineWidgets", reason="QtWebEngine’s system libraries are not installed")

from pytestqt.qtbot import QtBot

from otp_desktop.domain.convoys import Convoy, Pace
from otp_desktop.domain.coverage import CoverageState, HeadCount, PlanCoverage, coverage_of
from otp_desktop.domain.force import Absence, Unit
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.places import Position, distance_km
from otp_desktop.domain.plans import Plan
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.maps.coverage_map import write_coverage_map
from otp_desktop.maps.symbols import STATES
from otp_desktop.texts.formats import coverage_rate
from tests.maps.engine import Browser
from tests.maps.snapshots import HOSTILE, grid_sites, hostile_snapshot, official_layers, school_week

# A machine without a graphics card says so once, in these words; the engine then draws in software.
pytestmark = pytest.mark.qt_log_ignore("QRhiGles2", "RHI", "Vulkan", "GPUInfo", extend=True)

OpenMap = Callable[..., Browser]

START = Position(48.85, 2.30)
LYON = Position(45.76, 4.83)

SHOWN = "document.querySelectorAll('.point').length"
CARD = """(marker => { marker.openPopup();
  const card = marker.getPopup().getElement().querySelector('.card');
  return { name: card.querySelector('h2').textContent,
           figures: [...card.querySelectorAll('dd')].map(node => node.textContent),
           needs: card.querySelectorAll('td.heads').length,
           text: card.textContent }; })"""


@pytest.fixture
def open_map(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenMap]:
    """Writes the map of a plan and opens it; closed at the end, even of a test that fails."""
    opened: list[Browser] = []

    def open_one(snapshot: PlanSnapshot, *convoys: Convoy, before: Plan | None = None) -> Browser:
        opened.append(
            Browser(qtbot, write_coverage_map(snapshot, tmp_path / "map.html", convoys=convoys, before=before))
        )
        return opened[-1]

    yield open_one
    for browser in opened:
        browser.close()


def _assert_quiet(browser: Browser) -> None:
    assert browser.interceptor.foreign == []
    assert browser.page.messages == []


def test_a_school_week_shows_every_point_with_the_figures_of_the_plan(open_map: OpenMap) -> None:
    snapshot = school_week(grid_sites(350), official_layers(), share_held=0.8)
    browser = open_map(snapshot)
    coverage = snapshot.coverage
    states = Counter(coverage.site_state(code) for code in snapshot.site)

    assert browser.ask(SHOWN) == 350
    for state in STATES:
        assert browser.ask(f"document.querySelectorAll('.point.{state.value}').length") == states[state]
        assert browser.ask(f"document.getElementById('count-{state.value}').textContent") == str(states[state])
    sums = browser.ask("[...document.querySelectorAll('header dd')].map(node => node.textContent.replace(/\\D/g, ''))")
    assert sums[:3] == [str(coverage.total.required), str(coverage.total.held), str(coverage.total.missing)]

    for card, code in zip(_cards(browser, 25), list(snapshot.site)[:25], strict=True):
        count = coverage.by_site[code]
        assert card["figures"] == [str(count.required), str(count.held), str(count.missing)]
        assert card["needs"] == 20

    uncovered = states[CoverageState.NOT_HELD] + states[CoverageState.PARTLY]
    browser.ask("document.getElementById('uncovered-only').click() || 1")
    assert browser.ask(SHOWN) == uncovered > 0
    browser.ask("document.querySelector('#legend input[name=state]').click() || 1")
    assert browser.ask(SHOWN) == states[CoverageState.PARTLY]
    browser.ask("document.getElementById('uncovered-only').click() || 1")
    browser.ask("document.getElementById('uncovered-only').click() || 1")
    assert browser.ask(SHOWN) == 350

    labels = browser.ask("[...document.querySelectorAll('.zone-label b')].map(node => node.textContent)")
    assert labels[:2] == ["1er", "2e"] or set(labels) == {"1er", *(f"{n}e" for n in range(2, 21))}
    assert _is_drawn(browser)
    _assert_quiet(browser)


MOMENT = """(minute => { coverage.time.go(minute);
  return { states: coverage.markers.map(marker => marker.state),
           figures: [...document.querySelectorAll('#now li:not([hidden]) b')].map(node => node.textContent.replace(/\\D/g, '')),
           rates: [...document.querySelectorAll('.zone-label small')].map(node => node.textContent),
           moment: document.getElementById('moment').textContent }; })"""


def test_each_moment_shows_the_coverage_of_the_needs_that_stand_then(open_map: OpenMap) -> None:
    lost, *others = grid_sites(60)  # one point has no position: it counts all the same
    snapshot = school_week((replace(lost, position=None), *others), share_held=0.5)
    browser = open_map(snapshot)
    for hour, minute in ((8, 4), (8, 5), (8, 59), (9, 0), (16, 30)):
        then = datetime(2024, 9, 3, hour, minute)
        coverage = _coverage_at(snapshot, then)
        shown = browser.ask(f"{MOMENT}({24 * 60 + hour * 60 + minute})")
        total = coverage.total
        assert shown["figures"] == [str(total.required), str(total.held), str(total.missing)]
        assert [STATES[state] for state in shown["states"]] == [coverage.site_state(site.code) for site in others]
        rates = [coverage.by_zone.get(f"751{zone:02d}", HeadCount()) for zone in range(1, 21)]
        assert sorted(shown["rates"]) == sorted(coverage_rate(count.rate) if count.required else "" for count in rates)
        assert shown["moment"] == f"mardi 3 septembre 2024, {hour}\u00a0h\u00a0{minute:02d}"
    browser.ask("document.getElementById('whole').click() || 1")
    assert browser.ask("coverage.time.minute === null && coverage.markers.map(marker => marker.state)") == [
        STATES.index(snapshot.coverage.site_state(site.code)) for site in others
    ]
    _assert_quiet(browser)


def test_the_night_of_october_has_its_second_hour_on_the_slider(open_map: OpenMap) -> None:
    """From half past two to half past two, an hour later: clocks went back in between."""
    snapshot = school_week(grid_sites(1), share_held=1.0)
    night = replace(
        snapshot.needs[0],
        start=datetime(2024, 10, 27, 2, 30),
        end=datetime(2024, 10, 27, 2, 30, fold=1),
    )
    browser = open_map(replace(snapshot, needs=(night,), plan=replace(snapshot.plan, assignments=())))
    assert browser.ask("[coverage.time.from, coverage.time.until]") == [150, 210]
    assert browser.ask(f"{MOMENT}(209)")["figures"] == ["2", "0", "2"]
    assert browser.ask(f"{MOMENT}(209)")["moment"].endswith("2\u00a0h\u00a029")
    _assert_quiet(browser)


def test_the_keyboard_reaches_the_slider_and_the_list(open_map: OpenMap) -> None:
    browser = open_map(school_week(grid_sites(12, ("École Wurtz", "Place d’Italie")), share_held=0.5))
    press = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true})) && 1"
    browser.ask("document.getElementById('minute').focus() || 1")
    minutes = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "PageUp"):
        browser.ask(press % key)
        minutes.append(browser.ask("coverage.time.minute"))
    assert minutes == [8 * 60 + 5, 9 * 60, 11 * 60 + 20, 9 * 60, 33 * 60]

    browser.ask("(search => { search.focus(); search.value = 'ecole'; search.dispatchEvent(new Event('input')); })"
                "(document.getElementById('search')) || 1")  # fmt: skip
    assert browser.ask(SHOWN) == 6
    browser.ask(press % "ArrowDown")
    browser.ask("document.activeElement.click() || 1")
    browser.qtbot.waitUntil(lambda: browser.ask("document.querySelectorAll('.card').length") == 1)
    assert browser.ask("document.querySelector('.card h2').textContent") == "École Wurtz"
    assert browser.ask("document.querySelectorAll('#points-list [aria-current=true]').length") == 1
    _assert_quiet(browser)


def _coverage_at(snapshot: PlanSnapshot, moment: datetime) -> PlanCoverage:
    needs = [need for need in snapshot.needs if need.start <= moment < need.end]
    return coverage_of(needs, snapshot.plan.assignments, {site.code: site.zone for site in snapshot.sites})


def test_play_goes_from_change_to_change_and_stops_at_the_end(open_map: OpenMap) -> None:
    browser = open_map(school_week(grid_sites(3)))
    browser.ask("document.getElementById('play').click() || 1")
    browser.qtbot.waitUntil(lambda: browser.ask("coverage.time.minute") > 11 * 60, timeout=10_000)
    assert browser.ask("document.getElementById('play').getAttribute('aria-pressed')") == "true"
    browser.ask("coverage.time.go(coverage.time.until) || 1")
    browser.qtbot.waitUntil(lambda: browser.ask("coverage.time.timer === undefined"), timeout=5_000)
    _assert_quiet(browser)


def test_the_page_takes_the_colours_that_the_program_asks_for(open_map: OpenMap) -> None:
    browser = open_map(school_week(grid_sites(3)))
    ground = "getComputedStyle(document.querySelector('header')).backgroundColor"
    browser.ask("(location.hash = 'dark')")
    browser.qtbot.waitUntil(lambda: browser.ask(ground) == "rgb(29, 33, 38)")
    browser.ask("(location.hash = 'light')")
    browser.qtbot.waitUntil(lambda: browser.ask(ground) == "rgb(255, 255, 255)")
    _assert_quiet(browser)


def test_two_plans_compared_tell_what_was_gained_and_lost_at_each_moment(open_map: OpenMap) -> None:
    snapshot = school_week(grid_sites(40), share_held=0.5)
    earlier = school_week(grid_sites(40), share_held=0.7).plan
    browser = open_map(snapshot, before=earlier)
    then = datetime(2024, 9, 3, 8, 30)
    now, old = (_coverage_at(replace(snapshot, plan=plan), then).by_need for plan in (snapshot.plan, earlier))
    gained = sum(max(0, now[need].held - old[need].held) for need in now)
    lost = sum(max(0, old[need].held - now[need].held) for need in now)
    figures = browser.ask(f"{MOMENT}({24 * 60 + 8 * 60 + 30})")["figures"]
    assert figures[3:] == [str(gained), str(lost)]
    assert lost > 0
    badges = browser.ask("[...document.querySelectorAll('.point .change')].map(node => node.textContent)")
    assert sum(int(part) for text in badges for part in text.replace("−", "-").split()) == gained - lost
    assert browser.ask("document.querySelectorAll('.change.lost').length") == sum("−" in text for text in badges) > 0
    _assert_quiet(browser)


def test_two_plans_and_two_moments_stand_side_by_side_and_move_together(open_map: OpenMap) -> None:
    snapshot, earlier = school_week(grid_sites(40), share_held=0.7), school_week(grid_sites(40)).plan
    browser = open_map(snapshot, before=earlier)
    moments = [datetime(2024, 9, 3, 8, 30), datetime(2024, 9, 4, 11, 30)]
    first, second = (int((moment - datetime(2024, 9, 2)).total_seconds() // 60) for moment in moments)
    browser.ask(f"coverage.time.go({first}) && 1")
    browser.ask("document.getElementById('beside').click() || 1")
    side = "coverage.comparison.side"
    assert _heads_at(browser, side) == _coverage_at(replace(snapshot, plan=earlier), moments[0]).total.held
    assert browser.ask("document.querySelectorAll('.side-title').length") == 2
    assert browser.ask(f"{side}.map.getPane('overlayPane').querySelectorAll('path.zone').length") == 20

    browser.ask(f"({side}.map.setView([48.87, 2.31], 14, {{animate: false}}), 1)")
    assert browser.ask("[coverage.map.getCenter().lat, coverage.map.getZoom()]") == pytest.approx([48.87, 14], abs=1e-4)
    browser.ask("(coverage.map.panBy([80, -40], {animate: false}), 1)")
    assert browser.ask(f"coverage.map.getCenter().distanceTo({side}.map.getCenter()) < 1")

    browser.ask("document.getElementById('hold').click() || 1")
    then, now = (_coverage_at(snapshot, moment) for moment in moments)
    figures = browser.ask(f"{MOMENT}({second})")["figures"]
    assert _heads_at(browser, side) == then.total.held != now.total.held
    changes = [
        now.by_site.get(site, HeadCount()).held - then.by_site.get(site, HeadCount()).held for site in snapshot.site
    ]
    gained, lost = sum(max(0, change) for change in changes), sum(max(0, -change) for change in changes)
    assert figures[3:] == [str(gained), str(lost)]
    assert lost > 0
    browser.ask("document.getElementById('beside').click() || 1")
    assert browser.ask("document.querySelectorAll('.leaflet-container').length") == 1
    _assert_quiet(browser)


def _heads_at(browser: Browser, side: str) -> Any:
    return browser.ask(f"{side}.points.markers.reduce((sum, marker) => sum + marker.count.held, 0)")


def test_an_arrondissement_tells_its_own_agents_those_it_borrows_and_those_it_lends(open_map: OpenMap) -> None:
    """One unit in the 1st, one outside the city; half of the agents are of each."""
    units = (
        Unit(code="DT1", name="DT1", position=Position(48.8625, 2.3365)),
        Unit(code="FAR", name="FAR", position=LYON),
    )
    snapshot = school_week(grid_sites(40), share_held=0.9)
    agents = tuple(replace(a, unit=units[place % 2].code) for place, a in enumerate(snapshot.agents))
    snapshot = replace(snapshot, agents=agents, units=units)
    browser = open_map(snapshot)
    first = browser.ask("coverage.zones.data.zones.findIndex(zone => zone.code === '75101')")
    rows = [(snapshot.site[snapshot.need[row.need].site].zone, snapshot.agent[row.agent].unit)
            for row in snapshot.plan.assignments]  # fmt: skip
    own = sum(row == ("75101", "DT1") for row in rows)
    borrowed = sum(row == ("75101", "FAR") for row in rows)
    lent = sum(unit == "DT1" and zone != "75101" for zone, unit in rows)
    shown = browser.ask(f"['own', 'borrowed', 'lent'].map(part => coverage.zones.balance[part][{first}])")
    assert shown == [own, borrowed, lent]
    assert min(shown) > 0
    assert f"Effectif propre\u00a0: {own}," in browser.ask(f"coverage.zones.tooltip({first}).textContent")
    _assert_quiet(browser)


def test_a_convoy_moves_with_the_streets_held_for_it_and_layers_are_ticked(open_map: OpenMap) -> None:
    snapshot = replace(school_week(grid_sites(20)), units=(Unit(code="DT13", name=HOSTILE[0], position=START),))
    agents = tuple(replace(agent, unit="DT13") for agent in snapshot.agents)
    away = Absence(start=datetime(2024, 9, 2, 7), end=datetime(2024, 9, 2, 9), reason="secret")
    agents = (
        *agents,
        *(replace(agents[0], staff_number=f"idle{n}", absences=() if n else (away, away)) for n in range(60)),
    )
    browser = open_map(replace(snapshot, agents=agents), _convoy(hours=1))
    there = "coverage.layers.convoys[0].position(%d)"
    assert browser.ask(there % (10 * 60 - 1)) is None
    assert browser.ask(there % (10 * 60)) == pytest.approx([48.85, 2.30], abs=1e-4)
    assert browser.ask(there % (10 * 60 + 30)) == pytest.approx([48.85, 2.35], abs=1e-3)
    assert browser.ask(there % (11 * 60 + 2)) is None

    held = "coverage.layers.convoys[0].heldStreets(%d).map(run => [run[0][1], run[run.length - 1][1]])"
    assert browser.ask(held % (8 * 60)) == []
    ((behind, ahead),) = browser.ask(held % (10 * 60 + 30))
    assert (behind, ahead) == pytest.approx((2.35 - 0.1 / 6, 2.40), abs=2e-3)  # ten minutes after it, an hour before
    browser.ask(f"coverage.time.go({8 * 60 + 5}) && 1")
    for layer in ("bases", "lines"):
        browser.ask(f"document.querySelector('[name=layer][value={layer}]').click() || 1")
    starting = {row.need for row in snapshot.plan.assignments}
    served = {
        need.site for need in snapshot.needs if need.code in starting and need.start == datetime(2024, 9, 2, 8, 5)
    }
    assert browser.ask("coverage.layers.made.lines.getLatLngs().length") == len(served) > 10
    assert browser.ask("document.querySelector('.base span').textContent") == "DT13"
    browser.ask("document.querySelector('[name=layer][value=convoys]').click() || 1")
    assert browser.ask("document.querySelectorAll('.convoy, .held-streets').length") == 0
    browser.ask("document.querySelector('[name=layer][value=reserve]').click() || 1")
    then = [row for row in snapshot.plan.assignments if snapshot.need[row.need].start == datetime(2024, 9, 2, 8, 5)]
    reserve = len(agents) - len(then) - 1  # the one who is away that morning
    assert browser.ask("document.querySelector('.reserve b').textContent") == str(reserve)
    assert HOSTILE[0] in browser.ask("document.querySelector('.reserve').getAttribute('aria-label')")
    assert browser.ask("window.pwned === undefined")
    _assert_quiet(browser)


def _convoy(hours: float) -> Convoy:
    """Along a parallel of Paris, from ten o’clock."""
    route = (START, Position(48.85, 2.40))
    pace = Pace(speed_kmh=distance_km(*route) / hours)
    roles = (RoleLine(code="guard", count=1, minimum=1),)
    return Convoy(code="C", name="Convoi", route=route, departure=datetime(2024, 9, 2, 10), paces=(pace,), roles=roles)


def test_names_that_carry_code_do_nothing_but_show(open_map: OpenMap) -> None:
    snapshot = hostile_snapshot()
    browser = open_map(snapshot)
    cards = _cards(browser, len(snapshot.sites))
    assert [card["name"] for card in cards] == [site.name for site in snapshot.sites]
    assert all(text in card["text"] for card in cards for text in HOSTILE)
    assert browser.ask("document.querySelector('h1').textContent") == snapshot.operation.name
    browser.ask("document.querySelector('.leaflet-control-layers').dispatchEvent(new Event('mouseenter')) || 1")
    assert HOSTILE[0] + HOSTILE[3] in browser.ask("document.querySelector('.leaflet-control-layers').textContent")
    assert all(text in browser.ask("document.querySelector('.zone-label b').textContent") for text in HOSTILE)
    browser.ask(
        "coverage.map.eachLayer(layer => { if (layer.getTooltip && layer.getTooltip()) layer.openTooltip(); }) && 1"
    )
    assert "img src=x" in browser.ask(
        "[...document.querySelectorAll('.leaflet-tooltip')].map(n => n.textContent).join()"
    )

    browser.ask("document.querySelector('[name=layer][value=incidents]').click() || 1")
    told = browser.ask("[...document.querySelectorAll('.incident')].map(node => node.getAttribute('aria-label'))")
    assert [text.split(", ")[0] for text in told] == [text.split(", ")[0] for text in HOSTILE[:3]]
    assert browser.ask("document.querySelectorAll('.incident.recent').length") == 2
    browser.qtbot.wait(200)  # long enough for an image that fails to load to say so
    assert browser.ask("window.pwned === undefined")
    assert browser.ask("document.querySelectorAll('img, [onerror], iframe').length") == 0
    assert browser.ask("document.querySelectorAll('body script:not([type])').length") == 1  # folium’s own
    _assert_quiet(browser)


def test_more_than_a_thousand_points_stand_in_groups_that_show_their_worst_state(open_map: OpenMap) -> None:
    snapshot = school_week(grid_sites(1200))
    browser = open_map(snapshot)
    browser.qtbot.waitUntil(lambda: browser.ask("document.querySelectorAll('.cluster').length") > 5, timeout=20_000)
    assert browser.ask("coverage.markers.length") == 1200
    assert browser.ask("coverage.shown.getLayers().length") == 1200
    texts = browser.ask("[...document.querySelectorAll('.cluster.not_held')].map(node => node.textContent)")
    assert texts
    assert all(re.fullmatch(r"✕ \d+/\d+", text) for text in texts)
    # At a moment, and under a filter, each group shows the points that are there then.
    wrong = """(() => { const wrong = [];
      coverage.shown._featureGroup.eachLayer((one) => {
        if (!one.getAllChildMarkers || !one._icon) return;
        const states = one.getAllChildMarkers().map((marker) => marker.state), worst = Math.min(...states);
        const count = states.filter((state) => state === worst).length;
        const told = one._icon.textContent.replace(/\\D*(\\d+)(\\/\\d+)?/, '$1');
        const group = coverage.points.data.states[worst];
        if (!one._icon.classList.contains(group.key) || Number(told) !== (group.glyph ? count : states.length))
          wrong.push(one._icon.textContent);
      });
      return wrong; })()"""
    for step in ("coverage.time.go(8 * 60 + 10)", "document.getElementById('uncovered-only').click()"):
        browser.ask(f"{step} || 1")
        assert browser.ask("document.querySelectorAll('.cluster').length") > 5
        assert browser.ask(wrong) == []
    _assert_quiet(browser)


def _cards(browser: Browser, count: int) -> list[Any]:
    cards: list[Any] = browser.ask(f"coverage.markers.slice(0, {count}).map({CARD})")
    return cards


def _is_drawn(browser: Browser) -> bool:
    """Whether the picture is a map and no blank page: many colours, the blue of a held point among them."""
    browser.qtbot.wait(300)
    image = browser.view.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    return len(colours) > 30 and "#1f66a8" in colours
