"""The base of what is drawn on the map: one gesture each, stored by a service, taken back by Undo."""

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from otp_desktop.domain.places import Position
from otp_desktop.ui.desk import Desk


class DrawingTool(QObject):
    """``says`` brings words for the bar, ``pageWanted`` a function of the page's tools, ``over`` that it is done.

    ``mode`` is the one of the page's script; ``sketches`` says that corners are drawn.
    """

    mode = ""
    sketches = False
    says = Signal(str)
    pageWanted = Signal(str, object)
    over = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk = desk
        self.page = page
        self.corners: tuple[Position, ...] = ()
        self.drawn_before: tuple[Position, ...] = ()

    @property
    @abstractmethod
    def heading(self) -> str:
        """What the user is doing."""

    @property
    @abstractmethod
    def hint(self) -> str:
        """How it is done, by mouse and by keyboard."""

    @property
    def least_corners(self) -> int:
        """How many make it whole."""
        return 0

    @property
    def unsaved(self) -> bool:
        """Whether leaving loses corners that were drawn."""
        return len(self.corners) > 1 and self.corners != self.drawn_before

    def begin_with(self, corners: Sequence[Position]) -> None:
        """Corners that are stored already."""
        self.corners = self.drawn_before = tuple(corners)

    def sketched(self, corners: tuple[Position, ...]) -> None:
        """The corners are these now."""
        self.corners = corners

    def placed(self, position: Position) -> None:
        """A place was pointed at."""

    def moved(self, code: str, position: Position) -> None:
        """A point was moved."""

    def finish(self) -> None:
        """The corners are whole."""
