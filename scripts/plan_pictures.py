"""Pictures of the planning board for the user guide: from the optimiser to the stress test."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TypeVar

import screenshots
from screenshots import settle, wait, wait_until

from otp_desktop.services import morning, versions
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.comparison_dialog import ComparisonDialog
from otp_desktop.ui.dialogs.morning_dialog import MorningDialog
from otp_desktop.ui.dialogs.optimise_dialog import OptimiseDialog
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.findings import SHORT
from otp_desktop.ui.widgets.dates import moment_text

from PySide6.QtWidgets import QDialog, QWidget  # isort: skip

ABSENT = 12  # who call in sick
RUNNING_MS = 1500  # after the first plan was found
BEFORE = 60  # minutes before the post that is shown
DRAWS = 60
NOTHING_YET = "–"
ONE_DAY = timedelta(days=1)
Save = Callable[[QWidget, str], object]
DialogT = TypeVar("DialogT", bound=QDialog)


def take_plan(window: MainWindow, workspace: Workspace, save: Save) -> None:
    """``save`` takes a widget as it is, under a name. The draft is published on the way."""
    _take_board(window, save)
    _take_why(window, save)
    _take_optimise(window, save)
    _take_versions(window, workspace, save)
    _take_morning(window, workspace, save)
    _take_stress(window, save)


def _take_board(window: MainWindow, save: Save) -> None:
    """A gap chosen, with those who could fill it."""
    snapshot = window.desk.snapshot
    assert snapshot is not None, "the demonstration has a plan"
    gap = snapshot.coverage.shortages[0]
    window.go_to(window.board)
    settle(window)
    window.board.show_gap(gap.need, gap.role)
    settle(window)
    view = window.board.workbench.board
    view.show_day(int(view.content.start[view.chosen]) - BEFORE)
    _rest(window)
    save(window, "board")


def _take_why(window: MainWindow, save: Save) -> None:
    page = window.control
    window.go_to(page)
    settle(window)
    page.show_kind(SHORT)
    page.records.table.selectRow(0)
    page.why_button.click()
    panel = page.answers.panel
    wait_until(lambda: panel.explanation is not None and panel.stop_button.isHidden())
    _rest(window)
    save(window, "why")
    page.answers.panel.close_button.click()


def _take_optimise(window: MainWindow, save: Save) -> None:
    window.commands.optimise()
    dialog = _dialog(window, OptimiseDialog)
    dialog.choices.time.setCurrentIndex(0)
    dialog.start_button.click()
    wait_until(lambda: dialog.progress.held.text() != NOTHING_YET or dialog.outcome.isVisible())
    wait(RUNNING_MS)
    save(dialog, "optimise")
    wait_until(dialog.outcome.isVisible)
    wait(screenshots.SETTLE_MS)
    save(dialog, "optimised")
    dialog.discard()
    settle(window)


def _take_versions(window: MainWindow, workspace: Workspace, save: Save) -> None:
    operation_id = _operation_id(window)
    window.desk.background.write(window, lambda: versions.publish_plan(workspace, operation_id))
    settle(window)
    window.go_to(window.plan.versions)
    _rest(window)
    save(window, "versions")


def _take_morning(window: MainWindow, workspace: Workspace, save: Save) -> None:
    """From the absent to who changed, and the two plans side by side."""
    published = morning.plan_in_force(workspace, _operation_id(window))
    window.commands.replan_morning()
    settle(window)
    dialog = _dialog(window, MorningDialog)
    numbers = sorted({row.agent for row in published.plan.assignments})[:ABSENT]
    dialog.absent.pasted.setPlainText("\n".join(numbers))
    dialog.absent.tick_button.click()
    day = datetime.combine(published.operation.first_day + ONE_DAY, time())
    dialog.absent.start.setText(moment_text(day))
    dialog.absent.end.setText(moment_text(day + ONE_DAY))
    dialog.search_button.click()
    wait_until(dialog.store_button.isVisible)
    wait(screenshots.SETTLE_MS)
    save(dialog, "morning")
    dialog.store_button.click()
    wait_until(dialog.publish_button.isVisible)
    settle(window)
    save(dialog, "who-changed")
    dialog.reject()
    window.plan.versions.compare()
    compared = _dialog(window, ComparisonDialog)
    settle(window)
    wait(screenshots.SETTLE_MS)
    save(compared, "comparison")
    compared.reject()


def _take_stress(window: MainWindow, save: Save) -> None:
    page = window.plan.stress
    window.go_to(page)
    settle(window)
    page.form.draws.setValue(DRAWS)
    page.start_button.click()
    wait_until(lambda: page.report is not None and not page.running)
    _rest(window)
    save(window, "stress")
    window.go_to(window.force.equity)
    _rest(window)
    save(window, "equity")


def _dialog(window: MainWindow, kind: type[DialogT]) -> DialogT:
    wait_until(lambda: any(dialog.isVisible() for dialog in window.findChildren(kind)))
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def _operation_id(window: MainWindow) -> int:
    assert window.desk.operation_id is not None, "the demonstration has an operation"
    return window.desk.operation_id


def _rest(window: MainWindow) -> None:
    """Until all is counted and painted."""
    for _round in range(2):
        settle(window)
        wait(screenshots.SETTLE_MS)
