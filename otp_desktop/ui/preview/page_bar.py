"""Which page is in hand, of how many; a number typed leads there."""

from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.preview.page_view import PageView
from otp_desktop.ui.widgets.buttons import small_button
from otp_desktop.ui.widgets.labels import label


class PageBar(QWidget):
    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.box = QSpinBox()
        self.box.setAccessibleName(_("Page"))
        self.box.setKeyboardTracking(False)
        self.box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.box.setFixedWidth(72)
        self.count = label(role="muted")
        self.previous = small_button(_("Previous page"), "arrow-up", lambda: view.go_to(view.page - 1))
        self.next = small_button(_("Next page"), "arrow-down", lambda: view.go_to(view.page + 1))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.previous, self.box, self.count, self.next):
            layout.addWidget(part)
        self.box.valueChanged.connect(lambda page: view.go_to(page - 1))
        view.pageNavigator().currentPageChanged.connect(self._show_page)

    def show_document(self, document: QPdfDocument) -> None:
        pages = document.pageCount()
        self.box.blockSignals(True)
        self.box.setRange(min(1, pages), pages)
        self.box.blockSignals(False)
        self.count.setText(_("of {pages}").format(pages=number(pages)))
        self._show_page(0)

    def _show_page(self, page: int) -> None:
        self.box.blockSignals(True)
        self.box.setValue(page + 1)
        self.box.blockSignals(False)
        self.previous.setEnabled(page > 0)
        self.next.setEnabled(page + 1 < self.box.maximum())
