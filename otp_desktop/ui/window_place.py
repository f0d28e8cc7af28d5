"""Where the user is in the lists of a window: carried over when another window takes its place."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from otp_desktop.ui.widgets.record_list import RecordList


@dataclass(frozen=True)
class ListPlace:
    """Filter and selection of one list; its columns and their order are in the settings."""

    query: str
    keys: frozenset[object]


def list_places(window: QWidget) -> tuple[ListPlace, ...]:
    """One for each list of the window, in the order in which the window made them."""
    return tuple(_place(records) for records in window.findChildren(RecordList))


def restore_lists(window: QWidget, places: tuple[ListPlace, ...]) -> None:
    """Gives the lists of a window made alike the places they had; rows are selected once they are read."""
    for records, place in zip(window.findChildren(RecordList), places, strict=False):
        records.filter_box.setText(place.query)
        if place.keys:
            select_when_read(records, place.keys)


def _place(records: RecordList) -> ListPlace:
    shown = records.model.shown
    keys = frozenset(shown[place].key for place in records.selected_places)
    return ListPlace(records.filter_box.text(), keys)


def select_when_read(records: RecordList, keys: frozenset[object]) -> None:
    """Selects the rows of these keys at the next reading that brings rows."""

    def select() -> None:
        if records.model.total:
            records.model.modelReset.disconnect(select)
            records.select(set(keys))

    records.model.modelReset.connect(select)
