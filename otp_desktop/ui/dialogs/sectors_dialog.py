"""The sectors that have an outline: one is drawn anew or deleted."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.services import sectors
from otp_desktop.services.sectors import Sector
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.pick_dialog import PickDialog


class SectorsDialog(PickDialog):
    """``chosen`` brings the sector whose outline is to be drawn anew."""

    def __init__(self, desk: Desk, found: Sequence[Sector], parent: QWidget) -> None:
        super().__init__(desk, _("Sectors"), _("No sector has an outline yet: draw one on the map."), found, parent)

    def text_of(self, record: Sector) -> str:
        return record.name

    def removal_of(self, record: Sector) -> tuple[str, str]:
        return _("Delete the sector {name}?").format(name=record.name), _("Its points stay, in no sector.")

    def remove(self, record: Sector) -> Changes:
        assert record.id is not None, "a listed sector is stored"
        return sectors.remove_sector(self.desk.workspace, record.id)
