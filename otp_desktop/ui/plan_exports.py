"""What leaves a plan beside its sheets: the lists as a workbook, and a calendar for each agent."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from otp_desktop.services import plan_lists
from otp_desktop.services.file_names import safe_file_name
from otp_desktop.services.sheet_extract import Extract
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.choose_file import choose_folder
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.save_file import choose_new_file
from otp_desktop.ui.widgets.progress import Report

Codes = frozenset[str] | None  # None means all


class PlanExports(QObject):
    """The place is asked for, then the files are written in the background; ``plan`` is the version, 0 the draft."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent

    def choose_lists_file(self, plan: int, extract: Extract) -> None:
        operation = self._desk.operation
        if operation is None:
            return
        choose_new_file(
            self._parent.window(),
            _("Export the lists"),
            operation.code,
            {"xlsx": _("Excel workbook (*.xlsx)")},
            lambda file: self.export_lists(file, plan, extract),
        )

    def export_lists(self, file: Path, plan: int, extract: Extract) -> None:
        workspace, operation_id = self._desk.workspace, self._desk.operation_id
        assert operation_id is not None, "there is an operation in hand"
        self._desk.background.run(
            Job(
                owner=self,
                function=lambda _control: plan_lists.export_plan_lists(
                    workspace, operation_id, file, plan, extract=extract
                ),
                done=lambda written: show_notice(self._parent, _("The lists are written."), str(written)),
                title=_("Exporting the lists"),
            )
        )

    def choose_calendar_folder(self, plan: int, units: Codes, agents: Codes) -> None:
        if self._desk.operation is None:
            return
        choose_folder(
            self._parent.window(),
            _("Folder for the calendars"),
            lambda folder: self.export_calendars(folder, plan, units, agents),
        )

    def export_calendars(self, folder: Path, plan: int, units: Codes = None, agents: Codes = None) -> None:
        workspace, operation = self._desk.workspace, self._desk.operation
        assert operation is not None and operation.id is not None, "there is a stored operation in hand"
        operation_id, place = operation.id, folder / f"{safe_file_name(operation.code)}-ics"

        def work(control: Control) -> tuple[Path, ...]:
            from otp_desktop.services.calendars import CalendarChoice, export_calendars  # not at the window's start

            choice, report = CalendarChoice(units=units, agents=agents), partial(_report, control)
            return export_calendars(workspace, operation_id, place, plan, choice, report, control.stop_requested)

        self._desk.background.run(
            Job(
                owner=self,
                function=work,
                done=lambda files: self._tell(files, place),
                title=_("Exporting the calendars"),
                can_stop=True,
            )
        )

    def _tell(self, files: tuple[Path, ...], folder: Path) -> None:
        text = ngettext("{count} calendar file is written.", "{count} calendar files are written.", len(files))
        show_notice(self._parent, text.format(count=number(len(files))), str(folder))


def _report(control: Control, written: int, total: int) -> None:
    text = _("{done} of {total} files").format(done=number(written), total=number(total))
    control.report(Report(written, total, text))
