"""The needs page as a planner uses it: many needs made, changed and copied, the force beside them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from otp_desktop.domain.operations import Need
from otp_desktop.services import convoys, needs, operations, own_templates, sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.convoy_form import ConvoyForm
from otp_desktop.ui.dialogs.convoys_dialog import ConvoysDialog
from otp_desktop.ui.dialogs.day_copy_form import DayCopyForm
from otp_desktop.ui.dialogs.needs_edit_form import NeedsEditForm
from otp_desktop.ui.dialogs.operation_copy_form import OperationCopyForm
from otp_desktop.ui.dialogs.series_form import SeriesForm
from otp_desktop.ui.dialogs.template_form import TemplateForm
from otp_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Settle
from tests.ui.hands import CONTROL, click, press, type_in
from tests.ui.records import DAY, fill
from tests.ui.test_accessibility import nameless, rich_labels
from tests.ui.test_forms import agree, fault_of
from tests.ui.watchdog import Watchdog


@pytest.fixture
def filled(workspace: Workspace) -> int:
    """Three needs of two heads on one day, three agents; the operation lasts a week."""
    operation_id = fill(workspace)
    operation = operations.find_operation(workspace, "TEST")
    operations.save_operation(workspace, replace(operation, last_day=DAY + timedelta(days=6)))
    return operation_id


@pytest.fixture
def page(filled: int, window: MainWindow, settle: Settle) -> MainWindow:
    window.go_to(window.needs)
    settle(window)
    return window


def stored(workspace: Workspace, operation_id: int) -> tuple[Need, ...]:
    return needs.list_needs(workspace, operation_id)


def open_entry(window: MainWindow, text: str) -> None:
    (entry,) = [entry for entry in window.needs.entries() if entry.name == text]
    assert not entry.why_not()
    entry.run()


def opened(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    assert nameless(dialog) == []
    assert rich_labels(dialog) == []
    return dialog


def test_many_needs_are_moved_by_a_quarter_of_an_hour_at_once(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle
) -> None:
    before = stored(workspace, filled)
    page.needs.records.table.selectAll()
    press(page.needs.records.table, Qt.Key.Key_F2)
    form = opened(qtbot, NeedsEditForm)
    assert isinstance(form, NeedsEditForm)
    press(form.move_by, Qt.Key.Key_Up)
    form.counts.rows["guard"][0].setValue(4)
    type_in(form.wave, "Première vague")
    type_in(form.channel, "12")
    form.meeting_minutes.setValue(30)
    qtbot.waitUntil(lambda: "4" in form.capacity.label.text(), timeout=5000)
    click(form.save_button)
    settle(page)
    after = stored(workspace, filled)
    assert [need.start for need in after] == [need.start + timedelta(minutes=15) for need in before]
    assert {(need.heads, need.wave, need.priority) for need in after} == {(4, "Première vague", before[0].priority)}
    assert {(need.channel, need.meeting_minutes, need.call_sign) for need in after} == {("12", 30, "")}


def test_a_whole_series_is_selected_and_changed(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle
) -> None:
    for need in stored(workspace, filled)[:2]:
        needs.save_need(workspace, replace(need, series="Matins"))
    page.refresh()
    settle(page)
    page.needs.records.table.selectRow(0)
    page.needs.edit_button.setFocus()
    open_entry(page, "Sélectionner toute la série")
    assert page.needs.records.selected_count == 2


def test_needs_come_back_every_weekday_like_the_selected_one(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle
) -> None:
    page.needs.records.table.selectRow(0)
    press(page, Qt.Key.Key_R, CONTROL)
    form = opened(qtbot, SeriesForm)
    assert isinstance(form, SeriesForm)
    type_in(form.name, "Matins")
    for box in form.weekdays.boxes[5:]:
        click(box)
    form.exceptions.add_new()
    type_in(form.exceptions.rows[0].day, "9/9/2026")
    qtbot.waitUntil(lambda: "3 besoins" in form.preview.text(), timeout=5000)
    assert "1 existe" in form.preview.text()
    assert "annulé" in form.strip.accessibleDescription()
    click(form.save_button)
    settle(page)
    made = [need for need in stored(workspace, filled) if need.series == "Matins"]
    assert [need.start.day for need in made] == [8, 10, 11]
    assert {need.start.hour for need in made} == {8}


def test_a_series_says_what_is_missing_beside_its_field(
    page: MainWindow, filled: int, qtbot: QtBot, settle: Settle
) -> None:
    open_entry(page, "Créer plusieurs besoins…")
    form = opened(qtbot, SeriesForm)
    assert isinstance(form, SeriesForm)
    type_in(form.first, "1/1/2020")
    form.name.setText("")
    click(form.save_button)
    qtbot.waitUntil(lambda: bool(fault_of(form, "first")), timeout=5000)
    assert fault_of(form, "name")
    form.done(0)
    settle(page)


def test_a_day_is_copied_to_the_days_that_are_ticked(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle
) -> None:
    open_entry(page, "Copier un jour…")
    form = opened(qtbot, DayCopyForm)
    assert isinstance(form, DayCopyForm)
    model = form.targets.model
    for row in (0, 2):
        model.setData(model.index(row), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    click(form.save_button)
    settle(page)
    assert sorted({need.start.day for need in stored(workspace, filled)}) == [7, 8, 10]


def test_an_operation_is_copied_to_next_year(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle
) -> None:
    page.go_to(page.operations)
    settle(page)
    page.operations.records.table.selectRow(0)
    page.operations.duplicate()
    form = opened(qtbot, OperationCopyForm)
    assert isinstance(form, OperationCopyForm)
    assert page.desk.operation is not None
    type_in(form.code, page.desk.operation.code)
    click(form.save_button)
    settle(page)
    assert form.save_button.text() == "Copier", "after a refusal too"
    type_in(form.code, "TEST27")
    click(form.save_button)
    settle(page)
    copy = operations.find_operation(workspace, "TEST27")
    assert copy.first_day == date(2027, 9, 6)
    assert page.desk.operation.code == "TEST27"


def test_selected_needs_become_a_template(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle
) -> None:
    page.needs.records.table.selectAll()
    open_entry(page, "Enregistrer comme modèle…")
    form = opened(qtbot, TemplateForm)
    assert isinstance(form, TemplateForm)
    type_in(form.name, "Trois créneaux")
    click(form.save_button)
    settle(page)
    (template,) = own_templates.list_own_templates(workspace)
    assert (template.label, len(template.slots)) == ("Trois créneaux", 3)


def test_a_convoy_is_made_from_a_file_changed_and_deleted(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "parcours.txt"
    file.write_text("48.80, 2.30\n48.81, 2.30\n", encoding="utf-8")
    open_entry(page, "Nouveau convoi…")
    form = opened(qtbot, ConvoyForm)
    assert isinstance(form, ConvoyForm)
    type_in(form.name, "Flamme")
    type_in(form.code, "F")
    form.take_route(file)
    form.spacing.setValue(500)
    qtbot.waitUntil(lambda: "4 postes" in form.preview.text(), timeout=5000)
    click(form.save_button)
    settle(page)
    assert len([need for need in stored(workspace, filled) if need.series == "F"]) == 4

    open_entry(page, "Convois…")
    dialog = opened(qtbot, ConvoysDialog)
    assert isinstance(dialog, ConvoysDialog)
    click(dialog.open_button)
    again = opened(qtbot, ConvoyForm)
    assert isinstance(again, ConvoyForm)
    again.after.setValue(30)
    click(again.save_button)
    settle(page)
    (convoy,) = convoys.list_convoys(workspace, filled)
    assert convoy.opens_after == 30

    open_entry(page, "Convois…")
    dialog = opened(qtbot, ConvoysDialog)
    assert isinstance(dialog, ConvoysDialog)
    click(dialog.remove_button)
    agree(page, qtbot, "Supprimer")
    settle(page)
    dialog.reject()
    assert convoys.list_convoys(workspace, filled) == ()
    assert len(stored(workspace, filled)) == 3
    assert [site.code for site in sites.list_sites(workspace)] == ["E13-07"]


def test_the_force_beside_the_needs_names_the_worst_hour_and_follows_the_selection(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle
) -> None:
    panel = page.needs.capacity
    assert "2 requis, 3 présents" in panel.worst.text()
    assert "assez d’agents" in panel.chart.accessibleDescription()
    start = datetime(2026, 9, 9, 10)
    extra = replace(stored(workspace, filled)[0], id=None, code="X", start=start, end=start + timedelta(hours=2))
    role = stored(workspace, filled)[0].roles[0]
    needs.save_need(workspace, replace(extra, roles=(replace(role, count=9),)))
    page.refresh()
    settle(page)
    assert "9 requis, 3 présents, au moins 6 manquants" in panel.worst.text()
    click(panel.worst_button)
    assert "2 heures en manque" in panel.chart.accessibleDescription()
    click(panel.table_button)
    rows = panel.table.records.shown
    assert [row.record.missing for row in rows if row.record.required] == [6, 6]
    page.needs.records.table.selectRow(0)
    assert "lun. 7 sept." in panel.chart.accessibleDescription()


def test_a_thousand_needs_are_changed_without_the_window_pausing(
    page: MainWindow, workspace: Workspace, filled: int, qtbot: QtBot, settle: Settle, watchdog: Watchdog
) -> None:
    with workspace.unit_of_work() as work:
        first = work.needs.list(filled)[0]
        work.needs.add_all(
            replace(first, id=None, code=f"M{rank}", start=first.start + timedelta(minutes=rank),
                     end=first.end + timedelta(minutes=rank)) for rank in range(1000)
        )  # fmt: skip
        work.commit()
    page.refresh()
    settle(page)
    page.needs.records.table.selectAll()
    page.needs.edit()
    form = opened(qtbot, NeedsEditForm)
    assert isinstance(form, NeedsEditForm)
    form.priority.setCurrentIndex(1)
    qtbot.wait(500)  # what is watched is the change, not the drawing of its form
    settle(page)
    watchdog.start()
    click(form.save_button)
    settle(page)
    watchdog.assert_never_blocked("1,000 needs changed")
    assert {need.priority for need in stored(workspace, filled)} == {1}
