"""What was done in this session, in order: what Undo takes back next, and what Redo does again."""

from dataclasses import dataclass

from otp_desktop.texts import Sentence

DEPTH = 200


@dataclass(frozen=True, slots=True)
class Done:
    """A gesture of one's own under the name it was done by."""

    gesture: int
    name: Sentence


class UndoHistory:
    """Belongs to a workspace, so that it outlives a window that is made anew in another language."""

    def __init__(self) -> None:
        self._done: list[Done] = []
        self._undone: list[Done] = []
        self._own: set[int] = set()

    @property
    def next_undo(self) -> Done | None:
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Done | None:
        return self._undone[-1] if self._undone else None

    def add(self, done: Done) -> None:
        """Something new was done: what was undone before cannot be done again."""
        self._done.append(done)
        del self._done[:-DEPTH]
        self._undone.clear()

    def expect(self, gesture: int) -> None:
        """This gesture takes another one back: it is not something new."""
        self._own.add(gesture)

    def expected(self, gesture: int) -> bool:
        return gesture in self._own

    def undone(self, done: Done, by: int) -> None:
        """``done`` was taken back by another gesture, which Redo will take back in turn."""
        if self._done and self._done[-1] == done:
            self._done.pop()
            self._undone.append(Done(by, done.name))

    def redone(self, done: Done, by: int) -> None:
        if self._undone and self._undone[-1] == done:
            self._undone.pop()
            self._done.append(Done(by, done.name))

    def drop(self, done: Done) -> None:
        """It can no longer be taken back: what was done before it can."""
        self._done = [other for other in self._done if other != done]
        self._undone = [other for other in self._undone if other != done]
