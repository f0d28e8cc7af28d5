"""Choosers of database files; a new database never takes the place of a file that exists."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from otp_desktop.services.errors import FileExistsAlreadyError
from otp_desktop.texts import _
from otp_desktop.ui.choose_file import Taken, choose_file, open_chooser
from otp_desktop.ui.messages import show_error


def choose_database(window: QWidget, taken: Taken) -> None:
    choose_file(window, _("Open a database"), _databases(), taken)


def choose_new_database(window: QWidget, proposed: Path, taken: Taken) -> None:
    dialog = QFileDialog(window, _("New database"), str(proposed.parent), _databases())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix("sqlite")
    dialog.selectFile(proposed.name)
    open_chooser(dialog, lambda file: take_new_file(window, file, taken))


def take_new_file(window: QWidget, file: Path, taken: Taken) -> None:
    """Goes on with a name that is free; says so where it is not."""
    if file.exists():
        show_error(window, FileExistsAlreadyError(file=file))
    else:
        taken(file)


def _databases() -> str:
    return _("Databases of OTP Desktop (*.sqlite *.db);;All files (*)")
