"""The columns of a list as the user arranges them: which are seen, where, how wide, sorted how. Remembered by name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from otp_desktop.texts import _
from otp_desktop.ui.models.record_model import SortKey
from otp_desktop.ui.widgets.record_table import RecordTable


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the dialog of the columns shows it; ``place`` is its number in the model."""

    place: int
    text: str
    shown: bool


class ColumnLayout(QObject):
    """Nothing is kept before ``remember``; columns that a newer program adds come where the model has them."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self._model = table.records
        self._header = table.horizontalHeader()
        self._settings: QSettings | None = None
        self._key = ""
        self.widths_by_hand: dict[int, int] = {}
        self.fitting = False
        self.reset()
        self._header.sectionResized.connect(self._note_width)
        self._header.sectionMoved.connect(self.save)
        self._model.layoutChanged.connect(self.save)

    @property
    def columns(self) -> tuple[Column, ...]:
        """From left to right, hidden ones too."""
        places = [self._header.logicalIndex(visual) for visual in range(self._header.count())]
        return tuple(
            Column(place, _(self._model.headings[place].text), not self._table.isColumnHidden(place))
            for place in places
        )

    @property
    def shown(self) -> tuple[int, ...]:
        """Places of the columns that are seen, from left to right."""
        return tuple(column.place for column in self.columns if column.shown)

    def arrange(self, places: Sequence[int], hidden: Sequence[int]) -> None:
        """Puts the columns in this order and hides some; one at least stays."""
        for visual, place in enumerate(places):
            self._header.moveSection(self._header.visualIndex(place), visual)
        seen = [place for place in places if place not in hidden] or list(places[:1])
        for place in places:
            self._table.setColumnHidden(place, place not in seen)
        self.save()

    def reset(self) -> None:
        """As the list is made: its own order of columns, spare ones hidden, widths that fit."""
        headings = self._model.headings
        self.widths_by_hand.clear()
        self.arrange(range(len(headings)), [place for place, heading in enumerate(headings) if heading.spare])

    def remember(self, settings: QSettings, name: str) -> None:
        """Takes the arrangement kept under this name, and keeps every change from now on."""
        self._key = f"list/{name}"
        self._take(settings.value(self._key))
        self._settings = settings

    def save(self) -> None:
        if self._settings is not None:
            self._settings.setValue(self._key, json.dumps(self._state()))

    def _state(self) -> dict[str, Any]:
        names = self._model.names
        return {
            "columns": [names[column.place] for column in self.columns],
            "hidden": [names[column.place] for column in self.columns if not column.shown],
            "widths": {names[place]: width for place, width in self.widths_by_hand.items()},
            "order": [[names[key.column], key.descending] for key in self._model.order],
        }

    def _take(self, kept: object) -> None:
        """A text that cannot be read leaves the list as it is made."""
        try:
            state = json.loads(str(kept)) if kept else {}
            known = {name: place for place, name in enumerate(self._model.names)}
            places = [known.pop(name) for name in state.get("columns", ()) if name in known]
            hidden = set(state.get("hidden", ()))
            widths = {str(name): int(width) for name, width in state.get("widths", {}).items()}
            order = [(str(name), bool(descending)) for name, descending in state.get("order", ())]
        except (ValueError, TypeError, AttributeError):
            return
        if not places:
            return
        names = self._model.names
        hidden |= {name for name, place in known.items() if self._model.headings[place].spare}
        self.arrange((*places, *known.values()), [place for place, name in enumerate(names) if name in hidden])
        self.widths_by_hand = {place: widths[name] for place, name in enumerate(names) if widths.get(name, 0) > 0}
        self._model.sort_by([SortKey(names.index(name), down) for name, down in order if name in names])

    def _note_width(self, place: int, _before: int, width: int) -> None:
        if not self.fitting and width and QApplication.mouseButtons():
            self.widths_by_hand[place] = width
            self.save()
