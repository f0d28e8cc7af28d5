"""Every control has a name for those who do not see it, and no label reads data as markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from otp_desktop.services import operations
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.agent_form import NEW_AGENT, AgentForm
from otp_desktop.ui.dialogs.need_form import NeedForm, new_need
from otp_desktop.ui.dialogs.operation_form import OperationForm
from otp_desktop.ui.dialogs.optimise_dialog import OptimiseDialog
from otp_desktop.ui.dialogs.site_form import NEW_SITE, SiteForm
from otp_desktop.ui.dialogs.unit_form import NEW_UNIT, UnitForm
from otp_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Settle
from tests.ui.hands import press
from tests.ui.records import OPERATION, QUALIFICATION, SITES, UNIT

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QProgressBar)


def nameless(root: QWidget) -> list[str]:
    """Controls that a user can reach and a screen reader could not name."""
    found = []
    for kind in CONTROLS:
        for control in root.findChildren(kind):
            if control.focusPolicy() == Qt.FocusPolicy.NoFocus or _is_part(control):
                continue
            text = control.text() if isinstance(control, QAbstractButton) else ""
            if not (control.accessibleName() or text):
                found.append(f"{type(control).__name__} in {type(control.parent()).__name__}")
    return found


def _is_part(control: QWidget) -> bool:
    """Inner parts of a control that has the name itself: the line of a spin box, the list of a combo box."""
    parent = control.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit):
            return True
        parent = parent.parentWidget()
    return False


def rich_labels(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]


def test_every_control_of_the_window_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []
    assert rich_labels(window) == []


def test_every_control_of_every_form_has_a_name(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    desk = window.desk
    forms = (
        AgentForm(desk, NEW_AGENT, (UNIT,), (QUALIFICATION,), window),
        UnitForm(desk, NEW_UNIT, window),
        SiteForm(desk, NEW_SITE, window),
        NeedForm(desk, new_need(OPERATION), OPERATION, SITES, (QUALIFICATION,), window),
        OperationForm(desk, operations.list_templates(), SITES, window),
    )
    agent_form = forms[0]
    agent_form.qualifications.add_new()
    agent_form.absences.add_new()
    for form in forms:
        assert nameless(form) == []
        assert rich_labels(form) == []
        form.done(0)
    dialog = OptimiseDialog(desk, window)
    assert nameless(dialog) == []
    dialog.reject()


def test_tab_walks_through_the_page_and_back(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    window.go_to(window.agents)
    settle(window)
    window.agents.records.filter_box.setFocus()
    seen = set()
    for _step in range(30):
        focused = window.focusWidget()
        if focused is not None:
            seen.add(focused)
        press(focused, Qt.Key.Key_Tab)
    assert window.agents.add_button in seen
    assert window.sidebar in seen
    assert window.header.chooser in seen
