"""Points placed on the map, and points moved on it."""

from functools import partial

from PySide6.QtWidgets import QMessageBox

from otp_desktop.domain.places import Position
from otp_desktop.services import site_moves
from otp_desktop.services.site_moves import SiteMove
from otp_desktop.texts import _
from otp_desktop.ui.dialogs.site_form import SiteForm
from otp_desktop.ui.mapping.drawing_tool import DrawingTool
from otp_desktop.ui.mapping.move_words import move_text, zone_source
from otp_desktop.ui.messages import ask


class PlaceTool(DrawingTool):
    """A click opens the form of a new point, with its position, arrondissement and sector."""

    mode = "site"

    @property
    def heading(self) -> str:
        return _("New point")

    @property
    def hint(self) -> str:
        return _("Click its place; by keyboard, move the map under the cross with the arrows, then Enter.")

    def placed(self, position: Position) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(
            self,
            lambda: site_moves.new_site_at(workspace, position),
            self._open_form,
            key="place",
            failed=self._failed,
        )

    def _open_form(self, new: SiteMove) -> None:
        form = SiteForm(self.desk, new.after, self.page.window())
        form.hint.setText(zone_source(new.after.zone, official=new.official))
        form.hint.show()
        form.finished.connect(lambda _result: self.pageWanted.emit("drawing.clearMark", None))
        form.open()

    def _failed(self, _error: Exception) -> bool:
        self.pageWanted.emit("drawing.clearMark", None)
        return False


class MoveTool(DrawingTool):
    """A point that was dragged is stored after a question; else it goes back."""

    mode = "move"

    @property
    def heading(self) -> str:
        return _("Move points")

    @property
    def hint(self) -> str:
        return _("Drag a point; by keyboard, choose it in the list, move it with the arrows, then Enter.")

    def moved(self, code: str, position: Position) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(
            self,
            lambda: site_moves.preview_move(workspace, code, position),
            self._ask,
            key="move",
            failed=partial(self._failed, code),
        )

    def _ask(self, move: SiteMove) -> None:
        name = move.before.name or move.before.code
        question = _("Move the point {name}?").format(name=name)
        box = ask(self.page, question, _("Move"), lambda: self._store(move), move_text(move))
        box.finished.connect(lambda _result: self._answered(box, move.after.code))

    def _answered(self, box: QMessageBox, code: str) -> None:
        if box.buttonRole(box.clickedButton()) is not QMessageBox.ButtonRole.AcceptRole:
            self._put_back(code)

    def _store(self, move: SiteMove) -> None:
        workspace, code = self.desk.workspace, move.after.code
        self.pageWanted.emit("drawing.settle", code)
        self.desk.background.write(
            self, lambda: site_moves.move_site(workspace, move), failed=partial(self._failed, code)
        )

    def _put_back(self, code: str) -> None:
        self.pageWanted.emit("drawing.putBack", code)

    def _failed(self, code: str, _error: Exception) -> bool:
        self._put_back(code)
        return False
