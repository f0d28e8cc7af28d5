"""The running program: its settings, the open database, and the one window over it.

Another language or another database means another window in the same place; the old one goes once the new one stands.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from otp_desktop.domain.errors import KnownError
from otp_desktop.services.workspace import Workspace, default_location, open_workspace
from otp_desktop.texts import _, use_language
from otp_desktop.texts.language import LANGUAGES
from otp_desktop.ui.application import look_of
from otp_desktop.ui.background import Background
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.recent import recent_databases, remember_database
from otp_desktop.ui.settings import LANGUAGE, THEME, user_settings
from otp_desktop.ui.start_window import FirstStep, StartWindow
from otp_desktop.ui.theme import ThemeChoice
from otp_desktop.ui.window_place import list_places, restore_lists

Window = MainWindow | StartWindow


class Program(QObject):
    """``language_asked``: somebody chose the language of this run, so that the remembered one waits for the next."""

    def __init__(
        self, application: QApplication, settings: QSettings | None = None, *, language_asked: bool = False
    ) -> None:
        super().__init__(application)
        self.settings = settings if settings is not None else user_settings()
        self.workspace: Workspace | None = None
        self.window: Window | None = None
        self._look = look_of(application)
        if not language_asked:
            use_language(_one_of(LANGUAGES, self.settings.value(LANGUAGE)))
            self._look.speak()
        self._look.choose_theme(ThemeChoice(_one_of(tuple(ThemeChoice), self.settings.value(THEME))))

    def start(self, location: str | None = None) -> None:
        """Opens the database asked for, else the last one; shows the first steps where there is none yet.

        Raises a KnownError where the database asked for cannot be opened. The last one may have gone or be locked
        since: the first steps then say so.
        """
        if location is not None:
            self._show(open_workspace(location))
            return
        known = recent_databases(self.settings)
        last = str(known[0]) if known else default_location()
        if not Path(last).is_file():
            self._show_start()
            return
        try:
            self._show(open_workspace(last))
        except KnownError as error:
            self._show_start(str(error))

    def open(self, location: str, then: Callable[[MainWindow], object] = lambda _window: None) -> None:
        """Opens another database in the background; the one in hand stays open where that one cannot be."""
        window = self.window
        assert window is not None
        if self.workspace is not None and self.workspace.location == location:
            return

        def show(workspace: Workspace) -> None:
            # A form may have been opened while the file was being read: it is not taken away from under the hands.
            reason = window.why_not_now() if isinstance(window, MainWindow) else ""
            if reason:
                workspace.close()
                show_notice(window, _("The other database was not opened."), reason)
            else:
                then(self._show(workspace))

        self._background.query(window, lambda: open_workspace(location), show, key="database")

    def change_language(self, language: str) -> None:
        """The same page, filter and selection, in other words."""
        self.settings.setValue(LANGUAGE, language)
        use_language(language)
        self._look.speak()
        window, workspace = self.window, self.workspace
        if isinstance(window, MainWindow) and workspace is not None:
            places = list_places(window.pages)
            restore_lists(self._show(workspace).pages, places)
        else:
            self._show_start()

    def choose_theme(self, choice: ThemeChoice) -> None:
        self.settings.setValue(THEME, str(choice))
        self._look.choose_theme(choice)

    def end(self) -> None:
        """Closes the database, at the very end."""
        if self.workspace is not None:
            self.workspace.close()

    @property
    def _background(self) -> Background:
        assert self.window is not None
        return self.window.desk.background if isinstance(self.window, MainWindow) else self.window.background

    def _show(self, workspace: Workspace) -> MainWindow:
        old_window, old_workspace = self.window, self.workspace
        if isinstance(old_window, MainWindow):
            old_window.remember()
        remember_database(self.settings, workspace.location)
        made = MainWindow(workspace, self.settings)
        made.databaseWanted.connect(self.open)
        made.languageWanted.connect(self.change_language)
        made.themeWanted.connect(self.choose_theme)
        self.window, self.workspace = made, workspace
        made.show()
        if old_window is not None:
            unused = old_workspace if old_workspace is not workspace else None
            _retire(old_window, unused)
        return made

    def _show_start(self, fault: str = "") -> None:
        old_window = self.window
        made = StartWindow(self.settings, fault)
        made.stepChosen.connect(self._take_step)
        made.databaseWanted.connect(self.open)
        made.languageWanted.connect(self.change_language)
        self.window = made
        made.show()
        if old_window is not None:
            _retire(old_window, None)

    def _take_step(self, step: FirstStep, location: str) -> None:
        self.open(location, lambda window: window.begin(step))


def _retire(window: Window, workspace: Workspace | None) -> None:
    """Hides a window, lets its readings end, then lets go of it, and of the database where nobody else uses it."""
    background = window.desk.background if isinstance(window, MainWindow) else window.background
    window.hide()

    def let_go() -> None:
        if isinstance(window, MainWindow):
            window.map.end()
        window.deleteLater()
        if workspace is not None:
            workspace.close()

    if background.busy:
        background.idle.connect(let_go)
        background.stop_all()
    else:
        let_go()


def _one_of(known: tuple[str, ...], value: object) -> str:
    """A remembered choice, else the first one."""
    return value if isinstance(value, str) and value in known else known[0]
