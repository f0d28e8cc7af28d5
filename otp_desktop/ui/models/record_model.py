"""The table model of every list: rows come ready, filter and sort are its own, and ``data()`` is one look-up.

A QSortFilterProxyModel in Python is called once a row and a comparison; here filter and sort are one pass over
plain lists (10,000 rows in a few milliseconds), so each letter typed shows at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from html import escape
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from otp_desktop.texts import _
from otp_desktop.ui.models.rows import RecordT, Row, Rows, Tone
from otp_desktop.ui.models.search import matches, words_of
from otp_desktop.ui.theme import tone_colour

NO_INDEX = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of a column: figures and dates stand right, ``stretch`` takes the room that is left."""

    text: str
    figures: bool = False
    stretch: bool = False


class RecordModel(QAbstractTableModel, Generic[RecordT]):
    """Rows of one kind of record. ``headings`` gives one heading for each column of an IntEnum."""

    def __init__(self, headings: Mapping[Any, Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = tuple(headings[column] for column in sorted(headings))
        self._rows: Rows[RecordT] = Rows()
        self._shown: list[Row[RecordT]] = []
        self._words: tuple[str, ...] = ()
        self._sort_column = -1
        self._descending = False

    # what the pages use

    @property
    def total(self) -> int:
        """Number of rows before the filter."""
        return len(self._rows.items)

    @property
    def longest_texts(self) -> tuple[str, ...]:
        return self._rows.longest

    @property
    def shown(self) -> tuple[Row[RecordT], ...]:
        """Rows that pass the filter, in the order of the screen."""
        return tuple(self._shown)

    def record_at(self, position: int) -> RecordT:
        return self._shown[position].record

    def show_rows(self, prepared: Rows[RecordT]) -> None:
        """Takes the place of all rows; filter and order stay."""
        self.beginResetModel()
        self._rows = prepared
        self._refresh()
        self.endResetModel()

    def set_filter(self, query: str) -> None:
        """Shows the rows that hold every word of the query, whatever the accents and the case."""
        words = words_of(query)
        if words == self._words:
            return
        self.beginResetModel()
        self._words = words
        self._refresh()
        self.endResetModel()

    # what Qt asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._shown[index.row()]
        if role == RECORD_ROLE:
            return item.record
        cell = item.cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return f"<span>{escape(cell.text)}</span>" if cell.text else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case Qt.ItemDataRole.ForegroundRole:
                return tone_colour(cell.tone) if cell.tone is not Tone.PLAIN else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.headings[section].text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; rows that tie keep the order they were given in. -1 gives that order back."""
        self._sort_column = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        before = self._shown
        self.layoutAboutToBeChanged.emit()
        self._refresh()
        self._move_persistent_indexes(before)
        self.layoutChanged.emit()

    # how it is done

    def _refresh(self) -> None:
        words = self._words
        shown = [item for item in self._rows.items if matches(item.haystack, words)] if words else [*self._rows.items]
        column = self._sort_column
        if column >= 0:
            shown.sort(key=lambda item: item.cells[column].key, reverse=self._descending)
        self._shown = shown

    def _move_persistent_indexes(self, before: list[Row[RecordT]]) -> None:
        position = {id(item): place for place, item in enumerate(self._shown)}
        old = self.persistentIndexList()
        new = [self.index(position[id(before[index.row()])], index.column()) for index in old]
        self.changePersistentIndexList(old, new)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.headings[column].figures else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def headings_of(columns: type[IntEnum], *headings: Heading) -> dict[IntEnum, Heading]:
    """One heading for each column, in their order."""
    return dict(zip(columns, headings, strict=True))
