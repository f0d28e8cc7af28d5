"""Asks for a file or a folder that exists, without holding the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Taken = Callable[[Path], object]


def choose_file(parent: QWidget, title: str, kinds: str, then: Taken, begin: str = "") -> None:
    """``kinds`` as Qt writes filters, such as ``Tables (*.csv);;All files (*)``; ``begin``: the file shown first."""
    dialog = QFileDialog(parent, title, begin, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    open_chooser(dialog, then)


def choose_folder(parent: QWidget, title: str, then: Taken, begin: str = "") -> None:
    """``begin``: the folder shown first."""
    dialog = QFileDialog(parent, title, begin)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    open_chooser(dialog, then)


def open_chooser(dialog: QFileDialog, then: Taken) -> None:
    """It goes with its answer: a window that is open all day would keep each of them."""
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
