"""Walks the import assistant as a user does."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from otp_desktop.ui.importing.assistant import ImportAssistant
from otp_desktop.ui.main_window import MainWindow
from tests.ui.hands import press

WAIT_MS = 60_000


def opened(window: MainWindow, qtbot: QtBot, file: Path) -> ImportAssistant:
    """The assistant, once it has read the file."""
    before = set(window.findChildren(ImportAssistant))
    window.commands.import_files([file])
    (assistant,) = set(window.findChildren(ImportAssistant)) - before
    wait(assistant, qtbot)
    return assistant


def step_on(assistant: ImportAssistant, qtbot: QtBot) -> None:
    """The main button, with the Enter key."""
    press(assistant, Qt.Key.Key_Return)
    wait(assistant, qtbot)


def wait(assistant: ImportAssistant, qtbot: QtBot) -> None:
    background = assistant.desk.background
    qtbot.waitUntil(lambda: not assistant.busy and not background.busy, timeout=WAIT_MS)


def imported(window: MainWindow, qtbot: QtBot, file: Path) -> ImportAssistant:
    """The assistant at its report."""
    assistant = opened(window, qtbot, file)
    step_on(assistant, qtbot)
    step_on(assistant, qtbot)
    return assistant
