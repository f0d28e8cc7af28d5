"""Cells of the clipboard pasted into a list of records, after a look at what they would change."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence

from otp_desktop.domain.errors import KnownError
from otp_desktop.services import lists, pasting
from otp_desktop.services.pasting import ListPlace, Subject
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.paste_dialog import PasteDialog
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.list_actions import leaving_columns
from otp_desktop.ui.messages import show_error
from otp_desktop.ui.widgets.record_list import RecordList


class ListPaste(QObject):
    """``names_of`` gives the fields that name a record in files, with its values; None where rows have no name."""

    def __init__(
        self,
        desk: Desk,
        records: RecordList,
        subject: Subject,
        names_of: Callable[[Any], Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__(records)
        self._desk = desk
        self._records = records
        self._subject = subject
        self._names_of = names_of

    @property
    def entry(self) -> Entry:
        return Entry(_("Paste…"), self.paste, QKeySequence.StandardKey.Paste, "content-paste", self._why_not)

    def paste(self) -> None:
        cells = lists.clipboard_rows(QGuiApplication.clipboard().text())
        try:
            table = pasting.laid_out(cells, self._place())
        except KnownError as error:
            show_error(self._records.window(), error)
            return
        PasteDialog(self._desk, table, self._records.window())

    def _why_not(self) -> str:
        if self._subject is Subject.NEEDS and self._desk.operation is None:
            return _("Choose or create an operation first (Operations page).")
        return ""

    def _place(self) -> ListPlace:
        records, model = self._records, self._records.model
        columns = leaving_columns(records)
        current = records.table.current_column
        selected = records.selected_places if self._names_of is not None else []
        below = range(selected[-1] + 1, model.rowCount()) if selected else range(0)
        return ListPlace(
            self._subject,
            tuple(model.headings[place].field for place in columns),
            tuple(_(model.headings[place].text) for place in columns),
            columns.index(current) if current in columns else 0,
            tuple(self._named(place) for place in selected),
            tuple(self._named(place) for place in below),
        )

    def _named(self, place: int) -> Mapping[str, str]:
        assert self._names_of is not None
        return self._names_of(self._records.model.record_at(place))
