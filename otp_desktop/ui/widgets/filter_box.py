"""The line at the head of a list that leaves only the rows with what is typed."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from otp_desktop.texts import _
from otp_desktop.ui.icons import icon


def filter_box(list_name: str) -> QLineEdit:
    box = QLineEdit()
    box.setPlaceholderText(_("Filter"))
    box.setClearButtonEnabled(True)
    box.setAccessibleName(_("Filter: {list}").format(list=list_name))
    box.addAction(icon("magnify"), QLineEdit.ActionPosition.LeadingPosition)
    shortcut = QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
    box.setToolTip(_("Several words in any order, without accents if you like ({shortcut})").format(shortcut=shortcut))
    return box
