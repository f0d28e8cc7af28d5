"""Which plan is printed, and whether only what changed since a version that was handed out."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from otp_desktop.domain.plans import DRAFT
from otp_desktop.texts import _
from otp_desktop.ui.widgets.labels import label

EVERYTHING = 0


class VersionChoice(QWidget):
    """The latest published version is chosen first: it is what people are to hold in their hands."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan_box, self.since_box = QComboBox(), QComboBox()
        self.plan_box.setAccessibleName(_("Plan to print"))
        self.since_box.setAccessibleName(_("Which assignment sheets"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        names = label(_("Pla&n"), "muted"), label(_("&Assignment sheets"), "muted")
        for name, box in zip(names, (self.plan_box, self.since_box), strict=True):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            name.setBuddy(box)
            layout.addWidget(name)
            layout.addWidget(box)
        layout.addStretch(1)
        self.name = names[0]
        self._published: tuple[int, ...] | None = None
        self.show_versions(())
        for box in (self.plan_box, self.since_box):
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())

    @property
    def published(self) -> tuple[int, ...]:
        """The numbers of the published versions, the latest first."""
        return self._published or ()

    def choose(self, number: int, since: int) -> None:
        self.plan_box.setCurrentIndex(self.plan_box.findData(number))
        self.since_box.setCurrentIndex(self.since_box.findData(since))

    @property
    def number(self) -> int:
        """The published version to print, 0 for the draft."""
        return int(self.plan_box.currentData())

    @property
    def since(self) -> int:
        """The published version whose paper is in people's hands, 0 where everything is printed."""
        return int(self.since_box.currentData())

    def show_versions(self, published: Sequence[int]) -> None:
        """The numbers of the published versions, the latest first; what was chosen stays while they do."""
        if tuple(published) == self._published:
            return
        self._published = tuple(published)
        blocked = QSignalBlocker(self.plan_box), QSignalBlocker(self.since_box)
        self.plan_box.clear()
        self.since_box.clear()
        for number in published:
            self.plan_box.addItem(_("Version {number}").format(number=number), number)
            self.since_box.addItem(_("only those changed since version {number}").format(number=number), number)
        self.plan_box.addItem(_("Draft"), DRAFT)
        self.since_box.insertItem(0, _("all of them"), EVERYTHING)
        self.since_box.setCurrentIndex(0)
        self.plan_box.setCurrentIndex(0)
        for blocker in blocked:
            blocker.unblock()
        self.changed.emit()
