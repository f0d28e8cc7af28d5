"""A convoy makes its posts and needs, and makes them anew without losing who stands there."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from otp_desktop.db.errors import RecordInUseError
from otp_desktop.domain.convoys import Convoy, Halt, Pace
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.services.convoys import list_convoys, preview_convoy, remove_convoy, save_convoy
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.need_edits import NeedEdit, edit_needs
from otp_desktop.services.needs import list_needs, save_need
from otp_desktop.services.operations import OperationRequest, create_operation
from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.sites import list_sites, save_site
from otp_desktop.services.undo import undo
from otp_desktop.services.versions import publish_plan
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import operation_id

KM = 1 / 111.195  # degrees of latitude
START = Position(48.80, 2.30)
DAY = date(2026, 7, 14)


def route(km: float) -> tuple[Position, ...]:
    return START, Position(START.latitude + km * KM, START.longitude)


@pytest.fixture
def relay(small: Workspace) -> Workspace:
    create_operation(small, OperationRequest(template="blank", code="R", name="Relais", first_day=DAY, last_day=DAY))
    return small


def convoy(ws: Workspace, **changes: object) -> Convoy:
    made = Convoy(
        operation_id=operation_id(ws, "R"),
        code="FLAMME",
        name="Flamme",
        route=route(2.0),
        departure=datetime(2026, 7, 14, 13),
        paces=(Pace(speed_kmh=4.0),),
        spacing_metres=500,
        roles=(RoleLine(code="chief", count=1, minimum=1, qualifications=("leader",)), RoleLine(code="guard", count=3)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field of a convoy


def needs(ws: Workspace) -> tuple[Need, ...]:
    return list_needs(ws, operation_id(ws, "R"))


def saved(ws: Workspace) -> Convoy:
    (found,) = list_convoys(ws, operation_id(ws, "R"))
    return found


def made_sites(ws: Workspace) -> list[str]:
    return [site.code for site in list_sites(ws) if site.code.startswith("FLAMME-")]


def test_posts_are_held_around_the_passing_convoy(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    # 500 m at 4 km/h are 7 min 30 s: closed from the minute before, open from the minute after.
    assert [(need.code, need.start.strftime("%H:%M"), need.end.strftime("%H:%M")) for need in needs(relay)] == [
        ("FLAMME/001", "12:00", "13:10"),
        ("FLAMME/002", "12:07", "13:18"),
        ("FLAMME/003", "12:15", "13:25"),
        ("FLAMME/004", "12:22", "13:33"),
        ("FLAMME/005", "12:30", "13:40"),
    ]
    assert {(need.series, need.heads) for need in needs(relay)} == {("FLAMME", 4)}
    assert len(made_sites(relay)) == 5
    assert "km 0,5" in {site.code: site.name for site in list_sites(relay)}["FLAMME-002"]


def test_the_preview_tells_what_saving_does_and_stores_nothing(relay: Workspace) -> None:
    preview = preview_convoy(relay, convoy(relay, halts=(Halt(km=1.0, minutes=15),)))
    assert (len(preview.posts), preview.new_sites, preview.kept, preview.dropped) == (5, 5, 0, ())
    assert preview.length_km == pytest.approx(2.0, abs=1e-3)
    assert preview.minutes == 45
    assert not needs(relay)


def test_a_site_near_a_post_is_taken_for_it(relay: Workspace) -> None:
    near = Position(START.latitude + 0.51 * KM, START.longitude)
    save_site(relay, Site(code="PONT", name="Pont", kind=SiteKind.FIXED, position=near))
    save_site(relay, Site(code="SECT", name="Secteur", kind=SiteKind.SECTOR, position=near))
    save_site(relay, Site(code="VIEUX", name="Ancien", position=near, active=False))
    save_convoy(relay, convoy(relay))
    assert [need.site for need in needs(relay)][1] == "PONT"
    assert len(made_sites(relay)) == 4
    save_convoy(relay, convoy(relay, code="F2", near_metres=0))
    assert "PONT" not in [need.site for need in needs(relay) if need.series == "F2"]


def test_a_later_departure_keeps_posts_assignments_waves_and_orders(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    before = needs(relay)
    assign(relay, operation_id(relay, "R"), "002", "FLAMME/002", "guard")
    change = NeedEdit(wave="Vague 1", call_sign="Flamme 2", meeting_minutes=45)
    edit_needs(relay, operation_id(relay, "R"), [need.id for need in before if need.id], change)
    save_convoy(relay, replace(saved(relay), departure=datetime(2026, 7, 14, 14)))
    after = needs(relay)
    assert [need.id for need in after] == [need.id for need in before]
    assert {(need.wave, need.call_sign, need.meeting_minutes) for need in after} == {("Vague 1", "Flamme 2", 45)}
    assert after[0].start == datetime(2026, 7, 14, 13)
    assert [row.need for row in load_snapshot(relay, operation_id(relay, "R")).plan.assignments] == ["FLAMME/002"]


def test_a_shorter_route_drops_its_last_posts_with_their_sites(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    for post in ("FLAMME/002", "FLAMME/005"):
        assign(relay, operation_id(relay, "R"), "002", post, "guard")
    shorter = replace(saved(relay), route=route(1.0))
    assert len(preview_convoy(relay, shorter).dropped) == 2
    save_convoy(relay, shorter)
    assert [need.code for need in needs(relay)] == ["FLAMME/001", "FLAMME/002", "FLAMME/003"]
    assert len(made_sites(relay)) == 3
    assert [row.need for row in load_snapshot(relay, operation_id(relay, "R")).plan.assignments] == ["FLAMME/002"]


def test_a_closer_spacing_keeps_the_posts_that_still_stand(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    old = {need.code: need.site for need in needs(relay)}
    save_convoy(relay, replace(saved(relay), spacing_metres=250))
    assert len(needs(relay)) == 9
    assert {need.code: need.site for need in needs(relay) if need.code in old} == old


def test_a_route_that_passes_a_place_twice_has_two_needs_there(relay: Workspace) -> None:
    there_and_back = convoy(relay, route=(*route(1.0), START))
    save_convoy(relay, there_and_back)
    first = needs(relay)
    assert len(first) == 5
    save_convoy(relay, saved(relay))
    assert [(need.id, need.start) for need in needs(relay)] == [(need.id, need.start) for need in first]


def test_a_post_that_another_need_uses_outlives_the_convoy(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    other = replace(needs(relay)[0], id=None, code="AUTRE", site="FLAMME-002", series="")
    save_need(relay, other)
    found = saved(relay)
    assert found.id is not None
    remove_convoy(relay, operation_id(relay, "R"), found.id)
    assert [need.code for need in needs(relay)] == ["AUTRE"]
    assert made_sites(relay) == ["FLAMME-002"]
    assert list_convoys(relay, operation_id(relay, "R")) == ()


def test_a_post_of_a_published_plan_does_not_go_away(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    assign(relay, operation_id(relay, "R"), "002", "FLAMME/005", "guard")
    publish_plan(relay, operation_id(relay, "R"))
    with pytest.raises(RecordInUseError):
        save_convoy(relay, replace(saved(relay), route=route(1.0)))
    assert len(needs(relay)) == 5
    assert saved(relay).route == route(2.0)


def test_no_other_need_joins_the_series_of_a_convoy_which_would_lose_it(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    (first, *_others) = needs(relay)
    other = replace(first, id=None, code="AUTRE")
    with pytest.raises(InvalidRecordError) as caught:
        save_need(relay, other)
    assert [fault.column for fault in caught.value.faults] == ["series"]
    save_need(relay, replace(other, series=""))
    (alone,) = [need for need in needs(relay) if not need.series]
    assert alone.id is not None
    with pytest.raises(InvalidRecordError):
        edit_needs(relay, operation_id(relay, "R"), [alone.id], NeedEdit(series="FLAMME"))
    save_need(relay, replace(first, priority=1))
    assert len([need for need in needs(relay) if need.series == "FLAMME"]) == 5


def test_a_convoy_does_not_take_the_name_of_a_series(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    save_need(relay, replace(needs(relay)[0], id=None, code="AUTRE", series="GARDES"))
    for wrong in (convoy(relay, code="GARDES"), replace(saved(relay), code="GARDES")):
        with pytest.raises(InvalidRecordError) as caught:
            save_convoy(relay, wrong)
        assert [fault.column for fault in caught.value.faults] == ["code"]


def test_a_convoy_renamed_takes_its_needs_along(relay: Workspace) -> None:
    save_convoy(relay, convoy(relay))
    before = [need.id for need in needs(relay)]
    save_convoy(relay, replace(saved(relay), code="RELAIS"))
    assert [(need.id, need.series) for need in needs(relay)] == [(need_id, "RELAIS") for need_id in before]


def test_a_convoy_is_taken_back_with_its_posts_and_needs_and_comes_again(relay: Workspace) -> None:
    made = save_convoy(relay, convoy(relay)).gesture
    assert made is not None
    assign(relay, operation_id(relay, "R"), "002", "FLAMME/005", "guard")
    shorter = save_convoy(relay, replace(saved(relay), route=route(1.0))).gesture
    assert shorter is not None
    undo(relay, shorter)
    assert saved(relay).route == route(2.0)
    assert len(needs(relay)) == len(made_sites(relay)) == 5
    assert [row.need for row in load_snapshot(relay, operation_id(relay, "R")).plan.assignments] == ["FLAMME/005"]


def test_a_new_convoy_is_taken_back_whole(relay: Workspace) -> None:
    made = save_convoy(relay, convoy(relay)).gesture
    assert made is not None
    undo(relay, made)
    assert (needs(relay), made_sites(relay), list_convoys(relay, operation_id(relay, "R"))) == ((), [], ())


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"route": (START,)}, "route"),
        ({"departure": datetime(2026, 7, 15, 8)}, "departure"),
        ({"paces": (Pace(from_km=1.0, speed_kmh=4.0),)}, "paces"),
        ({"paces": (Pace(speed_kmh=0.0),)}, "paces"),
        ({"halts": (Halt(km=3.0, minutes=5),)}, "halts"),
        ({"spacing_metres": 5}, "spacing_metres"),
        ({"near_metres": 300}, "near_metres"),
        ({"opens_after": 0}, "opens_after"),
        ({"roles": ()}, "roles"),
        ({"code": ""}, "code"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(relay: Workspace, changes: dict[str, object], column: str) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        preview_convoy(relay, convoy(relay, **changes))
    assert column in [fault.column for fault in caught.value.faults]


def test_the_posts_of_a_route_have_the_arrondissement_in_which_the_map_shows_them(relay: Workspace) -> None:
    """Without an imported layer the map, and so the posts, follow the schematic one."""
    concorde = Position(48.8656, 2.3212)
    save_convoy(relay, convoy(relay, route=(concorde, Position(48.8738, 2.2950))))
    made = [site for site in list_sites(relay) if site.code.startswith("FLAMME-")]
    assert made[0].zone == "75108"
    assert all(site.zone.startswith("751") for site in made)
