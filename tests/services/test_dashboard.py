"""The managers' dashboard: every figure is the one that the other screens show."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.dashboard import NO_ZONE, Dashboard
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.sites import Site
from otp_desktop.services import operations, plans, sites, versions
from otp_desktop.services.capacity import capacity_of
from otp_desktop.services.dashboard import dashboard_of, worked_minutes
from otp_desktop.services.dashboard_export import export_dashboard
from otp_desktop.services.errors import UnknownDashboardKindError
from otp_desktop.services.needs import save_need
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace, open_workspace
from tests.services.small_force import add_small_force, need_at, operation_id
from tests.services.test_engagements import at, publish_work

SATURDAY = date(2026, 10, 24)  # clocks go back in the night that follows
SUNDAY = SATURDAY + timedelta(days=1)
CODE = "NUIT"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A night of nine real hours that one agent holds, and a Sunday that nobody does; two versions, and the draft."""
    workspace = open_workspace(str(tmp_path_factory.mktemp("dashboard") / "otp.sqlite"))
    add_small_force(workspace)
    sites.save_site(workspace, Site(code="LOIN", name="Hors Paris"))
    publish_work(workspace, CODE, ("001", at(SATURDAY, 22), at(SATURDAY, 30)))
    stored = operations.find_operation(workspace, CODE)
    operations.save_operation(workspace, replace(stored, last_day=SUNDAY))
    chiefs = RoleLine(code="chief", count=2, minimum=1, qualifications=("leader",))
    for code, place, role in (("S1", "E13-002", chiefs), ("S2", "LOIN", RoleLine(code="guard", count=1))):
        need = need_at(at(SUNDAY, 10), at(SUNDAY, 13), operation_id=stored.id, code=code, site=place, roles=(role,))
        save_need(workspace, need)
    night = operation_id(workspace, CODE)
    plans.unassign(workspace, night, [("001", "N0")])
    plans.assign(workspace, night, "002", "N0", "guard")
    versions.publish_plan(workspace, night)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def night(small: Workspace) -> int:
    return operation_id(small, CODE)


@pytest.fixture(scope="module")
def dashboard(small: Workspace, night: int) -> Dashboard:
    return dashboard_of(small, load_snapshot(small, night))


def test_heads_stand_in_the_day_and_arrondissement_of_their_need(dashboard: Dashboard) -> None:
    table = dashboard.coverage
    assert (table.days, table.zones) == ((SATURDAY, SUNDAY), ("75113", NO_ZONE))
    assert table.at("75113", SATURDAY) == HeadCount(required=1, held=1)
    assert table.at("75113", SUNDAY) == HeadCount(required=2, held=0, below_minimum=1)
    assert table.at(NO_ZONE, SATURDAY) == HeadCount()
    assert (table.of_day(SUNDAY).missing, table.of_zone("75113").missing, table.total.required) == (3, 2, 4)
    assert dashboard.not_held == 2


def test_the_table_sums_to_the_coverage_of_the_map(small: Workspace, night: int, dashboard: Dashboard) -> None:
    coverage = load_snapshot(small, night).coverage
    assert dashboard.coverage.total == coverage.total
    assert {zone: dashboard.coverage.of_zone(zone) for zone in dashboard.coverage.zones} == coverage.by_zone


def test_hours_are_real_ones_against_35_a_week(small: Workspace, night: int, dashboard: Dashboard) -> None:
    whole, unit = dashboard.units
    assert worked_minutes(load_snapshot(small, night)) == {"002": 9 * 60}
    assert (whole.unit, unit.unit, unit.agents, unit.total) == (None, "DT13", 6, 540)
    assert unit.hours.mean == 90
    assert unit.hours.spread == pytest.approx(540 / 6 * 5**0.5)
    assert unit.reference == 35 * 60 * 2 / 7
    assert unit.ratio == pytest.approx(90 / 600)


def test_nights_and_sundays_are_those_of_the_ledger(dashboard: Dashboard) -> None:
    _whole, unit = dashboard.units
    assert unit.nights.mean == pytest.approx(1 / 6)
    assert dashboard.ledger_last == SUNDAY


def test_a_qualification_shows_its_worst_hour_of_each_day(small: Workspace, night: int, dashboard: Dashboard) -> None:
    snapshot = load_snapshot(small, night)
    capacity = capacity_of(snapshot.agents, snapshot.needs, snapshot.operation.timezone)
    everybody, leaders = dashboard.strains
    assert (everybody.code, leaders.label, tuple(leaders.days)) == (None, "Chef d’équipe", (SUNDAY,))
    assert (leaders.worst.required, leaders.worst.present, leaders.worst.missing, leaders.hours_short) == (2, 1, 1, 3)
    of_all = capacity.groups[0]
    assert of_all.worst is not None
    assert everybody.worst.start == of_all.worst.start
    assert everybody.worst.spare == of_all.worst.present - of_all.worst.required
    assert everybody.hours_short == sum(hour.missing > 0 for hour in of_all.hours)


def test_versions_tell_how_many_agents_each_moved(dashboard: Dashboard) -> None:
    first, second, draft = dashboard.versions
    assert [step.plan.number for step in dashboard.versions] == [1, 2, 0]
    assert [step.moved for step in dashboard.versions] == [None, 2, 0]
    assert (first.coverage.missing, second.coverage.missing, draft.coverage.missing) == (0, 3, 3)
    assert (first.not_held, second.not_held) == (0, 2)


def test_a_workbook_has_a_sheet_for_each_part_and_no_formula(small: Workspace, night: int, tmp_path: Path) -> None:
    with small.unit_of_work() as work:
        unit = work.units.list()[0]
        work.units.update(replace(unit, code="=1+1"))
        work.commit()
    file = export_dashboard(small, load_snapshot(small, night), tmp_path / "tableau.xlsx")
    book = openpyxl.load_workbook(file)
    rates, days, units, _strains, steps = book.worksheets
    assert [cell.value for cell in rates[2]] == ["13e\u00a0arrondissement", 100, 0, 33]
    assert [cell.value for cell in days[2]][1:] == ["13e\u00a0arrondissement", 1, 1, 0, 100]
    assert {row[0].value for row in units.iter_rows(min_row=2)} == {"Tout l’effectif", "=1+1"}
    assert all(cell.data_type != "f" for row in units.iter_rows() for cell in row)
    assert [row[6].value for row in steps.iter_rows(min_row=2)] == [None, 2, 0]
    assert file.stat().st_mode & 0o777 == 0o600


def test_another_ending_is_refused_in_words(small: Workspace, night: int, tmp_path: Path) -> None:
    with pytest.raises(UnknownDashboardKindError, match=r"\.pdf"):
        export_dashboard(small, load_snapshot(small, night), tmp_path / "tableau.doc")
