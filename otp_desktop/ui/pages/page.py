"""The base of the pages: a title, and data read when the page is seen and stale."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.widgets.labels import label


class Page(QWidget):
    """A page of the sidebar. It reads again when a write touched one of ``kinds``, at once or when next seen.

    ``name`` never changes: the window remembers the page by it, and the user guide has a page of that name.
    ``new_text`` says what ``add`` makes, where the page makes something.
    """

    name = ""
    icon_name = "file"
    new_text = ""
    entriesChanged = Signal()
    kinds: frozenset[Kind] = frozenset()

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.title = title
        self.stale = True
        self._heading = label(title, "title")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self._heading)
        self.head.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 16, 24, 8)
        self.body.setSpacing(12)
        self.body.addLayout(self.head)
        desk.background.changed.connect(self._after_changes)

    @property
    def parts(self) -> "tuple[Page, ...]":
        """The pages that are its tabs; itself where it has none."""
        return (self,)

    def make_part(self) -> None:
        """Makes the page one tab of another page, which has the title."""
        self._heading.hide()
        self.body.setContentsMargins(0, 12, 0, 0)

    def reveal(self, page: "Page") -> bool:
        """Whether ``page`` is this one or a tab of it, which is then brought to the front."""
        return page is self

    def reload(self) -> None:
        """Reads what the page shows, in the background."""

    def refresh(self) -> None:
        """Reads now if the page is seen, else when it is seen next."""
        self.stale = True
        if self.isVisible():
            self.stale = False
            self.reload()

    def entries(self) -> Sequence[Entry]:
        """What can be done on this page beyond New, Edit and Delete: its menu, and the command palette.

        Emit ``entriesChanged`` where the list itself changes; what is possible now is asked of each entry.
        """
        return ()

    def add(self) -> None:
        """The page's “New”, where it has one."""

    def edit(self) -> None:
        """The page's “Edit”, where it has one."""

    def remove(self) -> None:
        """The page's “Delete”, where it has one."""

    def focus_filter(self) -> None:
        """To the filter, where the page has one."""

    def repaint_icons(self) -> None:
        """After a change of theme, for icons that are no button's."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self.stale = False
            self.reload()

    def _after_changes(self, changes: Changes) -> None:
        if changes.kinds & self.kinds:
            self.refresh()
