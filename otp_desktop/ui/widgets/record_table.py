"""The table of a list: whole rows are selected, the current cell has a frame, and headings sort."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from otp_desktop.ui.models.record_model import RecordModel
from otp_desktop.ui.theme import current_theme

ROW_MARGIN = 12


class RecordTable(QTableView):
    """A click on a heading sorts by it, with Shift also by it; Home and End go to the first and the last row."""

    def __init__(self, model: RecordModel[Any], name: str) -> None:
        super().__init__()
        self.records = model
        self.setAccessibleName(name)
        self.setModel(model)
        self._behave()
        self._look()
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.sectionClicked.connect(self._heading_clicked)
        # Before painting, a heading asks whether all rows of its column are selected: for a selection of its own, none.
        header.setSelectionModel(QItemSelectionModel(model, header))

    @property
    def current_column(self) -> int:
        """The column of the current cell; the first one seen where there is none."""
        header = self.horizontalHeader()
        index = self.currentIndex()
        if index.isValid() and not self.isColumnHidden(index.column()):
            return index.column()
        return next(
            column for column in map(header.logicalIndex, range(header.count())) if not self.isColumnHidden(column)
        )

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self.model().rowCount() - 1
        if last >= 0 and action == QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, self.current_column)
        if last >= 0 and action == QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(last, self.current_column)
        return super().moveCursor(action, modifiers)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of the current cell: one rectangle costs less than a border in the style of each cell."""
        super().paintEvent(event)
        if not (self.hasFocus() and self.currentIndex().isValid()):
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(current_theme().accent))
        painter.drawRect(self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -1))
        painter.end()

    def _heading_clicked(self, column: int) -> None:
        more = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.records.turn(column, more=more)

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _look(self) -> None:
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        font = self.font()
        font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width stand under one another
        self.setFont(font)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + ROW_MARGIN)
