"""Message boxes: they open and return at once, and never read data as rich text."""

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from otp_desktop.domain.errors import KnownError
from otp_desktop.texts import _

log = logging.getLogger(__name__)


def show_error(parent: QWidget, error: BaseException) -> QMessageBox:
    """A known error as its sentence; anything else is a bug: logged with its trace, and said so."""
    if isinstance(error, KnownError):
        return _open(parent, QMessageBox.Icon.Warning, str(error))
    log.error("unexpected error", exc_info=error)
    return _open(
        parent,
        QMessageBox.Icon.Critical,
        _("Something went wrong inside the program. Your data is as it was before this action."),
        _("The details are in the program's log. Error: {kind}").format(kind=type(error).__name__),
    )


def show_notice(parent: QWidget, text: str, details: str = "") -> QMessageBox:
    return _open(parent, QMessageBox.Icon.Information, text, details)


def ask(parent: QWidget, question: str, action: str, agreed: Callable[[], None], details: str = "") -> QMessageBox:
    """Asks before ``action``, the verb on the button; Cancel is the default, and nothing happens on Escape."""
    box, cancel = _two_buttons(parent, QMessageBox.Icon.Question, (question, details), (action, _("Cancel")), agreed)
    box.setDefaultButton(cancel)
    box.open()
    return box


def offer(parent: QWidget, text: str, action: str, agreed: Callable[[], None], details: str = "") -> QMessageBox:
    """Tells what was done and offers what comes next; Close leaves it at that."""
    box, _close = _two_buttons(parent, QMessageBox.Icon.Information, (text, details), (action, _("Close")), agreed)
    box.open()
    return box


def _two_buttons(
    parent: QWidget,
    icon: QMessageBox.Icon,
    texts: tuple[str, str],
    actions: tuple[str, str],
    agreed: Callable[[], None],
) -> tuple[QMessageBox, QPushButton]:
    """``texts``: a text and its details; ``actions``: what is agreed to, and what leaves it: its button comes along."""
    box = _box(parent, icon, *texts)
    accept = box.addButton(actions[0], QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(actions[1], QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(cancel)
    accept.clicked.connect(lambda: agreed())
    return box, cancel


def _open(parent: QWidget, icon: QMessageBox.Icon, text: str, details: str = "") -> QMessageBox:
    box = _box(parent, icon, text, details)
    box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box


def _box(parent: QWidget, icon: QMessageBox.Icon, text: str, details: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setText(text)
    # The second text has no format setting of its own: Qt guesses, so what could look like a tag is broken up.
    box.setInformativeText(details.replace("<", "‹").replace(">", "›"))
    return box
