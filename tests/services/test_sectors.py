"""Sectors drawn on the map, and who is in them."""

from dataclasses import replace

import pytest

from otp_desktop.domain.places import Position
from otp_desktop.services import sectors, sites
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.sectors import Sector, sector_at
from otp_desktop.services.workspace import Workspace
from tests.services.map_writes import NORTH, SOUTH, rectangle

FIRST_TWO = {"E13-001": "Nord", "E13-002": "Nord", "E13-003": ""}


def sector_of_each(ws: Workspace) -> dict[str, str]:
    return {site.code: site.sector for site in sites.list_sites(ws)}


def stored(ws: Workspace, name: str = "Nord") -> Sector:
    return next(sector for sector in sectors.list_sectors(ws) if sector.name == name)


def codes(found: tuple[object, ...]) -> list[str]:
    return [getattr(site, "code", "") for site in found]


def test_the_points_in_the_outline_join_the_sector_and_leave_it(small: Workspace) -> None:
    drawn = Sector(name="Nord", outline=rectangle())
    preview = sectors.preview_sector(small, drawn)
    assert codes(preview.joining) == ["E13-001", "E13-002"]
    assert preview.area_km2 == pytest.approx(0.222 * 0.878, rel=0.01)
    assert sector_of_each(small) == dict.fromkeys(FIRST_TWO, "")
    sectors.save_sector(small, drawn)
    assert sector_of_each(small) == FIRST_TWO
    assert stored(small).outline == drawn.outline

    moved = replace(stored(small), outline=rectangle(SOUTH + 0.001, NORTH + 0.001))
    preview = sectors.preview_sector(small, moved)
    assert (codes(preview.joining), codes(preview.leaving)) == (["E13-003"], ["E13-001"])
    sectors.save_sector(small, moved)
    assert sector_of_each(small) == {"E13-001": "", "E13-002": "Nord", "E13-003": "Nord"}

    sectors.remove_sector(small, stored(small).id or 0)
    assert sectors.list_sectors(small) == ()
    assert set(sector_of_each(small).values()) == {""}


def test_where_outlines_overlap_a_point_goes_to_the_sector_saved_last(small: Workspace) -> None:
    sectors.save_sector(small, Sector(name="Nord", outline=rectangle()))
    other = Sector(name="Sud", outline=rectangle(SOUTH, SOUTH + 0.001))
    assert codes(sectors.preview_sector(small, other).taken) == ["E13-001"]
    sectors.save_sector(small, other)
    assert sector_of_each(small) == FIRST_TWO | {"E13-001": "Sud"}
    sectors.save_sector(small, stored(small))
    assert sector_of_each(small) == FIRST_TWO


def test_a_point_named_by_hand_keeps_its_sector_and_follows_its_new_name(small: Workspace) -> None:
    far = next(site for site in sites.list_sites(small) if site.code == "E13-003")
    sites.save_site(small, replace(far, sector="Nord"))
    sectors.save_sector(small, Sector(name="Nord", outline=rectangle()))
    renamed = replace(stored(small), name="Centre")
    assert codes(sectors.preview_sector(small, renamed).kept) == ["E13-003"]
    sectors.save_sector(small, renamed)
    assert set(sector_of_each(small).values()) == {"Centre"}


@pytest.mark.parametrize(
    ("sector", "column"),
    [
        (Sector(name="", outline=rectangle()), "name"),
        (Sector(name="nord", outline=rectangle()), "name"),
        (Sector(name="X", outline=rectangle()[:2]), "outline"),
        (Sector(name="X", outline=(rectangle()[0],) * 3), "outline"),
        (Sector(name="X", outline=tuple(rectangle()[place] for place in (0, 2, 1, 3))), "outline"),
        (Sector(name="X", outline=(Position(0, 0), Position(0, 1), Position(1, 1))), "outline"),
        (Sector(name="X", outline=tuple(Position(48 + n / 1e4, 2) for n in range(501))), "outline"),
    ],
)
def test_faults_of_a_sector_name_their_field(small: Workspace, sector: Sector, column: str) -> None:
    sectors.save_sector(small, Sector(name="Nord", outline=rectangle()))
    with pytest.raises(InvalidRecordError) as refused:
        sectors.save_sector(small, sector)
    assert [fault.column for fault in refused.value.faults] == [column]


def test_a_place_stays_in_its_sector_else_takes_the_newest_that_holds_it() -> None:
    old, new = (Sector(id=rank, name=name, outline=rectangle()) for rank, name in ((1, "A"), (2, "B")))
    inside, outside = Position(48.8315, 2.356), Position(48.9, 2.356)
    assert sector_at(inside, (old, new)) == "B"
    assert sector_at(inside, (old, new), "A") == "A"
    assert sector_at(outside, (old, new), "A") == ""


def test_outlines_of_sectors_are_no_reference_layers(small: Workspace) -> None:
    sectors.save_sector(small, Sector(name="Nord", outline=rectangle()))
    assert sites.list_all_layers(small) == ()
