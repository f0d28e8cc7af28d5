"""Undo and Redo of what was done in this window, by name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from otp_desktop.domain.changes import Changes
from otp_desktop.services import undo
from otp_desktop.services.undo_history import Done
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import Sentence, _
from otp_desktop.ui.background import Background


class Gestures(QObject):
    """Every write that goes through the background becomes the next thing to undo."""

    changed = Signal()

    def __init__(self, workspace: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._history = workspace.history
        self._background = background
        self._busy = False
        background.changed.connect(self._after_changes)

    @property
    def undo_text(self) -> str:
        done = self._history.next_undo
        return _("Undo: {gesture}").format(gesture=_in_menu(done.name)) if done is not None else _("Undo")

    @property
    def redo_text(self) -> str:
        undone = self._history.next_redo
        return _("Redo: {gesture}").format(gesture=_in_menu(undone.name)) if undone is not None else _("Redo")

    def why_no_undo(self) -> str:
        return "" if self._history.next_undo is not None else _("Nothing was done yet that could be undone.")

    def why_no_redo(self) -> str:
        return "" if self._history.next_redo is not None else _("Nothing was undone that could be done again.")

    def undo(self) -> None:
        self._take_back(self._history.next_undo, self._history.undone)

    def redo(self) -> None:
        self._take_back(self._history.next_redo, self._history.redone)

    def _take_back(self, done: Done | None, record: Callable[[Done, int], None]) -> None:
        if done is None or self._busy:
            return
        self._busy = True
        workspace, history = self._workspace, self._history

        def work() -> Changes:
            changes = undo.undo(workspace, done.gesture)
            if changes.gesture is not None:
                history.expect(changes.gesture)
            return changes

        self._background.write(
            self,
            work,
            partial(self._taken_back, done, record),
            failed=partial(self._refused, done),
            title=str(done.name),
        )

    def _taken_back(self, done: Done, record: Callable[[Done, int], None], changes: Changes) -> None:
        self._busy = False
        if changes.gesture is not None:
            record(done, changes.gesture)
        self.changed.emit()

    def _refused(self, done: Done, error: Exception) -> bool:
        """What can never be undone any more leaves the way to what was done before; the error is shown all the same."""
        self._busy = False
        if isinstance(error, undo.HOPELESS):
            self._history.drop(done)
            self.changed.emit()
        return False

    def _after_changes(self, changes: Changes) -> None:
        if changes.gesture is not None and changes.name is not None and not self._history.expected(changes.gesture):
            self._history.add(Done(changes.gesture, changes.name))
            self.changed.emit()


def _in_menu(name: Sentence) -> str:
    """A file's name may hold the sign by which menus mark access keys."""
    return str(name).replace("&", "&&")
