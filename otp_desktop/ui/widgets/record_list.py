"""A list of records: instant filter, table, number of rows, and what to do while it is empty."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.icons import icon
from otp_desktop.ui.models.record_model import RecordModel
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label

_CELL_MARGIN = 20
_WIDEST = 220
_NARROWEST_STRETCH = 150
_ROW_MARGIN = 12
_LEAST_HEIGHT = 64  # of the table alone: two lists share a page on a small screen
_RESELECT_UP_TO = 500


class RecordList(QWidget):
    """``count_text`` says the number of rows in words, such as ``463 agents``."""

    opened = Signal()
    selectionChanged = Signal()

    def __init__(self, model: RecordModel[Any], name: str, count_text: Callable[[int], str], empty: EmptyState) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        self.filter_box = _filter_box(name)
        self.table = _table(model, name)
        self.count = label(role="muted")
        self.empty = empty
        self.no_match = EmptyState("filter-off-outline", "", _("Change or clear the filter to see rows again."))
        self.loading = EmptyState("timer-sand", _("Reading…"), "")
        self._loaded = False
        self._count_text = count_text
        self._selected_keys: list[object] = []
        self._widths_by_hand = False
        self._fitting = False
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(_LEAST_HEIGHT)
        for widget in (self.table, self.empty, self.no_match, self.loading):
            self._stack.addWidget(widget)
        self._lay_out()
        self._connect()
        self._show_state()

    def show_rows(self, prepared: Rows[Any]) -> None:
        """Shows rows made off the interface thread; filter, order and selection stay."""
        self._loaded = True
        self.model.show_rows(prepared)
        self.fit_columns()

    def show_loading(self) -> None:
        """Until the next rows: an empty list must not say that there is nothing."""
        self._loaded = False
        self.model.show_rows(Rows())

    def selected(self) -> list[Any]:
        """Records of the selected rows, in the order of the screen."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.record_at(place) for place in places]

    def select(self, keys: set[object]) -> None:
        """Selects the rows of these keys, and shows the first."""
        selection = QItemSelection()
        places = [place for place, item in enumerate(self.model.shown) if item.key in keys]
        last = self.model.columnCount() - 1
        for place in places:
            selection.select(self.model.index(place, 0), self.model.index(place, last))
        chosen = self.table.selectionModel()
        if places:
            chosen.setCurrentIndex(self.model.index(places[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.table.scrollTo(self.model.index(places[0], 0))
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focus_filter(self) -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def repaint_icons(self) -> None:
        """After a change of theme."""
        self.empty.repaint_icon()
        self.no_match.repaint_icon()
        self.loading.repaint_icon()

    def fit_columns(self) -> None:
        """Each column as wide as its longest text; the stretching ones take what is left, or give what is short."""
        if self._widths_by_hand:
            return
        self._fitting = True
        widths = self._natural_widths()
        stretching = [column for column, heading in enumerate(self.model.headings) if heading.stretch]
        left = self.table.viewport().width() - sum(widths)
        for column in stretching:
            least = min(widths[column], _NARROWEST_STRETCH)
            widths[column] = max(least, widths[column] + left // len(stretching))
        for column, width in enumerate(widths):
            self.table.setColumnWidth(column, width)
        self._fitting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self.fit_columns()
        if watched is self.filter_box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._filter_key(event)
        return super().eventFilter(watched, event)

    def _filter_key(self, event: QKeyEvent) -> bool:
        """From the filter, Down goes to the rows and Escape clears."""
        if event.key() == Qt.Key.Key_Down and self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.table.selectionModel().hasSelection():
                self.table.selectRow(0)
            return True
        if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
            self.filter_box.clear()
            return True
        return False

    def _lay_out(self) -> None:
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self.tools.addWidget(self.filter_box, 1)
        self.tools.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.tools)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.count)

    def _connect(self) -> None:
        self.filter_box.textChanged.connect(self.model.set_filter)
        self.filter_box.installEventFilter(self)
        self.table.viewport().installEventFilter(self)
        self.table.activated.connect(lambda _index: self.opened.emit())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self.selectionChanged.emit())
        self.table.horizontalHeader().sectionResized.connect(self._note_resize)
        self.model.modelAboutToBeReset.connect(self._keep_selection)
        self.model.modelReset.connect(self._after_reset)

    def _keep_selection(self) -> None:
        shown = self.model.shown
        places = [index.row() for index in self.table.selectionModel().selectedRows()[:_RESELECT_UP_TO]]
        self._selected_keys = [shown[place].key for place in places]

    def _after_reset(self) -> None:
        if self._selected_keys:
            self.select(set(self._selected_keys))
        self._show_state()
        self.selectionChanged.emit()

    def _show_state(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        state = self.table if shown else self.no_match if total else self.empty if self._loaded else self.loading
        self._stack.setCurrentWidget(state)
        self.count.setVisible(bool(total))
        whole = self._count_text(total)
        if shown == total:
            self.count.setText(whole)
        else:
            self.count.setText(_("{shown} of {whole}").format(shown=number(shown), whole=whole))
            self.no_match.heading.setText(_("No row contains “{query}”").format(query=self.filter_box.text().strip()))

    def _natural_widths(self) -> list[int]:
        metrics, bold = self.table.fontMetrics(), _heading_metrics(self.table.font())
        longest = self.model.longest_texts or ("",) * len(self.model.headings)
        return [
            max(
                min(_WIDEST, metrics.horizontalAdvance(text) + _CELL_MARGIN),
                bold.horizontalAdvance(_(heading.text)) + _CELL_MARGIN,
            )
            for text, heading in zip(longest, self.model.headings, strict=True)
        ]

    def _note_resize(self) -> None:
        if not self._fitting and QApplication.mouseButtons():
            self._widths_by_hand = True


def _heading_metrics(font: QFont) -> QFontMetrics:
    """Of the weight that the style sheet gives to headings, which the header's own font does not tell."""
    heading = QFont(font)
    heading.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(heading)


def _filter_box(name: str) -> QLineEdit:
    box = QLineEdit()
    box.setPlaceholderText(_("Filter"))
    box.setClearButtonEnabled(True)
    box.setMaximumWidth(360)
    box.setAccessibleName(_("Filter: {list}").format(list=name))
    box.addAction(icon("magnify"), QLineEdit.ActionPosition.LeadingPosition)
    shortcut = QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
    box.setToolTip(_("Several words in any order, without accents if you like ({shortcut})").format(shortcut=shortcut))
    return box


def _table(model: RecordModel[Any], name: str) -> QTableView:
    table = QTableView()
    table.setAccessibleName(name)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    font = table.font()
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width stand under one another
    table.setFont(font)
    rows = table.verticalHeader()
    rows.setVisible(False)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(table.fontMetrics().height() + _ROW_MARGIN)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSortIndicatorClearable(True)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    table.setSortingEnabled(True)
    return table
