"""Choosers of database files; a new database never takes the place of a file that exists."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from otp_desktop.services.errors import FileExistsAlreadyError
from otp_desktop.texts import _
from otp_desktop.ui.messages import show_error

Taken = Callable[[Path], object]


def choose_database(window: QWidget, taken: Taken) -> None:
    dialog = QFileDialog(window, _("Open a database"), "", _databases())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, taken)


def choose_new_database(window: QWidget, proposed: Path, taken: Taken) -> None:
    dialog = QFileDialog(window, _("New database"), str(proposed.parent), _databases())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix("sqlite")
    dialog.selectFile(proposed.name)
    _open(dialog, lambda file: take_new_file(window, file, taken))


def take_new_file(window: QWidget, file: Path, taken: Taken) -> None:
    """Goes on with a name that is free; says so where it is not."""
    if file.exists():
        show_error(window, FileExistsAlreadyError(file=file))
    else:
        taken(file)


def _open(dialog: QFileDialog, taken: Taken) -> None:
    dialog.fileSelected.connect(lambda name: taken(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _databases() -> str:
    return _("Databases of OTP Desktop (*.sqlite *.db);;All files (*)")
