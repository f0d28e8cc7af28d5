"""A table whose rows carry a bar: the chart and its figures in one, to be read in black and white."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from otp_desktop.ui.models.dashboard import Bar
from otp_desktop.ui.models.record_model import RECORD_ROLE, Index, RecordModel
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.theme import current_theme
from otp_desktop.ui.widgets.record_table import RecordTable

RecordT = TypeVar("RecordT")

_SIDE = 6
_LEAST_WIDTH = 150
_THICK = 3
_WHISKER = 3


class BarDelegate(QStyledItemDelegate):
    """All bars start at nought and share one scale."""

    def __init__(self, bar_of: Callable[[Any], Bar], parent: RecordTable) -> None:
        super().__init__(parent)
        self._bar_of = bar_of
        self.most = 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        bar, theme = self._bar_of(index.data(RECORD_ROLE)), current_theme()
        room = QRectF(option.rect).adjusted(_SIDE, _SIDE, -_SIDE, -_SIDE)
        scale = room.width() / self.most
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.text), 1))
        painter.setBrush(QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(QRectF(room.left(), room.top(), bar.value * scale, room.height()))
        if bar.spread:
            _draw_spread(painter, room, bar, scale)
        if bar.mark:
            x = room.left() + bar.mark * scale
            painter.setPen(QPen(QColor(theme.text), _THICK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(x, room.top() - 3), QPointF(x, room.bottom() + 3))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_LEAST_WIDTH, super().sizeHint(option, index).height())


def _draw_spread(painter: QPainter, room: QRectF, bar: Bar, scale: float) -> None:
    theme, middle = current_theme(), room.center().y()
    ends = [room.left() + max(0.0, bar.value + side * bar.spread) * scale for side in (-1, 1)]
    lines = [QLineF(ends[0], middle, ends[1], middle)]
    lines += [QLineF(end, middle - _WHISKER, end, middle + _WHISKER) for end in ends]
    for colour, width in ((theme.surface, 4), (theme.text, 2)):  # a halo: the line is seen over the hatching
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLines(lines)


class BarTable(RecordTable, Generic[RecordT]):
    """As high as its rows. ``bar_of`` gives the bar that stands in ``column``."""

    def __init__(self, model: RecordModel[RecordT], name: str, column: int, bar_of: Callable[[RecordT], Bar]) -> None:
        super().__init__(model, name)
        self._bars = BarDelegate(bar_of, self)
        self._bar_of = bar_of
        self.setItemDelegateForColumn(column, self._bars)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_SIDE * 4)

    def show_rows(self, rows: Rows[RecordT]) -> None:
        self._bars.most = max((self._bar_of(item.record).reach for item in rows.items), default=0.0) or 1.0
        self.records.show_rows(rows)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = self.records.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + bar + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())
