"""What the menus do beyond one page: imports, the map, the demonstration. One short method an action."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.services import demonstration, imports, maps, sheets
from otp_desktop.services.imports import ImportReport
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.ui.background import Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.import_report import ImportReportDialog
from otp_desktop.ui.dialogs.optimise_dialog import OptimiseDialog
from otp_desktop.ui.messages import show_notice

Import = Callable[[Workspace, Path], ImportReport]


class Commands(QObject):
    """Actions of the window as a whole; file choosers open without a nested event loop."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    # files in

    def choose_sites(self) -> None:
        self._choose_file(_("Import points"), _tables(), self.import_sites)

    def choose_agents(self) -> None:
        self._choose_file(_("Import a roll"), _tables(), self.import_agents)

    def choose_units(self) -> None:
        self._choose_file(_("Import units"), _tables(), self.import_units)

    def choose_layer(self) -> None:
        self._choose_file(_("Import a reference layer"), _layers(), self.import_layer)

    def import_sites(self, path: Path) -> None:
        self._import(path, imports.import_sites)

    def import_agents(self, path: Path) -> None:
        self._import(path, imports.import_agents)

    def import_units(self, path: Path) -> None:
        self._import(path, imports.import_units)

    def import_layer(self, path: Path) -> None:
        self._import(path, imports.import_layer)

    # files out

    def choose_map_file(self) -> None:
        operation = self._desk.operation
        if operation is None:
            return
        dialog = QFileDialog(self._window, _("Export the map"), "", _("Web page (*.html)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        dialog.selectFile(f"{sheets.safe_file_name(operation.code)}.html")
        self._open(dialog, self.export_map)

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

    # the plan, the demonstration

    def optimise(self) -> None:
        if self._desk.operation is None:
            return
        dialog = OptimiseDialog(self._desk, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def create_demonstration(self) -> None:
        workspace = self._desk.workspace
        self._desk.background.write(
            self,
            lambda: demonstration.add_demonstration(workspace),
            self._choose_demonstration,
            title=_("Creating the demonstration"),
        )

    # how it is done

    def _import(self, path: Path, function: Import) -> None:
        workspace = self._desk.workspace
        self._desk.background.write(
            self,
            lambda: function(workspace, path),
            partial(self._show_report, path),
            changes=lambda report: report.changes,
            title=_("Importing {file}").format(file=path.name),
        )

    def _show_report(self, path: Path, report: ImportReport) -> None:
        dialog = ImportReportDialog(path, report, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_demonstration(self, _changes: Changes) -> None:
        self._desk.choose_code(demonstration.CODE)

    def _choose_file(self, title: str, filters: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title, "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, then)

    def _open(self, dialog: QFileDialog, then: Callable[[Path], None]) -> None:
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _tables() -> str:
    return _("Tables and points (*.csv *.xlsx *.geojson *.json);;All files (*)")


def _layers() -> str:
    return _("GeoJSON layers (*.geojson *.json);;All files (*)")
