"""The settings of an operation, typed as a planner does."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from otp_desktop.services import operations
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.need_form import new_need
from otp_desktop.ui.dialogs.operation_settings import OperationSettings
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.widgets.order_fields import OrderFields
from tests.ui.conftest import Settle
from tests.ui.hands import click, type_in
from tests.ui.records import fill
from tests.ui.test_forms import fault_of, opened_form


def opened(window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle) -> OperationSettings:
    fill(workspace)
    window.refresh()
    window.go_to(window.operations)
    settle(window)
    window.operations.records.table.selectRow(0)
    click(window.operations.settings_button)
    form = opened_form(window, qtbot, OperationSettings)
    assert isinstance(form, OperationSettings)
    return form


def test_a_derogation_is_typed_and_kept(window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle) -> None:
    form = opened(window, workspace, qtbot, settle)
    form.tabs.setCurrentIndex(2)
    click(form.derogations.add_button)
    (card,) = form.derogations.cards
    type_in(card.limits.rows[0].value, "60 h")
    type_in(card.reason, "Jeux")
    type_in(card.signed_by, "La directrice")
    click(form.save_button)
    settle(window)
    (derogation,) = operations.find_operation(workspace, "TEST").derogations
    assert (derogation.limits, derogation.reason) == ((("week_minutes", 3600),), "Jeux")


def test_a_limit_beyond_the_law_is_refused_beside_its_field(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    form = opened(window, workspace, qtbot, settle)
    type_in(form.limits["week_minutes"], "50")
    form.tabs.setCurrentIndex(0)
    click(form.save_button)
    assert form.tabs.currentIndex() == 1
    assert "48" in fault_of(form, "week_minutes")
    type_in(form.limits["week_minutes"], "46 h")
    click(form.save_button)
    settle(window)
    assert operations.find_operation(workspace, "TEST").rules.week_minutes == 46 * 60


def test_what_all_agents_are_told_stands_in_the_form_of_each_need(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    form = opened(window, workspace, qtbot, settle)
    form.tabs.setCurrentIndex(3)
    type_in(form.orders.channel, "12")
    type_in(form.orders.meeting_place, "Mairie")
    form.orders.meeting_minutes.setValue(45)
    form.orders.instructions.setPlainText("Tenue de cérémonie.")
    click(form.save_button)
    settle(window)
    operation = operations.find_operation(workspace, "TEST")
    assert (operation.channel, operation.meeting_place, operation.meeting_minutes) == ("12", "Mairie", 45)
    assert operation.instructions == "Tenue de cérémonie."
    orders = OrderFields(new_need(operation), operation)
    assert orders.channel.placeholderText().endswith("12")
    assert "45" in orders.meeting_minutes.text()
    assert orders.read()["meeting_minutes"] is None
    orders.meeting_minutes.setValue(0)
    assert orders.read()["meeting_minutes"] == 0


def test_opening_and_saving_changes_nothing(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle
) -> None:
    form = opened(window, workspace, qtbot, settle)
    before = operations.find_operation(workspace, "TEST")
    click(form.save_button)
    settle(window)
    after = operations.find_operation(workspace, "TEST")
    assert replace(after, version=before.version) == before
