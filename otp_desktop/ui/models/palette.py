"""What the command palette finds: prepared texts, matched letter by letter over 10,000 records in milliseconds."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from otp_desktop.texts.folding import fold
from otp_desktop.ui.entries import always_possible
from otp_desktop.ui.icons import icon
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.models.search import words_of
from otp_desktop.ui.theme import tone_colour

MOST_FOUND = 60
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """``key`` recognises the item another day; ``detail`` says what it is, ``folded`` is what is searched."""

    key: str
    text: str
    run: Callable[[], object]
    folded: str
    detail: str = ""
    shortcut: str = ""
    icon_name: str = ""
    why_not: Callable[[], str] = always_possible


def palette_item(key: str, text: str, run: Callable[[], object], detail: str = "", **others: Any) -> PaletteItem:
    return PaletteItem(key, text, run, fold(f"{text} {detail}"), detail, **others)


class Closeness(IntEnum):
    """How near a text is to what was typed, the nearest first."""

    START = 0
    WORD_STARTS = 1
    WITHIN = 2
    LETTERS_IN_ORDER = 3
    NONE = 4


def search(items: Sequence[PaletteItem], query: str, recent: Sequence[str] = ()) -> list[PaletteItem]:
    """The nearest items first, among equals those used lately, then the given order; at most MOST_FOUND."""
    rank = {key: place for place, key in enumerate(recent)}
    words = words_of(query)
    if not words:
        return sorted(items, key=lambda item: rank.get(item.key, len(rank)))[:MOST_FOUND]
    found = _containing(items, words)
    if len(found) < MOST_FOUND:
        known = {item.key for _closeness, item in found}
        found += [pair for pair in _spelling(items, words) if pair[1].key not in known]
    found.sort(key=lambda pair: (pair[0], rank.get(pair[1].key, len(rank))))
    return [item for _closeness, item in found[:MOST_FOUND]]


def _containing(items: Iterable[PaletteItem], words: tuple[str, ...]) -> list[tuple[Closeness, PaletteItem]]:
    whole = " ".join(words)
    holding = [item for item in items if all(word in item.folded for word in words)]
    return [(_closeness(item.folded, whole, words), item) for item in holding]


def _closeness(folded: str, whole: str, words: tuple[str, ...]) -> Closeness:
    if folded.startswith(whole):
        return Closeness.START
    starts = all(folded.startswith(word) or f" {word}" in folded for word in words)
    return Closeness.WORD_STARTS if starts else Closeness.WITHIN


def _spelling(items: Iterable[PaletteItem], words: tuple[str, ...]) -> list[tuple[Closeness, PaletteItem]]:
    """Texts that hold the letters in their order, whatever stands between: ``impag`` finds ``Import agents``."""
    letters = re.compile(".*?".join(re.escape(letter) for letter in "".join(words)))
    return [(Closeness.LETTERS_IN_ORDER, item) for item in items if letters.search(item.folded)]


class PaletteColumn(IntEnum):
    TEXT = 0
    DETAIL = 1
    SHORTCUT = 2


_TEXT_OF = {
    PaletteColumn.TEXT: attrgetter("text"),
    PaletteColumn.DETAIL: attrgetter("detail"),
    PaletteColumn.SHORTCUT: attrgetter("shortcut"),
}


class PaletteModel(QAbstractTableModel):
    """The items found, and of each the reason why it cannot be done now, asked once."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[PaletteItem, str]] = []

    def show_items(self, items: Iterable[PaletteItem]) -> None:
        self.beginResetModel()
        self._shown = [(item, item.why_not()) for item in items]
        self.endResetModel()

    def item_at(self, place: int) -> PaletteItem:
        return self._shown[place][0]

    def reason_at(self, place: int) -> str:
        return self._shown[place][1]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(PaletteColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item, reason = self._shown[index.row()]
        column = PaletteColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return reason if reason and column is PaletteColumn.DETAIL else _TEXT_OF[column](item)
            case Qt.ItemDataRole.DecorationRole if column is PaletteColumn.TEXT and item.icon_name:
                return icon(item.icon_name)
            case Qt.ItemDataRole.ForegroundRole if reason or column is not PaletteColumn.TEXT:
                return tone_colour(Tone.MUTED)
            case Qt.ItemDataRole.TextAlignmentRole if column is PaletteColumn.SHORTCUT:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
