"""The import assistant: three steps, walked with the keyboard; nothing is stored before the last but one."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.faults import Fault
from otp_desktop.services.errors import ImportStoppedError
from otp_desktop.services.importing import pipeline
from otp_desktop.services.importing.field_choices import field_choices
from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.importing.pipeline import Preview
from otp_desktop.services.importing.requests import Choices, ImportRequest, Subject
from otp_desktop.services.reports import ImportReport
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.importing.columns_step import ColumnsStep, subjects_of
from otp_desktop.ui.importing.foot import AssistantFoot
from otp_desktop.ui.importing.memory import remember, remembered
from otp_desktop.ui.importing.preview_rows import StateRows, preview_rows
from otp_desktop.ui.importing.preview_step import PreviewStep
from otp_desktop.ui.importing.report_step import ReportStep, fault_rows
from otp_desktop.ui.importing.step_trail import StepTrail
from otp_desktop.ui.importing.words import OF_OPERATION
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.elided_label import ElidedLabel
from otp_desktop.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from otp_desktop.exchange.look import Look, LookedTable

SIZE = (940, 640)
Stop = Callable[[], bool]


class Step(Enum):
    READING = auto()
    UNREADABLE = auto()
    COLUMNS = auto()
    ROWS = auto()
    REPORT = auto()


STEP_NAMES = {
    Step.COLUMNS: N_("1. File and columns"),
    Step.ROWS: N_("2. Preview"),
    Step.REPORT: N_("3. Report"),
}


class ImportAssistant(Dialog):
    """``recordsWanted`` asks for the page of what was imported. Steps are made when they are first needed."""

    guide_page = "imports"

    recordsWanted = Signal(object)

    def __init__(self, desk: Desk, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.path = path
        self.step = Step.READING
        self.busy = False
        self.look: Look | None = None
        self.table: LookedTable | None = None
        self.preview: Preview | None = None
        self._stop = Event()
        self.setWindowTitle(_("Import of {file}").format(file=path.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.foot = AssistantFoot(self.stop, self.go_back, self.reject, self.next_step)
        self._lay_out()
        self._run(
            _("Reading the file…"), lambda _stop: pipeline.look(path), self._show_look, failed=self._show_unreadable
        )

    @cached_property
    def columns(self) -> ColumnsStep:
        step = ColumnsStep()
        step.chosen.connect(self.show_columns)
        return step

    @cached_property
    def rows(self) -> PreviewStep:
        step = PreviewStep()
        step.optionsChanged.connect(self.show_preview)
        return step

    @cached_property
    def report(self) -> ReportStep:
        step = ReportStep()
        step.folderWanted.connect(lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        return step

    @cached_property
    def unreadable(self) -> EmptyState:
        return EmptyState("file-alert-outline", _("This file cannot be imported"), "")

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
        match self.step:
            case Step.COLUMNS:
                self.show_preview()
            case Step.ROWS:
                self.import_rows()
            case Step.REPORT:
                self.recordsWanted.emit(self.columns.chosen_subject)
                self.accept()

    def go_back(self) -> None:
        self._show_step(Step.COLUMNS, self.columns)

    def reject(self) -> None:
        """Escape and the close box stop what runs first."""
        if self.busy:
            self.stop()
        else:
            super().reject()

    def stop(self) -> None:
        self._stop.set()
        self.foot.show_stopping()

    # what comes back

    def _show_look(self, look: "Look") -> None:
        self.look = look
        self.columns.offer(subjects_of(look.subject), look.subject, look.sheets)
        self._show_step(Step.COLUMNS, self.columns)
        self.show_columns()

    def _show_table(self, table: "LookedTable | None", fields: tuple[str, ...]) -> None:
        self.table = table
        subject = self.columns.chosen_subject
        known = remembered(self.desk.settings, subject, table.signature) if table is not None else {}
        self.columns.show_table(table, fields, known)
        self._show_step(Step.COLUMNS, self.columns)

    def _show_rows(self, preview: Preview, by_state: StateRows) -> None:
        self.preview = preview
        self.rows.show_fault("")
        self.rows.show_preview(preview, by_state)
        self._show_step(Step.ROWS, self.rows)

    def _show_report(self, report: ImportReport, faults: Rows[Fault]) -> None:
        if self.table is not None:
            remember(self.desk.settings, self.columns.chosen_subject, self.table.signature, self.columns.corrections())
        self.report.show_report(report, faults)
        if self.columns.chosen_subject is Subject.PROBLEM:
            for operation_id in report.changes.ids(Kind.OPERATION):
                self.desk.choose_stored(operation_id)
        self._show_step(Step.REPORT, self.report)

    def _show_unreadable(self, error: Exception) -> bool:
        self._set_busy("")
        if not isinstance(error, KnownError):
            return False
        self.unreadable.say(self.unreadable.heading.text(), str(error))
        self._show_step(Step.UNREADABLE, self.unreadable)
        return True

    def _failed(self, error: Exception) -> bool:
        """The step stays where it was, with the reason; a stopped import needs no reason but that."""
        self._set_busy("")
        if not isinstance(error, KnownError):
            return False
        text = _("Stopped: nothing was stored.") if isinstance(error, ImportStoppedError) else str(error)
        (self.rows if self.step is Step.ROWS else self.columns).show_fault(text)
        self._focus_step()
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
        self.foot.show_busy(text)
        self._steps.setEnabled(not self.busy)
        self._show_buttons()

    def _show_step(self, step: Step, widget: QWidget) -> None:
        self.step = step
        if self._steps.indexOf(widget) < 0:
            self._steps.addWidget(widget)
        self._steps.setCurrentWidget(widget)
        self._show_buttons()
        self._focus_step()

    def _focus_step(self) -> None:
        """The keyboard where the step begins."""
        match self.step:
            case Step.COLUMNS:
                self.columns.subject.setFocus()
            case Step.ROWS:
                self.rows.rows.table.setFocus()
            case _:
                self.foot.next.setFocus()

    def _show_buttons(self) -> None:
        self.where.show_step(self.step)
        self.foot.back.setVisible(self.step is Step.ROWS)
        self.foot.back.setEnabled(not self.busy)
        text, possible = self._next()
        self.foot.next.setVisible(bool(text))
        self.foot.next.setText(text)
        self.foot.next.setEnabled(possible and not self.busy)
        is_over = self.step in {Step.REPORT, Step.UNREADABLE}
        self.foot.close_button.setText(_("Close") if is_over else _("Cancel"))

    def _next(self) -> tuple[str, bool]:
        """What the main button does in this step, and whether it can; no text where there is nothing to do."""
        match self.step:
            case Step.COLUMNS:
                return _("Preview"), True
            case Step.REPORT:
                return _("Show the records"), True
            case Step.ROWS if self.preview is not None:
                matching = self.preview.matching
                count = matching.count(RowState.NEW) + matching.count(RowState.CHANGED)
                return ngettext("Import {count} row", "Import {count} rows", count).format(
                    count=number(count)
                ), count > 0
        return "", False

    def _lay_out(self) -> None:
        self._steps = QStackedWidget()
        self._steps.addWidget(QWidget())
        self.where = StepTrail({step: _(name) for step, name in STEP_NAMES.items()})
        title = ElidedLabel(self.windowTitle(), "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.where)
        layout.addWidget(self._steps, 1)
        layout.addWidget(self.foot)
        self.resize(*SIZE)
