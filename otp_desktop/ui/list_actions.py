"""What can be done with any list: copy, sort and columns by keyboard, export."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence

from otp_desktop.services import lists
from otp_desktop.services.lists import Value
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.columns_dialog import ColumnsDialog
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.models.rows import Cell, Row
from otp_desktop.ui.save_file import choose_new_file
from otp_desktop.ui.widgets.record_list import RecordList

KEY = QKeySequence.StandardKey
XLSX, CSV = "xlsx", "csv"


class ListActions(QObject):
    """``records`` says which list is meant at the moment: a page may have several."""

    def __init__(self, desk: Desk, owner: QObject, records: Callable[[], RecordList]) -> None:
        super().__init__(owner)
        self._desk = desk
        self._records = records

    def copy_entries(self) -> Sequence[Entry]:
        return (
            Entry(_("Copy"), self.copy, KEY.Copy, "content-copy", self._why_none_selected),
            Entry(_("Copy with headings"), self.copy_with_headings, "Ctrl+Shift+C", "content-copy",
                  self._why_none_selected),
        )  # fmt: skip

    def view_entries(self) -> Sequence[Entry]:
        return (
            Entry(_("Sort by this column"), self.sort, "Ctrl+T", "sort", self._why_empty),
            Entry(_("Then by this column"), self.sort_more, "Ctrl+Shift+T", "sort-variant", self._why_empty),
            Entry(_("Columns…"), self.choose_columns, "Ctrl+Shift+O", "table-column"),
            Entry(_("Export the list…"), self.choose_file, "Ctrl+Shift+E", "file-table-outline", self._why_empty),
            Entry(
                _("Export all rows and columns…"), self.choose_file_for_all, "", "file-table-outline", self._why_nothing
            ),
        )

    def copy(self) -> None:
        """The selected rows, in the columns shown, as a spreadsheet pastes them."""
        self._copy(())

    def copy_with_headings(self) -> None:
        records = self._records()
        self._copy((self._headings(leaving_columns(records)),))

    def sort(self) -> None:
        records = self._records()
        records.model.turn(records.table.current_column)

    def sort_more(self) -> None:
        """Keeps the order by other columns, and sorts what ties by this one."""
        records = self._records()
        records.model.turn(records.table.current_column, more=True)

    def choose_columns(self, records: RecordList | None = None) -> None:
        records = records or self._records()
        ColumnsDialog(records, records.window()).open()

    def choose_file(self) -> None:
        """The rows shown, in the columns shown, as CSV or XLSX."""
        self._choose_file(self.export)

    def choose_file_for_all(self) -> None:
        """All rows, whatever the filter, in all columns but private ones."""
        self._choose_file(self.export_all)

    def export(self, file: Path) -> None:
        records = self._records()
        self._export(file, records.model.shown, leaving_columns(records))

    def export_all(self, file: Path) -> None:
        model = self._records().model
        columns = [place for place, heading in enumerate(model.headings) if not heading.private]
        self._export(file, model.ordered, columns)

    def _choose_file(self, export: Callable[[Path], None]) -> None:
        records = self._records()
        kinds = {XLSX: _("Excel workbook (*.xlsx)"), CSV: "CSV (*.csv)"}
        choose_new_file(records.window(), _("Export the list"), records.name, kinds, export)

    def _export(self, file: Path, rows: Sequence[Row[Any]], columns: Sequence[int]) -> None:
        headings = self._headings(columns)
        self._desk.background.query(
            self,
            lambda: lists.export_list(file, headings, _values(rows, columns)),
            lambda written: self._tell(written, len(rows)),
        )

    def _copy(self, first: Sequence[Sequence[Value]]) -> None:
        """Thousands of rows take longer to write than the window may wait."""
        records = self._records()
        shown, columns = records.model.shown, leaving_columns(records)
        rows = [shown[place] for place in records.selected_places]
        self._desk.background.query(
            self,
            lambda: lists.clipboard_text((*first, *_values(rows, columns))),
            QGuiApplication.clipboard().setText,
            key="copy",
        )

    def _headings(self, columns: Iterable[int]) -> list[str]:
        return [_(self._records().model.headings[place].text) for place in columns]

    def _tell(self, written: Path, count: int) -> None:
        text = ngettext("{count} row is written.", "{count} rows are written.", count)
        show_notice(self._records().window(), text.format(count=number(count)), str(written))

    def _why_none_selected(self) -> str:
        return "" if self._records().selected_count else _("Select rows first.")

    def _why_nothing(self) -> str:
        return "" if self._records().model.total else _("The list is empty.")

    def _why_empty(self) -> str:
        return "" if self._records().model.rowCount() else _("The list is empty.")


def leaving_columns(records: RecordList) -> list[int]:
    """The columns that may leave the program: those shown, private ones never."""
    return [place for place in records.columns.shown if not records.model.headings[place].private]


def _values(rows: Iterable[Row[object]], columns: Sequence[int]) -> Iterable[list[Value]]:
    return ([_value(row.cells[place]) for place in columns] for row in rows)


def _value(cell: Cell) -> Value:
    return cell.text if cell.value is None else cell.value
