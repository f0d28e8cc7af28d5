"""A list of records: instant filter, table, number of rows, and what to do while it is empty."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.record_model import RecordModel
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.column_layout import ColumnLayout
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.filter_box import filter_box
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_table import RecordTable

_CELL_MARGIN = 17  # padding of the style sheet and the room that Qt keeps for the frame of the current cell
_HEADING_MARGIN = 16
_WIDEST = 220
_NARROWEST_STRETCH = 120
_LEAST_HEIGHT = 64  # of the table alone: two lists share a page on a small screen
RESELECT_UP_TO = 500


class RecordList(QWidget):
    """``count_text`` says the number of rows in words, such as ``463 agents``."""

    opened = Signal()
    selectionChanged = Signal()
    menuWanted = Signal(QPoint)
    columnsWanted = Signal()

    def __init__(self, model: RecordModel[Any], name: str, count_text: Callable[[int], str], empty: EmptyState) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        self.filter_box = filter_box(name)
        self.filter_box.setMaximumWidth(360)
        self.name = name
        self.table = RecordTable(model, name)
        self.columns = ColumnLayout(self.table)
        self.count = label(role="muted")
        self.empty = empty
        self.no_match = EmptyState("filter-off-outline", "", _("Change or clear the filter to see rows again."))
        self.loading = EmptyState("timer-sand", _("Reading…"), "")
        self._loaded = False
        self._count_text = count_text
        self._selected_keys: list[object] = []
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

    def remember(self, settings: QSettings, name: str) -> None:
        """Columns, widths and order are kept under this name from now on."""
        self.columns.remember(settings, name)

    @property
    def selected_places(self) -> list[int]:
        """Numbers of the selected rows, in the order of the screen."""
        ranges = self.table.selectionModel().selection().toList()
        return sorted({place for part in ranges for place in range(part.top(), part.bottom() + 1)})

    @property
    def selected_count(self) -> int:
        return len(self.selected_places)

    def selected(self) -> list[Any]:
        """Records of the selected rows, in the order of the screen."""
        return [self.model.record_at(place) for place in self.selected_places]

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
        """Each column as wide as its longest text; the stretching ones take what is left, or give what is short.

        A width that the user gave a column stays.
        """
        by_hand, shown = self.columns.widths_by_hand, self.columns.shown
        widths = {place: width for place, width in enumerate(self._natural_widths()) if place in shown} | {
            place: width for place, width in by_hand.items() if place in shown
        }
        stretching = {place: widths[place] for place in self._stretching(by_hand)}
        left = self.table.viewport().width() - sum(widths.values())
        widths |= (
            _widened(stretching, self._text_widths(stretching), left) if left >= 0 else _narrowed(stretching, -left)
        )
        self.columns.fitting = True
        for place, width in widths.items():
            self.table.setColumnWidth(place, width)
        self.columns.fitting = False

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
        self.table.customContextMenuRequested.connect(
            lambda place: self.menuWanted.emit(self.table.viewport().mapToGlobal(place))
        )
        header = self.table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda _place: self.columnsWanted.emit())
        self.model.modelAboutToBeReset.connect(self._keep_selection)
        self.model.layoutChanged.connect(self.fit_columns)  # the heading of a sorted column has a sign more
        self.model.modelReset.connect(self._after_reset)

    def _keep_selection(self) -> None:
        shown = self.model.shown
        self._selected_keys = [shown[place].key for place in self.selected_places[:RESELECT_UP_TO]]

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

    def _stretching(self, by_hand: Container[int]) -> list[int]:
        """Empty columns leave the room to those that say something."""
        headings, longest = self.model.headings, self.model.longest_texts
        able = [place for place in self.columns.shown if headings[place].stretch and place not in by_hand]
        return [place for place in able if longest[place]] or able

    def _natural_widths(self) -> list[int]:
        bold, columns = _heading_metrics(self.table.font()), range(len(self.model.headings))
        texts = self._text_widths(columns)
        headings = [_width(bold, (self.model.heading_text(place),)) + _HEADING_MARGIN for place in columns]
        return [max(min(_WIDEST, texts[place]), headings[place]) for place in columns]

    def _text_widths(self, places: Iterable[int]) -> dict[int, int]:
        """The widths at which no text of these columns is cut."""
        metrics, longest = QFontMetricsF(self.table.font()), self.model.longest_texts
        return {place: _width(metrics, longest[place]) + _CELL_MARGIN for place in places}


def _width(metrics: QFontMetricsF, texts: Sequence[str]) -> int:
    """Of the widest of these texts, in whole pixels."""
    return ceil(max(map(metrics.horizontalAdvance, texts), default=0.0))


def _heading_metrics(font: QFont) -> QFontMetricsF:
    """Of the weight that the style sheet gives to headings, which the header's own font does not tell."""
    heading = QFont(font)
    heading.setWeight(QFont.Weight.DemiBold)
    return QFontMetricsF(heading)


def _widened(widths: Mapping[int, int], wanted: Mapping[int, int], left: int) -> dict[int, int]:
    """What is left goes to the columns whose texts are cut, then to all alike."""
    lacking = {place: max(0, wanted[place] - width) for place, width in widths.items()}
    share = min(1.0, left / max(1, sum(lacking.values())))
    given = {place: int(lack * share) for place, lack in lacking.items()}
    spare = (left - sum(given.values())) // max(1, len(widths))
    return {place: width + given[place] + spare for place, width in widths.items()}


def _narrowed(widths: Mapping[int, int], short: int) -> dict[int, int]:
    """What is short comes most from the widest, none below the least width; where that is not enough, one scrolls."""
    spare = {place: max(0, width - _NARROWEST_STRETCH) for place, width in widths.items()}
    if short > sum(spare.values()):
        return dict(widths)
    share = short / max(1, sum(spare.values()))
    return {place: width - ceil(spare[place] * share) for place, width in widths.items()}
