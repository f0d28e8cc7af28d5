"""The first steps: shown while there is no database to open, and when the last one cannot be."""

from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from otp_desktop.services.workspace import default_location, demonstration_location
from otp_desktop.texts import _, current_language
from otp_desktop.texts.language import LANGUAGE_NAMES
from otp_desktop.ui.background import Background
from otp_desktop.ui.database_files import choose_database, choose_new_database
from otp_desktop.ui.recent import recent_databases
from otp_desktop.ui.tips import tip
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label

_WIDTH = 620
_MOST_RECENT = 3


class FirstStep(StrEnum):
    """What the new window does first."""

    DEMONSTRATION = "demonstration"
    IMPORT = "import"
    NOTHING = "nothing"


class StartWindow(QWidget):
    """Three ways to begin, and the databases known already. ``fault`` says why the last one is not open."""

    stepChosen = Signal(object, str)
    databaseWanted = Signal(str)
    languageWanted = Signal(str)

    def __init__(self, settings: QSettings, fault: str = "") -> None:
        super().__init__()
        self.setWindowTitle("OTP Desktop")
        self.background = Background(self)
        self.fault = fault
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(40, 32, 40, 24)
        self._body.setSpacing(12)
        self._add_words()
        self._add_steps()
        self._add_known(settings)
        self._body.addStretch(1)
        self._add_languages()
        self.setMinimumWidth(_WIDTH)

    def _add_words(self) -> None:
        self._body.addWidget(label(_("Welcome to OTP Desktop"), "title"))
        text = self.fault or _("Agents, points, needs and plans are kept in one file on this machine. How to begin?")
        said = label(text, "fault" if self.fault else "muted")
        said.setWordWrap(True)
        self._body.addWidget(said)

    def _add_steps(self) -> None:
        self.demonstration = button(_("Create the demonstration"), "school-outline", self._demonstrate)
        self.new = button(_("New database…"), "database-plus-outline", self._make_new, primary=True)
        self.importing = button(_("Import my files…"), "file-import-outline", self._import)
        for step, text in (
            (self.new, _("Empty, in a file of your choice: operations come from templates.")),
            (self.importing, _("The roll, the units and the points, from Excel, CSV or GeoJSON.")),
            (self.demonstration, _("350 school points and 463 fictitious agents, to look around without risk.")),
        ):
            self._body.addWidget(_card(step, text))

    def _add_known(self, settings: QSettings) -> None:
        self.known = [
            button(file.name, "database-outline", partial(self.databaseWanted.emit, str(file)))
            for file in recent_databases(settings)[:_MOST_RECENT]
        ]
        for known, file in zip(self.known, recent_databases(settings), strict=False):
            known.setToolTip(tip(str(file)))
            known.setAccessibleName(_("Open {file}").format(file=file.name))
        self.other = button(_("Open a database…"), "folder-open-outline", self._open)
        line = QHBoxLayout()
        line.setSpacing(8)
        for choice in (*self.known, self.other):
            line.addWidget(choice)
        line.addStretch(1)
        self._body.addLayout(line)

    def _add_languages(self) -> None:
        line = QHBoxLayout()
        line.addStretch(1)
        self.languages = [
            button(name, "", partial(self.languageWanted.emit, code))
            for code, name in LANGUAGE_NAMES.items()
            if code != current_language()
        ]
        for choice in self.languages:
            line.addWidget(choice)
        self._body.addLayout(line)

    def _demonstrate(self) -> None:
        self.stepChosen.emit(FirstStep.DEMONSTRATION, demonstration_location())

    def _make_new(self) -> None:
        choose_new_database(self, Path(default_location()), lambda file: self._take(FirstStep.NOTHING, file))

    def _import(self) -> None:
        self.stepChosen.emit(FirstStep.IMPORT, default_location())

    def _open(self) -> None:
        choose_database(self, lambda file: self.databaseWanted.emit(str(file)))

    def _take(self, step: FirstStep, file: Path) -> None:
        self.stepChosen.emit(step, str(file))


def _card(step: QPushButton, text: str) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    layout = QHBoxLayout(card)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(16)
    step.setMinimumWidth(230)
    words = label(text, "muted")
    words.setWordWrap(True)
    step.setAccessibleDescription(text)
    layout.addWidget(step, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addWidget(words, 1)
    return card
