"""The garbage collector kept out of the way while work runs.

A full collection holds every thread, for 60 ms over 3,000 agents just read and a quarter of a second over everything:
the window would stutter in the middle of an import. What is no longer used is freed at once all the same; the collector
only finds what refers to itself.
"""

import gc

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

MANY = 20_000  # objects that work has left: fewer are looked through in a few milliseconds


class Collector(QObject):
    """Off while work runs; what it leaves is set aside, and looked through when the user has gone elsewhere."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.connect(self.collect_at_leisure)

    def rest(self, busy: bool) -> None:
        """To call when work begins, and when none runs any more."""
        if busy:
            gc.disable()
            return
        if gc.get_count()[0] > MANY:
            gc.freeze()
        gc.enable()

    def collect_at_leisure(self, state: Qt.ApplicationState) -> None:
        """In another program's window nobody sees this one stand still."""
        if state == Qt.ApplicationState.ApplicationActive or not gc.isenabled():
            return
        gc.unfreeze()
        gc.collect()
        gc.freeze()
