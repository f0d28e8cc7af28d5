"""Drawing on the map: which gesture is under way, what the page tells of it, and the bar that says so."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.convoys import Convoy
from otp_desktop.domain.sites import Site
from otp_desktop.services import convoys, sectors, sites
from otp_desktop.services.sectors import Sector
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.convoy_form import new_convoy
from otp_desktop.ui.dialogs.convoys_dialog import ConvoysDialog
from otp_desktop.ui.dialogs.sectors_dialog import SectorsDialog
from otp_desktop.ui.mapping.drawing_tool import DrawingTool
from otp_desktop.ui.mapping.line_tools import RouteTool, SectorTool
from otp_desktop.ui.mapping.mode_bar import ModeBar
from otp_desktop.ui.mapping.page_messages import FinishTold, LeaveTold, MovedTold, PlacedTold, SketchTold
from otp_desktop.ui.mapping.site_tools import MoveTool, PlaceTool
from otp_desktop.ui.messages import ask, show_notice

MOST_TURNS = 300  # of a route whose corners a hand can still move


class MapDrawing(QObject):
    """``pageWanted`` asks the page for a function of its tools; ``begun`` that the map wants the keyboard."""

    pageWanted = Signal(str, object)
    begun = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk = desk
        self.page = page
        self.bar = ModeBar()
        self.tool: DrawingTool | None = None
        self._asking = False
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), page, self.ask_to_leave)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.setEnabled(False)
        self.bar.lastWanted.connect(lambda: self.pageWanted.emit("drawing.takeLast", None))
        self.bar.finishWanted.connect(self.finish)
        self.bar.leaveWanted.connect(self.ask_to_leave)
        desk.background.changed.connect(self._after_changes)
        desk.operationChanged.connect(lambda _operation: self.leave())

    # what can be drawn

    def place_points(self) -> None:
        self.begin(PlaceTool(self.desk, self.page))

    def move_points(self) -> None:
        self.begin(MoveTool(self.desk, self.page))

    def draw_sector(self) -> None:
        self.begin(SectorTool(self.desk, self.page, Sector(name="", outline=())))

    def choose_sector(self) -> None:
        """One of the sectors that have an outline, to be drawn anew or deleted."""
        workspace = self.desk.workspace
        self.desk.background.query(self, lambda: sectors.list_sectors(workspace), self._show_sectors, key="sectors")

    def draw_route(self) -> None:
        operation = self.desk.operation
        if operation is not None:
            self._begin_route(new_convoy(operation))

    def choose_route(self) -> None:
        """The route of one of the convoys of the operation, to be drawn anew."""
        workspace, operation_id = self.desk.workspace, self.desk.operation_id
        if operation_id is not None:
            self.desk.background.query(
                self, lambda: convoys.list_convoys(workspace, operation_id), self._show_convoys, key="convoys"
            )

    # one gesture

    def begin(self, tool: DrawingTool) -> None:
        """Takes the place of a gesture that was under way, after a question where corners would be lost."""
        self._unless_unsaved(lambda: self._begin(tool))

    def _begin(self, tool: DrawingTool) -> None:
        self.leave()
        self.tool = tool
        tool.says.connect(self.bar.words.setText)
        tool.pageWanted.connect(self.pageWanted)
        tool.over.connect(self.leave)
        self._escape.setEnabled(True)
        self.bar.show_mode(tool.heading, tool.hint, sketches=tool.sketches)
        self._show_possible()
        self.start_page()

    def start_page(self) -> None:
        """The page knows nothing of a gesture that began on the page before it, or is new to it."""
        workspace = self.desk.workspace
        if self.tool is None:
            return
        if self.tool.sketches:
            self._start(self.tool, ())
        else:
            tool = self.tool
            self.desk.background.query(
                self, lambda: sites.list_sites(workspace), lambda found: self._start(tool, found), key="sites"
            )

    def hear(self, message: object) -> None:
        """What the page tells; nothing of it concerns a gesture that is over."""
        tool = self.tool
        if tool is None:
            return
        match message:
            case SketchTold(corners):
                tool.sketched(corners)
                self._show_possible()
            case PlacedTold(position):
                tool.placed(position)
            case MovedTold(code, position):
                tool.moved(code, position)
            case FinishTold():
                self.finish()
            case LeaveTold():
                self.ask_to_leave()

    def finish(self) -> None:
        """Opens the form of what is drawn, once it is whole."""
        tool = self.tool
        if tool is None or not tool.sketches:
            return
        if len(tool.corners) < tool.least_corners:
            show_notice(self.page, _("Draw at least {count} corners first.").format(count=tool.least_corners))
        else:
            tool.finish()

    def ask_to_leave(self) -> None:
        """Corners that were drawn are not lost without a question."""
        self._unless_unsaved(self.leave)

    def leave(self) -> None:
        """Ends the gesture; the map is to be looked at again."""
        if self.tool is None:
            return
        self.tool.deleteLater()
        self.tool = None
        self._escape.setEnabled(False)
        self.bar.hide()
        self.pageWanted.emit("drawing.stop", None)

    # how it works

    def _unless_unsaved(self, go_on: Callable[[], None]) -> None:
        """Escape may reach the page and the window: one question is enough."""
        if self.tool is None or not self.tool.unsaved:
            go_on()
        elif not self._asking:
            self._asking = True
            box = ask(self.page, _("Leave without keeping what is drawn?"), _("Leave"), go_on)
            box.finished.connect(self._asked)

    def _asked(self) -> None:
        self._asking = False

    def _start(self, tool: DrawingTool, found: Sequence[Site]) -> None:
        if tool is not self.tool:
            return
        corners = [[corner.latitude, corner.longitude] for corner in tool.corners]
        self.pageWanted.emit(
            "drawing.start", {"mode": tool.mode, "corners": corners, "others": self._other_points(found)}
        )
        self.begun.emit()

    def _other_points(self, found: Sequence[Site]) -> list[dict[str, object]]:
        """Active points that no need of the plan asks for, which the map does not show otherwise."""
        shown = self.desk.snapshot.site if self.desk.snapshot is not None else {}
        return [
            {
                "code": site.code,
                "name": site.name or site.code,
                "place": [site.position.latitude, site.position.longitude],
            }
            for site in found
            if site.active and site.position is not None and site.code not in shown
        ]

    def _begin_route(self, convoy: Convoy) -> None:
        operation = self.desk.operation
        if operation is None:
            return
        if len(convoy.route) > MOST_TURNS:
            show_notice(
                self.page,
                _("This route has too many positions to be drawn by hand."),
                _("It was recorded, or came from a file: give the convoy another file (Needs page, Convoys…)."),
            )
            return
        self.begin(RouteTool(self.desk, self.page, convoy, operation))

    def _show_convoys(self, found: Sequence[Convoy]) -> None:
        dialog = ConvoysDialog(self.desk, found, self.page.window())
        dialog.chosen.connect(self._begin_route)
        dialog.open()

    def _show_sectors(self, found: Sequence[Sector]) -> None:
        dialog = SectorsDialog(self.desk, found, self.page.window())
        dialog.chosen.connect(lambda sector: self.begin(SectorTool(self.desk, self.page, sector)))
        dialog.open()

    def _show_possible(self) -> None:
        count = len(self.tool.corners) if self.tool is not None else 0
        self.bar.last_button.setEnabled(count > 0)
        self.bar.finish_button.setEnabled(self.tool is not None and count >= self.tool.least_corners)

    def _after_changes(self, changes: Changes) -> None:
        """A new point is seen at once, though no need asks for it yet."""
        if Kind.SITE in changes.kinds and self.tool is not None and not self.tool.sketches:
            self.start_page()
