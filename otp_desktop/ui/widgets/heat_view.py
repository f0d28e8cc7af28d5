"""A heat table: the cell darkens and its figure thickens where less is held, a bar under it shows what is missing.

Shade, weight and bar say the same: it reads in black and white, and by who tells no colours.
"""

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from otp_desktop.domain.coverage import rate_rank
from otp_desktop.ui.models.heat import CELL_ROLE, Heat, HeatCell, HeatModel
from otp_desktop.ui.models.record_model import Index
from otp_desktop.ui.theme import current_theme

_BOLD_FROM = 2  # rank: under 95 %
_BAR = 3
_SIDE = 10
_BOLD_WIDENS = 1.1
_ROW_MARGIN = 12


class HeatDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: HeatCell = index.data(CELL_ROLE)
        painter.save()
        if cell.text:
            self._paint_cell(painter, QRectF(option.rect), cell)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(current_theme().accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_cell(self, painter: QPainter, frame: QRectF, cell: HeatCell) -> None:
        theme, rank = current_theme(), rate_rank(cell.rate)
        painter.fillRect(frame.adjusted(1, 1, 0, 0), QColor(theme.heat[rank]))
        if cell.rate < 1:
            painter.fillRect(
                QRectF(frame.left() + 1, frame.bottom() - _BAR, (frame.width() - 1) * (1 - cell.rate), _BAR),
                QColor(theme.text),
            )
        painter.setPen(QColor(theme.text))
        font = painter.font()
        font.setBold(rank >= _BOLD_FROM)
        painter.setFont(font)
        figure, note = _lines(frame) if cell.note else (frame, frame)
        painter.drawText(figure, Qt.AlignmentFlag.AlignCenter, cell.text)
        if cell.note:
            font.setBold(False)
            painter.setFont(font)
            painter.drawText(note, Qt.AlignmentFlag.AlignCenter, cell.note)


def _lines(frame: QRectF) -> tuple[QRectF, QRectF]:
    """Where the figure and the note under it stand, over the bar."""
    room = frame.adjusted(0, 2, 0, -_BAR)
    half = room.height() / 2
    return room.adjusted(0, 0, 0, -half), room.adjusted(0, half, 0, 0)


class HeatView(QTableView):
    """As large as its cells: the page around it scrolls. Arrow keys go from cell to cell, each told in words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.heat = HeatModel()
        self.setModel(self.heat)
        self.setItemDelegate(HeatDelegate(self))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)

    def show_heat(self, heat: Heat) -> None:
        self.heat.show_heat(heat)
        self._fit_cells()
        self.setCurrentIndex(self.heat.index(0, 0))
        self.updateGeometry()

    def _fit_cells(self) -> None:
        """By the longest texts of each column: Qt would measure all 2,000 cells of a quarter, twice."""
        metrics, heads = self.fontMetrics(), self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(2 * metrics.height() + _ROW_MARGIN)
        for column in range(self.heat.columnCount()):
            text, note = self.heat.longest_texts(column)
            widest = max(metrics.horizontalAdvance(text) * _BOLD_WIDENS, metrics.horizontalAdvance(note)) + 2 * _SIDE
            self.setColumnWidth(column, max(ceil(widest), heads.sectionSizeHint(column)))

    def sizeHint(self) -> QSize:
        names, days = self.verticalHeader(), self.horizontalHeader()
        rows = names.length() if self.heat.rowCount() else 0
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(names.sizeHint().width() + days.length() + 4, days.sizeHint().height() + rows + bar + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def repaint_shades(self) -> None:
        """After a change of theme."""
        self.viewport().update()
