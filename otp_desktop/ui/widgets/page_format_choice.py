"""The paper: its size, which way it lies, and how many pages share a sheet."""

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from otp_desktop.services.print_options import PageFormat, PagesASheet, Paper, Turn
from otp_desktop.texts import _, ngettext
from otp_desktop.ui.widgets.labels import label

FORMAT = "printing/format"


class PageFormatChoice(QWidget):
    """The last choice comes back."""

    changed = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.paper, self.turn, self.pages = QComboBox(), QComboBox(), QComboBox()
        for paper in Paper:
            self.paper.addItem(paper.value.upper(), paper)
        self.turn.addItem(_("portrait"), Turn.PORTRAIT)
        self.turn.addItem(_("landscape"), Turn.LANDSCAPE)
        for pages in PagesASheet:
            text = ngettext("{count} page a side", "{count} pages a side", pages).format(count=int(pages))
            self.pages.addItem(text, pages)
        self._restore()
        names = (_("Size of the paper"), _("Which way the paper lies"), _("Pages on one side of a sheet"))
        self.name = label(_("Pap&er"), "muted")
        self.name.setBuddy(self.paper)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.name)
        for box, accessible in zip((self.paper, self.turn, self.pages), names, strict=True):
            box.setAccessibleName(accessible)
            box.currentIndexChanged.connect(lambda _place: self._keep())
            layout.addWidget(box)

    @property
    def page_format(self) -> PageFormat:
        return PageFormat(
            Paper(self.paper.currentData()), Turn(self.turn.currentData()), PagesASheet(self.pages.currentData())
        )

    def _restore(self) -> None:
        stored = str(self._settings.value(FORMAT, "")).split("/")
        for box, value in zip((self.paper, self.turn, self.pages), stored, strict=False):
            known = [str(box.itemData(place)) for place in range(box.count())]
            if value in known:
                box.setCurrentIndex(known.index(value))

    def _keep(self) -> None:
        values = (box.currentData() for box in (self.paper, self.turn, self.pages))
        self._settings.setValue(FORMAT, "/".join(map(str, values)))
        self.changed.emit()
