"""What the menus do beyond one page: imports, the map, the demonstration. One short method an action."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.services import demonstration, maps
from otp_desktop.services.letterhead import read_letterhead
from otp_desktop.texts import _
from otp_desktop.ui.background import Job
from otp_desktop.ui.choose_file import choose_file
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.optimise_dialog import OptimiseDialog
from otp_desktop.ui.importing.assistant import ImportAssistant
from otp_desktop.ui.messages import offer, show_notice
from otp_desktop.ui.save_file import choose_new_file


class Commands(QObject):
    """Actions of the window as a whole; file choosers open without a nested event loop.

    ``recordsWanted`` asks for the page of what was imported, by its subject; ``reprintWanted`` for the sheets that
    changed with the version published just now.
    """

    recordsWanted = Signal(object)
    reprintWanted = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    # files in

    def choose_import(self) -> None:
        """The file is chosen first: what it lists is then told by what it holds."""
        choose_file(self._window, _("Import a file"), _importable(), lambda path: self.import_files([path]))

    def import_files(self, paths: Sequence[Path]) -> None:
        """The assistant for each file, one after the other."""
        if not paths:
            return
        assistant = ImportAssistant(self._desk, paths[0], self._window)
        assistant.recordsWanted.connect(self.recordsWanted)
        assistant.finished.connect(lambda _result: self.import_files(paths[1:]))
        assistant.open()

    # the service itself

    def edit_letterhead(self) -> None:
        workspace = self._desk.workspace
        self._desk.background.query(self, lambda: read_letterhead(workspace), self._open_letterhead, key="letterhead")

    def _open_letterhead(self, letterhead: Letterhead) -> None:
        from otp_desktop.ui.dialogs.letterhead_form import LetterheadForm  # opened once a year

        LetterheadForm(self._desk, letterhead, self._window).open()

    # files out

    def choose_map_file(self) -> None:
        operation = self._desk.operation
        if operation is None:
            return
        kinds = {"html": _("Web page (*.html)")}
        choose_new_file(self._window, _("Export the map"), operation.code, kinds, self.export_map)

    def export_map(self, file: Path) -> None:
        operation_id, workspace = self._desk.operation_id, self._desk.workspace
        assert operation_id is not None
        self._desk.background.run(
            Job(
                owner=self,
                function=lambda _control: maps.export_map(workspace, operation_id, file),
                done=lambda written: show_notice(self._window, _("The map is written."), str(written)),
                title=_("Exporting the map"),
            )
        )

    # cards, the plan, the demonstration

    def show_procedure_cards(self) -> None:
        from otp_desktop.ui.dialogs.procedure_cards_dialog import ProcedureCardsDialog  # seldom

        ProcedureCardsDialog(self._desk, self._window).open()

    def optimise(self) -> None:
        if self._desk.operation is None:
            return
        dialog = OptimiseDialog(self._desk, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def replan_morning(self) -> None:
        """Who is absent, and the plan that disturbs as few others as possible."""
        from otp_desktop.ui.dialogs.morning_dialog import MorningDialog  # once a morning

        if self._desk.snapshot is None:
            return
        dialog = MorningDialog(self._desk, self._desk.snapshot, self._window)
        dialog.published.connect(self._offer_reprint)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _offer_reprint(self) -> None:
        details = _("The sheets of those who changed, and the changes by chief, replace those handed out.")
        text, action = _("The plan is published."), _("Print what changed")
        offer(self._window, text, action, self.reprintWanted.emit, details)

    def create_demonstration(self) -> None:
        workspace = self._desk.workspace
        self._desk.background.write(
            self,
            lambda: demonstration.add_demonstration(workspace),
            self._choose_demonstration,
            title=_("Creating the demonstration"),
        )

    # how it is done

    def _choose_demonstration(self, _changes: Changes) -> None:
        self._desk.choose_code(demonstration.CODE)


def _importable() -> str:
    return _("Tables, points, layers and plans (*.csv *.txt *.xlsx *.xlsm *.geojson *.json);;All files (*)")
