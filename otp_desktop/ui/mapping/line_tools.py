"""Outlines of sectors and routes of convoys, drawn corner by corner; their forms store them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QWidget

from otp_desktop.domain.convoys import Convoy, Route
from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.places import Position
from otp_desktop.services import force, sectors
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.sectors import LEAST_CORNERS, Sector, SectorPreview
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.convoy_form import ConvoyForm
from otp_desktop.ui.dialogs.sector_form import SectorForm, sector_text
from otp_desktop.ui.mapping.drawing_tool import DrawingTool


class SectorTool(DrawingTool):
    """The outline of a new sector, or of one that has an outline already."""

    mode = "sector"
    sketches = True

    def __init__(self, desk: Desk, page: QWidget, sector: Sector) -> None:
        super().__init__(desk, page)
        self._sector = sector
        self.begin_with(sector.outline)

    @property
    def heading(self) -> str:
        return _("New sector") if self._sector.id is None else _("Sector {name}").format(name=self._sector.name)

    @property
    def hint(self) -> str:
        return _(
            "Click the corners, drag those that are there, right-click to take one away; double-click to finish. By "
            "keyboard: arrows, Enter for a corner, Backspace, Ctrl+Enter to finish, Tab to a corner."
        )

    @property
    def least_corners(self) -> int:
        return LEAST_CORNERS

    def sketched(self, corners: tuple[Position, ...]) -> None:
        super().sketched(corners)
        if len(corners) < LEAST_CORNERS:
            self.says.emit(_corners_text(len(corners)))
            return
        workspace, sector = self.desk.workspace, self._drawn()
        self.desk.background.query(
            self, lambda: sectors.preview_sector(workspace, sector), self._show, key="preview", failed=self._cannot
        )

    def finish(self) -> None:
        form = SectorForm(self.desk, replace(self._sector, outline=self.corners), self.page.window())
        form.accepted.connect(self.over)
        form.open()

    def _drawn(self) -> Sector:
        """A new one has no name yet: the form asks for it."""
        return replace(self._sector, name=self._sector.name or _("New sector"), outline=self.corners)

    def _show(self, preview: SectorPreview) -> None:
        self.says.emit(f"{_corners_text(len(preview.sector.outline))} {sector_text(preview)}")

    def _cannot(self, error: Exception) -> bool:
        if not isinstance(error, InvalidRecordError):
            return False
        told = [str(fault.message) for fault in error.faults if fault.column == "outline"]
        self.says.emit(" ".join(told) or _corners_text(len(self.corners)))
        return True


class RouteTool(DrawingTool):
    """The route of a convoy, which the convoy's form turns into posts and needs."""

    mode = "route"
    sketches = True

    def __init__(self, desk: Desk, page: QWidget, convoy: Convoy, operation: Operation) -> None:
        super().__init__(desk, page)
        self._convoy = convoy
        self._operation = operation
        self.begin_with(convoy.route)

    @property
    def heading(self) -> str:
        if self._convoy.id is None:
            return _("Route of a new convoy")
        return _("Route of the convoy {name}").format(name=self._convoy.name)

    @property
    def hint(self) -> str:
        return _(
            "Click the turns of the route in order, drag those that are there, right-click to take one away; "
            "double-click to finish. By keyboard: arrows, Enter for a turn, Backspace, Ctrl+Enter to finish."
        )

    @property
    def least_corners(self) -> int:
        return 2

    def sketched(self, corners: tuple[Position, ...]) -> None:
        super().sketched(corners)
        words = _("{turns} Length: {km} km.")
        length = Route(corners).length_km if len(corners) > 1 else 0.0
        self.says.emit(words.format(turns=_corners_text(len(corners)), km=number(length, 1)))

    def finish(self) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(
            self, lambda: force.list_qualifications(workspace), lambda found: self._open(found), key="form"
        )

    def _open(self, qualifications: Sequence[Qualification]) -> None:
        convoy = replace(self._convoy, route=self.corners)
        form: QDialog = ConvoyForm(self.desk, convoy, self._operation, qualifications, self.page.window())
        form.accepted.connect(self.over)
        form.open()


def _corners_text(count: int) -> str:
    return ngettext("{count} corner.", "{count} corners.", count).format(count=number(count))
