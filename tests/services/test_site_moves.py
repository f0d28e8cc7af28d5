"""Points placed and moved on the map."""

from dataclasses import replace

import pytest

from otp_desktop.db.errors import StaleRecordError
from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.services import sectors, site_moves, sites
from otp_desktop.services.errors import InvalidRecordError, UnknownSitesError
from otp_desktop.services.sectors import Sector
from otp_desktop.services.workspace import Workspace
from tests.services.map_writes import rectangle

EIGHTH = Position(48.8726, 2.3126)
CODE = "E13-001"
SQUARE = [[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.9], [2.3, 48.8]]


def test_a_moved_point_keeps_its_address_and_changes_its_arrondissement(small: Workspace) -> None:
    before = next(site for site in sites.list_sites(small) if site.code == CODE)
    sites.save_site(small, replace(before, address="3 rue Wurtz"))
    move = site_moves.preview_move(small, CODE, EIGHTH)
    assert (move.before.zone, move.after.zone, move.official) == ("75113", "75108", False)
    assert move.metres == pytest.approx(5600, abs=100)
    site_moves.move_site(small, move)
    moved = next(site for site in sites.list_sites(small) if site.code == CODE)
    assert (moved.position, moved.zone, moved.address) == (EIGHTH, "75108", "3 rue Wurtz")


def test_an_official_layer_says_the_arrondissement(small: Workspace) -> None:
    shape = LayerFeature(code="99999", name="Tout", geometry={"type": "Polygon", "coordinates": [SQUARE]})
    with small.unit_of_work() as work:
        work.layers.add(Layer(kind=LayerKind.ARRONDISSEMENTS, name="Officiel", features=(shape,)))
        work.commit()
    move = site_moves.preview_move(small, CODE, EIGHTH)
    assert (move.after.zone, move.official) == ("99999", True)
    outside = site_moves.preview_move(small, CODE, Position(48.95, 2.35))
    assert outside.after.zone == ""


def test_a_point_leaves_the_outline_of_its_sector_and_enters_another(small: Workspace) -> None:
    sectors.save_sector(small, Sector(name="Nord", outline=rectangle()))
    assert site_moves.preview_move(small, CODE, Position(48.8315, 2.358)).after.sector == "Nord"
    assert site_moves.preview_move(small, CODE, EIGHTH).after.sector == ""
    assert site_moves.preview_move(small, "E13-003", Position(48.8315, 2.358)).after.sector == "Nord"
    assert site_moves.new_site_at(small, Position(48.8315, 2.358)).after.sector == "Nord"


def test_a_sector_given_by_hand_stays(small: Workspace) -> None:
    before = next(site for site in sites.list_sites(small) if site.code == CODE)
    sites.save_site(small, replace(before, sector="Est"))
    assert site_moves.preview_move(small, CODE, EIGHTH).after.sector == "Est"


def test_a_new_point_has_a_free_code_and_its_arrondissement(small: Workspace) -> None:
    new = site_moves.new_site_at(small, EIGHTH).after
    assert (new.id, new.code, new.name, new.zone, new.position) == (None, "P08-01", "", "75108", EIGHTH)
    sites.save_site(small, replace(new, name="Madeleine"))
    assert site_moves.new_site_at(small, EIGHTH).after.code == "P08-02"
    assert site_moves.new_site_at(small, Position(45.76, 4.83)).after.code == "P-01"


def test_a_place_on_another_continent_and_a_point_that_is_gone_are_refused(small: Workspace) -> None:
    with pytest.raises(InvalidRecordError):
        site_moves.new_site_at(small, Position(0, 0))
    with pytest.raises(InvalidRecordError):
        site_moves.preview_move(small, CODE, Position(0, 0))
    with pytest.raises(UnknownSitesError):
        site_moves.preview_move(small, "gone", EIGHTH)


def test_a_point_that_a_colleague_changed_meanwhile_is_not_moved(small: Workspace) -> None:
    move = site_moves.preview_move(small, CODE, EIGHTH)
    sites.save_site(small, replace(move.before, danger_rank=5))
    with pytest.raises(StaleRecordError):
        site_moves.move_site(small, move)
