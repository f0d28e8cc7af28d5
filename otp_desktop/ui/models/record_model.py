"""The table model of every list: rows come ready, filter and order are its own, and ``data()`` is one look-up.

A QSortFilterProxyModel in Python is called once a row and a comparison; here filter and sort are one pass over
plain lists (10,000 rows in a few milliseconds), so each letter typed shows at once. Rows are sorted when they come
or the order changes, never by a letter typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from otp_desktop.texts import _
from otp_desktop.texts.folding import fold
from otp_desktop.ui.models.rows import RecordT, Row, Rows, Tone
from otp_desktop.ui.models.search import words_of
from otp_desktop.ui.theme import tone_colour
from otp_desktop.ui.tips import tip

NO_INDEX = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of a column: figures and dates stand right, ``stretch`` takes the room that is left.

    ``spare`` columns are hidden until the user asks for them; ``private`` ones are never copied nor exported.
    ``field`` is the field of files that a cell pasted here fills; none where nothing can be pasted.
    """

    text: str
    figures: bool = False
    stretch: bool = False
    spare: bool = False
    private: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column of the order."""

    column: int
    descending: bool = False


class RecordModel(QAbstractTableModel, Generic[RecordT]):
    """Rows of one kind of record. ``headings`` gives one heading for each column of an IntEnum."""

    def __init__(self, headings: Mapping[Any, Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = tuple(headings[column] for column in sorted(headings))
        self.names: tuple[str, ...] = tuple(str(column.name).lower() for column in sorted(headings))
        self.order: tuple[SortKey, ...] = ()
        self._rows: Rows[RecordT] = Rows()
        self._ordered: list[Row[RecordT]] = []
        self._shown: list[Row[RecordT]] = []
        self._words: tuple[str, ...] = ()

    # what the pages use

    @property
    def total(self) -> int:
        """Number of rows before the filter."""
        return len(self._rows.items)

    @property
    def longest_texts(self) -> tuple[tuple[str, ...], ...]:
        """The longest texts of each column, whatever the filter; none of one that is empty."""
        return self._rows.longest or ((),) * len(self.headings)

    @property
    def shown(self) -> tuple[Row[RecordT], ...]:
        """Rows that pass the filter, in the order of the screen."""
        return tuple(self._shown)

    @property
    def ordered(self) -> tuple[Row[RecordT], ...]:
        """All rows, whatever the filter, in the order of the screen."""
        return tuple(self._ordered)

    def record_at(self, position: int) -> RecordT:
        return self._shown[position].record

    def heading_text(self, column: int) -> str:
        """The heading in the reader's language, with the sign of the order."""
        return f"{_(self.headings[column].text)}{self._sort_sign(column)}"

    def show_rows(self, prepared: Rows[RecordT]) -> None:
        """Takes the place of all rows; filter and order stay."""
        self.beginResetModel()
        self._rows = prepared
        self._sort()
        self._filter()
        self.endResetModel()

    def set_filter(self, query: str) -> None:
        """Shows the rows that hold every word of the query, whatever the accents and the case."""
        words = words_of(query)
        if words == self._words:
            return
        self.beginResetModel()
        self._words = words
        self._filter()
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
                return tip(cell.text) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case Qt.ItemDataRole.ForegroundRole:
                return tone_colour(cell.tone) if cell.tone is not Tone.PLAIN else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading_text(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by one column; -1 gives back the order that the rows came in."""
        self.sort_by((SortKey(column, order == Qt.SortOrder.DescendingOrder),) if column >= 0 else ())

    def sort_by(self, order: Sequence[SortKey]) -> None:
        """Sorts by several columns, the most telling first; rows that tie keep the order they came in."""
        before = self._shown
        self.layoutAboutToBeChanged.emit()
        self.order = tuple(order)
        self._sort()
        self._filter()
        self._move_persistent_indexes(before)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.headings) - 1)

    def turn(self, column: int, *, more: bool = False) -> None:
        """Sorts by the column, upwards, then downwards, then not at all. ``more`` keeps the columns before it."""
        own = next((key for key in self.order if key.column == column), None)
        turned = () if own is not None and own.descending else (SortKey(column, own is not None),)
        if not more:
            self.sort_by(turned)
        elif own is None:
            self.sort_by((*self.order, *turned))
        else:
            place = self.order.index(own)
            self.sort_by((*self.order[:place], *turned, *self.order[place + 1 :]))

    def match(
        self, start: Index, role: int, value: Any, hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchWrap,
    ) -> list[QModelIndex]:  # fmt: skip
        """Letters typed over the rows find the next one that begins so, whatever the accents."""
        if role != Qt.ItemDataRole.DisplayRole or hits != 1:
            return super().match(start, role, value, hits, flags)
        wanted, column = fold(str(value)), start.column()
        places = (*range(start.row(), len(self._shown)), *range(start.row()))
        found = (place for place in places if fold(self._shown[place].cells[column].text).startswith(wanted))
        return [self.index(place, column) for place in islice(found, 1)]

    # how it is done

    def _sort(self) -> None:
        """Empty cells come last, whichever way a column is sorted."""
        ordered = [*self._rows.items]
        for key in reversed(self.order):
            column = key.column
            ordered.sort(key=lambda item: item.cells[column].key, reverse=key.descending)
            if key.descending:
                ordered.sort(key=lambda item: item.cells[column].key[0])
        self._ordered = ordered

    def _filter(self) -> None:
        """Word by word: each pass is over the few rows that are left."""
        shown = self._ordered
        for word in self._words:
            shown = [item for item in shown if word in item.haystack]
        self._shown = shown

    def _sort_sign(self, column: int) -> str:
        """An arrow, and the rank of the column where the order has several."""
        for rank, key in enumerate(self.order, start=1):
            if key.column == column:
                arrow = "▼" if key.descending else "▲"
                return f" {arrow}{rank}" if len(self.order) > 1 else f" {arrow}"
        return ""

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
