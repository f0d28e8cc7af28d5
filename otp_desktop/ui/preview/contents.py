"""The contents of a document: its outline, read off the interface thread and shown as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, Qt
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
ROLE = QPdfBookmarkModel.Role


@dataclass(slots=True, eq=False)
class Heading:
    """An entry of the outline: where it leads, and those below it."""

    title: str = ""
    page: int = 0
    place: QPointF = field(default_factory=QPointF)
    row: int = 0
    above: "Heading | None" = field(default=None, repr=False)
    below: "list[Heading]" = field(default_factory=list, repr=False)

    def at_level(self, level: int) -> "Iterator[Heading]":
        """Those that stand ``level`` entries deep, 0 being the first."""
        for heading in self.below:
            if level:
                yield from heading.at_level(level - 1)
            else:
                yield heading


def read_contents(file: Path) -> Heading:
    """All entries, below a nameless one. To be called off the interface thread: thousands take a while."""
    document, outline = QPdfDocument(), QPdfBookmarkModel()
    document.load(str(file))
    outline.setDocument(document)
    whole = Heading()
    _gather(outline, NO_INDEX, whole)
    return whole


def _gather(outline: QPdfBookmarkModel, parent: Index, above: Heading) -> None:
    for row in range(outline.rowCount(parent)):
        index = outline.index(row, 0, parent)
        title, page, place = (index.data(role.value) for role in (ROLE.Title, ROLE.Page, ROLE.Location))
        heading = Heading(str(title), int(page), QPointF(place), row, above)
        above.below.append(heading)
        _gather(outline, index, heading)


class ContentsModel(QAbstractItemModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.whole = Heading()

    def show_contents(self, whole: Heading) -> None:
        self.beginResetModel()
        self.whole = whole
        self.endResetModel()

    def heading(self, index: Index) -> Heading:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Heading) else self.whole

    def index(self, row: int, column: int, parent: Index = NO_INDEX) -> QModelIndex:
        below = self.heading(parent).below
        return self.createIndex(row, column, below[row]) if 0 <= row < len(below) and not column else QModelIndex()

    def parent(self, index: Index = NO_INDEX) -> QModelIndex:  # type: ignore[override]  # QObject has another one
        above = self.heading(index).above
        return QModelIndex() if above is None or above is self.whole else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.column() > 0 else len(self.heading(parent).below)

    def columnCount(self, _parent: Index = NO_INDEX) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.heading(index).title if role == Qt.ItemDataRole.DisplayRole else None
