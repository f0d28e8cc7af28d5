"""The list of pages at the left of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from otp_desktop.texts import _
from otp_desktop.ui.icons import icon
from otp_desktop.ui.pages.page import Page

_MARGIN = 72
_ITEM_MARGIN = 22


class Sidebar(QListWidget):
    """One entry a page, with its shortcut in the tooltip; ``currentRow`` is the page."""

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(_("Pages"))
        self.setIconSize(QSize(20, 20))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = pages
        for place, page in enumerate(pages, start=1):
            item = QListWidgetItem(page.title)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + _ITEM_MARGIN))
            item.setToolTip(f"{page.title} (Ctrl+{place})")
            self.addItem(item)
        widest = max(self.fontMetrics().horizontalAdvance(page.title) for page in pages)
        self.setFixedWidth(widest + _MARGIN)
        self.repaint_icons()

    def repaint_icons(self) -> None:
        for place, page in enumerate(self._pages):
            self.item(place).setIcon(icon(page.icon_name))
