"""The figures of the bulletin: missions once, hours in real time, units and axes."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from otp_desktop.domain.bulletin import BulletinLine
from otp_desktop.domain.force import Unit
from otp_desktop.services import force, needs, operations, plans, versions
from otp_desktop.services.bulletin import export_bulletin, read_bulletin
from otp_desktop.services.errors import BadPeriodError
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import operation_id
from tests.services.test_engagements import at, publish_work

SATURDAY = date(2026, 10, 24)  # the night after it has 25 hours
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
NOTHING = BulletinLine(0, 0, 0, 0)


@pytest.fixture
def served(small: Workspace) -> Workspace:
    """Agents of two units; one night across the change of clocks, two posts of an operation of axis 1."""
    force.save_unit(small, Unit(code="DA", name="Division d’appui"))
    second = next(agent for agent in force.list_agents(small) if agent.staff_number == "002")
    force.save_agent(small, replace(second, unit="DA"))
    publish_work(small, "NUIT", ("001", at(SATURDAY, 22), at(SATURDAY, 30)))
    publish_work(small, "JEUNES", ("001", at(SATURDAY, 8), at(SATURDAY, 10)), ("002", at(SATURDAY, 8), at(SATURDAY, 9)))
    operations.save_operation(small, replace(operations.find_operation(small, "JEUNES"), cpps_axis=1))
    return small


def test_missions_hours_and_agents_are_counted_by_unit(served: Workspace) -> None:
    bulletin = read_bulletin(served, FIRST, LAST)
    assert bulletin.total == BulletinLine(operations=2, missions=3, agents=2, minutes=12 * 60)
    assert bulletin.units == [("DA", BulletinLine(1, 1, 1, 60)), ("DT13", BulletinLine(2, 2, 1, 11 * 60))]


def test_each_axis_has_its_line_and_the_others_are_told(served: Workspace) -> None:
    axes = dict(read_bulletin(served, FIRST, LAST).axes)
    assert axes == {1: BulletinLine(1, 2, 2, 180), 2: NOTHING, 3: NOTHING, None: BulletinLine(1, 1, 1, 540)}


def test_a_mission_of_two_units_is_one_mission(served: Workspace) -> None:
    operation = operation_id(served, "NUIT")
    need = plans.load_snapshot(served, operation).needs[0]
    needs.save_need(served, replace(need, roles=(replace(need.roles[0], count=2),)))
    plans.assign(served, operation, "002", need.code, "guard")
    versions.publish_plan(served, operation)
    bulletin = read_bulletin(served, FIRST, LAST)
    assert bulletin.total.missions == 3
    assert [line.missions for _unit, line in bulletin.units] == [2, 2]


def test_both_days_of_the_period_count_and_no_others(served: Workspace) -> None:
    assert read_bulletin(served, SATURDAY, SATURDAY).total.missions == 3
    assert read_bulletin(served, FIRST, SATURDAY - timedelta(days=1)).total == NOTHING
    assert read_bulletin(served, SATURDAY + timedelta(days=1), LAST).total == NOTHING


def test_a_period_that_ends_before_it_begins_is_refused(served: Workspace) -> None:
    with pytest.raises(BadPeriodError, match="31/12/2026"):
        read_bulletin(served, LAST, FIRST)


def test_the_workbook_has_units_and_axes_with_their_sum(served: Workspace, tmp_path: Path) -> None:
    file = export_bulletin(tmp_path / "bulletin.xlsx", read_bulletin(served, FIRST, LAST))
    units, axes = (list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(file).worksheets)
    assert units[1:] == [("DA", 1, 1, 1, 1), ("DT13", 2, 2, 1, 11), ("Tout l’effectif", 2, 3, 2, 12)]
    assert [row[2] for row in axes[1:]] == [2, 0, 0, 1, 3]
    assert file.stat().st_mode & 0o077 == 0
