"""Asks where a new file goes, without holding the window."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from otp_desktop.services.file_names import safe_file_name
from otp_desktop.ui.choose_file import open_chooser


def choose_new_file(
    parent: QWidget, title: str, name: str, kinds: Mapping[str, str], then: Callable[[Path], object]
) -> None:
    """``kinds``: by ending, such as ``xlsx``, what the file chooser shows for it; the first is proposed."""
    first = next(iter(kinds))
    ending_of = {text: ending for ending, text in kinds.items()}
    dialog = QFileDialog(parent, title, "", ";;".join(kinds.values()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(first)
    dialog.selectFile(f"{safe_file_name(name)}.{first}")
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(ending_of.get(text, first)))
    open_chooser(dialog, then)
