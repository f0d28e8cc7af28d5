"""The coverage map of the plan in hand."""

import logging
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.plans import Plan
from otp_desktop.services import maps, plans
from otp_desktop.services.map_moments import minute_of
from otp_desktop.texts import _, sentence
from otp_desktop.ui.background import Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.mapping.balance_panel import BalancePanel
from otp_desktop.ui.mapping.base_choice import read_choice
from otp_desktop.ui.mapping.drawing import MapDrawing
from otp_desktop.ui.mapping.drawn_map import DrawnMap, draw_map, prepare_map
from otp_desktop.ui.mapping.map_side import MapSide
from otp_desktop.ui.mapping.reach_panel import ReachPanel
from otp_desktop.ui.menus import Menu
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.save_file import choose_new_file
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.theme import current_theme
from otp_desktop.ui.widgets.buttons import button, small_button
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.operation_state import OperationState

if TYPE_CHECKING:
    from otp_desktop.ui.widgets.map_view import MapView

log = logging.getLogger(__name__)

MAP_WIDTH, SIDE_WIDTH = 760, 380
USED = "map/used"
WARM_AFTER_MS = 2_000


class MapPage(Page):
    """The map is written to a private folder that goes with the window, then loaded as a file.

    ``assignWanted`` brings a need, a role and an agent for whom the board is to show its candidates.
    """

    name = "coverage-map"
    icon_name = "map-outline"
    kinds = frozenset({Kind.LAYER})
    assignWanted = Signal(str, str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Coverage map"))
        self._folder = tempfile.TemporaryDirectory(prefix="otp-map-")  # mode 0700, as mkdtemp makes it
        self._versions = 0
        self.view: MapView | None = None
        self._shown_operation: int | None = None
        self._fault_said = ""
        self._wanted_minute: int | None = None
        self._warmed = self._ended = False
        self.empty = OperationState("map-outline", desk)
        self.before = choice({"": _("No comparison")}, "", name=_("Compare with"))
        self.before.currentIndexChanged.connect(lambda _place: self.refresh())
        self.before.setFixedWidth(180)
        self.head.addWidget(self.before)
        self.pdf_button = small_button(_("Print the view…"), "printer-outline", self.choose_pdf_file)
        self.features_button = small_button(_("Export as GeoJSON…"), "map-marker-path", self.choose_features_file)
        self.side = MapSide(desk)
        self.side_button = button(_("Reach and balance"), "account-search-outline", self._toggle_side)
        self.side_button.setCheckable(True)
        self.side_button.setChecked(not self.side.isHidden())
        self.base_button = small_button(_("Base map…"), "layers-outline", self.choose_base)
        self.drawing = MapDrawing(desk, self)
        self.draw_button = button(_("Draw"), "vector-polyline-edit", self._open_draw_menu)
        for tool in (self.side_button, self.draw_button, self.base_button, self.features_button, self.pdf_button):
            self.head.addWidget(tool)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self.body.addWidget(self.drawing.bar)
        self.body.addWidget(self._splitter(), 1)
        self.drawing.pageWanted.connect(self._use_tool)
        self.drawing.begun.connect(self._focus_map)
        self.side.toolWanted.connect(self._use_tool)
        self.side.reach.assignWanted.connect(self.assignWanted)
        desk.snapshotChanged.connect(lambda _snapshot: self.refresh())
        desk.snapshotChanged.connect(lambda snapshot: self._warm_soon() if snapshot is not None else None)
        desk.siteChosen.connect(self._show_site)
        self._show_possible()

    @property
    def folder(self) -> Path:
        return Path(self._folder.name)

    def reload(self) -> None:
        snapshot, workspace, operation_id = self.desk.snapshot, self.desk.workspace, self.desk.operation_id
        if snapshot is None or operation_id is None:
            self.empty.say_no_operation()
            self._show_empty()
        else:
            self._versions += 1
            file = self.folder / f"map-{self._versions}.html"
            chosen = chosen_value(self.before)
            before = int(chosen) if chosen else None
            base = read_choice(self.desk.settings)
            self.desk.background.query(
                self, lambda: draw_map(workspace, operation_id, file, before, base), self._show, key="map"
            )
            self.desk.background.query(
                self, lambda: plans.list_plans(workspace, operation_id), self._offer_plans, key="plans"
            )
            if self.view is None:
                self._say(_("Drawing the map…"), "")

    def entries(self) -> Sequence[Entry]:
        return (
            Entry(_("Agents in reach of the post"), self.show_reach, "Ctrl+Shift+R", "account-search-outline"),
            Entry(_("Balance of the arrondissements"), self.show_balance, "Ctrl+Shift+B", "scale-balance"),
            Entry(_("Base map…"), self.choose_base, icon="layers-outline"),
            *self._drawing_entries(),
            Entry(_("Print the view…"), self.choose_pdf_file, icon="printer-outline", why_not=self._why_no_map),
            Entry(
                _("Export as GeoJSON…"), self.choose_features_file, icon="map-marker-path", why_not=self._why_no_needs
            ),
        )

    def show_reach(self) -> None:
        """Who could be at the chosen post in time, beside the map."""
        self._open_side(self.side.reach)

    def show_reach_of(self, need: str) -> None:
        """Who could be there in time when this need begins."""
        snapshot = self.desk.snapshot
        if snapshot is None or need not in snapshot.need:
            return
        self.desk.choose_site(snapshot.need[need].site)
        self._wanted_minute = minute_of(snapshot, snapshot.need[need].start)
        self.show_reach()
        self._go_to_wanted()

    def show_balance(self) -> None:
        """What each arrondissement needs, has, borrows and lends, beside the map."""
        self._open_side(self.side.balance)

    def choose_base(self) -> None:
        """What lies under the points: the schematic map, a file of tiles, or an online service."""
        from otp_desktop.ui.dialogs.base_map_dialog import BaseMapDialog

        dialog = BaseMapDialog(self.desk, self.window())
        dialog.chosen.connect(lambda _choice: self.refresh())
        dialog.open()

    def choose_pdf_file(self) -> None:
        self._choose_file(_("Print the view"), "PDF (*.pdf)", "pdf", self.print_view)

    def choose_features_file(self) -> None:
        self._choose_file(_("Export as GeoJSON"), "GeoJSON (*.geojson)", "geojson", self.export_features)

    def print_view(self, file: Path) -> None:
        """Writes what is seen, at its moment, as a PDF."""
        if self.view is not None:
            self.view.print_pdf(lambda content: self._write(lambda: maps.write_picture(file, content)))

    def export_features(self, file: Path) -> None:
        workspace, operation_id = self.desk.workspace, self.desk.operation_id
        if operation_id is not None:
            self._write(lambda: maps.export_features(workspace, operation_id, file))

    def repaint_icons(self) -> None:
        self.empty.repaint_icon()
        if self.view is not None:
            self.view.show_theme(current_theme().dark)

    def end(self) -> None:
        """Lets go of Chromium and of the map files."""
        self._ended = True
        if self.view is not None:
            self.view.end()
            self.view = None
        self._folder.cleanup()

    def warm(self) -> None:
        """Starts Chromium and loads the map's libraries before they are asked for: the first map then shows at once.

        Only on a workstation where maps are looked at: it takes memory.
        """
        if self.view is None and self.desk.settings.value(USED, "") == "true":
            self.desk.background.query(self, prepare_map, lambda _ready: self._make_view(), key="prepare")

    def _warm_soon(self) -> None:
        """Once, when the window has shown its first plan and has nothing more urgent to do."""
        if not self._warmed:
            self._warmed = True
            QTimer.singleShot(WARM_AFTER_MS, self, self.warm)

    def _make_view(self) -> None:
        if self.view is None and not self._ended:
            self.view = self._new_view()
            if self.view is not None:
                self.view.warm()

    def _splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self._stack)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([MAP_WIDTH, SIDE_WIDTH])
        keep_splitter(self.desk.settings, self.name, splitter)
        return splitter

    def _drawing_entries(self) -> Sequence[Entry]:
        draw, no_map = self.drawing, self._why_no_map
        return (
            Entry(_("Place points"), draw.place_points, "Ctrl+Shift+N", "map-marker-plus-outline", no_map),
            Entry(_("Move points"), draw.move_points, icon="cursor-move", why_not=no_map),
            Entry(_("Draw a sector"), draw.draw_sector, icon="vector-polygon", why_not=no_map),
            Entry(_("Sectors…"), draw.choose_sector, icon="format-list-bulleted", why_not=no_map),
            Entry(_("Draw the route of a convoy"), draw.draw_route, icon="road-variant", why_not=no_map),
            Entry(_("Routes of the convoys…"), draw.choose_route, icon="routes", why_not=no_map),
        )

    def _open_draw_menu(self) -> None:
        menu = Menu("", self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.fill(self._drawing_entries())
        menu.popup(self.draw_button.mapToGlobal(self.draw_button.rect().bottomLeft()))

    def _focus_map(self) -> None:
        if self.view is not None:
            self.view.view.setFocus()

    def _toggle_side(self) -> None:
        self.side.show_beside(self.side_button.isChecked())

    def _open_side(self, panel: ReachPanel | BalancePanel) -> None:
        self.side.open_at(panel)
        self.side_button.setChecked(True)

    def _use_tool(self, function: str, value: object) -> None:
        if self.view is not None:
            self.view.use_tool(function, value)

    def _show(self, drawn: DrawnMap) -> None:
        if self.view is None:
            self.view = self._new_view()
        if self.view is None:
            return
        file = drawn.file
        for old in self.folder.glob("map-*.html"):
            if old != file:
                old.unlink(missing_ok=True)
        self.view.use_base(drawn.base, drawn.tiles)
        if drawn.fault != self._fault_said:
            self._fault_said = drawn.fault
            if drawn.fault:
                show_notice(self.window(), _("The map is drawn on the schematic base map."), drawn.fault)
        self.view.load(file, current_theme().dark, keep=self._shown_operation == self.desk.operation_id)
        self._shown_operation = self.desk.operation_id
        self.desk.settings.setValue(USED, "true")
        self._stack.setCurrentWidget(self.view)
        self._show_possible()

    def _write(self, function: Callable[[], Path]) -> None:
        self.desk.background.run(
            Job(
                owner=self,
                function=lambda _control: function(),
                done=lambda written: show_notice(self, _("The map is written."), str(written)),
                title=_("Exporting the map"),
            )
        )

    def _choose_file(self, title: str, kind: str, ending: str, then: Callable[[Path], None]) -> None:
        if self.desk.operation is None:
            return
        choose_new_file(self, title, self.desk.operation.code, {ending: kind}, then)

    def _show_site(self, site: str) -> None:
        if self.view is not None and site:
            self.view.choose(site)

    def _show_possible(self) -> None:
        self.pdf_button.setEnabled(not self._why_no_map())
        self.draw_button.setEnabled(not self._why_no_map())
        self.features_button.setEnabled(not self._why_no_needs())

    def _why_no_map(self) -> str:
        seen = self.view is not None and self._stack.currentWidget() is self.view
        return "" if seen else _("No map is shown.")

    def _why_no_needs(self) -> str:
        snapshot = self.desk.snapshot
        return "" if snapshot is not None and snapshot.needs else _("The operation has no needs yet.")

    def _offer_plans(self, found: Sequence[Plan]) -> None:
        """Published plans to compare with; the one compared with stays chosen while it is there."""
        names = {"": _("No comparison")}
        for plan in found:
            if not plan.is_draft:
                names[str(plan.number)] = str(sentence("Compare with v{number}", number=plan.number))
        offered = {self.before.itemData(place) for place in range(self.before.count())}
        if offered == set(names):
            return
        chosen = chosen_value(self.before)
        with QSignalBlocker(self.before):
            self.before.clear()
            for value, name in names.items():
                self.before.addItem(name, value)
            self.before.setCurrentIndex(max(0, self.before.findData(chosen)))
        if chosen_value(self.before) != chosen:
            self.refresh()

    def _new_view(self) -> "MapView | None":
        try:
            from otp_desktop.ui.widgets.map_view import MapView
        except ImportError as error:
            log.warning("QtWebEngine cannot be loaded: %s", error)
            self._say(
                _("The map cannot be shown in this window"),
                _(
                    "QtWebEngine, which draws it, cannot be loaded on this machine: {reason}. Have its system "
                    "libraries installed; meanwhile export the map (Ctrl+M) and open the file in a browser: it needs "
                    "no network."
                ).format(reason=error),
            )
            return None
        view = MapView()
        view.setAccessibleName(_("Coverage map"))
        view.chosen.connect(self.desk.choose_site)
        view.told.connect(self.side.hear)
        view.told.connect(self.drawing.hear)
        view.shown.connect(self._after_showing)
        self._stack.addWidget(view)
        return view

    def _after_showing(self) -> None:
        """A page made anew knows nothing of what was chosen and drawn on the one before."""
        self._show_site(self.desk.site)
        self._go_to_wanted()
        self.side.refresh()
        self.drawing.start_page()

    def _go_to_wanted(self) -> None:
        """Now, or as soon as the map is there."""
        if self._wanted_minute is not None and not self._why_no_map():
            self._use_tool("goTo", self._wanted_minute)
            self._wanted_minute = None

    def _say(self, heading: str, text: str) -> None:
        self.empty.say(heading, text)
        self._show_empty()

    def _show_empty(self) -> None:
        self._stack.setCurrentWidget(self.empty)
        self._show_possible()
