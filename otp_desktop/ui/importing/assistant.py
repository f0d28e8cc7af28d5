"""The import assistant: three steps, walked with the keyboard; nothing is stored before the last but one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.faults import Fault
from otp_desktop.services.errors import ImportStoppedError
from otp_desktop.services.importing import pipeline
from otp_desktop.services.importing.field_choices import field_choices
from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.importing.pipeline import Preview
from otp_desktop.services.importing.requests import Choices, ImportRequest
from otp_desktop.services.reports import ImportReport
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.importing.columns_step import ColumnsStep, subjects_of
from otp_desktop.ui.importing.memory import remember, remembered
from otp_desktop.ui.importing.preview_rows import StateRows, preview_rows
from otp_desktop.ui.importing.preview_step import PreviewStep
from otp_desktop.ui.importing.report_step import ReportStep, fault_rows
from otp_desktop.ui.importing.words import OF_OPERATION
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from otp_desktop.exchange.look import Look, LookedTable

SIZE = (940, 640)
Stop = Callable[[], bool]


class ImportAssistant(QDialog):
    """``recordsWanted`` asks for the page of what was imported."""

    recordsWanted = Signal(object)

    def __init__(self, desk: Desk, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.path = path
        self.look: Look | None = None
        self.table: LookedTable | None = None
        self.preview: Preview | None = None
        self._stop = Event()
        self.setWindowTitle(_("Import of {file}").format(file=path.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.columns = ColumnsStep()
        self.rows = PreviewStep()
        self.report = ReportStep()
        self.unreadable = EmptyState("file-alert-outline", _("This file cannot be imported"), "")
        self._make_foot()
        self._lay_out()
        self._connect()
        self._run(
            _("Reading the file…"), lambda _stop: pipeline.look(path), self._show_look, failed=self._show_unreadable
        )

    # what the steps do

    def show_columns(self) -> None:
        """Reads the columns as those of the kind and sheet chosen."""
        look, subject, sheet = self.look, self.columns.chosen_subject, self.columns.chosen_sheet
        assert look is not None
        fields = field_choices(subject)
        self.columns.show_fault("")
        self._run(
            _("Reading the columns…"),
            lambda _stop: look.table(subject, sheet),
            lambda table: self._show_table(table, fields),
        )

    def show_preview(self) -> None:
        """Reads the file and compares it with what is stored."""
        if self.columns.chosen_subject in OF_OPERATION and self.desk.operation is None:
            self.columns.show_fault(_("Choose or create an operation first (Operations page)."))
            return
        request, workspace = self._request(), self.desk.workspace

        def work(stop: Stop) -> tuple[Preview, StateRows]:
            made = pipeline.preview(workspace, replace(request, stop=stop))
            return made, preview_rows(made)

        self._run(_("Comparing with the database…"), work, lambda made: self._show_rows(*made))

    def import_rows(self) -> None:
        """Stores what the preview shows, in one gesture; Stop leaves nothing half done."""
        preview, workspace = self.preview, self.desk.workspace
        assert preview is not None

        def work(stop: Stop) -> tuple[ImportReport, Rows[Fault]]:
            report = pipeline.import_file(workspace, replace(preview.request, stop=stop), read=preview.read)
            return report, fault_rows(report)

        self._run(_("Importing…"), work, lambda made: self._show_report(*made), changes=lambda made: made[0].changes)

    def next_step(self) -> None:
        if self._steps.currentWidget() is self.columns:
            self.show_preview()
        elif self._steps.currentWidget() is self.rows:
            self.import_rows()
        else:
            self.recordsWanted.emit(self.columns.chosen_subject)
            self.accept()

    def go_back(self) -> None:
        self._show_step(self.columns)

    def reject(self) -> None:
        """Escape and the close box stop what runs first."""
        if self.busy:
            self.stop()
        else:
            super().reject()

    def stop(self) -> None:
        self._stop.set()
        self.stop_button.setEnabled(False)
        self.progress_text.setText(_("Stopping…"))

    # what comes back

    def _show_look(self, look: "Look") -> None:
        self.look = look
        self.columns.offer(subjects_of(look.subject), look.subject, look.sheets)
        self._show_step(self.columns)
        self.show_columns()

    def _show_table(self, table: "LookedTable | None", fields: tuple[str, ...]) -> None:
        self.table = table
        subject = self.columns.chosen_subject
        known = remembered(self.desk.settings, subject, table.signature) if table is not None else {}
        self.columns.show_table(table, fields, known)
        self._show_step(self.columns)

    def _show_rows(self, preview: Preview, by_state: StateRows) -> None:
        self.preview = preview
        self.rows.show_fault("")
        self.rows.show_preview(preview, by_state)
        self._show_step(self.rows)

    def _show_report(self, report: ImportReport, faults: Rows[Fault]) -> None:
        if self.table is not None:
            remember(self.desk.settings, self.columns.chosen_subject, self.table.signature, self.columns.corrections())
        self.report.show_report(report, faults)
        self._show_step(self.report)

    def _show_unreadable(self, error: Exception) -> bool:
        self._set_busy("")
        if not isinstance(error, KnownError):
            return False
        self.unreadable.say(self.unreadable.heading.text(), str(error))
        self._show_step(self.unreadable)
        return True

    def _failed(self, error: Exception) -> bool:
        """The step stays where it was, with the reason; a stopped import needs no reason but that."""
        self._set_busy("")
        if not isinstance(error, KnownError):
            return False
        step = self._steps.currentWidget()
        text = _("Stopped: nothing was stored.") if isinstance(error, ImportStoppedError) else str(error)
        (self.rows if step is self.rows else self.columns).show_fault(text)
        return True

    # how it is done

    def _request(self) -> ImportRequest:
        sheet = self.columns.chosen_sheet
        sheets = frozenset({sheet}) if sheet else frozenset()
        return ImportRequest(
            path=self.path,
            subject=self.columns.chosen_subject,
            operation_id=self.desk.operation_id,
            choices=Choices(sheets, self.columns.corrections()),
            keep_absences=self.rows.keep_absences.isChecked(),
            legal_only=self.rows.legal_only.isChecked(),
        )

    def _run(
        self,
        text: str,
        function: Callable[[Stop], Any],
        done: Callable[[Any], None],
        changes: Callable[[Any], Changes] | None = None,
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Works off the interface thread; what comes late of an earlier question is dropped."""
        stop = self._stop = Event()

        def work(control: Control) -> Any:
            return function(lambda: stop.is_set() or control.stop_requested())

        def finish(result: Any) -> None:
            self._set_busy("")
            done(result)

        self._set_busy(text)
        key = "" if changes is not None else "step"
        self.desk.background.run(
            Job(owner=self, function=work, done=finish, failed=failed or self._failed, changes=changes, key=key)
        )

    def _set_busy(self, text: str) -> None:
        """With a text, what is being done; an empty one when nothing is."""
        self.busy = bool(text)
        self.progress_text.setText(text)
        for widget in (self.bar, self.progress_text, self.stop_button):
            widget.setVisible(self.busy)
        self.stop_button.setEnabled(self.busy)
        for step in (self.columns, self.rows):
            step.setEnabled(not self.busy)
        self._show_buttons()

    def _show_step(self, step: QWidget) -> None:
        self._steps.setCurrentWidget(step)
        self._show_buttons()
        if step is self.columns:
            self.columns.subject.setFocus()
        elif step is self.rows:
            self.rows.rows.table.setFocus()
        elif step is self.report:
            self.next_button.setFocus()

    def _show_buttons(self) -> None:
        step = self._steps.currentWidget()
        self.where.setText(_where(step is self.columns, step is self.rows, step is self.report))
        self.back_button.setVisible(step is self.rows)
        self.back_button.setEnabled(not self.busy)
        self.next_button.setVisible(step is not self.unreadable and self.look is not None)
        text, possible = self._next()
        self.next_button.setText(text)
        self.next_button.setEnabled(possible and not self.busy)
        is_over = step is self.report or step is self.unreadable
        self.close_button.setText(_("Close") if is_over else _("Cancel"))
        self.close_button.setVisible(not self.busy)

    def _next(self) -> tuple[str, bool]:
        """What the main button does in this step, and whether it can."""
        step = self._steps.currentWidget()
        if step is self.columns:
            return _("Preview"), True
        if step is self.report:
            return _("Show the records"), True
        matching = self.preview.matching if self.preview is not None else None
        count = matching.count(RowState.NEW) + matching.count(RowState.CHANGED) if matching is not None else 0
        return ngettext("Import {count} row", "Import {count} rows", count).format(count=number(count)), count > 0

    def _make_foot(self) -> None:
        self.busy = False
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setAccessibleName(_("Progress of the import"))
        self.progress_text = label(role="muted")
        self.stop_button = button(_("Stop"), "stop-circle-outline", self.stop)
        self.back_button = button(_("Back"), "arrow-left", self.go_back)
        self.close_button = button(_("Cancel"), "", self.reject)
        self.next_button = button(_("Preview"), "", self.next_step, primary=True)
        self.next_button.setDefault(True)

    def _lay_out(self) -> None:
        self._steps = QStackedWidget()
        waiting = QWidget()
        for step in (waiting, self.columns, self.rows, self.report, self.unreadable):
            self._steps.addWidget(step)
        self.where = label(role="muted")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for widget in (self.bar, self.progress_text, self.stop_button):
            foot.addWidget(widget)
        foot.addStretch(1)
        for widget in (self.back_button, self.close_button, self.next_button):
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        title = label(self.windowTitle(), "title")
        title.setMinimumWidth(1)  # a long name of a file is cut rather than widening the dialog
        layout.addWidget(title)
        layout.addWidget(self.where)
        layout.addWidget(self._steps, 1)
        layout.addLayout(foot)
        self.resize(*SIZE)

    def _connect(self) -> None:
        self.columns.chosen.connect(self.show_columns)
        self.rows.optionsChanged.connect(self.show_preview)
        self.report.folderWanted.connect(lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))


def _where(columns: bool, rows: bool, report: bool) -> str:
    """The three steps, the one in hand in brackets."""
    steps = ((_("1. File and columns"), columns), (_("2. Preview"), rows), (_("3. Report"), report))
    return "   ›   ".join(f"[ {text} ]" if here else text for text, here in steps)
