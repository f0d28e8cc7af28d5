"""Printing: documents are chosen, looked at, and go to paper or into a folder."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from otp_desktop.services.documents import DOCUMENTS
from otp_desktop.services.file_names import safe_file_name
from otp_desktop.services.sheets import PrintSize
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.choose_file import choose_folder
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.menus import Menu
from otp_desktop.ui.models.made_files import MadeFileModel, made_file_rows
from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.plan_exports import PlanExports
from otp_desktop.ui.preview.entries import preview_entries
from otp_desktop.ui.print_memory import FOLDER, remembered_folder
from otp_desktop.ui.print_work import Made, Order, PrintWork
from otp_desktop.ui.settings import keep_splitter
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import align_names, label
from otp_desktop.ui.widgets.print_choices import NOTHING, Printable, PrintChoices, read_printable
from otp_desktop.ui.widgets.record_list import RecordList
from otp_desktop.ui.widgets.sheet_check import SheetCheck

if TYPE_CHECKING:
    from otp_desktop.ui.preview.preview import Preview

LEAST_HEIGHT = 90  # of the files on a small screen: they scroll


class PrintingPage(Page):
    """Sheets are private files in a folder named after the operation, inside the one chosen."""

    name = "printing"
    icon_name = "printer-outline"
    wantMap = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Printing"))
        self.work = PrintWork(desk, self)
        self.exports = PlanExports(desk, self)
        self.choices = PrintChoices(desk.settings)
        self.preview: Preview | None = None
        self.made = Made()
        self.size_line = label(role="muted")
        self.size_line.setAccessibleName(_("What will come out"))
        self.size_line.setWordWrap(True)
        self.folder_box = QLineEdit(str(remembered_folder(desk.settings)))
        self.folder_box.setAccessibleName(_("Folder of the sheets"))
        self.choose_button = button(_("Choose…"), "folder-open-outline", self._choose_folder)
        self.others_button = button(_("Other files"), "file-export-outline", self._open_others)
        self.save_button = button(_("Save as PDF"), "file-pdf-box", self.save_sheets)
        self.look_button = button(_("Preview and print"), "printer-eye", self.look, primary=True)
        self.files = RecordList(
            MadeFileModel(),
            _("Files made"),
            _count_text,
            EmptyState("file-pdf-box", _("No file made yet"), ""),
        )
        self.look_at_button = button(_("Preview"), "printer-eye", self.look_at_selected)
        self.open_button = button(_("Open"), "open-in-new", self.edit)
        self.open_folder_button = button(_("Open the folder"), "folder-outline", self._open_folder)
        for tool in (self.look_at_button, self.open_button, self.open_folder_button):
            self.files.tools.addWidget(tool)
        self.check = SheetCheck(desk)
        self.whole = QSplitter(Qt.Orientation.Vertical)
        self._wants_reprint = False
        self._lay_out()
        self._connect()
        self.files.hide()  # the room is for the choices until there are files
        self._show_possible()

    @property
    def order(self) -> Order | None:
        operation_id, versions = self.desk.operation_id, self.choices.versions
        if operation_id is None:
            return None
        return Order(operation_id, versions.number, versions.since, self.choices.choice)

    @property
    def looking(self) -> bool:
        """Whether documents are looked at, in the place of the choices."""
        return self.preview is not None and not self.preview.isHidden()

    def reload(self) -> None:
        snapshot = self.desk.snapshot
        self.work.forget()
        if snapshot is None:
            self.choices.show_printable(NOTHING)
        else:
            read = partial(read_printable, self.desk.workspace, snapshot)
            self.desk.background.query(self, read, self._show_printable, key="choices")

    def entries(self) -> Sequence[Entry]:
        return (
            Entry(_("Preview and print"), self.look, "Ctrl+Alt+P", "printer-eye", self.why_not),
            Entry(_("Save as PDF"), self.save_sheets, "Ctrl+S", "file-pdf-box", self._why_not_save),
            Entry(_("Reprint what changed"), self.reprint, "", "printer-check", self._why_no_reprint),
            *self._others(),
            *preview_entries(lambda: self.preview if self.looking else None),
        )

    def edit(self) -> None:
        """Opens the selected files with the system's own program."""
        for file in self.files.selected():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def focus_filter(self) -> None:
        if self.looking and self.preview is not None:
            self.preview.focus_search()
        else:
            self.choices.documents.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_check(self) -> None:
        """Ready for the code of a sheet, typed or scanned."""
        self.close_preview()
        self.check.focus_code()

    def repaint_icons(self) -> None:
        self.files.repaint_icons()

    def why_not(self) -> str:
        """Why nothing can be printed now; empty where it can."""
        if self.desk.snapshot is None:
            return _("Choose or create an operation first (Operations page).")
        return self.choices.why_not()

    def look(self) -> None:
        """Makes the documents, and shows them before they go to paper."""
        order = self.order
        if order is not None and not self.why_not():
            self.choices.remember()
            self.work.write_for_look(order, self._show_made)

    def save_sheets(self) -> None:
        """Writes the documents into the folder."""
        order, operation = self.order, self.desk.operation
        if order is None or operation is None or self._why_not_save():
            return
        folder = Path(self.folder_box.text().strip()).expanduser()
        self.desk.settings.setValue(FOLDER, str(folder))
        self.choices.remember()
        self.work.write(order, folder / safe_file_name(operation.code), self._list_made)

    def reprint(self) -> None:
        """What changed between the two latest versions, shown at once."""
        self.choices.choose_reprint()
        self.look()

    def reprint_latest(self) -> None:
        """The same once the versions are read: one was published just now."""
        self._wants_reprint = True
        self.refresh()

    def print_shown(self) -> None:
        """To the print dialog with the document that is looked at; elsewhere documents are made to be looked at."""
        if self.looking and self.preview is not None:
            self.preview.print_shown()

    def look_at_selected(self) -> None:
        selected: list[Path] = self.files.selected()
        if selected:
            self._look_at(self.made, self.made.files.index(selected[0]))

    def close_preview(self) -> None:
        if self.looking and self.preview is not None:
            self.preview.close_up()

    def end(self) -> None:
        """Before the window closes: documents made for a look are private, and go."""
        if self.preview is not None:
            self.preview.let_go()
        self.work.end_look()

    def _show_made(self, made: Made) -> None:
        if made.files:
            self._look_at(made, 0)

    def _list_made(self, made: Made) -> None:
        self.made = made
        self.files.show_rows(made_file_rows(made.files))
        self.files.setVisible(bool(made.files))
        self.files.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.files.table.selectRow(0)

    def _look_at(self, made: Made, first: int) -> None:
        from otp_desktop.ui.preview.paper import Printing

        preview = self._preview()
        self.whole.hide()
        self.check.hide()
        preview.show()
        preview.show_files([Printing(file, made.handed_out.get(file)) for file in made.files], first)

    def _preview(self) -> "Preview":
        """Made when documents are first looked at: QtPdf is not for the window's start."""
        if self.preview is None:
            from otp_desktop.ui.preview.preview import Preview

            self.preview = Preview(self.desk)
            self.preview.hide()
            self.preview.closed.connect(self._show_choices)
            self.body.addWidget(self.preview, 1)
        return self.preview

    def _show_choices(self) -> None:
        assert self.preview is not None, "it was closed"
        self.preview.hide()
        self.work.end_look()
        self.check.show()
        self.whole.show()
        self.look_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _others(self) -> Sequence[Entry]:
        none = self._why_no_operation
        return (
            Entry(_("Lists as a workbook…"), self._export_lists, "", "file-table-outline", none),
            Entry(_("Calendars of the agents…"), self._export_calendars, "", "calendar-account-outline", none),
            Entry(_("Map…"), self.wantMap.emit, "", "map-check-outline", none),
        )

    def _open_others(self) -> None:
        menu = Menu("", self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.fill(self._others())
        menu.popup(self.others_button.mapToGlobal(self.others_button.rect().bottomLeft()))

    def _export_lists(self) -> None:
        self.exports.choose_lists_file(self.choices.versions.number, self.choices.scope.extract)

    def _export_calendars(self) -> None:
        scope = self.choices.scope
        self.exports.choose_calendar_folder(self.choices.versions.number, scope.units, scope.extract.agents)

    def _show_possible(self) -> None:
        reason = self.why_not()
        for tool, why in ((self.look_button, reason), (self.save_button, self._why_not_save())):
            tool.setEnabled(not why)
            tool.setToolTip(why)
        self.others_button.setEnabled(self.desk.snapshot is not None)
        selected = bool(self.files.selected())
        self.open_button.setEnabled(selected)
        self.look_at_button.setEnabled(selected)
        self.open_folder_button.setEnabled(bool(self.files.model.total))

    def _after_choice(self) -> None:
        self._show_possible()
        order, reason = self.order, self.why_not()
        if reason or order is None:
            self.size_line.setText(reason)
        elif self.isVisible():
            self.work.count(order, self._show_size)

    def _show_size(self, size: PrintSize) -> None:
        self.size_line.setText(size_text(size))

    def _why_not_save(self) -> str:
        return self.why_not() or ("" if self.folder_box.text().strip() else _("Choose a folder for the sheets."))

    def _why_no_operation(self) -> str:
        return "" if self.desk.snapshot is not None else self.why_not()

    def _show_printable(self, printable: Printable) -> None:
        self.choices.show_printable(printable)
        wanted, self._wants_reprint = self._wants_reprint, False
        if wanted and not self._why_no_reprint():
            self.reprint()

    def _why_no_reprint(self) -> str:
        two = len(self.choices.versions.published) > 1
        return "" if two else _("There are no two published versions to compare.")

    def _connect(self) -> None:
        self.desk.snapshotChanged.connect(lambda _snapshot: self.refresh())
        self.desk.snapshotChanged.connect(lambda _snapshot: self._show_possible())
        self.desk.operationChanged.connect(lambda _operation: self.close_preview())
        self.choices.changed.connect(self._after_choice)
        self.folder_box.textChanged.connect(self._show_possible)
        self.files.opened.connect(self.look_at_selected)
        self.files.selectionChanged.connect(self._show_possible)

    def _choose_folder(self) -> None:
        choose_folder(
            self.window(),
            _("Folder for the sheets"),
            lambda folder: self.folder_box.setText(str(folder)),
            self.folder_box.text(),
        )

    def _open_folder(self) -> None:
        files = self.files.selected() or [item.record for item in self.files.model.shown]
        if files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(files[0].parent)))

    def _lay_out(self) -> None:
        name = label(_("&Folder"), "muted")
        name.setBuddy(self.folder_box)
        align_names(name, self.choices.versions.name, self.choices.paper.name)
        folder, does = QHBoxLayout(), QHBoxLayout()
        for line, parts in (
            (folder, (name, self.folder_box, self.choose_button, self.save_button)),
            (does, (self.size_line, self.others_button, self.look_button)),
        ):
            line.setSpacing(8)
            for part in parts:
                line.addWidget(part)
        does.setStretchFactor(self.size_line, 1)
        upper = QWidget()
        top = QVBoxLayout(upper)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self.choices, 1)
        top.addLayout(does)
        top.addLayout(folder)
        self.whole.setChildrenCollapsible(False)
        self.whole.setHandleWidth(12)
        self.files.setMinimumHeight(LEAST_HEIGHT)
        self.whole.addWidget(upper)
        self.whole.addWidget(self.files)
        keep_splitter(self.desk.settings, self.name, self.whole)
        self.body.addWidget(self.check)
        self.body.addWidget(self.whole, 1)


def size_text(size: PrintSize) -> str:
    """``12 files, with 463 assignment sheets``, and which documents take no notice of a part that was chosen."""
    text = ngettext("{count} file", "{count} files", size.files).format(count=number(size.files))
    if size.agent_sheets:
        with_sheets = ngettext(
            "{files}, with {count} assignment sheet", "{files}, with {count} assignment sheets", size.agent_sheets
        )
        text = with_sheets.format(files=text, count=number(size.agent_sheets))
    if size.whole:
        names = ", ".join(DOCUMENTS[kind].label for kind in size.whole)
        text = _("{text}. Whole, whatever the part: {names}.").format(text=text, names=names)
    return text


def _count_text(count: int) -> str:
    return ngettext("{count} file", "{count} files", count).format(count=number(count))
