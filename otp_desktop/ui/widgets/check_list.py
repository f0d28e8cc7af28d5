"""A list of boxes to tick, with a filter and one box for all: which units, which sites."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListView, QVBoxLayout, QWidget

from otp_desktop.texts import _
from otp_desktop.texts.folding import fold
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.search import matches, words_of
from otp_desktop.ui.tips import tip
from otp_desktop.ui.widgets.filter_box import filter_box
from otp_desktop.ui.widgets.labels import label

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


_folded = lru_cache(maxsize=8192)(fold)


@dataclass(frozen=True, slots=True)
class Choice:
    """``code`` is what is chosen, ``text`` what is read."""

    code: str
    text: str


class CheckModel(QAbstractListModel):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[Choice, ...] = ()
        self.ticked: set[str] = set()
        self._shown: list[Choice] = []
        self._words: tuple[str, ...] = ()

    @property
    def shown(self) -> list[Choice]:
        return self._shown

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """New choices come ticked; those that stay keep what the user said."""
        left_out = {choice.code for choice in self.choices} - self.ticked
        self.choices = tuple(choices)
        self.ticked = {choice.code for choice in choices} - left_out
        self._refresh()

    def tick(self, choices: Sequence[Choice], codes: Iterable[str]) -> None:
        """New choices of which these are ticked."""
        self.choices = tuple(choices)
        self.ticked = {choice.code for choice in choices} & set(codes)
        self._refresh()

    def set_filter(self, query: str) -> None:
        self._words = words_of(query)
        self._refresh()

    def tick_shown(self, ticked: bool) -> None:
        codes = {choice.code for choice in self._shown}
        self.ticked = self.ticked | codes if ticked else self.ticked - codes
        self._refresh()

    def _refresh(self) -> None:
        self.beginResetModel()
        self._shown = [choice for choice in self.choices if self._matches(choice)]
        self.endResetModel()
        self.changed.emit()

    def _matches(self, choice: Choice) -> bool:
        """Folding two thousand names takes a while: only once one looks for some, and once."""
        return not self._words or matches(_folded(choice.text), self._words)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(choice.text)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if choice.code in self.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        code = self._shown[index.row()].code
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.ticked.add(code)
        else:
            self.ticked.discard(code)
        self.dataChanged.emit(index, index, [role])
        self.changed.emit()
        return True

    def flags(self, _index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class CheckList(QWidget):
    """The box at the top ticks or clears what the filter shows."""

    changed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.model = CheckModel()
        self.model.setParent(self)
        self.all = QCheckBox(title)
        self.count = label(role="muted")
        self.filter_box = filter_box(title)
        self.view = QListView()
        self.view.setAccessibleName(title)
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._lay_out()
        self.all.clicked.connect(lambda: self.model.tick_shown(self.all.checkState() != Qt.CheckState.Unchecked))
        self.filter_box.textChanged.connect(self.model.set_filter)
        self.model.changed.connect(self._show_state)
        self._show_state()

    @property
    def ticked(self) -> frozenset[str]:
        """Codes of all ticked choices, those that the filter hides too."""
        return frozenset(self.model.ticked)

    @property
    def chosen(self) -> frozenset[str] | None:
        """The same, and None where there are some and all are ticked."""
        whole = self.model.choices and len(self.ticked) == len(self.model.choices)
        return None if whole else self.ticked

    def show_choices(self, choices: Sequence[Choice]) -> None:
        self.model.show_choices(choices)

    def tick(self, choices: Sequence[Choice], codes: Iterable[str]) -> None:
        """New choices of which these are ticked."""
        self.model.tick(choices, codes)

    def _show_state(self) -> None:
        shown = [choice.code in self.model.ticked for choice in self.model.shown]
        state = Qt.CheckState.PartiallyChecked
        if not any(shown):
            state = Qt.CheckState.Unchecked
        elif all(shown):
            state = Qt.CheckState.Checked
        self.all.setCheckState(state)
        self.count.setText(
            _("{shown} of {whole}").format(shown=number(len(self.model.ticked)), whole=number(len(self.model.choices)))
        )
        self.changed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.all)
        head.addStretch(1)
        head.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.filter_box)
        layout.addWidget(self.view, 1)
