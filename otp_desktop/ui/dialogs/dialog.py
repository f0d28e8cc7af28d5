"""The base of the program's dialogs: F1 opens the user guide beside them, as it does on a page."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from otp_desktop.ui.guide import GuideHolder


class Dialog(QDialog):
    """``guide_page``: the page of the guide about it; empty for that of the window's page it was opened from."""

    guide_page = ""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self, self.open_guide)

    def open_guide(self) -> None:
        holder: QWidget | None = self.parentWidget()
        while holder is not None and not isinstance(holder, GuideHolder):
            holder = holder.parentWidget()
        if isinstance(holder, GuideHolder):
            holder.show_guide(self.guide_page)
