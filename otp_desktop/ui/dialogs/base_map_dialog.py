"""Which base map lies under the points.

Nothing is asked of the Internet before somebody has said yes, knowing what that reveals.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from otp_desktop.domain.errors import KnownError
from otp_desktop.services.base_maps import BaseKind, OnlineService, online_services
from otp_desktop.texts import _
from otp_desktop.ui.background import Job
from otp_desktop.ui.choose_file import choose_file
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.mapping.base_choice import BaseChoice, keep_choice, read_choice
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label

_WIDTH, _MARGIN = 560, 24


class BaseMapDialog(Dialog):
    """``chosen`` brings the new choice, which is remembered by then."""

    guide_page = "map"
    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Base map"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        now = read_choice(desk.settings)
        self.schematic = QRadioButton(_("&Schematic map, and the layers that were imported"))
        self.from_file = QRadioButton(_("A &file of tiles (MBTiles, or PMTiles of pictures)"))
        self.services = {service.key: (QRadioButton(service.label), service) for service in online_services()}
        self.file = QLineEdit(str(now.file or ""))
        self.file.setReadOnly(True)
        self.file.setAccessibleName(_("File of tiles"))
        self.file_button = button(_("Choose…"), "folder-outline", self.choose_file)
        self.reveals = label("", "muted")
        self.reveals.setWordWrap(True)
        self.agree = QCheckBox(_("I agree"))
        self.fault = label("", "fault")
        self.fault.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.apply_button = self.buttons.addButton(_("Apply"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply_button.setProperty("role", "primary")
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._connect()
        self._show(now)

    @property
    def service(self) -> OnlineService | None:
        """The online service that is pointed at."""
        return next((service for radio, service in self.services.values() if radio.isChecked()), None)

    @property
    def choice(self) -> BaseChoice | None:
        """What would be applied; None while something is missing: the file, or the agreement."""
        if self.schematic.isChecked():
            return BaseChoice()
        if self.from_file.isChecked():
            return BaseChoice(BaseKind.FILE, Path(self.file.text())) if self.file.text() else None
        service = self.service
        agreed = service is not None and self.agree.isChecked()
        return BaseChoice(BaseKind.ONLINE, service=service.key) if service is not None and agreed else None

    def choose_file(self) -> None:
        choose_file(self, _("File of tiles"), _("Tiles (*.mbtiles *.pmtiles)"), self.show_file, self.file.text())

    def show_file(self, file: Path) -> None:
        self.file.setText(str(file))
        self.from_file.setChecked(True)
        self._show_possible()

    def apply(self) -> None:
        """Looks at the file first: one that cannot be drawn is said here, and nothing changes."""
        choice = self.choice
        if choice is None:
            return
        self._desk.background.run(
            Job(
                owner=self,
                function=lambda _control: choice.base_map(),
                done=lambda _base: self._keep(choice),
                failed=self._say,
                title=_("Reading the base map"),
            )
        )

    def _say(self, error: Exception) -> bool:
        """A fault of the file stands under it; anything else is a bug, and is shown as one."""
        if not isinstance(error, KnownError):
            return False
        self.fault.setText(str(error))
        self._fit()
        return True

    def _keep(self, choice: BaseChoice) -> None:
        keep_choice(self._desk.settings, choice)
        self.chosen.emit(choice)
        self.accept()

    def _show(self, choice: BaseChoice) -> None:
        if choice.kind is BaseKind.ONLINE:
            self.services[choice.service][0].setChecked(True)
            self.agree.setChecked(True)
        else:
            (self.from_file if choice.kind is BaseKind.FILE else self.schematic).setChecked(True)
        self._show_possible()

    def _choose_service(self) -> None:
        """Who agreed to one service has said nothing of another."""
        self.agree.setChecked(False)
        self._show_possible()

    def _show_possible(self) -> None:
        service = self.service
        online = service is not None
        self.agree.setVisible(online)
        self.fault.setText("")
        if service is not None:
            self.reveals.setText(_reveals(service))
            self.agree.setText(_("I &agree that this workstation asks {host}").format(host=service.host))
        self.apply_button.setEnabled(self.choice is not None)
        self._fit()

    def _fit(self) -> None:
        """All words are seen: a label that wraps asks for one width only when it is laid out."""
        for words in (self.reveals, self.fault):
            words.setVisible(bool(words.text()) and (words is self.fault or self.service is not None))
            words.setMinimumHeight(max(0, words.heightForWidth(_WIDTH - 2 * _MARGIN)))
        self.adjustSize()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(24, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(self.file_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self.windowTitle(), "title"))
        layout.addWidget(self.schematic)
        layout.addWidget(self.from_file)
        layout.addLayout(line)
        for radio, _service in self.services.values():
            layout.addWidget(radio)
        for widget in (self.reveals, self.agree, self.fault):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self.schematic.clicked.connect(self._show_possible)
        self.from_file.clicked.connect(self._show_possible)
        for radio, _service in self.services.values():
            radio.clicked.connect(self._choose_service)
        self.agree.toggled.connect(self._show_possible)
        self.buttons.accepted.connect(self.apply)
        self.buttons.rejected.connect(self.reject)


def _reveals(service: OnlineService) -> str:
    return _(
        "Each picture of the map is then asked of {service} ({host}) over the Internet. The service learns the IP "
        "address of this workstation, and which area is looked at, and when. Points, agents and needs are not sent. "
        "Exported maps stay schematic. Choosing another base map takes the agreement back."
    ).format(service=service.service, host=service.host)
