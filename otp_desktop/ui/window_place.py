"""Where the user is in the lists of a window: carried over when another window takes its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from otp_desktop.ui.pages.page import Page
from otp_desktop.ui.widgets.record_list import RecordList


@dataclass(frozen=True)
class ListPlace:
    """Filter and selection of one list; its columns and their order are in the settings."""

    query: str
    keys: frozenset[object]


def list_places(pages: Iterable[Page]) -> Mapping[str, Sequence[ListPlace]]:
    """By the name of the page, one for each of its lists in the order in which it made them."""
    return {part.name: [_place(records) for records in _lists(part)] for page in pages for part in page.parts}


def restore_lists(pages: Iterable[Page], places: Mapping[str, Sequence[ListPlace]]) -> None:
    """Gives the lists of pages made alike the places they had; rows are selected once they are read."""
    for part in (part for page in pages for part in page.parts):
        for records, place in zip(_lists(part), places.get(part.name, ()), strict=False):
            records.filter_box.setText(place.query)
            if place.keys:
                select_when_read(records, place.keys)


def _lists(page: Page) -> list[RecordList]:
    return page.findChildren(RecordList)


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
