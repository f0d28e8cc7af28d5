"""The form of a sector that was drawn: its name, and which points join and leave it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.services import sectors
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.sectors import Sector, SectorPreview
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.capacity_words import PAUSE_MS
from otp_desktop.ui.widgets.labels import label


class SectorForm(RecordForm):
    """Saving gives the points in the outline the sector."""

    def __init__(self, desk: Desk, sector: Sector, parent: QWidget) -> None:
        super().__init__(desk, _("New sector") if sector.id is None else sector.name, parent)
        self._sector = sector
        self.name = QLineEdit(sector.name)
        self.preview = label()
        self.preview.setWordWrap(True)
        self.rule = label(_("A point is in one sector: where outlines overlap, in the one saved last."), "muted")
        self.rule.setWordWrap(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._preview)
        self.add_field("name", _("&Name"), self.name)
        self.add_foot(self.preview, self.rule)
        self.name.textChanged.connect(lambda _text: self._pause.start(PAUSE_MS))
        self.ready()
        self._preview()

    def read_record(self, _reading: Reading) -> Sector:
        return replace(self._sector, name=self.name.text().strip())

    def own_faults(self, _record: Sector) -> Sequence[Fault]:
        """The service judges the outline and the other names together."""
        return ()

    def save(self, record: Sector) -> Changes:
        return sectors.save_sector(self.desk.workspace, record)

    def _preview(self) -> None:
        workspace, sector = self.desk.workspace, self.read_record(Reading())
        self.desk.background.query(
            self, lambda: sectors.preview_sector(workspace, sector), self._show, key="preview", failed=self._cannot
        )

    def _show(self, preview: SectorPreview) -> None:
        self.preview.setText(sector_text(preview))

    def _cannot(self, error: Exception) -> bool:
        """What is not yet filled in is said where the preview would stand."""
        if not isinstance(error, InvalidRecordError):
            return False
        self.preview.setText(" ".join(str(fault.message) for fault in error.faults))
        return True


def sector_text(preview: SectorPreview) -> str:
    """``1,20 km², 12 points dedans. 3 entrent dans le secteur. 2 en sortent.``"""
    km = number(preview.area_km2, 2)
    sizes = [len(found) for found in (preview.joining, preview.taken, preview.leaving, preview.kept)]
    joining, taken, leaving, kept = sizes
    texts = (
        (joining, ngettext("{count} joins the sector.", "{count} join the sector.", joining)),
        (taken, ngettext("{count} of them leaves another sector.", "{count} of them leave another sector.", taken)),
        (leaving, ngettext("{count} leaves the sector.", "{count} leave the sector.", leaving)),
        (kept, ngettext("{count} outside stays by its name.", "{count} outside stay by their name.", kept)),
    )
    inside = len(preview.inside)
    first = ngettext("{km} km², {count} point in it.", "{km} km², {count} points in it.", inside)
    told = [text.format(count=number(count)) for count, text in texts if count]
    return " ".join([first.format(km=km, count=number(inside)), *told])
