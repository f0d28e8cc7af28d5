"""Candidates drawn with the mouse from the pool onto the board."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from otp_desktop.services.candidates import RankedCandidate
from otp_desktop.ui.boards.candidate_panel import CandidatePanel
from otp_desktop.ui.boards.drops import Carried
from otp_desktop.ui.boards.editable_board import EditableBoard


class PoolDrag(QObject):
    """Watches the mouse over the list: drawn beyond a click, the agent under it goes into the board's hand."""

    def __init__(self, panel: CandidatePanel, board: EditableBoard) -> None:
        super().__init__(panel)
        self._table = panel.records.table
        self._model = panel.records.model
        self._board = board
        self._pressed: tuple[QPoint, RankedCandidate] | None = None
        self._table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._press(event)
                return False
            case QEvent.Type.MouseMove:
                return self._move(event)
            case QEvent.Type.MouseButtonRelease:
                return self._release()
        return False

    def _press(self, event: QMouseEvent) -> None:
        index = self._table.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        candidate = self._model.record_at(index.row()) if left and index.isValid() else None
        self._pressed = None if candidate is None else (event.globalPosition().toPoint(), candidate)

    def _move(self, event: QMouseEvent) -> bool:
        """While an agent is drawn the list sees nothing of the mouse: it would select rows."""
        if self._pressed is None:
            return False
        start, candidate = self._pressed
        here = event.globalPosition().toPoint()
        if self._board.carried is None:
            if (here - start).manhattanLength() < QApplication.startDragDistance():
                return False
            self._board.carry(Carried(candidate.agent))
        copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._board.carry_over(self._board.viewport().mapFromGlobal(here), copy)
        return True

    def _release(self) -> bool:
        drawn = self._pressed is not None and self._board.carried is not None
        self._pressed = None
        if drawn:
            self._board.drop()
        return drawn
