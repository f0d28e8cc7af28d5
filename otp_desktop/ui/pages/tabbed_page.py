"""A page with tabs: several lists of one subject under one entry of the sidebar."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.pages.page import Page

NEXT_TAB = ("Ctrl+Tab", "Ctrl+PgDown")
PREVIOUS_TAB = ("Ctrl+Shift+Tab", "Ctrl+PgUp")


class TabbedPage(Page):
    """What the menus ask goes to the tab in front. Ctrl+Tab goes round the tabs, Alt and a digit to one of them."""

    def __init__(self, desk: Desk, title: str, parts: Sequence[Page]) -> None:
        super().__init__(desk, title)
        self._parts = tuple(parts)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(title)
        self.tabs.setDocumentMode(True)
        for place, part in enumerate(self.parts, start=1):
            part.make_part()
            part.entriesChanged.connect(self.entriesChanged)
            self.tabs.addTab(part, part.title)
            self.tabs.setTabToolTip(place - 1, f"{part.title} (Alt+{place})")
        self.body.addWidget(self.tabs, 1)
        self._add_shortcuts()
        self.tabs.setCurrentIndex(self._remembered())
        self.new_text = self.part.new_text
        self.tabs.currentChanged.connect(self._after_turning)

    @property
    def parts(self) -> tuple[Page, ...]:
        return self._parts

    @property
    def part(self) -> Page:
        """The tab in front."""
        return self.parts[self.tabs.currentIndex()]

    def reveal(self, page: Page) -> bool:
        if page in self.parts:
            self.tabs.setCurrentWidget(page)
            return True
        return super().reveal(page)

    def refresh(self) -> None:
        super().refresh()
        for part in self.parts:
            part.refresh()

    def _after_changes(self, changes: Changes) -> None:
        """The tabs listen for themselves."""
        if changes.kinds & self.kinds:
            super().refresh()

    def entries(self) -> Sequence[Entry]:
        return self.part.entries()

    def add(self) -> None:
        self.part.add()

    def edit(self) -> None:
        self.part.edit()

    def remove(self) -> None:
        self.part.remove()

    def focus_filter(self) -> None:
        self.part.focus_filter()

    def repaint_icons(self) -> None:
        for part in self.parts:
            part.repaint_icons()

    def go_round(self, steps: int) -> None:
        """To the next tab, or with -1 to the one before; after the last comes the first."""
        self._show_tab((self.tabs.currentIndex() + steps) % len(self.parts))

    def _show_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self.tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_shortcuts(self) -> None:
        keys = [(key, partial(self.go_round, 1)) for key in NEXT_TAB]
        keys += [(key, partial(self.go_round, -1)) for key in PREVIOUS_TAB]
        keys += [(f"Alt+{place + 1}", partial(self._show_tab, place)) for place in range(len(self.parts))]
        for key, run in keys:
            shortcut = QShortcut(QKeySequence(key), self)  # of the window, while this page is seen
            shortcut.activated.connect(run)

    def _after_turning(self) -> None:
        self.new_text = self.part.new_text
        self.desk.settings.setValue(f"tab/{self.name}", self.part.name)
        self.entriesChanged.emit()

    def _remembered(self) -> int:
        names = [part.name for part in self.parts]
        wanted = str(self.desk.settings.value(f"tab/{self.name}", ""))
        return names.index(wanted) if wanted in names else 0
