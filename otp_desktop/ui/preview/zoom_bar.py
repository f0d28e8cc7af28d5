"""How large the pages are shown: as wide as the window, whole, or at a scale."""

from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from otp_desktop.texts import _
from otp_desktop.texts.formats import percent
from otp_desktop.ui.preview.page_view import PageView
from otp_desktop.ui.widgets.buttons import small_button

FIT_WIDTH, FIT_PAGE, OTHER = "width", "page", "other"
SCALES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 4.0)


class ZoomBar(QWidget):
    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.box = QComboBox()
        self.box.setAccessibleName(_("Size of the pages on screen"))
        self.box.addItem(_("As wide as the window"), FIT_WIDTH)
        self.box.addItem(_("Whole page"), FIT_PAGE)
        for scale in SCALES:
            self.box.addItem(percent(scale), scale)
        self.smaller = small_button(_("Smaller"), "magnify-minus-outline", view.zoom_out)
        self.larger = small_button(_("Larger"), "magnify-plus-outline", view.zoom_in)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.smaller, self.box, self.larger):
            layout.addWidget(part)
        self.box.activated.connect(lambda _place: self._zoom(self.box.currentData()))
        view.zoomFactorChanged.connect(lambda _factor: self._show())
        view.zoomModeChanged.connect(lambda _mode: self._show())

    def fit_width(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def fit_page(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def _zoom(self, chosen: object) -> None:
        if chosen == FIT_WIDTH:
            self.fit_width()
        elif chosen == FIT_PAGE:
            self.fit_page()
        elif isinstance(chosen, float):
            self._view.zoom(chosen)

    def _show(self) -> None:
        """A scale that is not in the list comes last in it."""
        other = self.box.findData(OTHER)
        if other >= 0:
            self.box.removeItem(other)
        modes = {QPdfView.ZoomMode.FitToWidth: FIT_WIDTH, QPdfView.ZoomMode.FitInView: FIT_PAGE}
        factor = self._view.zoomFactor()
        place = self.box.findData(modes.get(self._view.zoomMode(), factor))
        if place < 0:
            self.box.addItem(percent(factor), OTHER)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)
