"""Printing: which sheets, into which folder, and the files made, one key away from being opened."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import sheets
from otp_desktop.services.documents import DOCUMENTS
from otp_desktop.services.file_names import safe_file_name
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.services.sheets import SheetChoice
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.models.made_files import MadeFileModel, made_file_rows
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.check_list import CheckList, Choice
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.progress import Report
from otp_desktop.ui.widgets.record_list import RecordList
from otp_desktop.ui.widgets.sheet_check import SheetCheck
from otp_desktop.ui.widgets.version_choice import VersionChoice

FOLDER = "printing/folder"
Choices = tuple[list[Choice], list[Choice], list[Choice], tuple[int, ...]]  # documents, units, sites, versions

LEAST_HEIGHT = 90  # of each list on a small screen: they scroll


class PrintingPage(Page):
    """Sheets are private files in a folder named after the operation, inside the one chosen."""

    name = "printing"
    icon_name = "printer-outline"
    wantMap = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Printing"))
        self.documents = CheckList(_("Documents"))
        self.units = CheckList(_("Units"))
        self.sites = CheckList(_("Sites"))
        self.folder_box = QLineEdit(str(self._remembered_folder()))
        self.folder_box.setAccessibleName(_("Folder of the sheets"))
        self.choose_button = button(_("Choose…"), "folder-open-outline", self._choose_folder)
        self.map_button = button(_("Export the map…"), "map-check-outline", self.wantMap.emit)
        self.print_button = button(_("Print"), "printer-outline", self.print_sheets, primary=True)
        self.files = RecordList(
            MadeFileModel(),
            _("Files made"),
            _count_text,
            EmptyState(
                "file-pdf-box",
                _("No file made yet"),
                _("Tick documents, units and sites, then press Print: the PDF files are listed here."),
            ),
        )
        self.open_button = button(_("Open"), "open-in-new", self.edit)
        self.open_folder_button = button(_("Open the folder"), "folder-outline", self._open_folder)
        for tool in (self.open_button, self.open_folder_button):
            self.files.tools.addWidget(tool)
        self.versions = VersionChoice()
        self.check = SheetCheck(desk)
        self._lay_out()
        self._connect()
        self.files.show_rows(made_file_rows(()))
        self._show_possible()

    @property
    def choice(self) -> SheetChoice:
        kinds = frozenset(SheetKind(kind) for kind in self.documents.ticked)
        return SheetChoice(kinds, self.units.chosen, self.sites.chosen)

    def reload(self) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            self._show(([], [], [], ()))
        else:
            read = partial(_choices, self.desk.workspace, snapshot)
            self.desk.background.query(self, read, self._show, key="choices")

    def edit(self) -> None:
        """Opens the selected files with the system's own program."""
        for file in self.files.selected():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def focus_filter(self) -> None:
        self.units.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def repaint_icons(self) -> None:
        self.files.repaint_icons()

    def why_not(self) -> str:
        """Why nothing can be printed now; empty where it can."""
        if self.desk.snapshot is None:
            return _("Choose or create an operation first (Operations page).")
        if not self.documents.ticked:
            return _("Tick at least one document.")
        if not self.choice.makes_something:
            return _("Tick at least one unit or one site for these documents.")
        return "" if self.folder_box.text().strip() else _("Choose a folder for the sheets.")

    def print_sheets(self) -> None:
        """Writes the ticked sheets in the background, with progress and Stop."""
        operation = self.desk.operation
        if self.why_not() or operation is None or operation.id is None:
            return
        folder = Path(self.folder_box.text().strip()).expanduser()
        self.desk.settings.setValue(FOLDER, str(folder))
        target = folder / safe_file_name(operation.code)
        workspace, operation_id, choice = self.desk.workspace, operation.id, self.choice
        number, since = self.versions.number, self.versions.since

        def work(control: Control) -> tuple[Path, ...]:
            report = partial(_report, control)
            return sheets.print_operation(
                workspace, operation_id, target, report, control.stop_requested, number, choice, since
            )

        self.desk.background.run(
            Job(owner=self, function=work, done=self._show_files, title=_("Printing the sheets"), can_stop=True)
        )

    def _show(self, choices: Choices) -> None:
        documents, units, sites, published = choices
        self.versions.show_versions(published)
        self.documents.show_choices(documents)
        self.units.show_choices(units)
        self.sites.show_choices(sites)

    def _show_files(self, files: tuple[Path, ...]) -> None:
        self.files.show_rows(made_file_rows(files))
        self.files.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.files.table.selectRow(0)

    def _show_possible(self) -> None:
        reason = self.why_not()
        self.print_button.setEnabled(not reason)
        self.print_button.setToolTip(reason)
        self.map_button.setEnabled(self.desk.snapshot is not None)
        self.open_button.setEnabled(bool(self.files.selected()))
        self.open_folder_button.setEnabled(bool(self.files.model.total))

    def _connect(self) -> None:
        self.desk.snapshotChanged.connect(lambda _snapshot: self.refresh())
        self.desk.snapshotChanged.connect(lambda _snapshot: self._show_possible())
        for choices in (self.documents, self.units, self.sites):
            choices.changed.connect(self._show_possible)
        self.folder_box.textChanged.connect(self._show_possible)
        self.files.opened.connect(self.edit)
        self.files.selectionChanged.connect(self._show_possible)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window(), _("Folder for the sheets"), self.folder_box.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder_box.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_folder(self) -> None:
        files = self.files.selected() or [item.record for item in self.files.model.shown]
        if files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(files[0].parent)))

    def _remembered_folder(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(str(self.desk.settings.value(FOLDER, documents)))

    def _lay_out(self) -> None:
        choices = QWidget()
        lists = QHBoxLayout(choices)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(16)
        lists.addWidget(self.documents)
        lists.addWidget(self.units)
        lists.addWidget(self.sites)
        name = label(_("&Folder"), "muted")
        name.setBuddy(self.folder_box)
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (name, self.folder_box, self.choose_button, self.map_button, self.print_button):
            line.addWidget(part)
        upper = QWidget()
        top = QVBoxLayout(upper)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(12)
        top.addWidget(choices, 1)
        top.addWidget(self.versions)
        top.addLayout(line)
        top.addWidget(self.check)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        choices.setMinimumHeight(LEAST_HEIGHT)
        self.files.setMinimumHeight(LEAST_HEIGHT)
        splitter.addWidget(upper)
        splitter.addWidget(self.files)
        keep_splitter(self.desk.settings, self.name, splitter)
        self.body.addWidget(splitter, 1)


def _choices(workspace: Workspace, snapshot: PlanSnapshot) -> Choices:
    documents = [Choice(kind.value, document.label) for kind, document in DOCUMENTS.items()]
    units = [Choice(unit.code, f"{unit.code} – {unit.name}") for unit in sheets.units_to_print(snapshot)]
    sites = [Choice(site.code, f"{site.code} – {site.name}") for site in snapshot.sites]
    assert snapshot.operation.id is not None, "the operation at hand is a stored one"
    return documents, units, sites, sheets.published_numbers(workspace, snapshot.operation.id)


def _report(control: Control, written: int, total: int) -> None:
    text = _("{done} of {total} sheets").format(done=number(written), total=number(total))
    control.report(Report(written, total, text))


def _count_text(count: int) -> str:
    return ngettext("{count} file", "{count} files", count).format(count=number(count))
