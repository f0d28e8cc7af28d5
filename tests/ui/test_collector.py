"""The garbage collector is off while work runs, and its full walk is kept for when nobody looks."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from otp_desktop.ui.collector import MANY, Collector


class Ring:
    """Refers to itself: only the collector frees it."""

    alive = 0

    def __init__(self) -> None:
        self.me = self
        Ring.alive += 1

    def __del__(self) -> None:
        Ring.alive -= 1


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    owner = QObject()
    yield Collector(owner)
    gc.enable()


def test_no_collection_interrupts_work(collector: Collector) -> None:
    collector.rest(busy=True)
    before = gc.get_stats()[2]["collections"]
    kept = [[place] for place in range(2 * MANY)]
    assert gc.get_stats()[2]["collections"] == before
    assert not gc.isenabled()
    collector.rest(busy=False)
    assert gc.isenabled()
    assert gc.get_freeze_count() > len(kept)


def test_what_refers_to_itself_is_freed_once_the_user_is_elsewhere(collector: Collector) -> None:
    collector.rest(busy=True)
    rings = [Ring() for _place in range(MANY)]
    del rings
    collector.rest(busy=False)
    assert Ring.alive == MANY
    collector.collect_at_leisure(Qt.ApplicationState.ApplicationActive)
    assert Ring.alive == MANY
    collector.collect_at_leisure(Qt.ApplicationState.ApplicationInactive)
    assert Ring.alive == 0


def test_work_under_way_is_not_interrupted_by_a_look_elsewhere(collector: Collector) -> None:
    collector.rest(busy=True)
    before = gc.get_stats()[2]["collections"]
    collector.collect_at_leisure(Qt.ApplicationState.ApplicationInactive)
    assert gc.get_stats()[2]["collections"] == before
