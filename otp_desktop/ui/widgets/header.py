"""The top of the window: which operation is in hand, and what is done with it most."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout

from otp_desktop.domain.operations import Operation
from otp_desktop.texts import _
from otp_desktop.texts.formats import short_date
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.tips import tip
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label

_SPACING = 8


class Header(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("header")
        self._desk = desk
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(_("Operation in hand"))
        self.chooser.setMinimumWidth(120)
        self.chooser.setMaximumWidth(420)
        self.chooser.setMinimumContentsLength(16)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chooser.setPlaceholderText(_("No operation"))
        self.dates = label(role="muted")
        self.mapping = button(_("Export the map"), "map-check-outline", lambda: None)
        self.printing = button(_("Print"), "printer-outline", lambda: None)
        self.optimise = button(_("Optimise"), "auto-fix", lambda: None, primary=True)
        name = label(_("&Operation"), "muted")
        name.setBuddy(self.chooser)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(_SPACING)
        for part in (name, self.chooser, self.dates):
            layout.addWidget(part)
        layout.addStretch(1)
        for tool in (self.mapping, self.printing, self.optimise):
            layout.addWidget(tool)
        desk.operationsChanged.connect(self._show_operations)
        self.chooser.activated.connect(self._choose)

    def show_operation(self, operation: Operation | None) -> None:
        place = self._desk.operations.index(operation) if operation in self._desk.operations else -1
        self.chooser.setCurrentIndex(place)
        self.dates.setText(_dates(operation) if operation is not None else "")
        self.chooser.setToolTip(_tip(operation) if operation is not None else "")
        self._show_dates()
        for tool in (self.mapping, self.printing, self.optimise):
            tool.setEnabled(operation is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_dates()

    def minimumSizeHint(self) -> QSize:
        """Without the dates, which give way where there is little room."""
        least = super().minimumSizeHint()
        return QSize(least.width() - self._room_of_dates(), least.height())

    def _show_dates(self) -> None:
        """Whole, or not at all: half a date would be another date. A long name gives way to them."""
        self.dates.setMinimumWidth(self.dates.sizeHint().width())
        room = self.width() - self.minimumSizeHint().width()
        self.dates.setVisible(room >= self.dates.minimumWidth() + _SPACING)

    def _room_of_dates(self) -> int:
        return 0 if self.dates.isHidden() else self.dates.minimumWidth() + _SPACING

    def _show_operations(self, operations: tuple[Operation, ...]) -> None:
        self.chooser.clear()
        self.chooser.addItems([operation.name for operation in operations])
        self.show_operation(self._desk.operation)

    def _choose(self, place: int) -> None:
        self._desk.choose(self._desk.operations[place])


def _tip(operation: Operation) -> str:
    """The whole name, which the chooser may cut."""
    return tip(f"{operation.name}\n{_dates(operation)}")


def _dates(operation: Operation) -> str:
    if operation.first_day == operation.last_day:
        return _("on {day}").format(day=short_date(operation.first_day))
    return _("from {first} to {last}").format(
        first=short_date(operation.first_day), last=short_date(operation.last_day)
    )
