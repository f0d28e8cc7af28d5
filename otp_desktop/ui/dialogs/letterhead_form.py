"""The name and the emblem of the service, printed at the head of every sheet."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.services import letterhead as letterheads
from otp_desktop.texts import _
from otp_desktop.ui.choose_file import choose_file
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.svg_pictures import picture_of
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label

SHOWN_HEIGHT = 64  # pixels


class LetterheadForm(RecordForm):
    """Of the whole service, not of one operation."""

    def __init__(self, desk: Desk, letterhead: Letterhead, parent: QWidget) -> None:
        super().__init__(desk, _("Name and emblem of the service"), parent)
        self.name = QLineEdit(letterhead.name)
        self.name.setPlaceholderText(_("Municipal police"))
        self.name.setMaxLength(letterheads.LONGEST_NAME)
        self.emblem = EmblemField(letterhead.emblem, self._choose)
        self.add_field("name", _("&Name"), self.name, _("As it stands at the head of sheets."))
        self.add_field("emblem", _("&Emblem"), self.emblem, _("PNG, JPEG or SVG. It is kept in this database."))
        self.ready()

    def read_record(self, _reading: Reading) -> Letterhead:
        return Letterhead(self.name.text().strip(), self.emblem.picture)

    def own_faults(self, record: Letterhead) -> Sequence[Fault]:
        return letterheads.letterhead_faults(record)

    def save(self, record: Letterhead) -> Changes:
        return letterheads.save_letterhead(self.desk.workspace, record)

    def read_picture(self, file: Path) -> None:
        """In the background: a picture may be large."""
        self.desk.background.query(self, lambda: picture_of(file), self.emblem.show_picture, key="emblem")

    def _choose(self) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg *.svg)")
        choose_file(self, _("Emblem of the service"), kinds, self.read_picture)


class EmblemField(QWidget):
    """The picture as it will be printed, on white in both themes, with what changes it."""

    def __init__(self, picture: bytes, choose: Callable[[], None]) -> None:
        super().__init__()
        self.picture = picture
        self.shown = label()
        self.shown.setMinimumHeight(SHOWN_HEIGHT)
        self.choose_button = button(_("Choose…"), "folder-outline", choose)
        self.remove_button = button(_("Remove"), "delete-outline", lambda: self.show_picture(b""))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.shown, 1)
        layout.addWidget(self.choose_button)
        layout.addWidget(self.remove_button)
        self.setFocusProxy(self.choose_button)
        self.show_picture(picture)

    def show_picture(self, picture: bytes) -> None:
        self.picture = picture
        self.remove_button.setEnabled(bool(picture))
        if not picture:
            self.shown.setText(_("No emblem"))
            return
        pixmap = QPixmap()
        pixmap.loadFromData(picture)
        self.shown.setPixmap(pixmap.scaledToHeight(SHOWN_HEIGHT, Qt.TransformationMode.SmoothTransformation))
        self.shown.setAccessibleName(_("The emblem that was chosen"))
