"""What the whole program needs before its first window: style, theme, and Qt's own words in French."""

import gc
import sys

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QStyleFactory

from otp_desktop.texts import current_language
from otp_desktop.ui.theme import Theme, ThemeChoice, apply_theme, theme_of

_LOCALES = {"fr": QLocale(QLocale.Language.French, QLocale.Country.France), "en": QLocale(QLocale.Language.English)}

_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
}


def allow_map() -> None:
    """To call before the QApplication is made: QtWebEngine shares its contexts with the windows."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


class ApplicationLook(QObject):
    """Keeps style, theme and language of the application; lives as long as it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._translator: QTranslator | None = None
        self.theme_choice = ThemeChoice.SYSTEM
        self._theme: Theme | None = None
        application.setApplicationName("otp-desktop")
        application.setApplicationDisplayName("OTP Desktop")
        style = QStyleFactory.create("Fusion")
        application.setStyle(style)
        self.speak()
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._follow()

    def choose_theme(self, choice: ThemeChoice) -> None:
        """The system's own light or dark, followed as it changes, or one of the two for good."""
        self.theme_choice = choice
        # The system draws title bars and file choosers: it is told as well, where it listens.
        self._application.styleHints().setColorScheme(_SCHEMES[choice])
        self._follow()

    def speak(self) -> None:
        """Calendars, file choosers and standard buttons in the language in use."""
        language = current_language()
        QLocale.setDefault(_LOCALES[language])
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{language}", folder):
            self._application.installTranslator(self._translator)

    def _follow(self) -> None:
        scheme = _SCHEMES[self.theme_choice]
        if scheme == Qt.ColorScheme.Unknown:
            scheme = self._application.styleHints().colorScheme()
        theme = theme_of(scheme)
        if theme != self._theme:
            self._theme = theme
            apply_theme(self._application, theme)


def application() -> QApplication:
    """The one that runs."""
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running


def look_of(application: QApplication) -> ApplicationLook:
    """The look that ``make_application`` gave it."""
    (look,) = application.findChildren(ApplicationLook)
    return look


TURN = 0.0005  # seconds that a thread computes before it lets another one in
RARELY = 1000  # collections of the younger generations before a full one; Python's own choice is 10


def spare_the_collector() -> None:
    """To call once the window’s modules are loaded: they stay for ever, so the collector need not walk through them.

    A full collection over the libraries holds every thread for a quarter of a second; without them, a few milliseconds.
    Over the plan of a quarter (10,681 needs) it holds them for as long again, and each reading of it would bring one:
    full collections become a hundred times rarer. What is dropped young is still collected young.
    """
    gc.freeze()
    youngest, young, _full = gc.get_threshold()
    gc.set_threshold(youngest, young, RARELY)


def favour_the_interface_thread() -> None:
    """To call once: other threads let the interface thread in ten times sooner than Python would have them.

    Qt asks Python for each cell, each size and each event; while another thread computes, each answer waits for its
    turn. At Python's own 5 ms a table of sixty cells stood still for a third of a second while a plan was read.
    """
    sys.setswitchinterval(TURN)


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication of the program, dressed; call once."""
    allow_map()
    application = QApplication(arguments)
    ApplicationLook(application)
    spare_the_collector()
    favour_the_interface_thread()
    return application
